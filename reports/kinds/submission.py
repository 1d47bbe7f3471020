"""Tờ trình: the committee submits to the Ministry which units to recognise by the results of a round."""

import re
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from committee.models import Recognition, RecognitionState, RecognitionVerb
from committee.queries.recognition_candidates import Candidate, Candidates, candidates_among, published_results
from committee.queries.recognition_line import years_in_words
from reports.content.document import Annex, Column, Heading, Row, Table
from reports.content.prose import Figure, Prose
from reports.kinds.kind import Kind, Outline
from reports.kinds.recognition_words import (
    candidates_url,
    class_of,
    quoted,
    register_url,
    result_of,
    round_url,
    sheet_url,
    title_of,
    unit_of,
)
from reports.kinds.words import figure_name
from reports.models.issuer import Body
from units.queries import with_whole_predecessors

ADDRESSEES = ("Bộ Công an (qua Cục Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc - V05)",)
RECIPIENTS = ("Như trên", "Các thành viên Ban Chỉ đạo", "Công an các đơn vị có tên trong danh sách")
NEAREST = 3
# What stands between the number and the issuer's sign tells what kind of document it is: 124/2021/TT-BCA.
SIGN = re.compile(r"/([^/\-\d]+)-")
DOCUMENTS = {"QĐ": "Quyết định", "TT": "Thông tư", "NĐ": "Nghị định", "KH": "Kế hoạch", "HD": "Hướng dẫn"}


@dataclass(frozen=True, slots=True)
class Submitted:
    """What the document is about: the round's candidates, who of them is proposed, who keeps the recognition."""

    found: Candidates
    proposed: tuple[Candidate, ...]
    kept: tuple[Candidate, ...]

    @property
    def round(self):
        return self.found.round

    @property
    def programme(self):
        return self.found.round.programme

    @property
    def left(self):
        """Those who are neither proposed nor keep a recognition, the nearest first."""
        named = {each.assessment.pk for each in (*self.proposed, *self.kept)}
        return tuple(each for each in (*self.found.qualified, *self.found.others) if each.assessment.pk not in named)

    @property
    def nearest(self):
        return tuple(each for each in self.left if not each.qualifies)[:NEAREST]

    def name(self, candidate):
        return quoted(unit_of(self.programme, candidate.assessment))


def outline(report):
    """Return the `Outline` of the submission by `report.round`, of the units below the committee's city."""
    submitted = _submitted(report)
    year = submitted.found.year
    return Outline(
        subject=f"Về việc đề nghị công nhận {title_of(submitted.programme)} năm {year}",
        figures={each.name: each for each in _figures(submitted)},
        blocks=_blocks(submitted),
        annexes=tuple(_annexes(submitted)),
        addressees=ADDRESSEES,
        recipients=RECIPIENTS,
        is_illustrative=report.round.is_illustrative,
    )


def _submitted(report):
    cities = with_whole_predecessors([report.issuer_id])
    found = candidates_among(report.round, published_results(report.round).filter(root__in=cities))
    # What was submitted stays submitted when it was turned down.
    rows = Recognition.objects.filter(assessment__round=report.round).exclude(state=RecognitionState.WITHDRAWN)
    rested = {each.assessment_id: each for each in rows.order_by("pk").prefetch_related("steps")}
    resting = [
        replace(each, recognition=rested[each.assessment.pk])
        for each in (*found.qualified, *found.others)
        if each.assessment.pk in rested
    ]
    resting.sort(key=lambda each: each.assessment.unit_sort_key)
    return Submitted(
        found=found,
        proposed=tuple(each for each in resting if _first_step(each).verb == RecognitionVerb.PROPOSED),
        kept=tuple(each for each in resting if _first_step(each).verb == RecognitionVerb.MAINTAINED),
    )


def _first_step(candidate):
    return candidate.recognition.steps.all()[0]


# ---------------------------------------------------------------- figures


