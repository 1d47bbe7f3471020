"""The figures of many units from one workbook."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from resources.models import Holding, ResourceGroup
from resources.workbook.layout import COLUMNS
from tests.factories import day, make_unit
from tests.resources.samples import make_kind

PAGE, TEMPLATE = reverse("resources:import"), reverse("resources:import_template")
SOUND = ("ward", "", "posts", "", dt.datetime(2021, 9, 1), 15, "Kiểm kê", "ghi chú")


def workbook(*lines, title="Số thực có", columns=COLUMNS):
    book = Workbook()
    book.active.title = title
    for line in (columns, *lines):
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def hand_in(place, send, content, by=None):
    upload = SimpleUploadedFile("so-lieu.xlsx", content)
    return send(by or place.secretary, PAGE, {"file": upload})


def line(**changes):
    return tuple({**dict(zip(COLUMNS, SOUND, strict=True)), **changes}.values())


def test_template_has_a_line_for_each_unit_and_kind(place, client):
    make_kind("Máy tính bảng", ResourceGroup.EQUIPMENT, code="tablets")
    make_unit("Cũ", parent=place.city, valid_to="2024-12-31")
    client.force_login(place.secretary)
    book = load_workbook(io.BytesIO(client.get(TEMPLATE).content))
    rows = list(book["Số thực có"].iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    assert [row[:4] for row in rows[1:]] == [
        ("ward", "phường Hải Châu I", "posts", "Biên chế"),
        ("ward", "phường Hải Châu I", "tablets", "Máy tính bảng"),
    ]
    assert [row[0] for row in book["Danh mục"].iter_rows(values_only=True)] == ["Mã loại", "posts", "tablets"]


def test_filled_in_template_is_recorded(place, client, send):
    client.force_login(place.secretary)
    book = load_workbook(io.BytesIO(client.get(TEMPLATE).content))
    for column, value in zip("EFG", (day("2021-09-01"), 15.5, "Kiểm kê"), strict=True):
        book["Số thực có"][f"{column}2"] = value
    stream = io.BytesIO()
    book.save(stream)
    assert hand_in(place, send, stream.getvalue()).url == reverse("resources:shortfalls")
    holding = Holding.objects.get(on="2021-09-01")
    assert (str(holding.quantity), holding.source, holding.by) == ("15.50", "Kiểm kê", place.secretary)


def test_lines_nobody_filled_in_are_passed_over(place, send):
    assert hand_in(place, send, workbook(("ward", "", "posts"), SOUND, (None,) * 8)).status_code == 302
    assert Holding.objects.count() == 2


def test_texts_are_read_as_people_type_them(place, send):
    typed = line(**{"Tại ngày": "01/09/2021", "Thực có": "15,5"})
    assert hand_in(place, send, workbook(typed)).status_code == 302
    assert str(Holding.objects.get(on="2021-09-01").quantity) == "15.50"


def test_columns_may_stand_in_any_order(place, send):
    content = workbook(SOUND[::-1], columns=COLUMNS[::-1])
    assert hand_in(place, send, content).status_code == 302


def test_all_faults_are_listed_at_once_and_nothing_is_stored(place, send):
    make_kind("Giấy tờ đất", code="title", is_presence=True)
    faulty = [
        SOUND,
        line(**{"Khóa đơn vị": "nobody"}),
        line(**{"Mã loại": "nothing"}),
        line(**{"Tại ngày": "31/02/2021"}),
        line(**{"Thực có": "nhiều"}),
        line(**{"Thực có": "1.200"}),
        line(**{"Thực có": -1}),
        line(**{"Nguồn số liệu": ""}),
        line(**{"Tại ngày": "01/01/2099"}),
        line(**{"Mã loại": "title", "Thực có": 2}),
        line(**{"Nguồn số liệu": "x" * 201}),
        SOUND,
    ]
    answer = hand_in(place, send, workbook(*faulty))
    assert answer.status_code == 422
    places = [fault.place for fault in answer.context["faults"]]
    cells = ["A3", "C4", "E5", "F6", "F7", "F8", "G9", "E10", "F11", "G12", "A13"]
    assert places == [f"Số thực có!{cell}" for cell in cells]
    assert Holding.objects.count() == 1


def test_unit_that_did_not_stand_then_is_a_fault(place, send):
    place.ward.versions.update(valid_from=day("2021-09-02"))
    (fault,) = hand_in(place, send, workbook(SOUND)).context["faults"]
    assert str(fault) == (
        "Số thực có!E2: Ngày 01/09/2021 đơn vị này chưa thành lập hoặc đã sáp nhập. Hãy ghi cho đơn vị khi đó."
    )


def test_unit_of_another_city_is_a_fault(place, send):
    make_unit(key="elsewhere")
    (fault,) = hand_in(place, send, workbook(line(**{"Khóa đơn vị": "elsewhere"}))).context["faults"]
    assert fault.message == "Không có đơn vị nào có khóa “elsewhere” trong phạm vi của bạn."


@pytest.mark.parametrize(
    "content, said",
    [
        (b"not a workbook", "Không mở được sổ tính"),
        (workbook(SOUND, title="Khác"), "Tệp không có trang “Số thực có”."),
        (workbook(("ward",), columns=("Khóa đơn vị",)), "thiếu cột: Mã loại, Tại ngày, Thực có, Nguồn số liệu."),
        (workbook(), "chưa có dòng nào được điền"),
        (workbook(*[("ward", "", "posts")] * 5002), "Tệp có quá 5000 dòng."),
    ],
)
def test_file_that_cannot_be_read_says_why(place, send, content, said):
    answer = hand_in(place, send, content)
    assert answer.status_code == 422
    assert said in answer.context["faults"][0].message


def test_file_sent_twice_says_that_nothing_is_new(place, send, at):
    hand_in(place, send, workbook(SOUND))
    answer = hand_in(place, send, workbook(SOUND))
    assert "Tệp không có số nào khác với số đã ghi." in at(place.secretary, answer.url)


def test_administrator_imports_too(place, send):
    assert hand_in(place, send, workbook(SOUND), by=place.administrator).status_code == 302


@pytest.mark.parametrize("who", ["officer", "appraiser", "member"])
def test_import_is_refused_to_others(place, send, at, who):
    at(getattr(place, who), PAGE, status=403)
    at(getattr(place, who), TEMPLATE, status=403)
    assert hand_in(place, send, workbook(SOUND), by=getattr(place, who)).status_code == 403
