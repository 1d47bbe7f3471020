"""What is in a workbook, and that what comes back is exactly what went out, or named cell by cell."""

import datetime as dt
import io
import zipfile

import pytest
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assessments.models import CriterionScore, State
from assessments.workbook.given import Given
from assessments.workbook.header import opened, sealed
from assessments.workbook.layout import ANSWERS, GUIDE
from assessments.workbook.reader import FILE_MOST, open_workbook
from assessments.workbook.writer import write_workbook
from tests.assessments.workbooks import (
    GOOD,
    cell_of,
    changed,
    filled,
    found,
    returned,
    sheet_of_every_scale,
    written,
)
from tests.factories import advance, make_open_round, make_unit
from units.files import FileRefused


@pytest.fixture
def sheet(stage):
    """A draft that asks by every kind of scale."""
    return sheet_of_every_scale(stage.ward, code="every-scale")


def answer(sheet, code, answer, note=""):
    rows = CriterionScore.objects.filter(assessment=sheet, criterion__code=code)
    rows.update(self_answer=answer, self_note=note, self_by=sheet_by(sheet), self_at=timezone.now())


def sheet_by(sheet):
    return sheet.unit.memberships.first().user


def answer_all(sheet):
    for code, each in GOOD.items():
        answer(sheet, code, each, note=f"Thuyết minh {code}")


def faults_of(content, sheet):
    with pytest.raises(FileRefused) as refusal:
        returned(content, sheet)
    return [str(fault) for fault in refusal.value.faults]


# ---------------------------------------------------------------- what goes out


def test_workbook_of_the_same_sheet_has_the_same_bytes(sheet):
    at = timezone.now()
    assert write_workbook(found(sheet), at) == write_workbook(found(sheet), at)


@pytest.mark.parametrize("answered", [False, True])
def test_workbook_left_as_it_was_returns_what_is_stored(sheet, answered):
    if answered:
        answer_all(sheet)
    stored = {code: Given.of(GOOD[code] if answered else None, f"Thuyết minh {code}" * answered) for code in GOOD}
    assert returned(written(sheet), sheet).given == stored


def test_only_what_the_unit_answers_is_open(sheet):
    workbook = load_workbook(io.BytesIO(written(sheet)))
    assert [workbook[name].protection.sheet for name in (GUIDE, ANSWERS)] == [True, True]
    open_cells = {
        cell.coordinate for row in workbook[ANSWERS].iter_rows() for cell in row if not cell.protection.locked
    }
    keys = ("I.1|met", "I.1|met@note", "I.1|met@exempt", "I.1|met@not_applicable", "II.6|occurrences")
    assert {cell_of(workbook, key).coordinate for key in keys} <= open_cells
    shut = ("I.1|met@title", "I.1|met@past", "I.1|met@key", "I.2|points@exempt")
    assert {cell_of(workbook, key).coordinate for key in shut} & open_cells == set()


def test_each_answer_is_checked_while_it_is_typed(sheet):
    workbook = load_workbook(io.BytesIO(written(sheet)))
    rules = {str(each.sqref): each for each in workbook[ANSWERS].data_validations.dataValidation}
    kinds = {key: rules[cell_of(workbook, key).coordinate] for key in ("I.1|met", "I.2|points", "I.3|level")}
    assert [each.type for each in kinds.values()] == ["list", "custom", "list"]
    assert kinds["I.1|met"].formula1 == '"Đạt,Chưa đạt"'
    assert kinds["I.2|points"].error == "Nhập số từ 0 đến 10, bội số của 0,25."
    assert [cell.value for cell in workbook["Danh mục"]["B"]] == ["0 – Chưa làm", "1 – Đúng hạn, đầy đủ"]


def test_last_round_stands_beside(stage):
    advance(stage.assessment, State.PUBLISHED)
    later = make_open_round([stage.ward], stage.assessment.round.criteria_set, ends_on="2022-12-31")
    workbook = load_workbook(io.BytesIO(written(later.assessments.get())))
    assert cell_of(workbook, "I.1|met@past").value == "Đạt\n1/1 điểm"


