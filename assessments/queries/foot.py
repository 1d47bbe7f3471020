"""The foot of a sheet: how the unit stands so far, what is missing, and the step that may be taken next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role
from assessments.models import Stage, State
from assessments.permissions import has_role_for, is_own_assessment, moves_of
from assessments.queries.passage import criterion_url, level_names
from criteria import wording
from criteria.queries import published_set

# The step that leads on from each state; where there is none the round itself is published.
STEPS = {
    State.DRAFTING: "submit",
    State.REVIEWING: "",
    State.SUBMITTED: "complete_appraisal",
    State.APPRAISING: "complete_appraisal",
    State.APPRAISED: "decide",
    State.DECIDED: "",
    State.PUBLISHED: "",
}


MOST_LINKS = 12


@dataclass(frozen=True, slots=True)
class MissingLink:
    code: str
    url: str


@dataclass(frozen=True, slots=True)
class Foot:
    """`step` is the verb of the next step when this user may take it now, `advice` what stands in the way."""

    sentence: str
    missing: tuple[MissingLink, ...]
    has_more: bool
    missing_words: str
    held_back: str
    advice: str
    step: str = ""
    step_url: str = ""
    checks_url: str = ""


def foot_of(user, assessment, result, groups, base, hindrances=()):
    """Return the `Foot` for the result of the track on which work goes on.

    `hindrances`: sentences on what else must be settled before the appraisal is completed, as far as they are known:
    a save does not look for them, and the action refuses.
    """
    verb = STEPS[assessment.state]
    is_drafting = assessment.state == State.DRAFTING
    may = bool(verb) and has_role_for(user, verb, assessment)
    is_ready = may and result.complete and assessment.state != State.SUBMITTED and not hindrances
    place = {asked.code: group.code for group in groups for asked in group.criteria}
    return Foot(
        sentence=_sentence(assessment, result),
        missing=tuple(
            MissingLink(code, criterion_url(base, place[code], code)) for code in result.missing[:MOST_LINKS]
        ),
        has_more=len(result.missing) > MOST_LINKS,
        missing_words=_missing_words(assessment, result),
        held_back=_held_back(assessment, result) if result.complete else "",
        advice="" if is_ready else " ".join(hindrances) or _advice(user, assessment, may),
        step=verb if is_ready else "",
        step_url=reverse(f"assessments:{verb}", args=[assessment.round.code, assessment.unit_id]) if is_ready else "",
        checks_url=f"{base}checks/" if is_drafting else "",
    )


def _sentence(assessment, result):
    """ "21/22 tiêu chí đạt · loại dự kiến: Cơ bản đạt"; while the appraisal runs, how far it has come."""
    answered, total = len(result.lines) - len(result.missing), len(result.lines)
    if assessment.state in (State.SUBMITTED, State.APPRAISING):
        return _(
            "Đã thẩm định %(answered)d/%(total)d tiêu chí, %(met)d đạt; đơn vị tự chấm %(self_met)d/%(applicable)d đạt"
        ) % {
            "answered": answered,
            "total": total,
            "met": result.met,
            "self_met": assessment.met,
            "applicable": assessment.applicable,
        }
    if result.missing:
        words = _("Đã trả lời %(answered)d/%(total)d tiêu chí, %(met)d đạt")
        return words % {"answered": answered, "total": total, "met": result.met}
    return whole_sentence(assessment, result)


def whole_sentence(assessment, result):
    """Return how the unit stands by a complete result: "21/22 tiêu chí đạt · loại dự kiến: Cơ bản đạt"."""
    criteria_set = assessment.round.criteria_set
    values = {
        "met": result.met,
        "applicable": result.applicable,
        "points": wording.figure(result.points),
        "most": wording.figure(result.max_points),
        "percent": wording.percent_figure(result.percent or 0),
    }
    parts = [_("%(met)s/%(applicable)s tiêu chí đạt") % values]
    if not criteria_set.counts_met:
        parts.insert(0, _("%(points)s/%(most)s điểm (%(percent)s)") % values)
    title = published_set(criteria_set).class_titles.get(result.would_be)
    if title:
        decided = assessment.state in (State.DECIDED, State.PUBLISHED)
        parts.append((_("xếp loại: %(title)s") if decided else _("loại dự kiến: %(title)s")) % {"title": title})
    return " · ".join(parts)


def _missing_words(assessment, result):
    count = len(result.missing)
    if not count:
        return ""
    if assessment.state == State.DRAFTING:
        words = ngettext("Còn %(count)d tiêu chí chưa trả lời:", "Còn %(count)d tiêu chí chưa trả lời:", count)
    else:
        words = ngettext("Còn %(count)d tiêu chí chưa thẩm định:", "Còn %(count)d tiêu chí chưa thẩm định:", count)
    return words % {"count": count}


def _held_back(assessment, result):
    """What keeps the result from the class just above."""
    if not result.held_back:
        return ""
    nearest = result.held_back[-1]
    titles = published_set(assessment.round.criteria_set).class_titles
    failures = "; ".join(wording.failure_sentence(failure, titles) for failure in nearest.failures)
    return _("Chưa đạt loại “%(title)s” vì: %(failures)s") % {"title": titles[nearest.class_code], "failures": failures}


def _advice(user, assessment, may):
    if assessment.state == State.DRAFTING:
        return _advice_to_draft(user, assessment, may)
    is_settled = assessment.state in (State.DECIDED, State.PUBLISHED)
    if is_own_assessment(user, assessment) and not may and not is_settled:
        return _advice_to_unit(assessment)
    if may:
        return _("Nút hoàn thành thẩm định hiện ra khi mọi tiêu chí đã được thẩm định.")
    return {
        State.REVIEWING: _reviewing_words(user, assessment),
        State.SUBMITTED: _("Đơn vị đã nộp; phiếu đang chờ các đơn vị thẩm định."),
        State.APPRAISING: _("Khi mọi tiêu chí đã được thẩm định, thư ký Tổ giúp việc hoàn thành thẩm định."),
        State.APPRAISED: _("Đã thẩm định xong; phiếu đang chờ Ban Chỉ đạo quyết định."),
        State.DECIDED: _("Đã có quyết định %(document)s; kết quả được công bố cùng cả kỳ.")
        % {"document": assessment.decision_document},
        State.PUBLISHED: _("Đã công bố theo quyết định %(document)s; không ai sửa được nữa.")
        % {"document": assessment.decision_document},
    }[assessment.state]


def _advice_to_unit(assessment):
    if any(assessment.state in move.before for move in moves_of("withdraw")):
        return _("Phiếu đã nộp nên đơn vị không sửa được nữa, trừ khi chỉ huy rút phiếu về trước khi thẩm định.")
    return _("Phiếu đã nộp nên đơn vị không sửa được nữa; kết quả hiện ra ở đây khi thẩm định và quyết định xong.")


def _reviewing_words(user, assessment):
    level = level_names(assessment).get(assessment.review_unit_id, "")
    if has_role_for(user, "pass_review", assessment):
        words = _("Phiếu chờ %(level)s xem xét: chuyển tiếp hoặc trả lại bằng các nút ngay dưới đây.")
        return words % {"level": level}
    return _("Đơn vị đã nộp; phiếu đang chờ %(level)s xem xét.") % {"level": level}


def _advice_to_draft(user, assessment, may):
    if may:
        return _("Nút nộp hiện ra khi mọi tiêu chí đã có câu trả lời.")
    if has_role_for(user, "save_self_score", assessment):
        return _("Chỉ huy đơn vị nộp phiếu; hãy báo chỉ huy khi đã trả lời đủ.")
    if user.holds(Role.APPRAISER, Role.SECRETARY):
        return _("Đơn vị đang tự chấm, hạn nộp %(due)s; thẩm định được sau khi đơn vị nộp.") % _due(assessment)
    return _("Đơn vị đang tự chấm, hạn nộp %(due)s.") % _due(assessment)


def _due(assessment):
    return {"due": f"{assessment.due_of(Stage.SELF_SCORE):%d/%m/%Y}"}
