import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import make_metrics, metrics
from drawing.text import BOLD, clean, fit, is_whole, widest, width, wrap
from tests.drawing.strategies import labels

sizes = st.floats(8, 40)
rooms = st.floats(0, 400)


def test_metrics_are_those_of_the_font():
    assert make_metrics.advances("BeVietnamPro-Regular.ttf") == metrics.REGULAR
    assert make_metrics.advances("BeVietnamPro-SemiBold.ttf") == metrics.SEMIBOLD


def test_metrics_know_every_vietnamese_letter():
    letters = set("".join(metrics.REGULAR.values()))
    assert {letter for letter in make_metrics.characters() if letter.isalpha()} - letters == set()


def test_width_adds_advances_of_the_font():
    assert width("10", 10) == pytest.approx((385 + 676) / 100)
    assert width("10", 10, BOLD) == pytest.approx((415 + 692) / 100)


def test_width_of_a_combining_mark_is_nothing():
    assert width("x\u0301", 10) == width("x", 10)


def test_width_of_an_emoji_is_generous():
    assert width("🏠", 10) == 13


@given(labels, sizes, rooms, st.sampled_from([400, BOLD]))
def test_fit_never_exceeds_the_room(label, size, room, weight):
    assert width(fit(label, size, room, weight), size, weight) <= room + 0.02


@given(labels, sizes)
def test_fit_leaves_alone_what_fits(label, size):
    assert fit(label, size, width(clean(label), size)) == clean(label)


def test_fit_cuts_with_an_ellipsis():
    assert fit("Công an phường Hải Châu", 12, 90) == "Công an phư…"


def test_fit_gives_nothing_when_not_even_the_ellipsis_fits():
    assert fit("Hải Châu", 12, 2) == ""


@given(labels, sizes, rooms, st.integers(1, 4))
def test_wrap_never_exceeds_the_room_or_the_lines(label, size, room, lines):
    wrapped = wrap(label, size, room, lines)
    assert len(wrapped) <= lines
    assert widest(wrapped, size) <= room + 0.03


@given(labels, sizes, rooms)
def test_wrap_that_is_whole_loses_no_word(label, size, room):
    if is_whole(label, size, room, 3):
        assert " ".join(wrap(label, size, room, 3)) == clean(label)


def test_wrap_breaks_at_spaces():
    assert wrap("Công an phường Hải Châu", 12, 100, 2) == ("Công an phường", "Hải Châu")


def test_wrap_cuts_a_word_that_is_too_long():
    assert wrap("nghiêng", 12, 30, 3) == ("nghi", "êng")


def test_clean_composes_and_drops_what_xml_cannot_hold():
    assert clean(unicodedata.normalize("NFD", "  Hải\n\tChâu\x00\ud800 ")) == "Hải Châu"


def test_clean_keeps_a_no_break_space():
    assert clean("1\u00a0234") == "1\u00a0234"