def test_invented_data_is_marked_on_the_page_and_on_paper(stage):
    stage.assessment.round.is_illustrative = True
    stage.assessment.round.save()
    workbook = load_workbook(io.BytesIO(written(stage.assessment)))
    assert (workbook[ANSWERS]["A3"].value, workbook[ANSWERS].oddHeader.right.text) == ("Số liệu minh họa",) * 2


def test_paper_is_a4_across_with_the_titles_on_every_page(sheet):
    page = load_workbook(io.BytesIO(written(sheet)))[ANSWERS]
    setup = page.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert page.print_title_rows == "$4:$4"


@pytest.mark.parametrize("note", ["=1+1", "+84 236", "-", "@SUM(A1)", "=cmd|' /C calc'!A0", "_x0041_", "a\x07b"])
def test_text_is_never_a_formula(sheet, note):
    answer(sheet, "I.1", {"met": True}, note)
    content = written(sheet)
    cell = cell_of(load_workbook(io.BytesIO(content)), "I.1|met@note")
    assert cell.data_type == "s"
    assert returned(content, sheet).given["I.1"].note == note.replace("\x07", "\ufffd")


def test_file_is_the_same_in_every_language(sheet):
    at = timezone.now()
    with translation.override("en"):
        in_english = write_workbook(found(sheet), at)
    assert in_english == write_workbook(found(sheet), at)


@pytest.mark.parametrize("units", [1, 3])
def test_writing_costs_the_same_however_much_is_stored(stage, units, django_assert_num_queries):
    make_open_round([make_unit() for _ in range(units)])
    assessment = found(stage.assessment)
    written(assessment)
    with django_assert_num_queries(1):
        write_workbook(assessment)


# ---------------------------------------------------------------- what comes back


@pytest.mark.parametrize(
    "cells, code, expected",
    [
        ({"I.1|met": "chưa đạt"}, "I.1", {"met": False}),
        ({"I.1|met": True}, "I.1", {"met": True}),
        ({"I.1|met": "Chưa đạt", "I.1|met@exempt": "Bão lũ"}, "I.1", {"met": False, "exempt": "Bão lũ"}),
        ({"I.1|met@not_applicable": "Không có"}, "I.1", {"not_applicable": "Không có"}),
        ({"I.2|points": 7.0}, "I.2", {"points": "7"}),
        ({"I.2|points": 0.1 + 0.2 + 0.7}, "I.2", {"points": "1"}),
        ({"I.2|points": "7,25"}, "I.2", {"points": "7.25"}),
        ({"I.3|level": 1}, "I.3", {"level": 1}),
        ({"I.3|level": "đúng hạn, đầy đủ"}, "I.3", {"level": 1}),
        ({"II.1|numerator": 1.234, "II.1|denominator": 2}, "II.1", {"numerator": "1.234", "denominator": "2"}),
        ({"II.4|item:a": "Có"}, "II.4", {"items": ["a"]}),
        ({"II.4|item:a": "Không", "II.4|item:b": "Không"}, "II.4", {"items": []}),
        ({"II.6|occurrences": 2.0}, "II.6", {"occurrences": 2}),
    ],
)
def test_cell_is_read_exactly(sheet, cells, code, expected):
    assert returned(filled(written(sheet), cells), sheet).given[code].answer == expected


def test_percent_of_a_cell_shown_as_percent(sheet):
    def fill(workbook):
        cell = cell_of(workbook, "II.3|value")
        cell.value, cell.number_format = 0.9, "0%"

    assert returned(changed(written(sheet), fill), sheet).given["II.3"].answer == {"value": "90"}


def test_emptied_cell_clears_the_answer(sheet):
    answer_all(sheet)
    given_back = returned(filled(written(sheet), {"I.2|points": None}), sheet).given["I.2"]
    assert given_back == Given(None, "Thuyết minh I.2")


