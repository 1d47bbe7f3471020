"""Widths of columns: shares, and room for the longest word."""

import pytest

from reports.content.document import Column, Row, Table
from reports.writers.columns import BORDER, WIDEST_WORD, column_widths
from reports.writers.measure import width_mm


def widths(columns, *rows, room=160):
    return column_widths(Table("", columns, tuple(Row(each) for each in rows)), room, 12, sides_mm=3)


def test_shares_divide_the_room():
    assert widths((Column("a", 3), Column("b", 1)), room=100) == [75, 25]


def test_column_takes_what_its_longest_word_needs():
    first, second = widths((Column("a", 99), Column("b", 1)), ("x", "123456789"), room=100)

    assert second == pytest.approx(3 + BORDER + width_mm("123456789", 12))
    assert first + second == pytest.approx(100)


def test_no_word_takes_more_than_the_widest():
    _first, second = widths((Column("a", 99), Column("b", 1)), ("x", "y" * 300))

    assert second == 3 + WIDEST_WORD


def test_too_many_columns_share_what_there_is():
    made = widths(tuple(Column("y" * 30) for _each in range(20)))

    assert made == pytest.approx([8] * 20)
