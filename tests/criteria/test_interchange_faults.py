"""Every fault of a file is named at its exact place; all of them at once."""

import copy
import io
import json
import re
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from criteria.interchange import FILE_MOST, FileRefused, normalise, read_criteria_file, write_xlsx
from criteria.interchange.workbook_file import UNPACKED_MOST

DOCUMENT = {
    "format": "criteria-set/1",
    "code": "sample",
    "title": "Bộ tiêu chí mẫu",
    "document": {"number": "1/QĐ", "issuer": "Bộ Công an", "date": "2021-12-28"},
    "bonus_cap": "3",
    "groups": [
        {"code": "A", "title": "Nhóm A", "zero_if_unmet": ["A.1"], "criteria": [
            {"code": "A.1", "title": "Đạt", "scale": {"kind": "met"}},
            {"code": "A.2", "title": "Điểm", "scale": {"kind": "points", "max": "10", "step": "0.5", "pass": "7"}},
            {"code": "A.3", "title": "Mức", "scale": {"kind": "levels", "pass": 2, "levels": [
                {"value": 1, "title": "Một", "points": "1"}, {"value": 2, "title": "Hai", "points": "2"}]}},
        ]},
        {"code": "B", "title": "Nhóm B", "criteria": [
            {"code": "B.1", "title": "Tỷ lệ", "scale": {"kind": "measure", "of": "ratio", "bands": [
                {"from": "90", "points": "10"}, {"from": "80", "points": "8"}]}},
            {"code": "B.2", "title": "Yêu cầu", "scale": {
                "kind": "measure", "of": "number", "unit": "vụ", "required": {"op": "=", "value": "0"}}},
            {"code": "B.3", "title": "Mục", "scale": {"kind": "checklist", "items": [
                {"code": "a", "title": "Một"}, {"code": "b", "title": "Hai"}]}},
            {"code": "B.4", "title": "Cộng", "scale": {"kind": "bonus", "max": "3"}},
            {"code": "B.5", "title": "Trừ", "scale": {"kind": "penalty", "per": "1", "max": "3"}},
        ]},
    ],
    "classes": [
        {"code": "good", "title": "Tốt", "requires": {
            "min_percent": "90", "group_min_percent": {"B": "70"}, "held": {"class": "good", "rounds": 1},
            "met": ["A.1"], "external": ["safe-commune"]}},
        {"code": "poor", "title": "Yếu", "requires": {}},
    ],
}  # fmt: skip

REMOVED = object()


def changed(pointer, value):
    """The sample with one value replaced, added or REMOVED."""
    document = copy.deepcopy(DOCUMENT)
    *path, last = pointer.strip("/").split("/")
    target = document
    for key in path:
        target = target[int(key) if isinstance(target, list) else key]
    last = int(last) if isinstance(target, list) else last
    if value is REMOVED:
        del target[last]
    else:
        target[last] = value
    return document


def faults_of(source, name="set.json"):
    with pytest.raises(FileRefused) as refused:
        read_criteria_file(source, name)
    return refused.value.faults


def as_json(document):
    return json.dumps(document).encode()


def test_sample_is_valid():
    assert normalise(DOCUMENT)["groups"][0]["criteria"][1]["scale"]["pass"] == "7"


FIRST = "/groups/0/criteria/0"
POINTS, LEVELS = "/groups/0/criteria/1/scale", "/groups/0/criteria/2/scale"
RATIO, ITEMS = "/groups/1/criteria/0/scale", "/groups/1/criteria/2/scale"
GOOD = "/classes/0/requires"


