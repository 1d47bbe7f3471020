"""Units in the admin site: forms, and spreadsheets that are refused row by row."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Role
from tests.factories import (
    day,
    make_city,
    make_enrolment,
    make_open_round,
    make_person,
    make_programme,
    make_unit,
    make_version,
)
from units.models import Enrolment, Programme, Unit, UnitVersion

pytestmark = pytest.mark.django_db
VERSIONS, ENROLMENTS = "admin:units_unitversion", "admin:units_enrolment"
HEADER = "Khóa đơn vị,Mã hành chính,Tên,Loại,Khóa cấp trên,Từ ngày,Đến ngày,Diện tích (km²)"


@pytest.fixture
def city():
    return make_city(key="city", code="48")


@pytest.fixture(autouse=True)
def administrator(client, city):
    user = make_person(Role.ADMINISTRATOR, city)
    client.force_login(user)
    return user


def preview(client, name, *lines, file=None):
    """Hand in a CSV file (the second format); returns the import's result."""
    content = file or "\n".join(lines).encode()
    upload = SimpleUploadedFile("du-lieu.csv", content, content_type="text/csv")
    response = client.post(reverse(f"{name}_import"), {"format": "1", "import_file": upload, "resource": "0"})
    assert response.status_code == 200
    return response


def confirm(client, name, response):
    form = response.context["confirm_form"]
    data = {key: value for key, value in form.initial.items() if value is not None}
    return client.post(reverse(f"{name}_process_import"), data, follow=True)


def errors_of(response):
    return {row.number: row.error.message_dict for row in response.context["result"].invalid_rows}


def test_sound_sheet_is_previewed_then_stored_with_history(client, administrator, city):
    response = preview(client, VERSIONS, HEADER, 'moi,20242,Hải Châu,phường,city,01/07/2025,,"7,58"')

    assert UnitVersion.objects.filter(name="Hải Châu").count() == 0
    assert [row.import_type for row in response.context["result"].rows] == ["new"]
    confirm(client, VERSIONS, response)

    version = UnitVersion.objects.get(name="Hải Châu")
    assert (version.unit.key, version.type, version.parent) == ("moi", "ward", city)
    assert (version.valid_from, version.valid_to, str(version.area_km2)) == (day("2025-07-01"), None, "7.580")
    assert [each.history_user for each in version.history.all()] == [administrator]


def test_sheet_confirmed_twice_is_stored_once_and_says_so(client, city):
    response = preview(client, VERSIONS, HEADER, "moi,20242,Hải Châu,phường,city,01/07/2025,,")
    confirm(client, VERSIONS, response)

    again = confirm(client, VERSIONS, response)

    assert [str(message) for message in again.context["messages"]] == [
        "Tệp này đã được nhập, hoặc phần xem trước đã hết hạn; lần bấm này không thay đổi gì. "
        "Muốn nhập, hãy chọn lại tệp."
    ]
    assert UnitVersion.objects.filter(name="Hải Châu").count() == 1


def test_changed_row_updates_and_equal_row_is_skipped(client, city):
    ward = make_unit("Cũ", key="ward", code="1", parent=city)
    other = make_unit("Khác", key="other", code="2", parent=city)

    response = preview(client, VERSIONS, HEADER, "ward,1,Mới,phường,city,,,", "other,2,Khác,ward,city,,,")
    confirm(client, VERSIONS, response)

    assert [row.import_type for row in response.context["result"].rows] == ["update", "skip"]
    assert "Cũ → <strong>Mới</strong>" in response.content.decode()
    assert [ward.versions.get().name, other.versions.get().name] == ["Mới", "Khác"]
    assert ward.versions.get().search_key == "1 cong an phuong moi"


