"""A workbook's faults are named by their cells; what people do in spreadsheets is understood; traps are refused."""

import io
import re
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from criteria.interchange import normalise, read_criteria_file, write_xlsx
from criteria.interchange.workbook_file import UNPACKED_MOST
from tests.criteria.sample import DOCUMENT, changed, faults_of


def workbook_with(edit):
    """The sample as a workbook, edited by hand."""
    workbook = load_workbook(io.BytesIO(write_xlsx(normalise(DOCUMENT))))
    edit(workbook)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def cell_set(place, value):
    sheet, cell = place.split("!")

    def edit(workbook):
        workbook[sheet][cell] = value

    return edit


@pytest.mark.parametrize("place, value, named", [
    ("set!C4", None, "code"),
    ("set!C10", "final", "final"),
    ("set!A5", "titel", "titel"),
    ("set!C8", "1/13/2021", "2021-13-01"),
    ("groups!A4", "A", "“A”"),
    ("groups!C3", "A.1, Z", "“Z”"),
    ("criteria!A3", "Z", "“Z”"),
    ("criteria!B4", "A.1", "“A.1”"),
    ("criteria!C3", None, "title"),
    ("criteria!D3", "yesno", "yesno"),
    ("criteria!F4", "-10", "-10"),
    ("criteria!F4", "7,5", "dấu chấm"),
    ("criteria!F4", True, "true"),
    ("criteria!G4", 0, "0"),
    ("criteria!K7", "≥", "≥"),
    ("criteria!O3", "nặng", "nặng"),
    ("criteria!P3", "maybe", "maybe"),
    ("criteria!P3", date(2021, 1, 1), "2021-01-01"),
    ("criteria!B3", date(2021, 1, 1), "2021-01-01"),
    ("scale rows!A3", "A.9", "“A.9”"),
    ("scale rows!B4", 1, "Mức 1"),
    ("scale rows!B4", "hai", "hai"),
    ("scale rows!D5", "since", "since"),
    ("scale rows!F5", None, "points"),
    ("scale rows!F6", 11, "11"),
    ("classes!C3", "=1/0", "công thức"),
    ("classes!J3", "Z: 70", "“Z”"),
    ("classes!J3", "B 70", "{ … }"),
    ("classes!L3", "C.1", "“C.1”"),
    ("classes!M3", "best", "“best”"),
    ("classes!N3", None, "rounds"),
    ("classes!N3", 1.5, "1.5"),
    ("classes!Q3", "lạc", "ngoài các cột"),
    ("classes!B1", "tên", "tên"),
])  # fmt: skip
def test_fault_of_a_workbook_is_named_by_its_cell(place, value, named):
    faults = faults_of(workbook_with(cell_set(place, value)), "set.xlsx")

    assert [fault for fault in faults if fault.place == place and named in fault.message] != [], faults


def test_workbook_without_a_sheet_says_so_once():
    faults = faults_of(workbook_with(lambda workbook: workbook.remove(workbook["classes"])), "set.xlsx")

    assert [fault.place for fault in faults] == ["classes"]


def filled_in_by_hand(workbook):
    """As people do: columns moved, labels gone, numbers typed as numbers, a real date, blank rows at the end."""
    criteria = workbook["criteria"]
    criteria.delete_rows(2)
    rows = [[cell.value for cell in row] for row in criteria.iter_rows()]
    for number, row in enumerate(rows, start=1):
        for index, value in enumerate(reversed(row), start=1):
            criteria.cell(number, index).value = value
    for _row in range(5):
        workbook["classes"].append(["", " ", None])
    workbook["set"]["C8"] = date(2021, 12, 28)
    workbook["set"]["C14"] = 3
    workbook["classes"]["C3"] = 0.9
    workbook["classes"]["C3"].number_format = "0%"
    workbook["scale rows"]["E5"] = "90"
    workbook["scale rows"]["D6"] = "≥"
    workbook["scale rows"]["B3"] = "1"
    workbook["criteria"]["G2"] = "không"
    workbook.create_sheet("Ghi chú")["A1"] = "của tôi"


def test_workbook_filled_in_by_hand_means_the_same():
    assert read_criteria_file(workbook_with(filled_in_by_hand), "set.xlsx") == normalise(DOCUMENT)


def test_dates_typed_day_first_are_read():
    content = workbook_with(cell_set("set!C8", "28/12/2021"))

    assert read_criteria_file(content, "set.xlsx")["document"]["date"] == "2021-12-28"


def test_what_looks_like_a_formula_is_written_as_text():
    document = normalise(changed("/title", "=cmd|' /C calc'!A0"))
    content = write_xlsx(document)
    cell = load_workbook(io.BytesIO(content))["set"]["C5"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=cmd|' /C calc'!A0", "s", True)
    assert b"<f>" not in b"".join(parts_of(content).values())


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize("content", [
    b"not a zip", b"", b"PK\x03\x04broken", packed({}), packed({"xl/workbook.xml": b"<x/>"}),
    packed({"[Content_Types].xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}),
])  # fmt: skip
def test_what_is_no_workbook_is_refused(content):
    (fault,) = faults_of(content, "set.xlsx")

    assert fault.message.startswith("Không mở được sổ tính")


def test_bomb_is_refused_before_it_is_unpacked():
    parts = parts_of(write_xlsx(normalise(DOCUMENT)))
    bomb = packed({**parts, "xl/bomb.xml": b" " * (UNPACKED_MOST + 1)})

    (fault,) = faults_of(bomb, "set.xlsx")

    assert len(bomb) < 100_000
    assert "giải nén" in fault.message


def test_cell_far_out_is_refused_before_it_fills_the_memory():
    (fault,) = faults_of(workbook_with(cell_set("groups!XFD1048576", "x")), "set.xlsx")

    assert "XFD1048576" in fault.message


def test_formatted_blank_cells_far_down_do_no_harm():
    def edit(workbook):
        workbook["groups"]["A30000"].number_format = "0.00"

    assert read_criteria_file(workbook_with(edit), "set.xlsx") == normalise(DOCUMENT)


def test_computed_cells_without_values_are_named_not_lost():
    faults = faults_of(workbook_with(cell_set("criteria!O3", "=1+1")), "set.xlsx")

    assert [fault.place for fault in faults] == ["criteria!O3"]


def test_any_workbook_without_our_sheets_names_them():
    stream = io.BytesIO()
    Workbook().save(stream)

    faults = faults_of(stream.getvalue(), "set.xlsx")

    assert [fault.place for fault in faults] == ["set", "groups", "criteria", "classes"]
    assert all(re.search("thiếu trang", fault.message) for fault in faults)
