"""Tờ trình: the committee submits to the Ministry which units to recognise by the results of a round."""

from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from committee.models import Recognition, RecognitionState, RecognitionVerb
from committee.queries.recognition_candidates import Candidate, Candidates, candidates_among, published_results
from reports.content.document import Heading
from reports.content.phrasing import (
    document_word,
    enumerated,
    figure_name,
    items,
    listed,
    lower_first,
    plain,
    quoted,
    sentences,
    unended,
)
from reports.content.prose import Prose
from reports.kinds.kind import Kind, Outline
from reports.kinds.ledger import Ledger
from reports.kinds.recognition.candidate_tables import annexes, first_step, proposed_table
from reports.kinds.recognition.words import (
    candidates_url,
    register_url,
    result_of,
    round_url,
    sheet_url,
    title_of,
    unit_of,
)
from reports.models.issuer import Body
from units.queries import with_whole_predecessors

ADDRESSEES = ("Bộ Công an (qua Cục Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc - V05)",)
RECIPIENTS = ("Như trên", "Các thành viên Ban Chỉ đạo", "Công an các đơn vị có tên trong danh sách")
NEAREST = 3


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
        return unit_of(self.programme, candidate.assessment)


def outline(report):
    """Return the `Outline` of the submission by `report.round`, of the units below the committee's city."""
    submitted = _submitted(report)
    year = submitted.found.year
    ledger = Ledger()
    _note_round(submitted, ledger)
    _note_set(submitted.round.criteria_set, ledger)
    _note_units(submitted, ledger)
    return Outline(
        subject=f"Về việc đề nghị công nhận {title_of(submitted.programme)} năm {year}",
        figures=ledger.figures,
        blocks=_blocks(submitted),
        annexes=tuple(annexes(submitted)),
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
        proposed=tuple(each for each in resting if first_step(each).verb == RecognitionVerb.PROPOSED),
        kept=tuple(each for each in resting if first_step(each).verb == RecognitionVerb.MAINTAINED),
    )


# ---------------------------------------------------------------- figures


def _note_round(submitted, ledger):
    shown = submitted.round
    source, url = f"Kỳ đánh giá “{shown.title}”", round_url(shown)
    published = timezone.localdate(shown.published_at) if shown.published_at else None
    ledger.fix("năm công nhận", str(submitted.found.year), source, url)
    ledger.fix("ngày đầu kỳ", shown.starts_on, source, url)
    ledger.fix("ngày cuối kỳ", shown.ends_on, source, url)
    ledger.fix("ngày công bố kết quả", published, source, url)


def _note_set(criteria_set, ledger):
    source = f"Bộ tiêu chí “{criteria_set.title}”"
    ledger.fix("số văn bản bộ tiêu chí", criteria_set.document_number, source)
    ledger.fix("ngày văn bản bộ tiêu chí", criteria_set.document_date, source)
    ledger.fix("cơ quan ban hành bộ tiêu chí", criteria_set.document_issuer, source)


def _note_units(submitted, ledger):
    found, ready, register = submitted.found, candidates_url(submitted.round), register_url(submitted.round)
    assessed = (*found.qualified, *found.others)
    counts = {
        "số đơn vị được đánh giá": len(assessed),
        "số đơn vị đủ điều kiện": len(found.qualified),
        "số đơn vị chưa đủ điều kiện": len(found.others),
        "số đơn vị còn điểm liệt": sum(bool(each.assessment.knock_outs) for each in assessed),
    }
    for name, number in counts.items():
        ledger.fix(name, number if found.is_published else None, "Kết quả chính thức đã công bố của kỳ", ready)
    ledger.fix("số đơn vị đề nghị", len(submitted.proposed), "Sổ công nhận đơn vị", register)
    ledger.fix("số đơn vị duy trì", len(submitted.kept), "Sổ công nhận đơn vị", register)
    for each in submitted.nearest:
        result, url = result_of(each.assessment), sheet_url(each.assessment)
        ledger.fix(_result_name(submitted, each), result, "Phiếu đánh giá của đơn vị", url)


def _result_name(submitted, candidate):
    return f"kết quả của {figure_name(submitted.name(candidate))}"


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
        *([proposed_table(submitted)] if submitted.proposed else []),
        *_exceptions(submitted),
        *_kept(submitted),
        Prose("ket-thuc", _closing(submitted), "Nêu lời trình cuối và hồ sơ gửi kèm."),
    )