@pytest.mark.parametrize(
    "line, field, message",
    [
        ("ward,1,Tên,làng,city,,,", "Loại", "“làng” không dùng được; chỉ nhận: tỉnh, thành phố"),
        ("ward,1,Tên,phường,nowhere,,,", "Khóa cấp trên", "Không có đơn vị nào có khóa “nowhere”."),
        ("ward,1,Tên,phường,city,31/02/2025,,", "Từ ngày", "“31/02/2025” không phải ngày có thật"),
        ("ward,1,Tên,phường,city,,,rộng", "Diện tích (km²)", "“rộng” không phải số; hãy ghi ví dụ 1,03."),
        ("ward,1,Tên,phường,city,,,NaN", "Diện tích (km²)", "“NaN” không phải diện tích"),
        ("ward,1,Tên 😀,phường,city,,,", "Tên", "Chỉ dùng chữ, số và dấu câu thông thường; hãy bỏ ký tự 😀"),
        ("ward,1,'=cmd|x,phường,city,,,", "Tên", "Chỉ dùng chữ, số và dấu câu thông thường; hãy bỏ ký tự ="),
        ("ward,1,Tên,phường,city,01/01/2025,31/12/2024,", "__all__", "“Đến ngày” phải bằng hoặc sau “từ ngày”."),
        ("old,1,Tên,phường,city,01/01/2024,,", "__all__", "Khoảng ngày trùng với một dòng đã có"),
        ("city,48,Đà Nẵng,thành phố,city,,,", "__all__", "Một đơn vị không thể trực thuộc chính nó."),
    ],
)
def test_faulty_row_is_refused_in_words_and_nothing_is_stored(client, city, line, field, message):
    make_unit("Cũ", key="old", code="9", parent=city, valid_to="2024-12-31")
    before = (Unit.objects.count(), UnitVersion.objects.count())

    response = preview(client, VERSIONS, HEADER, "new,2,Lành lặn,phường,city,,,", line)

    errors = errors_of(response)
    assert list(errors) == [2]
    assert errors[2][field][0].startswith(message)
    assert (Unit.objects.count(), UnitVersion.objects.count()) == before


def test_rows_of_one_sheet_may_not_overlap_each_other(client):
    rows = ["ward,1,Một,phường,city,01/01/2021,,", "ward,1,Hai,phường,city,01/01/2022,,"]

    errors = errors_of(preview(client, VERSIONS, HEADER, *rows))

    assert list(errors) == [2]
    assert errors[2]["__all__"][0].startswith("Khoảng ngày trùng với một dòng đã có")


def test_sheet_without_a_column_says_which(client):
    response = preview(client, VERSIONS, "Khóa đơn vị,Tên,Loại", "ward,Tên,phường")

    text = response.content.decode()
    (error,) = response.context["result"].base_errors
    assert error.error.messages == [
        "Tệp thiếu cột: Diện tích (km²), Khóa cấp trên, Mã hành chính, Từ ngày, Đến ngày. "
        "Hãy xuất một tệp từ trang này để lấy đúng mẫu."
    ]
    assert ["Tệp thiếu cột: Diện tích" in text, "Traceback" in text] == [True, False]


def test_enrolments_are_imported_and_refused_like_units(client, city):
    make_unit("Hải Châu I", key="ward", parent=city)
    make_programme("pilot")
    header = "Khóa đơn vị,Mã chương trình,Từ ngày,Đến ngày,Giai đoạn,Văn bản,Ghi chú"

    sound = preview(client, ENROLMENTS, header, "ward,pilot,01/06/2021,,đang xây dựng,,")
    confirm(client, ENROLMENTS, sound)
    faulty = preview(client, ENROLMENTS, header, "ward,pilot,01/01/2022,,đăng ký,,", "nobody,pilot,01/01/2022,,xong,,")

    assert list(Enrolment.objects.values_list("unit__key", "stage")) == [("ward", "building")]
    errors = errors_of(faulty)
    assert errors[1]["__all__"][0].startswith("Khoảng ngày trùng với một dòng đã có")
    assert sorted(errors[2]) == ["Giai đoạn", "Khóa đơn vị"]


def test_export_comes_back_as_it_went(client, city):
    make_unit("Hải Châu", key="ward", parent=city, valid_from="2025-07-01", area_km2="7.58")

    exported = client.post(reverse(f"{VERSIONS}_export"), {"format": "1", "resource": "0"})
    response = preview(client, VERSIONS, file=exported.content)

    assert exported.content.decode("utf-8-sig").splitlines()[0] == HEADER
    assert [row.import_type for row in response.context["result"].rows] == ["skip", "skip"]


def test_export_hands_no_formula_to_a_spreadsheet_program(client, city):
    make_unit("=1+1", key="ward", parent=city)

    exported = client.post(reverse(f"{VERSIONS}_export"), {"format": "1", "resource": "0"}).content.decode()

    assert [line.split(",")[2] for line in exported.splitlines()[1:] if line.startswith("ward")] == ["'=1+1"]