@pytest.mark.parametrize("pointer, value, place, named", [
    ("/format", "criteria-set/2", None, "criteria-set/2"),
    ("/format", REMOVED, None, "format"),
    ("/code", "mã bộ", None, "mã bộ"),
    ("/code", "x" * 65, None, "64"),
    ("/title", REMOVED, None, "title"),
    ("/title", "  ", None, "title"),
    ("/title", 5, None, "5"),
    ("/title", "x" * 401, None, "401"),
    ("/title", "a\u0007b", None, "U+0007"),
    ("/title", "\ud800", None, "U+D800"),
    ("/titel", "x", None, "“title”"),
    ("/document", [], None, "[]"),
    ("/document/date", "28/12/2021", None, "2021-12-28"),
    ("/document/date", "2021-02-30", None, "2021-02-30"),
    ("/document/date", 20211228, None, "20211228"),
    ("/document/sign", "x", None, "sign"),
    ("/programme", "a/b", None, "a/b"),
    ("/status", "final", None, "official, provisional, illustrative"),
    ("/counting", ["met"], None, "met, points"),
    ("/not_applicable", "skip", None, "exclude, full, zero"),
    ("/bonus_cap", "-1", None, "-1"),
    ("/bonus_cap", "1.005", None, "1.005"),
    ("/total_cap", 99.5, None, "99.5"),
    ("/groups", [], None, "ít nhất một"),
    ("/groups", {"A": 1}, None, "[ … ]"),
    ("/groups", REMOVED, None, "groups"),
    ("/groups/0", "A", None, "A"),
    ("/groups/1/code", "A", None, "“A”"),
    ("/groups/1/code", "B 1", None, "B 1"),
    ("/groups/0/zero_if_unmet", ["A.1", "Z"], "/groups/0/zero_if_unmet/1", "“Z”"),
    ("/groups/0/zero_if_unmet", [7, "Z"], "/groups/0/zero_if_unmet/0", "7"),
    ("/groups/0/zero_if_unmet", ["A.1", "A.1"], "/groups/0/zero_if_unmet/1", "“A.1”"),
    ("/groups/0/zero_if_unmet", ["B.4"], "/groups/0/zero_if_unmet/0", "“B.4”"),
    ("/groups/1/criteria/1/code", "A.1", None, "“A.1”"),
    (f"{FIRST}/weight", 0.5, None, "0.5"),
    (f"{FIRST}/weight", "-1", None, "-1"),
    (f"{FIRST}/weight", "0,5", None, "dấu chấm"),
    (f"{FIRST}/weight", "1e3", None, "1e3"),
    (f"{FIRST}/weight", "1234567890", None, "1234567890"),
    (f"{FIRST}/weight", True, None, "true"),
    (f"{FIRST}/knock_out", "yes", None, "yes"),
    (f"{FIRST}/knock_out", 1, None, "1"),
    (f"{FIRST}/evidence", "x" * 5001, None, "5001"),
    (f"{FIRST}/scale", REMOVED, None, "scale"),
    (f"{FIRST}/scale", "met", None, "met"),
    (f"{FIRST}/scale/kind", "yesno", None, "yesno"),
    (f"{FIRST}/scale/points", "NaN", None, "NaN"),
    (f"{FIRST}/scale/points", float("nan"), None, "nan"),
    (f"{FIRST}/scale/max", "5", None, "max"),
    (f"{POINTS}/max", "-10", None, "-10"),
    (f"{POINTS}/max", REMOVED, None, "max"),
    (f"{POINTS}/step", "0", None, "0"),
    (f"{POINTS}/pass", "11", None, "11"),
    (f"{POINTS}/step", "6", None, "6"),
    (f"{LEVELS}/pass", 3, None, "1, 2"),
    (f"{LEVELS}/pass", "2", None, "2"),
    (f"{LEVELS}/levels", [], None, "ít nhất một"),
    (f"{LEVELS}/levels/1/value", 1, None, "Mức 1"),
    (f"{LEVELS}/levels/1/points", "0.5", None, "0.5"),
    (f"{LEVELS}/levels/0/value", 1.0, None, "1.0"),
    (f"{RATIO}/of", "share", None, "share"),
    (f"{RATIO}/required", {"op": ">=", "value": "1"}, RATIO, "“required”"),
    (f"{RATIO}/bands", REMOVED, RATIO, "“bands”"),
    (f"{RATIO}/bands/1/from", "95", f"{RATIO}/bands/1", "tốt nhất trước"),
    (f"{RATIO}/bands/1", {"to": "5", "points": "8"}, None, "cùng một chiều"),
    (f"{RATIO}/bands/1", {"from": "80", "below": "90", "points": "8"}, None, "from, below"),
    (f"{RATIO}/bands/1", {"points": "8"}, None, "không có mốc"),
    (f"{RATIO}/bands/1/points", "11", None, "11"),
    (f"{RATIO}/pass", "12", None, "12"),
    (f"{RATIO}/points", "1", None, "“points”"),
    ("/groups/1/criteria/1/scale/required/op", "≥", None, "≥"),
    ("/groups/1/criteria/1/scale/required/value", REMOVED, None, "value"),
    ("/groups/1/criteria/1/scale/pass", "1", None, "“pass”"),
    (f"{ITEMS}/items/1/code", "a", None, "“a”"),
    (f"{ITEMS}/need", 3, None, "3"),
    (f"{ITEMS}/need", 0, None, "0"),
    ("/groups/1/criteria/3/knock_out", True, None, "knock_out"),
    ("/groups/1/criteria/4/scale/per", "0", None, "0"),
    ("/groups/1/criteria/4/scale/max", "-3", None, "-3"),
    ("/classes", [], None, "ít nhất một"),
    ("/classes/1/code", "good", None, "“good”"),
    ("/classes/1/requires", {"max_unmet": 0}, None, "{}"),
    ("/classes/0/requires", {}, None, "điều kiện"),
    ("/classes/0/requires", REMOVED, None, "requires"),
    (f"{GOOD}/min_percents", "9", None, "“min_percent”"),
    (f"{GOOD}/min_percent", 90.5, None, "90.5"),
    (f"{GOOD}/max_unmet", "0", None, "“0”"),
    (f"{GOOD}/min_met", -1, None, "-1"),
    (f"{GOOD}/each_group_min_percent", "101", None, "101"),
    (f"{GOOD}/group_min_percent", {"B": "70", "Z": "5"}, f"{GOOD}/group_min_percent/Z", "“Z”"),
    (f"{GOOD}/met", ["A.1", "C.1"], f"{GOOD}/met/1", "“C.1”"),
    (f"{GOOD}/met", ["B.5"], f"{GOOD}/met/0", "“B.5”"),
    (f"{GOOD}/held", {"class": "best", "rounds": 1}, f"{GOOD}/held/class", "“best”"),
    (f"{GOOD}/held", {"class": "good", "rounds": 0}, f"{GOOD}/held/rounds", "0"),
    (f"{GOOD}/external", ["a b"], f"{GOOD}/external/0", "a b"),
])  # fmt: skip
def test_one_fault_at_its_place(pointer, value, place, named):
    document = changed(pointer, value)

    (fault,) = (fault for fault in faults_of(as_json(document)) if fault.place == (place or pointer))

    assert named in fault.message
    assert fault.message.endswith((".", "?", "{}."))


