"""The moves of the workflow on one sheet: what its reader may do now, and who does the rest and when."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from accounts.queries import scope_of
from assessments.models import CriterionScore, Explanation, State
from assessments.permissions import VERBS, can_amend_result, can_move, has_role_for, is_own_assessment, moves_of
from assessments.queries.changes import Change
from assessments.queries.passage import Passage, level_names, passage_of
from units.models import police_name

TITLES = {
    "save_self_score": gettext_lazy("Tự chấm từng tiêu chí"),
    "submit": gettext_lazy("Nộp phiếu"),
    "withdraw": gettext_lazy("Rút phiếu về"),
    "pass_review": gettext_lazy("Xem xét, chuyển tiếp"),
    "return_sheet": gettext_lazy("Trả lại đơn vị"),
    "save_appraisal": gettext_lazy("Thẩm định từng tiêu chí"),
    "ask_explanation": gettext_lazy("Yêu cầu giải trình"),
    "explain": gettext_lazy("Giải trình"),
    "settle_explanation": gettext_lazy("Kết thúc giải trình"),
    "resolve_disagreement": gettext_lazy("Thống nhất bất đồng thẩm định"),
    "complete_appraisal": gettext_lazy("Hoàn thành thẩm định"),
    "return_to_appraisal": gettext_lazy("Gửi lại để thẩm định lại"),
    "change_line": gettext_lazy("Quyết định khác ở một tiêu chí"),
    "decide": gettext_lazy("Ghi quyết định"),
    "reopen_criterion": gettext_lazy("Mở lại một tiêu chí"),
    "publish": gettext_lazy("Công bố"),
}
# What a move does, under its button. Each has a page of its own that asks for what it needs.
EFFECTS = {
    "withdraw": gettext_lazy("Đơn vị sửa lại được; sửa xong phải nộp lại. Chỉ rút được khi chưa thẩm định."),
    "pass_review": gettext_lazy("Phiếu sang cấp tiếp theo, hoặc sang các đơn vị thẩm định khi không còn cấp nào."),
    "return_sheet": gettext_lazy("Đơn vị sửa cả phiếu hoặc chỉ các tiêu chí được chọn, rồi nộp lại."),
    "return_to_appraisal": gettext_lazy("Các phòng thẩm định lại cả phiếu hoặc chỉ các tiêu chí được chọn."),
    "change_line": gettext_lazy("Ghi câu trả lời khác kèm lý do; có hiệu lực khi ghi quyết định."),
    "reopen_criterion": gettext_lazy("Đơn vị chỉ sửa tiêu chí này; chỉ tiêu chí này được thẩm định và quyết định lại."),
}
# Where else than on a page of its own a move is made, said to whoever may make it.
PLACES = {
    "submit": gettext_lazy("Nút nộp hiện ở ngay trên, khi mọi tiêu chí đã có câu trả lời."),
    "complete_appraisal": gettext_lazy(
        "Nút hiện ở ngay trên, khi mọi tiêu chí đã thẩm định, không còn giải trình hay bất đồng chưa kết thúc."
    ),
    "decide": gettext_lazy("Ghi số văn bản quyết định ở ngay trên."),
    "publish": gettext_lazy("Làm ở trang của kỳ đánh giá, cho mọi đơn vị cùng lúc, khi tất cả đã có quyết định."),
}
ROLE_WORDS = {
    Role.REVIEWER: gettext_lazy("cán bộ theo dõi của %(level)s"),
    Role.APPRAISER: gettext_lazy("cán bộ thẩm định của phòng được giao"),
    Role.SECRETARY: gettext_lazy("thư ký Tổ giúp việc"),
    Role.MEMBER: gettext_lazy("thành viên Ban Chỉ đạo"),
}


@dataclass(frozen=True, slots=True)
class OpenMove:
    verb: str
    title: str
    effect: str
    url: str


@dataclass(frozen=True, slots=True)
class OtherMove:
    """A move that has no button on the panel: who makes it, and why it is not here."""

    verb: str
    title: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Moves:
    """`hindrances`: what must be settled before the appraisal is completed, in sentences."""

    passage: Passage
    changes: tuple[Change, ...]
    withdraw_change_url: str
    amend_url: str
    open: tuple[OpenMove, ...]
    others: tuple[OtherMove, ...]
    hindrances: tuple[str, ...]


def moves_for(user, assessment, base, changes):
    """Return the `Moves` of a sheet at the address `base`; `changes` comes from `changes_on`. Five queries at most."""
    verbs = [verb for verb in VERBS if verb != "pass_review" or level_names(assessment)]
    open_verbs = [verb for verb in verbs if verb in EFFECTS and can_move(user, verb, assessment)]
    may_change = can_move(user, "change_line", assessment)
    return Moves(
        passage=passage_of(assessment, base),
        changes=tuple(changes.values()),
        withdraw_change_url=_url("withdraw_change", assessment) if may_change else "",
        amend_url=_url("amend_result", assessment) if can_amend_result(user, assessment) else "",
        open=tuple(
            OpenMove(each, str(TITLES[each]), str(EFFECTS[each]), _url(each, assessment)) for each in open_verbs
        ),
        others=tuple(
            OtherMove(each, str(TITLES[each]), who_makes(each, assessment), _why(user, each, assessment))
            for each in verbs
            if each not in open_verbs
        ),
        hindrances=_hindrances(assessment),
    )


def who_makes(verb, assessment):
    """Return by post and unit who makes a move in the state that the sheet is in, or else in any."""
    moves = moves_of(verb)
    roles = frozenset().union(*(move.roles for move in moves if assessment.state in move.before))
    roles = roles or frozenset().union(*(move.roles for move in moves))
    levels = level_names(assessment)
    waiting = levels.get(assessment.review_unit_id)
    words = [*_unit_words(roles, police_name(assessment.unit_type, assessment.unit_name))]
    for role, text in ROLE_WORDS.items():
        if role in roles and (levels or role != Role.REVIEWER):
            words.append(str(text) % {"level": waiting or ", ".join(levels.values())})
    sentence = _(" hoặc ").join(words)
    return sentence[:1].upper() + sentence[1:]


def _unit_words(roles, unit):
    if Role.OFFICER in roles:
        yield _("cán bộ nhập liệu, chỉ huy %(unit)s") % {"unit": unit}
    elif Role.COMMANDER in roles:
        yield _("chỉ huy %(unit)s") % {"unit": unit}


def _why(user, verb, assessment):
    """Return why the panel has no button for a move: the state, the reader, or that it stands elsewhere."""
    before = frozenset().union(*(move.before for move in moves_of(verb)))
    if assessment.state not in before:
        # A sheet that has no level in between is never reviewed.
        states = [state for state in State if state in before and (state != State.REVIEWING or level_names(assessment))]
        labels = _(" hoặc ").join(str(state.label) for state in states)
        return _("Phiếu %(state)s; bước này chỉ làm khi phiếu %(states)s.") % {
            "state": assessment.get_state_display(),
            "states": labels,
        }
    if has_role_for(user, verb, assessment):
        return str(PLACES.get(verb) or _("Làm ở từng tiêu chí của phiếu."))
    held = scope_of(user).roles_over(assessment)
    if any(move.roles & held for move in moves_of(verb) if assessment.state in move.before):
        if is_own_assessment(user, assessment):
            return _("Bạn thuộc đơn vị được đánh giá nên không làm được bước này.")
        return _("Phiếu đang chờ ở cấp khác.")
    return _("Bạn không giữ vai trò này.")


def _hindrances(assessment):
    """Name the criteria on which appraisers disagree, and those whose explanation nobody has settled. Two queries."""
    if assessment.state != State.APPRAISING:
        return ()
    scores = CriterionScore.objects.filter(assessment=assessment).order_by("criterion__position")
    disputed = scores.filter(is_disputed=True).values_list("criterion__code", flat=True)
    asked = scores.filter(explanations__in=Explanation.objects.unsettled()).values_list("criterion__code", flat=True)
    sentences = (
        (_("Hai người thẩm định chưa thống nhất ở tiêu chí %(codes)s."), list(disputed)),
        (_("Giải trình chưa kết thúc ở tiêu chí %(codes)s."), list(asked)),
    )
    return tuple(words % {"codes": ", ".join(codes)} for words, codes in sentences if codes)


def _url(verb, assessment):
    return reverse(f"assessments:{verb}", args=[assessment.round.code, assessment.unit_id])
