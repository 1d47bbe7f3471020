"""A workbook that came back: whose it is, and what it answers. Every fault is named by sheet and cell, all at once."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.forms.answers import Typed, answer_of
from assessments.forms.controls import fault_sentence
from assessments.workbook.given import Given
from assessments.workbook.header import PREFIX, Header, opened
from assessments.workbook.layout import ANSWERS, GUIDE, groups_of
from assessments.workbook.table import Table
from criteria import scoring
from criteria.interchange.workbook_file import Sheet, read_sheets
from units.files import Fault, FileRefused

FILE_MOST = 5 * 2**20


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook of ours: its header is genuine, its answers are not read yet."""

    header: Header
    answers: Sheet


@dataclass(frozen=True, slots=True)
class Returned:
    """What a workbook says: {criterion code: `Given`}; `seen` and `at` as in its `Header`."""

    seen: dict
    at: str
    given: dict


def open_workbook(content):
    """Return the `Opened` workbook in these bytes; raises `FileRefused` when it is no workbook, or none of ours."""
    if len(content) > FILE_MOST:
        message = _("Tệp nặng quá %(most)d MB nên không đọc; phiếu Excel của cổng chỉ vài chục KB.")
        raise FileRefused([Fault("", message % {"most": FILE_MOST // 2**20})])
    sheets = read_sheets(content, (GUIDE.lower(), ANSWERS.lower()))
    lines = [line for line in map(_header_line, sheets.values()) if line]
    if not lines or ANSWERS.lower() not in sheets:
        message = _(
            "Đây không phải phiếu Excel do cổng cấp, hoặc trang “%(guide)s”, “%(answers)s” đã bị xóa, đổi tên. "
            "Hãy tải phiếu mới rồi chép câu trả lời sang."
        )
        raise FileRefused([Fault("", message % {"guide": GUIDE, "answers": ANSWERS})])
    try:
        header = opened(lines[0])
    except ValueError:
        message = _("Mã nhận dạng của phiếu đã bị sửa nên không nhận. Hãy tải phiếu mới rồi chép câu trả lời sang.")
        raise FileRefused([Fault(GUIDE, message)]) from None
    return Opened(header, sheets[ANSWERS.lower()])


def read_answers(workbook, assessment):
    """Return what an `Opened` workbook `Returned` for the assessment; raises `FileRefused` with every fault."""
    _refuse_of_another(workbook.header, assessment)
    with override("vi"):
        table = Table(workbook.answers, groups_of(assessment))
    given, faults = {}, list(table.faults)
    for code, cells in table.criteria.items():
        given[code], found = _given(cells)
        faults += found
    if faults:
        raise FileRefused(dict.fromkeys(faults))
    return Returned(workbook.header.seen, workbook.header.at, given)


def _header_line(sheet):
    texts = (value for _number, values in sheet.rows for value in values if isinstance(value, str))
    return next((text for text in texts if text.strip().startswith(PREFIX)), "")


def _refuse_of_another(header, assessment):
    named = {"unit": header.unit_name, "round": header.round_title}
    if header.unit != assessment.unit.key:
        message = _("Phiếu này của %(unit)s, không phải của đơn vị đang mở. Hãy chọn đúng tệp.")
    elif header.round != assessment.round.code:
        message = _("Phiếu này của kỳ “%(round)s”, không phải kỳ đang mở. Hãy chọn đúng tệp.")
    elif header.criteria_set != assessment.round.criteria_set.sha256:
        message = _("Phiếu này theo một bộ tiêu chí khác với kỳ “%(round)s”. Hãy tải phiếu mới.")
    else:
        return
    raise FileRefused([Fault(GUIDE, message % named)])


def _given(cells):
    """(`Given`, faults) of a criterion's `Cells`."""
    rule = cells.asked.rule
    typed = Typed(cells.values, cells.note, revision=0)
    faults = [
        Fault(cells.places[name], sentence)
        for name, part in _parts(cells)
        if name in cells.places
        for sentence in part.faults
    ]
    if cells.faults or faults:
        return None, [*cells.faults, *faults]
    answer = answer_of(rule, typed)
    misfits = scoring.check_answer(rule, answer)
    return Given.of(answer, typed.note), [Fault(_place(cells, fault), fault_sentence(rule, fault)) for fault in misfits]


def _parts(cells):
    """Each text of a criterion by itself, so that its faults can be placed."""
    yield "note", Typed({}, cells.note, revision=0)
    for name, value in cells.values.items():
        yield name, Typed({name: value}, "", revision=0)


def _place(cells, fault):
    lacking = fault.values.get("lacking") or (fault.values.get("key"),)
    return cells.places.get(lacking[0], cells.places["answer"])