def test_all_faults_come_out_together_and_only_they():
    document = changed("/title", "")
    document["status"] = "final"
    document["groups"][0]["criteria"][1]["scale"]["max"] = 7.5
    document["classes"][0]["requires"]["met"] = ["C"]

    places = [fault.place for fault in faults_of(as_json(document))]

    assert places == ["/title", "/status", f"{POINTS}/max", f"{GOOD}/met/0"]


@pytest.mark.parametrize("content, place", [
    (b'{"format": "criteria-set/1",\n "code" "x"}', "dòng 2, cột 9"),
    (b"", "dòng 1, cột 1"),
    (b"[" * 100_000, ""),
    (b'{"code": ' + b"9" * 5000 + b"}", ""),
    ("{\"title\": \"Bộ\"}".encode("utf-16"), "byte 0"),
    (b"[]", ""),
    (b"null", ""),
])  # fmt: skip
def test_what_is_no_json_object_is_refused_with_its_place(content, place):
    assert [fault.place for fault in faults_of(content)] == [place]


def test_repeated_key_is_a_fault_at_the_key():
    content = as_json(DOCUMENT).replace(b'{"code": "A", ', b'{"code": "A", "title": "x", ')

    assert [fault.place for fault in faults_of(content)] == ["/groups/0/title"]


def test_decomposed_text_comes_in_composed():
    document = changed("/title", "Hòa Phong".replace("ò", "o\u0300"))

    assert read_criteria_file(as_json(document), "SET.JSON")["title"] == "Hòa Phong"


def test_emoji_byte_order_mark_and_line_breaks_are_welcome():
    document = changed("/title", " Bộ 😀\r\ntiêu chí ")

    assert read_criteria_file(b"\xef\xbb\xbf" + as_json(document), "set.json")["title"] == "Bộ 😀 tiêu chí"


def test_missing_file_and_unknown_form_are_refused(tmp_path):
    unknown = tmp_path / "set.csv"
    unknown.write_text("x")

    assert "missing.json" in faults_of(tmp_path / "missing.json", "")[0].message
    assert "set.csv" in faults_of(unknown, "")[0].message


def test_large_file_is_refused_unread(tmp_path):
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(3 * 2**30)

    assert "3072 MB" in faults_of(large, "")[0].message
    assert "11 MB" in faults_of(b" " * (FILE_MOST + 1))[0].message


# --- workbooks


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
