"""What holds for each kind of drawing alike."""

import pytest

from drawing.figure import Frame
from tests.drawing.inspection import faults, found, texts, tree
from tests.drawing.samples import ALL, EMPTY, WORDED, a_frame

every = pytest.mark.parametrize("make", ALL.values(), ids=ALL)
worded = pytest.mark.parametrize("make", WORDED.values(), ids=WORDED)


@every
@pytest.mark.parametrize("rows", [0, 1, 2, 100])
@pytest.mark.parametrize("width", [320, 760, 1400])
def test_drawing_is_sound_at_every_size(make, rows, width):
    assert faults(make(frame=a_frame(width=width), rows=rows)) == []


@every
def test_drawing_is_titled_and_described(make):
    drawing = make(frame=a_frame(key="tong-quan", title="Tỷ lệ đạt"), rows=2)
    named = {element.attrib["id"]: element.text for element in tree(drawing).iter() if element.get("id")}
    assert named["tong-quan-title"] == "Tỷ lệ đạt"
    assert named["tong-quan-desc"] == "Hải Châu đạt 21/22 tiêu chí."
    assert drawing.caption == "Tỷ lệ đạt"


@every
def test_drawing_is_the_same_bytes_for_the_same_figures(make):
    assert make(frame=a_frame(), rows=3) == make(frame=a_frame(), rows=3)


@every
def test_drawing_escapes_markup_in_words(make):
    drawing = make(frame=a_frame(title='<b onload="x">&\'"'), rows=2)
    assert found(drawing, "b") == []
    assert found(drawing, "title")[0].text == '<b onload="x">&\'"'


@every
def test_drawing_has_a_row_of_the_table_for_each_row_of_figures(make):
    assert len(make(frame=a_frame(), rows=3).rows) == 3


@worded
def test_drawing_of_nothing_says_the_sentence_of_the_caller(make):
    drawing = make(frame=a_frame(width=1000), rows=0)
    assert texts(drawing) == [EMPTY]
    assert drawing.rows == ()


@every
def test_drawing_with_links_is_a_group_and_one_without_is_an_image(make):
    drawing = make(frame=a_frame(), rows=2)
    assert tree(drawing).get("role") == ("group" if "<a " in drawing.svg else "img")


@pytest.mark.parametrize("key", ["", "1a", "a b", 'a"', "đ"])
def test_frame_refuses_a_key_that_cannot_start_an_id(key):
    with pytest.raises(ValueError, match="a key is a letter"):
        Frame(key, "", "")


@pytest.mark.parametrize("width", [0, 239, float("nan"), float("inf")])
def test_frame_refuses_a_width_without_room(width):
    with pytest.raises(ValueError, match="at least 240 px"):
        Frame("d", "", "", width=width)
