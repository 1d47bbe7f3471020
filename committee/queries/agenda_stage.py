"""One item as it comes up before the meeting: its facts read anew, what its drawing shows, what was said before."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Min

from assessments.models import Assessment
from committee.models import AgendaItem, Directive, ItemKind, Meeting, Obstacle
from committee.queries.agenda import with_steps
from committee.queries.agenda_results import (
    Dispute,
    knock_outs,
    last_dispute,
    near_class,
    result_words,
)
from committee.queries.agenda_subject import SUBJECTS, Fact, directive_facts, obstacle_facts
from units.queries import with_whole_predecessors

MOST_ROUNDS = 6
MOST_EARLIER = 2


@dataclass(frozen=True, slots=True)
class ObstacleDays:
    """An obstacle with the days on which a body was first asked and somebody first ordered to act, if ever."""

    obstacle: Obstacle
    asked_on: dt.date | None
    ordered_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What an item is about: its `Fact`s, and of the other fields the one that its drawing shows.

    `rounds`: the unit's assessments in the programme, oldest first.
    """

    facts: tuple[Fact, ...] = ()
    rounds: tuple[Assessment, ...] = ()
    dispute: Dispute | None = None
    obstacle: ObstacleDays | None = None
    directive: Directive | None = None


def subject_of(user, item):
    """Return the `Subject` of an item as it stands now and as far as the user may see it. At most 7 queries."""
    if item.assessment_id:
        return _result_subject(user, item)
    if item.obstacle_id:
        return _obstacle_subject(user, item.obstacle_id)
    return _directive_subject(user, item.directive_id) if item.directive_id else Subject()


def _result_subject(user, item):
    rows = Assessment.objects.visible_to(user).select_related("round__criteria_set").defer("parents")
    assessment = rows.filter(pk=item.assessment_id).first()
    if assessment is None:
        return Subject()
    if item.kind == ItemKind.DISPUTED:
        dispute = last_dispute(assessment, item.criterion_id)
        return Subject(facts=dispute.facts, dispute=dispute) if dispute else Subject()
    units = with_whole_predecessors([assessment.unit_id])
    rounds = rows.filter(
        round__programme=assessment.round.programme_id, unit__in=units, round__ends_on__lte=assessment.round.ends_on
    ).order_by("-round__ends_on", "-pk")[:MOST_ROUNDS]
    return Subject(facts=_result_facts(item, assessment), rounds=tuple(reversed(rounds)))


def _result_facts(item, assessment):
    if item.kind == ItemKind.KNOCK_OUT and item.criterion_id:
        return knock_outs([(assessment, item.criterion)])[0].facts
    near = near_class(assessment)
    return near.facts if near else (Fact(assessment.round.title, result_words(assessment)),)


def _obstacle_subject(user, pk):
    rows = with_steps(Obstacle.objects.visible_to(user))
    found = rows.annotate(first_asked=Min("recommendations__raised_on"), first_ordered=Min("directives__issued_on"))
    obstacle = found.filter(pk=pk).first()
    if obstacle is None:
        return Subject()
    days = ObstacleDays(obstacle, obstacle.first_asked, obstacle.first_ordered)
    return Subject(facts=obstacle_facts(obstacle), obstacle=days)


def _directive_subject(user, pk):
    rows = Directive.objects.visible_to(user).prefetch_related("lead__versions")
    directive = rows.filter(pk=pk).first()
    return Subject(facts=directive_facts(directive), directive=directive) if directive else Subject()


def earlier_conclusions(user, item):
    """Return the newest items of earlier meetings about the same thing that were concluded. One query."""
    named = {name: getattr(item, f"{name}_id") for name in SUBJECTS}
    if not any(named.values()):
        return []
    rows = AgendaItem.objects.filter(meeting__in=Meeting.objects.visible_to(user), **named)
    rows = rows.exclude(meeting=item.meeting_id).exclude(conclusion="").filter(meeting__on__lte=item.meeting.on)
    return list(rows.select_related("meeting").order_by("-meeting__on", "-pk")[:MOST_EARLIER])
