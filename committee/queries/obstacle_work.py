"""What of obstacles and recommendations waits for one person."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.queries import scope_of
from committee.models import DirectiveState, Obstacle, ObstacleState, Recommendation, RecommendationState
from committee.queries.unmet import unasked
from committee.queries.work import Work

# As many as a person looks at in one go; the lists hold the rest.
SHOWN = 20


def obstacle_work(user):
    """Return the `Work` on obstacles and recommendations that waits for the user. At most twelve queries.

    For whoever answers for a unit: criteria unmet twice running without an obstacle. For the support team: obstacles
    about which nobody was asked or ordered, and recommendations whose day of answer is gone.
    """
    work = _to_ask(user) if scope_of(user).own else []
    if user.holds(Role.SECRETARY):
        work += [*_late_answers(user), *_idle(user)]
    return work


def _to_ask(user):
    return [
        Work(
            title=_("Tiêu chí %(code)s chưa đạt hai kỳ liền mà chưa ghi vướng mắc: %(title)s")
            % {"code": each.criterion.code, "title": each.criterion.title},
            url=_new_address(each),
            facts=(each.assessment.police_name, str(each.assessment.round.programme)),
            is_illustrative=each.assessment.round.is_illustrative,
        )
        for each in unasked(user, scope_of(user).own)[:SHOWN]
    ]


def _new_address(each):
    query = {"unit": each.assessment.unit_id, "criterion": each.criterion.pk, "round": each.assessment.round.code}
    return f"{reverse('committee:obstacle_new')}?{urlencode(query)}"


def _late_answers(user):
    today = timezone.localdate()
    rows = Recommendation.objects.visible_to(user).filter(state=RecommendationState.RAISED, answer_due__lt=today)
    rows = rows.select_related("body", "unit").prefetch_related("unit__versions").order_by("answer_due", "pk")
    return [
        Work(
            title=_("%(body)s chưa trả lời kiến nghị: %(title)s") % {"body": each.body.name, "title": each.title},
            url=reverse("committee:recommendation", args=[each.pk]),
            due=each.answer_due,
            facts=tuple(fact for fact in (each.unit.latest.police_name, each.document_number) if fact),
            is_illustrative=each.is_illustrative,
        )
        for each in rows[:SHOWN]
    ]


def _idle(user):
    asked = Recommendation.obstacles.through.objects.exclude(recommendation__state=RecommendationState.DECLINED)
    ordered = Obstacle.directives.through.objects.exclude(directive__state=DirectiveState.WITHDRAWN)
    rows = Obstacle.objects.visible_to(user).filter(state=ObstacleState.OPEN)
    rows = rows.exclude(pk__in=asked.values("obstacle")).exclude(pk__in=ordered.values("obstacle"))
    return [
        Work(
            title=_("Vướng mắc chưa có kiến nghị, chỉ đạo nào: %(title)s") % {"title": each.title},
            url=reverse("committee:obstacle", args=[each.pk]),
            facts=(_units(each), _standing_days(each)),
            is_illustrative=each.is_illustrative,
        )
        for each in rows.prefetch_related("blocked__unit__versions").order_by("since", "pk")[:SHOWN]
    ]


def _units(obstacle):
    return ", ".join(each.unit.latest.police_name for each in obstacle.blocked.all())


def _standing_days(obstacle):
    days = number_format((timezone.localdate() - obstacle.since).days, use_l10n=True, force_grouping=True)
    return _("đã %(days)s ngày") % {"days": days}
