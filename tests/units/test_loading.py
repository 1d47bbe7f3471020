"""Units files: what is refused, with its exact place."""

import copy
import json
import unicodedata

import pytest

from units.files import FileRefused
from units.loading import LARGEST_BYTES, SHIPPED_FILE, parse_units, read_units

SOUND = {
    "units": [
        {"id": "city", "code": "48", "name": "Đà Nẵng", "type": "city", "parent": None},
        {"id": "old", "code": "1", "name": "Hải Châu I", "type": "ward", "parent": "city", "valid_to": "2024-12-31"},
        {"id": "new", "code": "1", "name": "Hải Châu", "type": "ward", "parent": "city", "valid_from": "2025-01-01"},
    ],
    "lineage": [{"date": "2025-01-01", "from": "old", "to": "new", "share": "whole"}],
}


def changed(**changes):
    """The sound file as bytes, with values replaced: `units_1_name="…"`."""
    document = copy.deepcopy(SOUND)
    for path, value in changes.items():
        rows, index, key = path.split("_", 2)
        document[rows][int(index)][key] = value
    return json.dumps(document).encode()


def faults_of(content):
    with pytest.raises(FileRefused) as refused:
        parse_units(content)
    return [(fault.place, fault.message) for fault in refused.value.faults]


def test_shipped_file_is_sound():
    file = parse_units(read_units(SHIPPED_FILE))

    assert (len(file.units), len(file.links)) == (419, 300)


def test_names_are_stored_composed():
    file = parse_units(changed(units_1_name=unicodedata.normalize("NFD", "Hải Châu I")))

    assert file.units[1].name == "Hải Châu I"


@pytest.mark.parametrize(
    "changes, place, message",
    [
        ({"units_1_type": "village"}, "/units/1/type", "“village” không dùng được; chỉ nhận: province, city"),
        ({"units_1_parent": "nowhere"}, "/units/1/parent", "Không có đơn vị nào mang id “nowhere” trong tệp"),
        ({"units_1_id": "city"}, "/units/1/id", "Mã định danh “city” đã dùng ở /units/0"),
        ({"units_1_valid_from": "2025-01-01"}, "/units/1/valid_to", "“valid_to” phải bằng hoặc sau “valid_from”."),
        ({"units_1_valid_to": "2025-02-31"}, "/units/1/valid_to", "“2025-02-31” không phải ngày có thật"),
        ({"units_1_valid_to": 20250101}, "/units/1/valid_to", "“20250101” không phải ngày có thật"),
        ({"units_0_parent": "old"}, "/units/0/parent", "“city” trực thuộc chính nó qua các cấp"),
        ({"units_2_parent": "old"}, "/units/2/parent", "Cấp trên “old” không tồn tại suốt 01/01/2025 – nay"),
        ({"units_1_name": "Hải Châu 😀"}, "/units/1/name", "Tên và mã chỉ gồm chữ, số và dấu câu thông thường"),
        ({"units_1_name": "x" * 121}, "/units/1/name", "Dài 121 ký tự, tối đa 120; hãy rút gọn."),
        ({"units_1_name": 5}, "/units/1/name", "Thiếu “name”; hãy ghi chữ trong dấu ngoặc kép."),
        ({"units_1_colour": "red"}, "/units/1/colour", "Không có khóa “colour” ở đây"),
        ({"units_1_area_km2": "1.2345"}, "/units/1/area_km2", "“1.2345” không phải diện tích"),
        ({"units_1_area_km2": float("nan")}, "/units/1/area_km2", "“NaN” không phải diện tích"),
        ({"lineage_0_from": "nobody"}, "/lineage/0/from", "Không có đơn vị nào mang id “nobody” trong tệp"),
        ({"lineage_0_to": "old"}, "/lineage/0/to", "Đơn vị trước và đơn vị sau phải khác nhau."),
        ({"lineage_0_date": None}, "/lineage/0/date", "Thiếu ngày sáp nhập, chia tách"),
        ({"lineage_0_date": "2026-01-01"}, "/lineage/0/from", "Đơn vị “old” không tồn tại ngay trước ngày 01/01/2026"),
        ({"lineage_0_share": "half"}, "/lineage/0/share", "“half” không dùng được; chỉ nhận: whole, part."),
        ({"lineage_0_population": -1}, "/lineage/0/population", "“-1” không phải số nguyên từ 0 trở lên."),
    ],
)
def test_fault_is_named_at_its_place(changes, place, message):
    faults = dict(faults_of(changed(**changes)))

    assert place in faults
    assert faults[place].startswith(message)


def test_all_faults_are_told_together():
    places = [place for place, _ in faults_of(changed(units_1_type="x", units_2_parent="y", lineage_0_share="z"))]

    assert sorted(places) == ["/lineage/0/share", "/units/1/type", "/units/2/parent"]


@pytest.mark.parametrize(
    "content, place, message",
    [
        (b'{"units": [', "dòng 1, cột 12", "Tệp không đúng cú pháp JSON từ chỗ này"),
        (b"\xff\xfe", "byte 0", "Tệp không ở bảng mã UTF-8"),
        (b"[]", "", "Cần một đối tượng { … } có “units” và “lineage”."),
        (b"[" * 100_000, "", "Tệp lồng quá nhiều lớp ngoặc"),
        (b'{"units": [], "lineage": 5}', "/lineage", "Thiếu danh sách “lineage”"),
    ],
)
def test_what_is_no_units_file_is_refused(content, place, message):
    (fault,) = faults_of(content)

    assert fault[0] == place
    assert fault[1].startswith(message)


def test_huge_file_is_refused_by_its_size_alone(tmp_path):
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(100 * 1024 * 1024)

    with pytest.raises(FileRefused) as refused:
        read_units(huge)

    assert str(refused.value) == ("Tệp nặng 100 MB, chỉ nhận tối đa 10 MB. Hãy kiểm tra lại có đúng tệp đơn vị không.")
    assert LARGEST_BYTES == 10 * 1024 * 1024