def _figures(submitted):
    shown, found = submitted.round, submitted.found
    source, url = f"Kỳ đánh giá “{shown.title}”", round_url(shown)
    published = timezone.localdate(shown.published_at) if shown.published_at else None
    assessed = (*found.qualified, *found.others)
    yield Figure("năm công nhận", str(found.year), source, url)
    yield Figure("ngày đầu kỳ", f"{shown.starts_on:%d/%m/%Y}", source, url)
    yield Figure("ngày cuối kỳ", f"{shown.ends_on:%d/%m/%Y}", source, url)
    yield Figure("ngày công bố kết quả", published and f"{published:%d/%m/%Y}", source, url)
    yield from _set_figures(shown.criteria_set)
    ready, register = candidates_url(shown), register_url(shown)
    counted = "Kết quả chính thức đã công bố của kỳ"
    numbers = {
        "số đơn vị được đánh giá": len(assessed),
        "số đơn vị đủ điều kiện": len(found.qualified),
        "số đơn vị chưa đủ điều kiện": len(found.others),
        "số đơn vị còn điểm liệt": sum(bool(each.assessment.knock_outs) for each in assessed),
    }
    for name, number in numbers.items():
        yield Figure(name, str(number) if found.is_published else None, counted, ready)
    yield Figure("số đơn vị đề nghị", str(len(submitted.proposed)), "Sổ công nhận đơn vị", register)
    yield Figure("số đơn vị duy trì", str(len(submitted.kept)), "Sổ công nhận đơn vị", register)
    for each in submitted.nearest:
        yield Figure(
            _result_name(submitted, each),
            result_of(each.assessment),
            "Phiếu đánh giá của đơn vị",
            sheet_url(each.assessment),
        )


def _result_name(submitted, candidate):
    return f"kết quả của {figure_name(submitted.name(candidate))}"


def _set_figures(criteria_set):
    source = f"Bộ tiêu chí “{criteria_set.title}”"
    date = criteria_set.document_date
    yield Figure("số văn bản bộ tiêu chí", criteria_set.document_number or None, source)
    yield Figure("ngày văn bản bộ tiêu chí", date and f"{date:%d/%m/%Y}", source)
    yield Figure("cơ quan ban hành bộ tiêu chí", criteria_set.document_issuer or None, source)


# ---------------------------------------------------------------- words


def _blocks(submitted):
    return (
        Prose("can-cu", _bases(submitted), "Nêu căn cứ của việc đề nghị công nhận."),
        Prose("can-cu-khac", "", "Nêu căn cứ khác: kế hoạch, nghị quyết, kết luận của Ban Chỉ đạo."),
        Prose("kinh-trinh", _opening(submitted), "Nêu nội dung trình."),
        Heading(1, "I.", "Kết quả đánh giá"),
        Prose("ket-qua", _results(submitted), "Nêu kết quả đánh giá của kỳ."),
        *_nearest(submitted),
        Heading(1, "II.", "Nội dung đề nghị"),
        Prose("de-nghi", _request(submitted), "Ghi đơn vị được đề nghị ở trang Công nhận đơn vị, rồi nêu đề nghị."),
        *([_list(submitted)] if submitted.proposed else []),
        *_exceptions(submitted),
        *_kept(submitted),
        Prose("ket-thuc", _closing(submitted), "Nêu lời trình cuối và hồ sơ gửi kèm."),
    )


def _bases(submitted):
    shown, criteria_set = submitted.round, submitted.round.criteria_set
    sign = SIGN.search(criteria_set.document_number)
    kind = DOCUMENTS.get(sign[1], "văn bản") if sign else "văn bản"
    issued = (
        f"Căn cứ {kind} số [[số văn bản bộ tiêu chí]] ngày [[ngày văn bản bộ tiêu chí]] của "
        f"[[cơ quan ban hành bộ tiêu chí]] về {quoted(criteria_set.title)};"
    )
    if not criteria_set.document_number:
        issued = f"Căn cứ {quoted(criteria_set.title)};"
    return f"{issued}\nCăn cứ kết quả {quoted(shown.title)} công bố ngày [[ngày công bố kết quả]];"


