"""Widths of words in Times New Roman."""

import pytest

from reports.writers.measure import balanced_mm, lines, longest_word_mm, width_mm

# Read off Times New Roman: 12 points, in thousandths of the size.
POINT = 12 / 1000 * 25.4 / 72


@pytest.mark.parametrize(
    ("text", "is_bold", "thousandths"),
    [
        ("Hello", False, 722 + 444 + 278 + 278 + 500),
        ("Hello", True, 778 + 444 + 278 + 278 + 500),
        ("1.234,5", False, 5 * 500 + 2 * 250),
        ("ế", False, 444),
        ("Ộ", True, 778),
        ("ự", False, 542),
        ("Đờ", True, 722 + 554),
        ("", False, 0),
    ],
)
def test_width_is_the_fonts(text, is_bold, thousandths):
    assert width_mm(text, 12, is_bold=is_bold) == pytest.approx(thousandths * POINT)


def test_tone_marks_written_apart_add_nothing():
    assert width_mm("e\u0302\u0301", 12) == width_mm("ế", 12)


def test_words_break_where_there_is_no_room():
    assert lines("aaa aaa aaa", 12, 2 * width_mm("aaa", 12) + width_mm(" ", 12)) == [
        pytest.approx(width_mm("aaa aaa", 12)),
        pytest.approx(width_mm("aaa", 12)),
    ]


def test_word_wider_than_the_room_is_broken():
    widths = lines("x" * 100, 12, 50)

    assert widths[:-1] == [50] * (len(widths) - 1)
    assert sum(widths) == pytest.approx(width_mm("x" * 100, 12))


def test_empty_text_takes_a_line_without_width():
    assert lines("  ", 12, 50) == [0]


def test_balanced_room_takes_no_more_lines():
    text = "Ban Chỉ đạo xây dựng đơn vị điển hình"

    room = balanced_mm(text, 14, 71)

    assert room < 71
    assert len(lines(text, 14, room)) == len(lines(text, 14, 71)) == 2


def test_text_of_one_line_keeps_its_room():
    assert balanced_mm("ngắn", 12, 71) == 71


def test_longest_word_is_what_a_column_must_hold():
    assert longest_word_mm("a bbbb cc", 12) == width_mm("bbbb", 12)
    assert longest_word_mm("", 12) == 0
