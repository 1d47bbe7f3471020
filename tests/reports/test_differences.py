"""Two texts compared word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.content.differences import Piece, differences


def test_changed_word_is_struck_out_and_the_new_one_added():
    assert differences("Đạt 20 tiêu chí.", "Đạt 21 tiêu chí.") == (
        Piece("same", "Đạt "),
        Piece("deleted", "20 "),
        Piece("inserted", "21 "),
        Piece("same", "tiêu chí."),
    )


@pytest.mark.parametrize(
    ("before", "now", "pieces"),
    [
        ("", "", ()),
        ("", "Mới.", (Piece("inserted", "Mới."),)),
        ("Cũ.", "", (Piece("deleted", "Cũ."),)),
        ("Như  nhau.", "Như nhau.", (Piece("same", "Như nhau."),)),
    ],
)
def test_edges(before, now, pieces):
    assert differences(before, now) == pieces


def test_texts_that_have_little_in_common_are_shown_whole():
    assert differences("Nhân dân hài lòng về thái độ.", "Lực lượng đoàn kết về mọi mặt.") == (
        Piece("deleted", "Nhân dân hài lòng về thái độ. "),
        Piece("inserted", "Lực lượng đoàn kết về mọi mặt."),
    )


def test_new_line_is_a_difference():
    assert differences("Một. Hai.", "Một.\nHai.") == (
        Piece("same", "Một. "),
        Piece("inserted", "\n"),
        Piece("same", "Hai."),
    )


WORDS = st.lists(st.sampled_from(["đạt", "chưa", "20", "21", ",", "."]))


@given(WORDS, WORDS)
def test_pieces_hold_every_word_of_both_texts(before, now):
    pieces = differences(" ".join(before), " ".join(now))

    assert "".join(each.text for each in pieces if each.kind != "inserted").split() == before
    assert "".join(each.text for each in pieces if each.kind != "deleted").split() == now
