from itertools import pairwise

import pytest

from drawing.lineage import LineageEdge, LineageNode, lineage
from drawing.lineage.layers import layers
from tests.drawing.inspection import faults, found, text_boxes, texts
from tests.drawing.samples import a_frame
from tests.drawing.strategies import LINEAGE_WORDS

FIRST, SECOND = "2025-01-01", "2025-07-01"


def an_edge(source, target, on=SECOND, **share):
    return LineageEdge(source, target, on, "/".join(reversed(on.split("-"))), **share)


def hai_chau():
    """Hải Châu I and II became Hải Châu, which with four others became another Hải Châu."""
    rows = [
        ("I", "Hải Châu I", "20236"),
        ("II", "Hải Châu II", "20239"),
        ("2025-01", "Hải Châu", "20236"),
        ("thanh-binh", "Thanh Bình", "20227"),
        ("thuan-phuoc", "Thuận Phước", "20230"),
        ("thach-thang", "Thạch Thang", "20233"),
        ("phuoc-ninh", "Phước Ninh", "20242"),
        ("2025-07", "Hải Châu", "20242"),
    ]
    nodes = [LineageNode(key, name, code, "phường", is_current=key == "2025-07") for key, name, code in rows]
    merged = [an_edge(key, "2025-07") for key, _, _ in rows[2:7]]
    return nodes, [an_edge("I", "2025-01", FIRST), an_edge("II", "2025-01", FIRST), *merged]


def draw(nodes, edges, width=900):
    return lineage(a_frame(width=width), nodes, edges, LINEAGE_WORDS)


def crossings(order):
    """Count crossing pairs by comparing all, slowly."""
    count = 0
    for left, right in pairwise(order.columns):
        pairs = [
            (left.index(one), right.index(other))
            for chain in order.chains
            for one, other in pairwise(chain)
            if one in left and other in right
        ]
        count += sum(a < c and b > d for a, b in pairs for c, d in pairs)
    return count


def test_units_stand_left_of_the_date_on_which_they_passed_on():
    nodes, edges = hai_chau()
    columns = layers([node.key for node in nodes], edges).columns
    assert [set(column) for column in columns] == [
        {"I", "II"},
        {"2025-01", "thanh-binh", "thuan-phuoc", "thach-thang", "phuoc-ninh"},
        {"2025-07"},
    ]


def test_lines_are_untangled():
    edges = [an_edge("a", "z"), an_edge("b", "y"), an_edge("c", "x")]
    assert crossings(layers(list("abcxyz"), edges)) == 0


def test_long_line_has_a_place_in_each_column_that_it_passes():
    edges = [an_edge("a", "b", FIRST), an_edge("b", "c"), an_edge("a", "c")]
    assert layers(list("abc"), edges).chains[2] == ("a", "2>1", "c")


def test_units_that_gave_to_each_other_in_turn_can_be_drawn():
    nodes = [LineageNode("a", "Hòa Minh"), LineageNode("b", "Thanh Khê Tây")]
    edges = [an_edge("a", "b", FIRST, is_part=True), an_edge("b", "a", SECOND, is_part=True)]
    assert faults(draw(nodes, edges)) == []


def test_code_stands_under_the_name_of_each_unit_that_bore_it():
    drawing = draw(*hai_chau())
    boxes = text_boxes(drawing)
    for name in ("Hải Châu I", "Hải Châu"):
        box = next(box for text, box in boxes if text == name)
        codes = [text for text, other in boxes if abs(other.left - box.left) < 0.2 and 0 < other.top - box.top < 25]
        assert codes == ["phường · 20236"]


def test_each_date_heads_its_lines():
    shown = texts(draw(*hai_chau()))
    assert (shown.count("01/01/2025"), shown.count("01/07/2025")) == (1, 1)


def test_part_is_dashed_and_carries_its_share():
    nodes = [LineageNode("a", "Hòa Minh"), LineageNode("b", "Thanh Khê Tây")]
    drawing = draw(nodes, [an_edge("a", "b", FIRST, is_part=True, share="1,03 km²")])
    assert [path.get("stroke-dasharray") for path in found(drawing, "path")] == ["5 4"]
    assert texts(drawing).count("1,03 km²") == 1


@pytest.mark.parametrize("width", [320, 480, 900])
def test_every_name_shows_at_every_width(width):
    nodes, edges = hai_chau()
    assert sorted(set(texts(draw(nodes, edges, width))) & {node.name for node in nodes}) == sorted(
        {node.name for node in nodes}
    )


def test_narrow_lineage_stands_one_unit_below_the_other():
    nodes, edges = hai_chau()
    lefts = {round(box.left) for text, box in text_boxes(draw(nodes, edges, 320)) if text.startswith("Hải Châu")}
    assert len(lefts) == 1


def test_table_says_what_each_unit_became():
    nodes = [LineageNode("a", "Hòa Minh", "20200"), LineageNode("b", "Thanh Khê Tây", "20206")]
    drawing = draw(nodes, [an_edge("a", "b", FIRST, is_part=True, share="1,03 km²")])
    assert [row[4] for row in drawing.rows] == ["Thanh Khê Tây (20206, 01/01/2025, 1,03 km²)", ""]


def test_current_unit_stands_out():
    classes = [one.get("class") for one in found(draw(*hai_chau()), "rect")]
    assert (classes.count("d-box-current"), classes.count("d-box")) == (1, 7)


def test_edge_to_a_unit_that_is_not_given_is_refused():
    with pytest.raises(ValueError, match="a – b"):
        draw([LineageNode("a", "Hòa Minh")], [an_edge("a", "b")])


def test_key_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="key of its own"):
        draw([LineageNode("a", "Hòa Minh")] * 2, [])
