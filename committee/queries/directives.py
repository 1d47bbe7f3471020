"""The lists of directives: the register with its filters, and what is to be followed up."""

from dataclasses import dataclass

from django.db.models import Case, F, OuterRef, Prefetch, Q, Subquery, Value, When

from committee.models import Directive, DirectiveState, Meeting, Obstacle, ProgressNote
from committee.models.directive import SOON
from committee.queries.directive_counts import DONE, LATE, STANDING, WAITING, due_soon_on, heads_for, overdue_on
from units.models import Programme, Unit
from units.names import search_key

ALL = "all"
CLOSED_LAST = Case(When(STANDING, then=Value(0)), default=Value(1))


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader narrows the register down to; keys of rows, and words of the title."""

    state: str = ALL
    lead: int | None = None
    programme: int | None = None
    meeting: int | None = None
    obstacle: int | None = None
    search: str = ""

    @property
    def is_empty(self):
        return not (self.lead or self.programme or self.meeting or self.obstacle or self.search)


def condition_of(state, date):
    """Return the Q of a tab of the register; `state` is one of `STATES`."""
    return STATES[state](date)


STATES = {
    ALL: lambda date: Q(),
    "standing": lambda date: STANDING,
    "overdue": overdue_on,
    "due_soon": due_soon_on,
    "waiting": lambda date: WAITING,
    "done": lambda date: DONE,
    "late": lambda date: LATE,
    "withdrawn": lambda date: Q(state=DirectiveState.WITHDRAWN),
}


def chosen_heads(user, choice):
    """Return the directives of a choice whatever their state, each order to many units once (`heads_for`)."""
    heads = heads_for(user).matching(search_key(choice.search))
    if choice.lead:
        # Whoever has a task of it.
        orders = Directive.objects.filter(lead=choice.lead).exclude(parent=None).values("parent")
        heads = heads.filter(Q(lead=choice.lead) | Q(pk__in=orders))
    if choice.programme:
        heads = heads.filter(programme=choice.programme)
    if choice.meeting:
        heads = heads.filter(Q(meeting=choice.meeting) | Q(parent__meeting=choice.meeting))
    if choice.obstacle:
        heads = heads.filter(obstacles=choice.obstacle)
    return heads


def register(user, choice, date):
    """Return the rows of the register: standing ones first, oldest deadline first; `tasks_seen` on each."""
    rows = chosen_heads(user, choice).filter(condition_of(choice.state, date))
    tasks = Directive.objects.visible_to(user).prefetch_related("lead__versions").order_by("pk")
    return (
        rows.select_related("meeting")
        .prefetch_related("lead__versions", Prefetch("tasks", queryset=tasks, to_attr="tasks_seen"))
        .order_by(CLOSED_LAST, F("closed_on").desc(nulls_first=True), F("due").asc(nulls_last=True), "pk")
    )


def register_lines(user, choice, date):
    """Yield the rows of the register with their tasks behind each, and what else a file says of them."""
    for head in register(user, choice, date).select_related("programme").prefetch_related("coordinating__versions"):
        yield head, None
        for task in head.tasks_seen:
            yield task, head


def follow_up(user, choice, date):
    """Return the directives and tasks under way that are overdue or due within a week, as `last_text` and `last_at`
    with what was reported last. An order to many units is followed up at its units. Three queries.
    """
    heads = chosen_heads(user, choice).filter(STANDING)
    mine = Q(pk__in=heads.values("pk"))
    tasks = Q(parent__in=heads.values("pk"))
    if choice.lead:
        tasks &= Q(lead=choice.lead)
    counted = Directive.objects.exclude(parent=None).exclude(state=DirectiveState.WITHDRAWN).values("parent")
    rows = Directive.objects.visible_to(user).filter(mine | tasks).exclude(pk__in=counted)
    notes = ProgressNote.objects.filter(directive=OuterRef("pk")).order_by("-at", "-pk")
    return (
        rows.filter(state=DirectiveState.UNDER_WAY, due__lte=date + SOON)
        .annotate(last_text=Subquery(notes.values("text")[:1]), last_at=Subquery(notes.values("at")[:1]))
        .select_related("meeting")
        .prefetch_related("lead__versions")
        .order_by("due", "pk")
    )


@dataclass(frozen=True, slots=True)
class Offered:
    """What the filters offer: pairs of key and name, of what this reader's directives have."""

    leads: list[tuple[int, str]]
    programmes: list[tuple[int, str]]
    meetings: list[tuple[int, str]]
    obstacles: list[tuple[int, str]]


def offered_to(user):
    """Return the `Offered`. Five queries."""
    seen = Directive.objects.visible_to(user).order_by()
    units = Unit.objects.named().filter(pk__in=seen.values("lead"))
    meetings = Meeting.objects.visible_to(user).filter(pk__in=seen.values("meeting"))
    links = Directive.obstacles.through.objects.filter(directive__in=seen.values("pk")).values("obstacle")
    obstacles = Obstacle.objects.visible_to(user).filter(pk__in=links)
    programmes = Programme.objects.filter(pk__in=seen.values("programme"))
    return Offered(
        leads=[(unit.pk, name_of(unit)) for unit in sorted(units, key=_place)],
        programmes=[(each.pk, str(each)) for each in programmes],
        meetings=[(each.pk, f"{each.on:%d/%m/%Y} · {each.title}") for each in meetings],
        obstacles=[(each.pk, each.title) for each in obstacles],
    )


def name_of(unit):
    """“Công an phường Hải Châu I”; the unit's versions are at hand."""
    return unit.latest.police_name if unit.latest else unit.key


def _place(unit):
    return unit.latest.sort_key if unit.latest else ""
