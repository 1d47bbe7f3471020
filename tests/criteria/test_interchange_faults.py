"""Every fault of a JSON file is named at its exact place; all of them at once."""

import pytest

from criteria.interchange import FILE_MOST, normalise, read_criteria_file
from tests.criteria.sample import DOCUMENT, REMOVED, as_json, changed, faults_of


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
    ("/classes/0/requires", REMOVED, None, "điều kiện"),
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