@pytest.mark.parametrize(
    "cells, sentence",
    [
        ({"I.1|met": "có lẽ"}, "E6 (tiêu chí I.1): Nhận được “có lẽ”; hãy chọn một trong: “Đạt”, “Chưa đạt”."),
        ({"I.2|points": "bảy"}, "E7 (tiêu chí I.2): Nhận được “bảy”, không phải một số; hãy nhập số như 7,5."),
        ({"I.2|points": 7.3}, "E7 (tiêu chí I.2): Nhận được 7,3; chỉ nhận bội số của 0,25, từ 0 đến 10."),
        ({"I.2|points": 11}, "E7 (tiêu chí I.2): Nhận được 11; chỉ nhận từ 0 đến 10, bước 0,25."),
        ({"I.2|points": "=3+4"}, "E7: Ô chứa công thức lỗi hoặc chưa được tính; hãy thay bằng giá trị."),
        (
            {"I.2|points": dt.date(2026, 7, 10)},
            "E7 (tiêu chí I.2): Nhận được “10/07/2026” (ngày tháng,",
        ),
        ({"I.2|points": "1.200"}, "E7 (tiêu chí I.2): “1.200” có thể hiểu theo hai cách."),
        ({"I.2|points@exempt": "Bão"}, "G7 (tiêu chí I.2): Ô này không dùng cho tiêu chí này"),
        ({"I.2|points@note": "a" * 5001}, "F7 (tiêu chí I.2): Đoạn chữ dài 5001 ký tự, chỉ nhận tối đa 5000."),
        ({"I.3|level": "Giỏi"}, "E8 (tiêu chí I.3): Nhận được “Giỏi”; hãy chọn một trong: “0 – Chưa làm”;"),
        ({"II.1|numerator": 7}, "E11 (tiêu chí II.1): Câu trả lời còn thiếu: Tổng số."),
        ({"II.1|numerator": 1, "II.1|denominator": 0}, "E11 (tiêu chí II.1): Mẫu số bằng 0"),
        (
            {"II.4|item:b": "tất nhiên"},
            "E16 (tiêu chí II.4): Nhận được “tất nhiên”; hãy chọn một trong: “Có”",
        ),
        ({"II.6|occurrences": 1.5}, "E18 (tiêu chí II.6): Nhận được “1,5”; hãy nhập số lần là số nguyên"),
    ],
)
def test_fault_is_named_by_its_cell(sheet, cells, sentence):
    (fault,) = faults_of(filled(written(sheet), cells), sheet)
    assert fault.startswith(f"Phiếu tự chấm, ô {sentence}")


def test_all_faults_are_named_at_once(sheet):
    cells = {"I.1|met": "?", "I.2|points": 99, "II.2|previous": "x", "II.6|occurrences": -1}
    assert len(faults_of(filled(written(sheet), cells), sheet)) == 4


def _deletes_a_row(workbook):
    workbook[ANSWERS].delete_rows(cell_of(workbook, "I.2|points").row)


def _writes_below(workbook):
    workbook[ANSWERS]["E40"] = "ghi chú"


def _writes_beside(workbook):
    workbook[ANSWERS]["M7"] = "ghi chú"


def _swaps_the_columns(workbook):
    workbook[ANSWERS]["E4"], workbook[ANSWERS]["F4"] = "Thuyết minh của đơn vị", "Trả lời"


def _moves_the_visible_part(workbook):
    cell_of(workbook, "I.1|met@code").value = "I.2"


def _repeats_a_row(workbook):
    cell_of(workbook, "I.2|points@key").value = "I.1|met"


def _adds_a_criterion(workbook):
    workbook[ANSWERS]["J30"] = "IX.9|met"


def _makes_an_error(workbook):
    cell = cell_of(workbook, "I.2|points")
    cell.value, cell.data_type = "#REF!", "e"


@pytest.mark.parametrize(
    "change, sentence",
    [
        (_deletes_a_row, "Phiếu tự chấm: Thiếu dòng của tiêu chí I.2."),
        (_writes_below, "Phiếu tự chấm, ô E40: Dòng này không thuộc phiếu"),
        (_writes_beside, "Phiếu tự chấm, ô M7: Ô này nằm ngoài bảng"),
        (_swaps_the_columns, "Phiếu tự chấm, ô E4: Cột này phải là “Trả lời”"),
        (_moves_the_visible_part, "Phiếu tự chấm, ô D6: Dòng này đã bị chuyển hoặc sửa: lẽ ra là tiêu chí I.1"),
        (_repeats_a_row, "Phiếu tự chấm, ô A7: Dòng này lặp lại một dòng ở trên của tiêu chí I.1"),
        (_adds_a_criterion, "Phiếu tự chấm, ô E30: Dòng này không thuộc phiếu"),
        (_makes_an_error, "Phiếu tự chấm, ô E7: Ô chứa công thức lỗi"),
    ],
)
def test_changed_shape_is_named(sheet, change, sentence):
    assert faults_of(changed(written(sheet), change), sheet)[0].startswith(sentence)


