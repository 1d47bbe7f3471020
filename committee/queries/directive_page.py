"""The page of one directive: what came of it, what it serves, and what its reader may do."""

from dataclasses import dataclass

from accounts.history import HistoryLine, history_of
from accounts.queries import held_units
from committee.models import (
    Directive,
    DirectiveState,
    Meeting,
    Obstacle,
    Postponement,
    PostponementState,
    ProgressNote,
    Recommendation,
)
from committee.permissions import (
    can_add_tasks,
    can_ask_postponement,
    can_change_directive,
    can_confirm,
    can_decide_postponement,
    can_report_done,
    can_report_progress,
    is_doer,
    leads,
)

# Steps that are made on the page itself, in the order in which they stand there.
PERMISSIONS = {
    "confirm_done": can_confirm,
    "send_back": lambda user, directive: (
        directive.state == DirectiveState.REPORTED and can_change_directive(user, directive)
    ),
    "report_progress": can_report_progress,
    "report_done": can_report_done,
    "ask_postponement": can_ask_postponement,
    "postpone": can_decide_postponement,
    "withdraw_directive": can_change_directive,
}
# By whose first press a step is behind: (state, who made it).
BEHIND = {
    "report_done": DirectiveState.REPORTED,
    "confirm_done": DirectiveState.DONE,
    "withdraw_directive": DirectiveState.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Reader:
    """How the reader stands to a directive: of its lead unit, of one that coordinates, of its issuer's people."""

    is_doer: bool
    coordinates: bool
    orders: bool


@dataclass(frozen=True, slots=True)
class DirectivePage:
    """All of these are what the reader may see: `parent`, `meeting`, `recommendation` None where they may not.

    `notes` and `postponements` newest first; `turns` the other turns of its series; `asked` the request that stands.
    """

    directive: Directive
    reader: Reader
    parent: Directive | None
    tasks: tuple[Directive, ...]
    turns: tuple[Directive, ...]
    notes: tuple[ProgressNote, ...]
    postponements: tuple[Postponement, ...]
    obstacles: tuple[Obstacle, ...]
    meeting: Meeting | None
    recommendation: Recommendation | None
    history: tuple[HistoryLine, ...]
    steps: tuple[str, ...]
    may_change: bool
    may_add_tasks: bool
    may_decide: bool

    @property
    def asked(self):
        return next((each for each in self.postponements if each.state == PostponementState.ASKED), None)

    @property
    def counted_tasks(self):
        return [task for task in self.tasks if task.state != DirectiveState.WITHDRAWN]

    @property
    def standing_tasks(self):
        return [task for task in self.tasks if task.is_standing]


def directive_page(user, directive):
    """Return the `DirectivePage` of a directive found by `for_page`. The number of queries doesn't grow with rows."""
    seen = Directive.objects.visible_to(user)
    tasks = tuple(seen.filter(parent=directive).prefetch_related("lead__versions").order_by("due", "pk"))
    postponements = tuple(directive.postponements.select_related("by", "decided_by"))
    return DirectivePage(
        directive=directive,
        reader=_reader(user, directive),
        parent=seen.filter(pk=directive.parent_id).first() if directive.parent_id else None,
        tasks=tasks,
        turns=_turns(seen, directive),
        notes=tuple(directive.notes.select_related("by", "file").order_by("-at", "-pk")),
        postponements=postponements,
        obstacles=tuple(Obstacle.objects.visible_to(user).filter(directives=directive)),
        meeting=_if_seen(Meeting, user, directive.meeting),
        recommendation=_if_seen(Recommendation, user, directive.recommendation),
        history=tuple(history_of(directive.stream)),
        steps=steps_for(user, directive, tasks, postponements),
        may_change=can_change_directive(user, directive),
        may_add_tasks=can_add_tasks(user, directive),
        may_decide=can_decide_postponement(user, directive),
    )


def may_step(user, verb, directive):
    return PERMISSIONS[verb](user, directive)


def is_behind(user, verb, directive):
    """Whether the step is theirs to make and has been made: a button pressed twice, or a colleague was quicker."""
    if directive.state != BEHIND.get(verb):
        return False
    return directive.lead_id in held_units(user) if verb == "report_done" else directive.issuer_id in leads(user)


def steps_for(user, directive, tasks, postponements):
    """Return the verbs that make sense now, of those that the user may."""
    pointless = set()
    if any(task.state != DirectiveState.WITHDRAWN for task in tasks):
        pointless.add("report_progress")
    if any(task.is_standing for task in tasks):
        pointless |= {"report_done", "confirm_done"}
    if any(each.state == PostponementState.ASKED for each in postponements):
        pointless.add("ask_postponement")
    if directive.due is None or directive.state != DirectiveState.UNDER_WAY:
        pointless.add("postpone")
    return tuple(verb for verb, may in PERMISSIONS.items() if verb not in pointless and may(user, directive))


def note_with_file(user, directive, note):
    """Return a `ProgressNote` of a visible directive that has a file; None without one."""
    rows = ProgressNote.objects.filter(directive__in=Directive.objects.visible_to(user), file__isnull=False)
    return rows.select_related("file").filter(directive=directive, pk=note).first()


def _reader(user, directive):
    held = held_units(user)
    return Reader(
        is_doer=is_doer(user, directive),
        coordinates=any(unit.pk in held for unit in directive.coordinating.all()),
        orders=directive.issuer_id in leads(user),
    )


def _turns(seen, directive):
    first = directive.series_id or directive.pk
    rows = [*seen.filter(pk=first), *seen.filter(series=first)] if directive.repetition != "none" else []
    return tuple(sorted((each for each in rows if each.pk != directive.pk), key=lambda each: each.due))


def _if_seen(model, user, row):
    return row if row and model.objects.visible_to(user).filter(pk=row.pk).exists() else None
