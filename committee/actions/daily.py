"""The daily work on directives: the next turn of each series, and reminders."""

from django.db import transaction

from assessments.actions.notices import store_notices
from committee.actions.directive import SHARED, store_directive, store_tasks
from committee.models import Directive, DirectiveState, Repetition
from committee.queries.directive_turns import turns_to_issue
from committee.queries.reminders import directive_reminders_on

# What a turn has from the one before besides its wording; the item of an agenda was the first one's own.
ORIGIN = ("issuer_id", "lead_id", "programme_id", "target_id", "recommendation_id", "meeting_id", "repetition")


@transaction.atomic
def remind_of_directives(*, date, by=None):
    """Store the reminders of a day. Returns the notices; none of them a second time."""
    fresh = directive_reminders_on(date)
    store_notices(notices=fresh)
    return fresh


@transaction.atomic
def renew_directives(*, date, by=None):
    """Issue the next turn of each recurring directive whose turn has come. Returns the new directives.

    A turn comes on the day after the one before was due. The first turns are locked, so that of two processes at once
    the second finds what the first one issued.
    """
    recurring = Directive.objects.filter(series=None, parent=None).exclude(repetition=Repetition.NONE)
    firsts = recurring.filter(due__lt=date).select_for_update().order_by("pk")
    return [_issue_turn(turn, date, by) for turn in turns_to_issue(firsts, date) if not _is_taken(turn)]


def _is_taken(turn):
    """Whether an earlier turn was put off to this very day: it is this period's then."""
    return Directive.objects.filter(series=turn.first, due=turn.due).exists()


def _issue_turn(turn, date, by):
    same = {name: getattr(turn.last, name) for name in (*SHARED, *ORIGIN)}
    directive = store_directive(
        by=by,
        verb="renew_directive",
        coordinating=turn.last.coordinating.all(),
        series=turn.first,
        **{**same, "due": turn.due, "issued_on": date},
    )
    directive.obstacles.set(turn.last.obstacles.standing())
    tasks = turn.last.tasks.exclude(state=DirectiveState.WITHDRAWN).select_related("lead")
    store_tasks(by=by, directive=directive, units=[task.lead for task in tasks])
    return directive
