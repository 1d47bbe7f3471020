import pytest

from drawing.heatmap import HeatmapCell, HeatmapColumn, HeatmapRow, heatmap
from tests.drawing.inspection import found, texts
from tests.drawing.samples import a_frame
from tests.drawing.strategies import HEATMAP_WORDS


def one_cell(cell, *, width=720):
    return heatmap(a_frame(width=width), [HeatmapColumn("Trụ sở")], [HeatmapRow("Hải Châu", (cell,))], HEATMAP_WORDS)


def cell_classes(drawing):
    """The shades of the cells: the key's own swatches are 12 px wide."""
    return [element.get("class") for element in found(drawing, "rect") if element.get("width") not in ("12", "14")]


@pytest.mark.parametrize(
    "value, shade",
    [(-1, 0), (0, 0), (0.24, 0), (0.25, 1), (0.5, 2), (0.75, 3), (0.99, 3), (1, 4), (7, 4)],
)
def test_shade_follows_the_value(value, shade):
    assert cell_classes(one_cell(HeatmapCell(value, "x"))) == [f"heat-{shade}"]


def test_knock_out_is_a_triangle_and_a_word_in_the_table():
    drawing = one_cell(HeatmapCell(0.5, "1/2", knock_out=True))
    assert len(found(drawing, "polygon")) == 2  # in the cell and in the key
    assert drawing.rows == (("Hải Châu", "1/2 (điểm liệt)"),)


def test_not_applicable_is_a_dash_and_a_word_in_the_table():
    drawing = one_cell(HeatmapCell(not_applicable=True))
    assert texts(drawing).count("–") == 2
    assert drawing.rows == (("Hải Châu", "không áp dụng"),)


def test_missing_is_hatched_and_a_word_in_the_table():
    drawing = one_cell(HeatmapCell())
    assert [element.get("fill") for element in found(drawing, "rect")].count("url(#d-hatch)") == 2
    assert drawing.rows == (("Hải Châu", "chưa có"),)


def test_key_explains_only_the_signs_that_occur():
    assert texts(one_cell(HeatmapCell(1, "1/1")))[-5:] == ["a", "b", "c", "d", "đủ"]


def test_cell_with_an_address_is_a_link_named_in_full():
    link = found(one_cell(HeatmapCell(0.5, "1/2", href="/don-vi/7/#tru-so")), "a")[0]
    assert (link.get("href"), link[0].text) == ("/don-vi/7/#tru-so", "Hải Châu – Trụ sở: 1/2")


def test_columns_without_room_are_headed_by_short_names_and_explained():
    columns = [HeatmapColumn("Quản lý hành chính về trật tự xã hội", short) for short in ("I", "II", "III", "IV", "V")]
    row = HeatmapRow("Hải Châu", (HeatmapCell(1, "3/3"),) * 5)
    shown = texts(heatmap(a_frame(width=320), columns, [row], HEATMAP_WORDS))
    assert shown[:5] == ["I", "II", "III", "IV", "V"]
    assert shown.count("Quản lý hành chính về trật tự xã hội") == 5


def test_columns_without_room_for_their_numbers_stand_in_blocks():
    columns = [HeatmapColumn(str(index)) for index in range(22)]
    row = HeatmapRow("Hải Châu", (HeatmapCell(1, "100,0"),) * 22)
    shown = texts(heatmap(a_frame(width=320), columns, [row], HEATMAP_WORDS))
    assert shown.count("100,0") == 22
    assert shown.count("Hải Châu") > 1


def test_row_with_too_few_cells_is_refused():
    with pytest.raises(ValueError, match="2 cells"):
        heatmap(a_frame(), [HeatmapColumn("a"), HeatmapColumn("b")], [HeatmapRow("c", ())], HEATMAP_WORDS)


def test_value_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="None for a missing value"):
        one_cell(HeatmapCell(float("nan"), "x"))