def test_rows_moved_whole_are_found_again(sheet):
    """Sorted, or pushed down by a line of somebody's own: the key goes with its row."""

    def push_down(workbook):
        for merged in list(workbook[ANSWERS].merged_cells.ranges):
            workbook[ANSWERS].unmerge_cells(str(merged))
        workbook[ANSWERS].insert_rows(6)

    answer_all(sheet)
    assert returned(changed(written(sheet), push_down), sheet).given["I.1"].answer == {"met": True}


# ---------------------------------------------------------------- whose it is


@pytest.mark.parametrize(
    "content",
    [b"", b"not a workbook", b"PK\x03\x04 broken", "mã độc".encode() * 100],
    ids=["empty", "text", "cut short", "other"],
)
def test_file_that_is_no_workbook_is_refused(content):
    with pytest.raises(FileRefused, match="Không mở được sổ tính"):
        open_workbook(content)


def test_large_file_is_refused_unread():
    with pytest.raises(FileRefused, match="Tệp nặng quá 5 MB"):
        open_workbook(b"0" * (FILE_MOST + 1))


def test_archive_that_swells_is_refused(sheet):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 30 * 2**20)
    with pytest.raises(FileRefused, match="giải nén ra quá 20 MB"):
        open_workbook(stream.getvalue())


def test_workbook_of_somebody_else_is_refused(sheet):
    def forget(workbook):
        workbook[GUIDE].delete_rows(1, 40)

    with pytest.raises(FileRefused, match="không phải phiếu Excel do cổng cấp"):
        open_workbook(changed(written(sheet), forget))


def test_changed_header_is_refused(sheet):
    def tamper(workbook):
        cell = next(c for row in workbook[GUIDE].iter_rows() for c in row if str(c.value).startswith("PHIEU/1:"))
        cell.value = cell.value[:20] + ("A" if cell.value[20] != "A" else "B") + cell.value[21:]

    with pytest.raises(FileRefused, match="Mã nhận dạng của phiếu đã bị sửa"):
        open_workbook(changed(written(sheet), tamper))


def test_header_comes_back_as_it_was_sealed(sheet):
    header = open_workbook(written(sheet)).header
    assert (header.round, header.unit, sorted(header.seen)) == ("every-scale", sheet.unit.key, sorted(GOOD))
    assert opened(sealed(header)) == header


def test_workbook_of_another_unit_is_refused(stage, sheet):
    other = make_open_round([make_unit("Thanh Khê")]).assessments.get()
    (fault,) = faults_of(written(other), sheet)
    assert (
        fault == "Hướng dẫn: Phiếu này của Công an phường Thanh Khê, không phải của đơn vị đang mở. Hãy chọn đúng tệp."
    )


def test_workbook_of_another_round_is_refused(stage, sheet):
    (fault,) = faults_of(written(stage.assessment), sheet)
    assert (
        fault == "Hướng dẫn: Phiếu này của kỳ “Kỳ đánh giá 2021 (minh họa)”, không phải kỳ đang mở. Hãy chọn đúng tệp."
    )


# ---------------------------------------------------------------- whatever is stored comes back

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
AMOUNTS = st.decimals(0, 10**14, places=12, allow_nan=False).map(str)


@given(note=TEXTS, reason=TEXTS.filter(str.strip), numerator=AMOUNTS, denominator=AMOUNTS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_stored_texts_and_numbers_come_back_whatever_they_are(sheet, note, reason, numerator, denominator):
    answer(sheet, "I.1", {"met": False, "exempt": reason}, note)
    ratio = {"numerator": numerator, "denominator": denominator if float(denominator) else "1"}
    answer(sheet, "II.1", ratio, note)
    given_back = returned(written(sheet), sheet).given
    assert given_back["II.1"] == Given.of(ratio, note)
    stored = Given.of({"met": False, "exempt": reason}, note)
    # A reason of control characters only is none once they are gone.
    assert given_back["I.1"] == stored or not stored.answer["exempt"]