def _opening(submitted):
    return (
        f"Ban Chỉ đạo kính trình Bộ Công an xem xét, công nhận {quoted(title_of(submitted.programme))} "
        "năm [[năm công nhận]] như sau:"
    )


def _results(submitted):
    found = submitted.found
    said = [
        "Trong kỳ từ ngày [[ngày đầu kỳ]] đến ngày [[ngày cuối kỳ]], [[số đơn vị được đánh giá]] đơn vị được đánh giá "
        "theo bộ tiêu chí nêu trên. Kết quả chính thức được thẩm định từng tiêu chí, quyết định và công bố ngày "
        "[[ngày công bố kết quả]]."
    ]
    of_class = f"đạt loại “{quoted(found.wanted_class)}” và không có điểm liệt, " if found.wanted_class else ""
    said.append(f"Có [[số đơn vị đủ điều kiện]] đơn vị {of_class}đủ điều kiện đề nghị công nhận.")
    if found.others:
        others = "[[số đơn vị chưa đủ điều kiện]] đơn vị chưa đủ điều kiện"
        if any(each.assessment.knock_outs for each in found.others):
            others += ", trong đó [[số đơn vị còn điểm liệt]] đơn vị còn điểm liệt"
        said.append(f"Còn {others}.")
    return " ".join(said)


def _nearest(submitted):
    """Those of the others who are nearest, with what they lack: what the Ministry asks about first."""
    near = submitted.nearest
    if not near:
        return
    yield Prose("gan-dat-mo-dau", "Các đơn vị gần đủ điều kiện nhất:", "Nêu các đơn vị gần đủ điều kiện.")
    lines = [
        f"{capfirst(submitted.name(each))} đạt [[{_result_name(submitted, each)}]] tiêu chí; {_lacking(each)};"
        for each in near
    ]
    lines[-1] = f"{lines[-1].rstrip(';')}."
    yield Prose("gan-dat", "\n".join(lines), "Nêu từng đơn vị và nội dung còn thiếu.", is_item=True)


def _lacking(candidate):
    if candidate.lacking:
        return f"còn thiếu: {'; '.join(quoted(each) for each in candidate.lacking)}"
    return quoted("; ".join(each[:1].lower() + each[1:].rstrip(".") for each in candidate.missing))


def _request(submitted):
    if not submitted.proposed:
        return ""
    return (
        "Trên cơ sở kết quả nêu trên, Ban Chỉ đạo đề nghị Bộ Công an xem xét, công nhận [[số đơn vị đề nghị]] đơn vị "
        f"là {quoted(title_of(submitted.programme))} năm [[năm công nhận]], gồm:"
    )


def _exceptions(submitted):
    lines = [
        f"{capfirst(submitted.name(each))}: {quoted(_first_step(each).reason)}"
        for each in submitted.proposed
        if _first_step(each).reason
    ]
    if lines:
        opening = "Đơn vị sau chưa đủ điều kiện theo kết quả; Ban Chỉ đạo vẫn đề nghị xem xét vì:"
        yield Prose("dac-biet-mo-dau", opening, "Nêu vì sao vẫn đề nghị đơn vị chưa đủ điều kiện.")
        yield Prose("dac-biet", "\n".join(lines), "Nêu lý do của từng đơn vị.", is_item=True)


def _kept(submitted):
    if submitted.kept:
        names = ", ".join(submitted.name(each) for each in submitted.kept)
        text = f"Ngoài ra, [[số đơn vị duy trì]] đơn vị tiếp tục duy trì công nhận theo kết quả của kỳ này: {names}."
        yield Prose("duy-tri", text, "Nêu các đơn vị duy trì công nhận.")


def _closing(submitted):
    enclosed = "Kết quả của từng đơn vị được đề nghị ghi tại Phụ lục kèm theo. " if submitted.proposed else ""
    return f"{enclosed}Ban Chỉ đạo kính trình Bộ Công an xem xét, quyết định."