def test_code_of_a_programme_is_written_once(client):
    data = {"code": "pilot", "title": "Thí điểm", "short_title": "", "position": "0"}
    client.post(reverse("admin:units_programme_add"), data)
    stored = Programme.objects.get(code="pilot")

    client.post(reverse("admin:units_programme_change", args=[stored.pk]), {**data, "code": "other", "title": "Mới"})

    assert Programme.objects.values_list("code", "title").get(pk=stored.pk) == ("pilot", "Mới")


def test_key_of_a_unit_is_written_once(client):
    client.post(reverse("admin:units_unit_add"), version_fields(Unit(key="ward"), ("Một", "", "")))
    ward = Unit.objects.get(key="ward")

    client.post(reverse("admin:units_unit_change", args=[ward.pk]), {**version_fields(ward), "key": "other"})

    assert Unit.objects.get(pk=ward.pk).key == "ward"


def test_row_of_a_unit_never_moves_to_another(client, city):
    row, other = make_unit("Hải Châu", parent=city, code="1").versions.get(), make_unit()
    data = {"unit": other.pk, "code": "1", "name": "Mới", "type": "ward", "parent": city.pk}

    client.post(reverse("admin:units_unitversion_change", args=[row.pk]), data)

    assert UnitVersion.objects.values_list("unit", "name").get(pk=row.pk) == (row.unit_id, "Mới")


def version_fields(unit, *rows):
    data = {"key": unit.key, "_save": "1"}
    for prefix in ("versions", "predecessor_links", "successor_links"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    data["versions-TOTAL_FORMS"] = len(rows)
    for index, (name, valid_from, valid_to) in enumerate(rows):
        fields = {"code": "1", "name": name, "type": "ward", "valid_from": valid_from, "valid_to": valid_to}
        data |= {f"versions-{index}-{key}": value for key, value in fields.items()}
    return data


def test_two_rows_typed_at_once_may_not_overlap(client):
    unit = Unit.objects.create(key="ward")
    address = reverse("admin:units_unit_change", args=[unit.pk])

    refused = client.post(address, version_fields(unit, ("Một", "", "31/12/2024"), ("Hai", "31/12/2024", "")))
    assert unit.versions.count() == 0
    accepted = client.post(address, version_fields(unit, ("Một", "", "31/12/2024"), ("Hai", "01/01/2025", "")))

    assert "Khoảng ngày của hai dòng “phường Một” và “phường Hai” trùng nhau" in refused.content.decode()
    assert accepted.status_code == 302
    assert unit.versions.count() == 2


LAST_ROW = "Đơn vị phải còn ít nhất một dòng thông tin. Nếu lập nhầm đơn vị, hãy xóa chính đơn vị đó."
ASSESSED = "“phường Một” được đánh giá trong kỳ tính đến 31/12/2021 nên dòng này phải giữ lại; nếu sai, hãy sửa."


def ward_of_two_rows():
    """Phường Một until the end of 2021, when a round assessed it; phường Hai since."""
    ward = make_unit("Một", code="1", valid_to="2021-12-31")
    make_version(ward, "Hai", code="1", valid_from="2022-01-01")
    return ward


def delete_row(client, row):
    page = client.post(reverse("admin:units_unitversion_delete", args=[row.pk]), {"post": "yes"}, follow=True)
    return [str(message) for message in page.context["messages"]]


def delete_inline(client, row):
    """Tick the row's deletion on the page of its unit; what the page says against it."""
    data = version_fields(row.unit)
    for index, each in enumerate(rows := list(row.unit.versions.order_by("valid_from"))):
        dates = {
            key: f"{date:%d/%m/%Y}" if date else "" for key, date in vars(each).items() if key.startswith("valid_")
        }
        fields = {"id": each.pk, "unit": each.unit_id, "code": each.code, "name": each.name, "type": each.type, **dates}
        data |= {f"versions-{index}-{key}": value for key, value in fields.items()}
        data |= {f"versions-{index}-DELETE": "on"} if each == row else {}
    data |= {"versions-TOTAL_FORMS": len(rows), "versions-INITIAL_FORMS": len(rows)}
    page = client.post(reverse("admin:units_unit_change", args=[row.unit_id]), data)
    return page.context["inline_admin_formsets"][0].formset.non_form_errors() if page.context else []


@pytest.mark.parametrize("delete", [delete_row, delete_inline])
def test_last_row_of_a_unit_stays(client, delete):
    row = make_unit(code="1").versions.get()

    assert delete(client, row) == [LAST_ROW]
    assert UnitVersion.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("delete", [delete_row, delete_inline])
def test_row_by_which_a_round_assessed_the_unit_stays(client, delete):
    ward = ward_of_two_rows()
    make_open_round([ward])

    assert delete(client, ward.versions.get(name="Một")) == [ASSESSED]
    assert ward.versions.count() == 2


@pytest.mark.parametrize("delete", [delete_row, delete_inline])
def test_other_row_of_an_assessed_unit_can_go(client, delete):
    ward = ward_of_two_rows()
    make_open_round([ward])

    delete(client, ward.versions.get(name="Hai"))

    assert list(ward.versions.values_list("name", flat=True)) == ["Một"]


def test_boundary_that_cannot_be_moved_row_by_row_is_refused_in_words(client):
    ward = ward_of_two_rows()
    one, two = ward.versions.order_by("pk")
    data = {**version_fields(ward, ("Một", "", "31/01/2022"), ("Hai", "01/02/2022", "")), "versions-INITIAL_FORMS": 2}
    data |= {"versions-0-id": one.pk, "versions-1-id": two.pk, "versions-0-unit": ward.pk, "versions-1-unit": ward.pk}

    page = client.post(reverse("admin:units_unit_change", args=[ward.pk]), data, follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        "Chưa lưu gì: các dòng trùng ngày nhau khi lưu lần lượt. Hãy rút ngắn một dòng, lưu, rồi sửa dòng kia."
    ]
    assert ward.versions.get(name="Một").valid_to == day("2021-12-31")


def test_rows_are_not_deleted_in_bulk(client):
    row = make_unit().versions.get()
    data = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}

    client.post(reverse("admin:units_unitversion_changelist"), data)

    assert UnitVersion.objects.filter(pk=row.pk).exists()


