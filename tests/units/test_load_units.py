"""Storing units files: complete, atomic, and twice the same as once."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from accounts.models import Role
from tests.factories import day, make_person, make_unit, make_version
from units.actions import load_units
from units.files import FileRefused
from units.loading import SHIPPED_FILE
from units.models import Unit, UnitLineage, UnitVersion

pytestmark = pytest.mark.django_db


def small_file(name="Hải Châu", **fields):
    ward = {"id": "ward", "code": "1", "name": name, "type": "ward", "parent": "city", **fields}
    city = {"id": "city", "code": "48", "name": "Đà Nẵng", "type": "city"}
    return json.dumps({"units": [city, ward], "lineage": []}).encode()


def test_shipped_units_are_stored_whole(capsys):
    call_command("load_units", str(SHIPPED_FILE))
    call_command("load_units", str(SHIPPED_FILE))

    assert (Unit.objects.count(), UnitVersion.objects.count(), UnitLineage.objects.count()) == (419, 419, 300)
    assert capsys.readouterr().out.splitlines() == [
        "419 đơn vị, 300 quan hệ: đã thêm 419 đơn vị và 300 quan hệ, sửa 0 dòng.",
        "419 đơn vị, 300 quan hệ: không có gì thay đổi.",
    ]
    part = UnitLineage.objects.get(population=15220)
    assert (str(part.area_km2), part.share, part.predecessor.key) == ("1.030", "part", "2021-20200")


def test_check_stores_nothing(capsys):
    call_command("load_units", str(SHIPPED_FILE), "--check")

    assert Unit.objects.count() == 0
    assert capsys.readouterr().out == (
        "419 đơn vị, 300 quan hệ: sẽ thêm 419 đơn vị và 300 quan hệ, sửa 0 dòng (chưa lưu).\n"
    )


def test_changed_row_is_brought_up_to_date_with_its_keys_and_history():
    load_units(content=small_file("Hải Châu"))

    loaded = load_units(content=small_file("Thanh Khê"))

    version = UnitVersion.objects.get(unit__key="ward")
    assert (loaded.new_units, loaded.changed_units) == (0, 1)
    assert (version.name, version.search_key) == ("Thanh Khê", "1 cong an phuong thanh khe")
    assert [each.name for each in version.history.all()] == ["Thanh Khê", "Hải Châu"]
    assert Unit.objects.get(key="ward").history.count() == 1


def test_unit_that_the_file_does_not_name_stays():
    make_unit("Khác", key="other")

    load_units(content=small_file())

    assert Unit.objects.filter(key="other").exists()


def test_version_entered_by_hand_is_never_overwritten():
    load_units(content=small_file())
    ward = Unit.objects.get(key="ward")
    ward.versions.update(valid_to=day("2025-12-31"))
    make_version(ward, "Tên mới", valid_from="2026-01-01")

    with pytest.raises(FileRefused) as refused:
        load_units(content=small_file())

    assert [fault.place for fault in refused.value.faults] == ["/units/1"]
    assert set(ward.versions.values_list("name", "valid_to")) == {("Hải Châu", day("2025-12-31")), ("Tên mới", None)}


def test_faulty_file_is_refused_with_every_fault_and_nothing_is_stored(tmp_path):
    file = tmp_path / "units.json"
    file.write_bytes(small_file(type="village", parent="nowhere"))

    with pytest.raises(CommandError) as refused:
        call_command("load_units", str(file))

    assert str(refused.value).splitlines()[0] == f"Tệp {file} có 2 lỗi; chưa lưu gì:"
    assert refused.value.returncode == 1
    assert Unit.objects.count() == 0


def test_missing_file_is_told_in_words(tmp_path):
    with pytest.raises(CommandError, match="Hãy kiểm tra lại đường dẫn và quyền đọc"):
        call_command("load_units", str(tmp_path / "none.json"))


def test_only_administrators_load_units():
    city = make_unit("Thành phố")
    administrator = make_person(Role.ADMINISTRATOR, city)

    with pytest.raises(PermissionDenied):
        load_units(content=small_file(), by=make_person(Role.SECRETARY, city))
    load_units(content=small_file(), by=administrator)

    assert Unit.objects.get(key="ward").history.get().history_user == administrator
