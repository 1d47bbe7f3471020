"""An order to many units is a family: a directive and a task for each unit.

What happens to a task changes how far its directive has come, and withdrawing the directive withdraws its tasks. So
that two people never wait for each other, rows are locked in one order everywhere: the directive before its tasks,
and tasks by their key. A task never changes its directive, so the first row to lock is known before any is read.
(The other order would not do: tasks added while the directive's own are being locked would be missed.)
"""

from assessments.models import NoticeKind
from committee.actions.directive_notices import tell_doers
from committee.models import Directive, DirectiveState, PostponementState


def locked(directive):
    """Lock a directive, behind the one of which it is a task. Returns it as it is stored, its `parent` likewise."""
    keys = {directive.pk, directive.parent_id} - {None}
    rows = {each.pk: each for each in Directive.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    found = rows[directive.pk]
    if found.parent_id:
        found.parent = rows[found.parent_id]
    return found


def locked_standing_tasks(directive):
    """Lock those of its tasks that are not closed; the directive itself is locked."""
    return list(directive.tasks.standing().select_for_update().order_by("pk"))


def counted_percents(directive):
    """Return the percents of its tasks, but for those that were withdrawn."""
    return list(directive.tasks.exclude(state=DirectiveState.WITHDRAWN).values_list("percent", flat=True))


def follow_tasks(directive):
    """Give a locked directive the mean of its tasks' percents, rounded down: 100 is for when all have reached it.

    Without a task that counts it keeps what it has.
    """
    percents = counted_percents(directive)
    if not percents:
        return
    percent = sum(percents) // len(percents)
    if percent != directive.percent:
        directive.percent = percent
        directive.save(update_fields=["percent"])


def follow_up(directive):
    """Carry a change of a locked task on to the directive to which it belongs."""
    if directive.parent_id:
        follow_tasks(directive.parent)


def drop_request(*, directive, by, at):
    """A request to put off what has ended waits for nobody any more."""
    directive.postponements.filter(state=PostponementState.ASKED).update(
        state=PostponementState.REFUSED, decided_by=by, decided_at=at
    )


def tell_new(*, directive, event, by):
    """Tell those who have to do it that it was given to them."""
    tell_doers(directive=directive, kind=NoticeKind.DIRECTIVE, event=event, by=by)
