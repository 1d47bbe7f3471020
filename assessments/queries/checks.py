"""What to look at before a sheet is handed in: questions, each with a link to the place, and what stands in the way."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import Assessment, CriterionScore, EvidenceUse, State
from assessments.permissions import can_submit
from assessments.queries.asked import asked_groups
from assessments.queries.passage import criterion_url
from assessments.queries.questions import (
    BARE,
    BLOCKING,
    FAR,
    KINDS,
    LAPSED,
    MISSING,
    SHARED,
    UNEXPLAINED,
    UNPROVED,
    Case,
    Past,
    questions_on,
)
from assessments.queries.sheet import PAST_COLUMNS, SET_COLUMNS, criterion_of, sheet_url
from units.models import police_name
from units.queries import with_whole_predecessors

TITLES = {
    MISSING: gettext_lazy("Chưa trả lời"),
    UNPROVED: gettext_lazy("Thiếu tài liệu bắt buộc, chưa có thuyết minh"),
    FAR: gettext_lazy("Khác nhiều so với kỳ trước"),
    LAPSED: gettext_lazy("Tài liệu hết hiệu lực"),
    SHARED: gettext_lazy("Tệp trùng với đơn vị khác"),
    BARE: gettext_lazy("Chưa có tài liệu kiểm chứng"),
    UNEXPLAINED: gettext_lazy("Điểm liệt chưa đạt, thuyết minh còn ngắn"),
}
ROW_COLUMNS = ("criterion_id", "is_locked", *(f"self_{name}" for name in ("answer", "note", "points", "met", "state")))
USE_COLUMNS = ("score__criterion_id", "evidence__title", "evidence__valid_until", "revision__file_id")


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a criterion; `text` goes on after its code."""

    kind: str
    code: str
    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    title: str
    is_blocking: bool
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Checks:
    """All questions about a sheet, those that stand in the way first; `previous` is the title of the round before."""

    assessment: Assessment
    sentence: str
    groups: tuple[QuestionGroup, ...]
    previous: str
    sheet_url: str
    can_submit: bool


def checks_for(user, assessment):
    """Return the `Checks` of the unit's own answers.

    `assessment` comes from `Assessment.objects.visible_to(user).for_sheet()`. Five queries at most, whatever the
    number of criteria, documents and units.
    """
    base = sheet_url(assessment)
    found = [
        Question(
            kind=kind,
            code=case.asked.code,
            title=case.asked.title,
            text=text,
            url=criterion_url(base, group, case.asked.code),
        )
        for group, case in _cases(user, assessment)
        for kind, text in questions_on(case)
    ]
    groups = _grouped(found)
    blocking = sum(question.kind in BLOCKING for question in found)
    return Checks(
        assessment=assessment,
        sentence=_sentence(assessment, blocking, len(found) - blocking),
        groups=groups,
        previous=assessment.previous_title or "",
        sheet_url=base,
        can_submit=can_submit(user, assessment) and not blocking,
    )


def _cases(user, assessment):
    """Yield (group code, `Case`) for every criterion that the unit may still change, or for all once handed in."""
    rows, past, uses = _rows(assessment), _past(assessment), _uses(assessment)
    mates = _mates(user, assessment, {use["revision__file_id"] for found in uses.values() for use in found})
    for group in asked_groups(assessment.round.criteria_set):
        for asked in group.criteria:
            key = asked.criterion.pk
            if not (rows[key]["is_locked"] and assessment.state == State.DRAFTING):
                yield group.code, Case(assessment, asked, rows[key], past.get(asked.code), uses.get(key, []), mates)


def _rows(assessment):
    rows = CriterionScore.objects.filter(assessment=assessment).values(*ROW_COLUMNS)
    return {row["criterion_id"]: row for row in rows}


def _past(assessment):
    """Return {criterion code: `Past`} of what was answered in the round before; its set may be another."""
    if assessment.previous_id is None:
        return {}
    found = {}
    for row in CriterionScore.objects.filter(assessment=assessment.previous_id).values(*PAST_COLUMNS):
        track = row["assessment__track"]
        criterion = criterion_of(*(row[column] for column in ("criterion_id", *SET_COLUMNS)))
        if answer := row[f"{track}_answer"]:
            found[criterion.code] = Past(criterion.rule, answer, row[f"{track}_met"])
    return found


def _uses(assessment):
    """Return {criterion id: the documents attached to it}."""
    found = {}
    for use in EvidenceUse.objects.filter(score__assessment=assessment).values(*USE_COLUMNS):
        found.setdefault(use["score__criterion_id"], []).append(use)
    return found


def _mates(user, assessment, files):
    """Return {file id: other units that had proved something with the same file by this round's end}.

    A unit that the reader may not see is None. Units that passed into this one are not others. Two queries.
    """
    files.discard(None)
    if not files:
        return {}
    visible = Assessment.objects.visible_to(user).filter(pk=OuterRef("score__assessment"))
    own = with_whole_predecessors([assessment.unit_id])
    others = (
        EvidenceUse.objects.filter(revision__file__in=files)
        .filter(score__assessment__round__ends_on__lte=assessment.round.ends_on)
        .exclude(score__assessment__unit__in=own)
        .annotate(is_seen=Exists(visible))
        .order_by("score__assessment__unit_sort_key")
        .values_list(
            "revision__file_id",
            "score__assessment__unit_id",
            "score__assessment__unit_type",
            "score__assessment__unit_name",
            "is_seen",
        )
    )
    found = {}
    for file_id, unit_id, unit_type, name, is_seen in others:
        found.setdefault(file_id, {})[unit_id] = police_name(unit_type, name) if is_seen else None
    return {file_id: list(units.values()) for file_id, units in found.items()}


def _grouped(questions):
    by_kind = {kind: tuple(each for each in questions if each.kind == kind) for kind in KINDS}
    return tuple(QuestionGroup(str(TITLES[kind]), kind in BLOCKING, found) for kind, found in by_kind.items() if found)


def _sentence(assessment, blocking, questions):
    if not blocking and not questions:
        return _("Đã rà soát toàn bộ phiếu: không có gì thiếu, không có gì cần hỏi thêm.")
    asked = ngettext("%(count)d câu hỏi nên xem lại", "%(count)d câu hỏi nên xem lại", questions) % {"count": questions}
    if not blocking:
        return _("Không có gì ngăn việc nộp phiếu; có %(asked)s.") % {"asked": asked}
    words = ngettext(
        "Còn %(count)d chỗ phải bổ sung trước khi nộp", "Còn %(count)d chỗ phải bổ sung trước khi nộp", blocking
    ) % {"count": blocking}
    return f"{words}; {asked}." if questions else f"{words}."
