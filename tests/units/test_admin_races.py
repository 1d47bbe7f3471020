"""Two administrators at the same instant: the second reads a sentence, never a fault of the server."""

import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Role
from tests.factories import (
    make_city,
    make_enrolment,
    make_membership,
    make_person,
    make_programme,
    make_unit,
    make_user,
)
from units.models import Enrolment, Unit, UnitVersion

pytestmark = pytest.mark.django_db(transaction=True)
OVERLAP = "Khoảng ngày trùng với một dòng đã có; hãy sửa ngày bắt đầu hoặc ngày kết thúc."
HEADER = "Khóa đơn vị,Mã hành chính,Tên,Loại,Khóa cấp trên,Từ ngày,Đến ngày,Diện tích (km²)"


@pytest.fixture
def city():
    return make_city(key="city", code="48")


@pytest.fixture
def client(city):
    client = Client()
    client.force_login(make_person(Role.ADMINISTRATOR, city))
    return client


def while_another_stores(store, post):
    """Post while another transaction has stored its row and not yet ended; return the answer.

    SQLite takes its writers one after the other, so there the other is done first.
    """
    is_serial, is_stored = connection.vendor == "sqlite", threading.Event()

    def write():
        with transaction.atomic():
            store()
            is_stored.set()
            time.sleep(0 if is_serial else 0.5)
        connection.close()

    other = threading.Thread(target=write)
    other.start()
    is_stored.wait(timeout=10)
    if is_serial:
        other.join()
    answer = post()
    other.join()
    return answer


def no_rows(*prefixes):
    return {f"{prefix}-{key}_FORMS": 0 for prefix in prefixes for key in ("TOTAL", "INITIAL")}


def rows(prefix, **fields):
    first = {f"{prefix}-0-{key}": value for key, value in fields.items()}
    return {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 0, **first}


def test_row_of_a_unit_on_its_page(client):
    unit = Unit.objects.create(key="ward")
    data = {"key": "ward", **rows("versions", code="1", name="Hai", type="ward", valid_from="01/03/2021", valid_to="")}
    data |= no_rows("predecessor_links", "successor_links")

    answer = while_another_stores(
        lambda: UnitVersion.objects.create(unit=unit, code="1", name="Một", type="ward"),
        lambda: client.post(reverse("admin:units_unit_change", args=[unit.pk]), data),
    )

    assert (answer.status_code, OVERLAP in answer.content.decode()) == (200, True)
    assert list(unit.versions.values_list("name", flat=True)) == ["Một"]


def test_row_of_a_unit_on_its_own_page(client):
    unit = Unit.objects.create(key="ward")
    data = {"unit": unit.pk, "code": "1", "name": "Hai", "type": "ward"}

    answer = while_another_stores(
        lambda: UnitVersion.objects.create(unit=unit, code="1", name="Một", type="ward"),
        lambda: client.post(reverse("admin:units_unitversion_add"), data),
    )

    assert (answer.status_code, OVERLAP in answer.content.decode()) == (200, True)
    assert list(unit.versions.values_list("name", flat=True)) == ["Một"]


def test_enrolment(client, city):
    ward, programme = make_unit(parent=city), make_programme()
    data = {"unit": ward.pk, "programme": programme.pk, "enrolled_from": "01/01/2022", "stage": "registered"}

    answer = while_another_stores(
        lambda: make_enrolment(ward, programme),
        lambda: client.post(reverse("admin:units_enrolment_add"), data),
    )

    assert (answer.status_code, OVERLAP in answer.content.decode()) == (200, True)
    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize("page", ["user", "membership"])
def test_role_of_a_person(client, city, page):
    user, ward = make_user(), make_unit(parent=city)
    held = {"user": user.pk, "role": "officer", "unit": ward.pk}
    data = {"username": user.username, "post": user.post, "is_active": "on", **rows("memberships", **held)}
    address = {
        "user": lambda: reverse("admin:accounts_user_change", args=[user.pk]),
        "membership": lambda: reverse("admin:accounts_membership_add"),
    }[page]()

    answer = while_another_stores(
        lambda: make_membership(user, ward, Role.OFFICER),
        lambda: client.post(address, data if page == "user" else held),
    )

    assert (answer.status_code, OVERLAP in answer.content.decode()) == (200, True)
    assert Membership.objects.filter(user=user).count() == 1


def test_sheet_that_was_sound_in_its_preview_is_refused_whole(client, city):
    unit = Unit.objects.create(key="ward")
    lines = [HEADER, "other,2,Lành lặn,phường,city,,,", "ward,1,Hai,phường,city,01/03/2021,,"]
    upload = SimpleUploadedFile("du-lieu.csv", "\n".join(lines).encode(), content_type="text/csv")
    preview = client.post(
        reverse("admin:units_unitversion_import"), {"format": "1", "import_file": upload, "resource": "0"}
    )
    confirmed = {key: value for key, value in preview.context["confirm_form"].initial.items() if value is not None}

    answer = while_another_stores(
        lambda: UnitVersion.objects.create(unit=unit, code="1", name="Một", type="ward"),
        lambda: client.post(reverse("admin:units_unitversion_process_import"), confirmed, follow=True),
    )

    assert [str(message) for message in answer.context["messages"]] == [
        "Từ khi xem trước, dữ liệu đã thay đổi nên tệp không còn nhập được; chưa lưu gì. Hãy chọn lại tệp để xem lỗi."
    ]
    assert sorted(UnitVersion.objects.values_list("name", flat=True)) == ["Một", "Đà Nẵng"]
