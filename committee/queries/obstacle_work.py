"""What of obstacles and recommendations waits for one person."""

import datetime as dt

from django.db.models import F, Q
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
# After so long without an answer a recommendation that named no day is asked about again.
LONG = dt.timedelta(days=90)


def obstacle_work(user):
    """Return the `Work` on obstacles and recommendations that waits for the user. At most twelve queries.

    For whoever answers for a unit: criteria unmet twice running without an obstacle. For a unit's commander and the
    support team: recommendations whose day of answer is gone, or that named none and have waited for long. For the
    support team: obstacles about which nobody was asked or ordered.
    """
    work = _to_ask(user) if scope_of(user).own else []
    work += _late_answers(user)
    if user.holds(Role.SECRETARY):
        work += _idle(user)
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
    """Of what the person may ask about again: a unit's own for its commander, all for the support team."""
    commanded = scope_of(user).reach.get(Role.COMMANDER, frozenset())
    if not (commanded or user.holds(Role.SECRETARY)):
        return []
    rows = Recommendation.objects.filter(unit__in=commanded)
    if user.holds(Role.SECRETARY):
        rows = Recommendation.objects.visible_to(user)
    today = timezone.localdate()
    is_late = Q(answer_due__lt=today) | Q(answer_due=None, raised_on__lt=today - LONG)
    rows = rows.filter(is_late, state=RecommendationState.RAISED)
    rows = rows.select_related("body", "unit").prefetch_related("unit__versions")
    rows = rows.order_by(F("answer_due").asc(nulls_last=True), "raised_on", "pk")
    return [
        Work(
            title=_("%(body)s chưa trả lời kiến nghị: %(title)s") % {"body": each.body.name, "title": each.title},
            url=reverse("committee:recommendation", args=[each.pk]),
            due=each.answer_due,
            facts=tuple(filter(None, (each.unit.latest.police_name, each.document_number, _waiting_days(each)))),
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


def _waiting_days(recommendation):
    return _days(timezone.localdate() - recommendation.raised_on)


def _units(obstacle):
    return ", ".join(each.unit.latest.police_name for each in obstacle.blocked.all())


def _standing_days(obstacle):
    return _days(timezone.localdate() - obstacle.since)


def _days(span):
    return _("đã %(days)s ngày") % {"days": number_format(span.days, use_l10n=True, force_grouping=True)}
