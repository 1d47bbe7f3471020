"""Kinds, norms and figures in the admin site: forms, history, and spreadsheets that are refused row by row."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from resources.models import Holding, Norm, ResourceKind, UnitNorm
from tests.factories import day, make_unit
from tests.resources.samples import make_holding, make_kind, make_norm, make_plan, make_project, make_unit_norm

NORMS, OWN, HOLDINGS, KINDS = (f"admin:resources_{name}" for name in ("norm", "unitnorm", "holding", "resourcekind"))
NORM_HEADER = "Mã loại,Loại đơn vị,Định mức,Từ ngày,Đến ngày,Văn bản,Minh họa"
OWN_HEADER = "Mã loại,Khóa đơn vị,Định mức,Từ ngày,Đến ngày,Văn bản,Minh họa"
HOLDING_HEADER = "Khóa đơn vị,Mã loại,Tại ngày,Thực có,Nguồn số liệu,Ghi chú,Minh họa"
KIND_HEADER = "Mã,Tên,Nhóm,Đơn vị tính,Chỉ tính có hay không,Thứ tự,Ghi chú"


@pytest.fixture(autouse=True)
def administrator(client, place):
    client.force_login(place.administrator)
    return place.administrator


def preview(client, name, *lines):
    """Hand in a CSV file (the second format)."""
    upload = SimpleUploadedFile("du-lieu.csv", "\n".join(lines).encode(), content_type="text/csv")
    response = client.post(reverse(f"{name}_import"), {"format": "1", "import_file": upload, "resource": "0"})
    assert response.status_code == 200
    return response


def confirm(client, name, response):
    data = {key: value for key, value in response.context["confirm_form"].initial.items() if value is not None}
    return client.post(reverse(f"{name}_process_import"), data, follow=True)


def errors_of(response):
    return {row.number: row.error.message_dict for row in response.context["result"].invalid_rows}


def test_figures_are_previewed_then_stored_with_history(client, place, administrator):
    response = preview(client, HOLDINGS, HOLDING_HEADER, 'ward,posts,01/09/2021,"15,5",Kiểm kê,,có')
    assert Holding.objects.count() == 1
    confirm(client, HOLDINGS, response)
    holding = Holding.objects.get(on="2021-09-01")
    assert (str(holding.quantity), holding.source, holding.is_illustrative) == ("15.50", "Kiểm kê", True)
    assert (holding.by, holding.history.get().history_user) == (administrator, administrator)


def test_figure_of_the_same_day_is_changed_and_equal_one_skipped(client, place):
    make_holding(place.kind, place.ward, 9, "2021-09-01")
    lines = ["ward,posts,2021-06-30,14,Biên bản kiểm kê,,không", "ward,posts,2021-09-01,10,Biên bản kiểm kê,,không"]
    response = preview(client, HOLDINGS, HOLDING_HEADER, *lines)
    confirm(client, HOLDINGS, response)
    assert [row.import_type for row in response.context["result"].rows] == ["skip", "update"]
    assert [each.quantity for each in Holding.objects.order_by("on")] == [14, 10]


@pytest.mark.parametrize(
    "line, field, message",
    [
        ("nobody,posts,2021-09-01,1,K,,", "Khóa đơn vị", "Không có đơn vị nào có khóa “nobody”."),
        ("ward,nothing,2021-09-01,1,K,,", "Mã loại", "Không có loại nguồn lực nào có khóa “nothing”."),
        ("ward,posts,31/02/2021,1,K,,", "Tại ngày", "“31/02/2021” không phải ngày có thật"),
        ("ward,posts,2021-09-01,nhiều,K,,", "Thực có", "“nhiều” không phải số"),
        ("ward,posts,2021-09-01,-1,K,,", "Thực có", "“-1” không dùng được"),
        ("ward,posts,2021-09-01,1.200,K,,", "Thực có", "“1.200” có thể hiểu theo hai cách"),
        ("ward,posts,2021-09-01,,K,,", "Thực có", "Ô này còn trống"),
        ("ward,posts,2021-09-01,1,K,,chắc", "Minh họa", "“chắc” không dùng được; chỉ nhận: có, không."),
        ("ward,posts,2099-01-01,1,K,,", "Tại ngày", "Ngày này chưa đến"),
        ("old,posts,2021-09-01,1,K,,", "Tại ngày", "Ngày này đơn vị chưa thành lập hoặc đã sáp nhập"),
        ("ward,title,2021-09-01,2,K,,", "Thực có", "Loại này chỉ tính có hay không"),
        ("ward,posts,2021-09-01,1,,,", "Nguồn số liệu", "Mục này không được để trống."),
    ],
)
def test_faulty_figure_is_refused_in_words_and_nothing_is_stored(client, place, line, field, message):
    make_kind(code="title", is_presence=True)
    make_unit(key="old", parent=place.city, valid_to="2021-08-31")
    response = preview(client, HOLDINGS, HOLDING_HEADER, "ward,posts,2021-09-02,1,Kiểm kê,,", line)
    errors = errors_of(response)
    assert list(errors) == [2]
    assert errors[2][field][0].startswith(message)
    assert Holding.objects.count() == 1


def test_norms_are_imported_and_may_not_overlap(client, place):
    line = "posts,xã,12,01/01/2021,,Định mức mới,không"
    confirm(client, NORMS, preview(client, NORMS, NORM_HEADER, line))
    norm = Norm.objects.get(unit_type="commune")
    assert (norm.quantity, norm.valid_from, norm.document) == (12, day("2021-01-01"), "Định mức mới")
    errors = errors_of(preview(client, NORMS, NORM_HEADER, "posts,xã,13,01/06/2021,,Nữa,", "posts,quận,1,,,Sai,"))
    assert errors[1]["__all__"][0].startswith("Khoảng ngày trùng với một dòng đã có")
    assert errors[2]["Loại đơn vị"][0] == "“quận” không dùng được; chỉ nhận: phường, xã, thị trấn, đặc khu."


def test_units_own_norms_are_imported(client, place):
    confirm(client, OWN, preview(client, OWN, OWN_HEADER, "posts,ward,20,01/07/2021,31/12/2021,QĐ 12,"))
    own = UnitNorm.objects.get()
    assert (own.unit, own.quantity, own.valid_to) == (place.ward, 20, day("2021-12-31"))


def test_kinds_are_imported(client, place):
    line = "giay-to-dat,Giấy tờ đất,trụ sở,bộ,có,3,"
    confirm(client, KINDS, preview(client, KINDS, KIND_HEADER, line))
    kind = ResourceKind.objects.get(code="giay-to-dat")
    assert (kind.title, kind.group, kind.is_presence, kind.position) == ("Giấy tờ đất", "headquarters", True, 3)


@pytest.mark.parametrize(
    "name, expected",
    [
        (NORMS, "posts,phường,16.00,,,Định mức minh họa,không"),
        (OWN, "posts,ward,20.00,,,Quyết định giao biên chế (minh họa),không"),
        (HOLDINGS, "ward,posts,2021-06-30,14.00,Biên bản kiểm kê,,không"),
    ],
)
def test_export_gives_back_what_import_takes(client, place, name, expected):
    make_unit_norm(place.kind, place.ward, 20)
    answer = client.post(reverse(f"{name}_export"), {"format": "1", "resource": "0"})
    header, line = answer.content.decode("utf-8-sig").strip().splitlines()
    assert line == expected
    response = preview(client, name, header, line)
    assert [row.import_type for row in response.context["result"].rows] == ["skip"]


@pytest.mark.parametrize("model", ["resourcekind", "norm", "unitnorm", "holding", "closingplan", "headquartersproject"])
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_are_read_at_the_same_cost_for_any_number(client, place, model, rows, django_assert_max_num_queries):
    for number in range(rows):
        unit, kind = make_unit(parent=place.city), make_kind()
        make_norm(kind)
        make_unit_norm(kind, unit)
        make_holding(kind, unit, on=f"2021-09-0{number + 1}")
        make_plan(kind, unit)
        make_project(unit, survey=("2021-08-01", None))
    with django_assert_max_num_queries(14):
        assert client.get(reverse(f"admin:resources_{model}_changelist")).status_code == 200


def test_rows_are_found_by_the_name_of_their_unit(client, place):
    make_holding(place.kind, make_unit("Bình Hiên", parent=place.city), 3)
    page = client.get(reverse(f"{HOLDINGS}_changelist"), {"q": "hai chau"}).content.decode()
    assert ("Hải Châu I" in page, "Bình Hiên" in page) == (True, False)


def test_code_of_a_kind_stays(client, place):
    page = client.get(reverse(f"{KINDS}_change", args=[place.kind.pk])).content.decode()
    assert 'name="code"' not in page


@pytest.mark.parametrize("who", ["secretary", "officer"])
def test_others_do_not_enter(client, place, who):
    client.force_login(getattr(place, who))
    assert client.get(reverse(f"{HOLDINGS}_changelist")).status_code == 404