def test_unit_that_nothing_points_to_goes_with_its_rows(client):
    unit = make_unit()

    client.post(reverse("admin:units_unit_delete", args=[unit.pk]), {"post": "yes"})

    assert Unit.objects.filter(pk=unit.pk).exists() is False


def test_history_tells_who_changed_what(client, city, administrator):
    ward = make_unit("Cũ", key="ward", parent=city, code="1").versions.get()
    ward.name, ward._history_user = "Mới", administrator
    ward.save()

    text = client.get(reverse("admin:units_unitversion_history", args=[ward.pk])).content.decode()

    assert "<strong>Tên:</strong> Cũ → Mới" in text
    assert f"<td>{administrator.post}</td>" in text
    assert "style=" not in text


@pytest.mark.parametrize("text", ["hai chau", "HẢI CHÂU", "20242", "ward"])
def test_unit_is_found_by_name_code_or_key(client, city, text):
    make_unit("Hải Châu", key="ward", code="20242", parent=city)
    make_unit("Thanh Khê", key="other", code="20209", parent=city)

    page = client.get(reverse("admin:units_unit_changelist"), {"q": text})

    assert [unit.key for unit in page.context["cl"].result_list] == ["ward"]


def test_superior_is_chosen_by_name_and_time(client, city):
    make_unit("Hải Châu", parent=city, valid_from="2025-07-01")

    found = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "units", "model_name": "unitversion", "field_name": "parent", "term": "hai chau"},
    ).json()

    assert [each["text"] for each in found["results"]] == ["phường Hải Châu (từ 01/07/2025)"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model, queries", [("unit", 9), ("unitversion", 9), ("unitlineage", 10), ("enrolment", 10)])
def test_list_costs_the_same_however_many(client, city, model, queries, count, django_assert_num_queries):
    programme = make_programme()
    for _ in range(count):
        ward = make_unit(parent=city)
        make_enrolment(ward, programme)
        ward.predecessor_links.create(predecessor=make_unit(parent=city), date=day("2025-01-01"))

    with django_assert_num_queries(queries):
        client.get(reverse(f"admin:units_{model}_changelist"))