# ---------------------------------------------------------------- tables

LIST_COLUMNS = (
    Column("STT", 0.6, "center"),
    Column("Đơn vị", 3),
    Column("Tiêu chí đạt", 1.2, "center"),
    Column("Xếp loại", 2.2),
    Column("Đề nghị", 1.6),
    Column("Công nhận các năm trước", 2.2),
)


def _list(submitted):
    rows = tuple(
        Row(
            (
                number,
                capfirst(submitted.name(each)),
                result_of(each.assessment),
                class_of(each.assessment),
                _manner(each),
                years_in_words(each.before) or None,
            )
        )
        for number, each in enumerate(submitted.proposed, start=1)
    )
    return Table("", LIST_COLUMNS, rows, name="Danh sách đề nghị")


def _manner(candidate):
    """Whether the unit would be recognised for the first time without a break, or again."""
    last_year = candidate.recognition.year - 1
    is_unbroken = any(each.is_own and each.holds and each.year == last_year for each in candidate.before)
    return "Công nhận lại" if candidate.before and not is_unbroken else "Công nhận"


def _annexes(submitted):
    if submitted.proposed:
        title = "Kết quả của các đơn vị được đề nghị công nhận"
        yield Annex(title, (_result_table(submitted),), is_landscape=True)
    if submitted.left:
        yield Annex("Các đơn vị chưa đề nghị và nội dung còn thiếu", (_left_table(submitted),))


def _result_table(submitted):
    counts_met = submitted.round.criteria_set.counts_met
    points = () if counts_met else (Column("Điểm", 1, "right"), Column("Điểm tối đa", 1, "right"))
    columns = (
        Column("STT", 0.5, "center"),
        Column("Đơn vị", 2.4),
        Column("Tiêu chí đạt", 1, "center"),
        *points,
        Column("Xếp loại", 2),
        Column("Điểm liệt", 0.8, "center"),
        Column("Văn bản quyết định kết quả", 2),
        Column("Công nhận các năm trước", 2),
        Column("Ghi chú", 2),
    )
    rows = tuple(_result_row(submitted, number, each) for number, each in enumerate(submitted.proposed, start=1))
    return Table("", columns, rows, name="Kết quả từng đơn vị")


def _result_row(submitted, number, candidate):
    assessment = candidate.assessment
    counts_met = submitted.round.criteria_set.counts_met
    return Row(
        (
            number,
            capfirst(submitted.name(candidate)),
            result_of(assessment),
            *(() if counts_met else (assessment.points, assessment.max_points)),
            class_of(assessment),
            assessment.knock_outs,
            assessment.decision_document or None,
            years_in_words(candidate.before) or None,
            _first_step(candidate).reason or None,
        )
    )


def _left_table(submitted):
    columns = (
        Column("STT", 0.6, "center"),
        Column("Đơn vị", 2.4),
        Column("Tiêu chí đạt", 1, "center"),
        Column("Nội dung còn thiếu", 5),
    )
    rows = tuple(
        Row((number, capfirst(submitted.name(each)), result_of(each.assessment), _missing(each)))
        for number, each in enumerate(submitted.left, start=1)
    )
    return Table("", columns, rows, name="Chưa đề nghị")


def _missing(candidate):
    if candidate.qualifies:
        return "Đủ điều kiện, chưa đề nghị trong kỳ này"
    said = "; ".join(candidate.lacking or candidate.missing)
    return f"{said} (còn điểm liệt)" if candidate.lacking and candidate.assessment.knock_outs else said


KIND = Kind(
    code="recognition_submission",
    title=_("Tờ trình đề nghị công nhận"),
    purpose=_("Đề nghị cấp có thẩm quyền công nhận các đơn vị đủ điều kiện, kèm danh sách và kết quả."),
    kind_name="Tờ trình",
    abbreviation="TTr",
    body=Body.COMMITTEE,
    needs=frozenset({"round"}),
    outline=outline,
)