def _bases(submitted):
    shown, criteria_set = submitted.round, submitted.round.criteria_set
    kind = document_word(criteria_set.document_number)
    issued = (
        f"Căn cứ {kind} số [[số văn bản bộ tiêu chí]] ngày [[ngày văn bản bộ tiêu chí]] của "
        f"[[cơ quan ban hành bộ tiêu chí]] về {plain(criteria_set.title)};"
    )
    if not criteria_set.document_number:
        issued = f"Căn cứ {plain(criteria_set.title)};"
    return f"{issued}\nCăn cứ kết quả {plain(shown.title)} công bố ngày [[ngày công bố kết quả]];"


def _opening(submitted):
    return (
        f"Ban Chỉ đạo kính trình Bộ Công an xem xét, công nhận {title_of(submitted.programme)} "
        "năm [[năm công nhận]] như sau:"
    )


def _results(submitted):
    found = submitted.found
    told = [
        "Trong kỳ từ ngày [[ngày đầu kỳ]] đến ngày [[ngày cuối kỳ]], [[số đơn vị được đánh giá]] đơn vị được đánh giá "
        "theo bộ tiêu chí nêu trên. Kết quả chính thức được thẩm định từng tiêu chí, quyết định và công bố ngày "
        "[[ngày công bố kết quả]]."
    ]
    of_class = f"đạt loại {quoted(found.wanted_class)} và không có điểm liệt, " if found.wanted_class else ""
    wanted = f"{of_class}đủ điều kiện đề nghị công nhận"
    told.append(f"Có [[số đơn vị đủ điều kiện]] đơn vị {wanted}.")
    if found.others:
        others = "[[số đơn vị chưa đủ điều kiện]] đơn vị chưa đủ điều kiện"
        if any(each.assessment.knock_outs for each in found.others):
            others += ", trong đó [[số đơn vị còn điểm liệt]] đơn vị còn điểm liệt"
        told.append(f"Còn {others}.")
    return sentences(*told)


def _nearest(submitted):
    """Those of the others who are nearest, with what they lack: what the Ministry asks about first."""
    near = submitted.nearest
    if not near:
        return
    yield Prose("gan-dat-mo-dau", "Các đơn vị gần đủ điều kiện nhất:", "Nêu các đơn vị gần đủ điều kiện.")
    lines = [
        f"{capfirst(submitted.name(each))} đạt [[{_result_name(submitted, each)}]] tiêu chí; {_lacking(each)}"
        for each in near
    ]
    yield Prose("gan-dat", items(lines), "Nêu từng đơn vị và nội dung còn thiếu.", is_item=True)


def _lacking(candidate):
    if candidate.lacking:
        return f"còn thiếu: {enumerated(plain(each) for each in candidate.lacking)}"
    return enumerated(lower_first(unended(each)) for each in candidate.missing)


def _request(submitted):
    if not submitted.proposed:
        return ""
    return (
        "Trên cơ sở kết quả nêu trên, Ban Chỉ đạo đề nghị Bộ Công an xem xét, công nhận [[số đơn vị đề nghị]] đơn vị "
        f"là {title_of(submitted.programme)} năm [[năm công nhận]], gồm:"
    )


def _exceptions(submitted):
    lines = [
        f"{capfirst(submitted.name(each))}: {plain(first_step(each).reason)}"
        for each in submitted.proposed
        if first_step(each).reason
    ]
    if lines:
        opening = "Đơn vị sau chưa đủ điều kiện theo kết quả; Ban Chỉ đạo vẫn đề nghị xem xét vì:"
        yield Prose("dac-biet-mo-dau", opening, "Nêu vì sao vẫn đề nghị đơn vị chưa đủ điều kiện.")
        yield Prose("dac-biet", "\n".join(lines), "Nêu lý do của từng đơn vị.", is_item=True)


def _kept(submitted):
    if submitted.kept:
        names = listed(submitted.name(each) for each in submitted.kept)
        text = f"Ngoài ra, [[số đơn vị duy trì]] đơn vị tiếp tục duy trì công nhận theo kết quả của kỳ này: {names}."
        yield Prose("duy-tri", text, "Nêu các đơn vị duy trì công nhận.")


def _closing(submitted):
    enclosed = "Kết quả của từng đơn vị được đề nghị ghi tại Phụ lục kèm theo. " if submitted.proposed else ""
    return f"{enclosed}Ban Chỉ đạo kính trình Bộ Công an xem xét, quyết định."


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
