"""All units of a round, ranked: one page of them, or all of them one block after another."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from django.core.cache import cache
from django.db.models import Q
from django.http import Http404
from django.utils.translation import get_language

from accounts.queries import scope_of
from assessments.actions.ranking import ensure_ranks
from assessments.models import Assessment, AssessmentRound, RoundState, State
from units.models import UnitVersion

PAGE = 50
BLOCK = 1000
CHOICES = 60
HOUR = 3600
COLUMNS = (
    "pk",
    "rank",
    "unit_id",
    "unit_code",
    "unit_type",
    "unit_name",
    "parent_id",
    "parents",
    "met",
    "applicable",
    "points",
    "max_points",
    "percent",
    "class_code",
    "would_be",
    "knock_outs",
    "is_complete",
    "track",
    "state",
    "previous__rank",
    "previous__points",
    "previous__state",
)


@dataclass(frozen=True, slots=True)
class Place:
    """One unit in the ranking; its names and its superior's are those of the round's date."""

    pk: int
    rank: int
    unit: int
    code: str
    type: str
    name: str
    parent: int | None
    parents: list
    met: int
    applicable: int
    points: Decimal
    max_points: Decimal
    percent: Decimal | None
    class_code: str
    would_be: str
    knock_outs: int
    is_complete: bool
    track: str
    state: str
    previous_rank: int | None
    previous_points: Decimal | None
    previous_state: str | None

    @property
    def is_comparable(self):
        """Whether it may be held against the round before: both published, so that all results are decisions."""
        return self.state == self.previous_state == State.PUBLISHED


@dataclass(frozen=True, slots=True)
class Choice:
    """What the ranking is limited to; None or "" is no limit."""

    parent: int | None = None
    type: str = ""
    class_code: str = ""

    @property
    def is_empty(self):
        return not (self.parent or self.type or self.class_code)

    def condition(self):
        limits = Q()
        if self.parent:
            limits &= Q(parent_id=self.parent)
        if self.type:
            limits &= Q(unit_type=self.type)
        if self.class_code:
            limits &= Q(class_code=self.class_code)
        return limits


@dataclass(frozen=True, slots=True)
class Start:
    """Where a page begins: at the first unit of this rank, or after the unit `after` among equals of this rank."""

    rank: int = 1
    after: int | None = None

    def onwards(self):
        if self.after is None:
            return Q(rank__gte=self.rank)
        # The bound stands alone, so that the index (round, rank) starts there.
        return Q(rank__gte=self.rank) & (Q(rank__gt=self.rank) | Q(pk__gt=self.after))


@dataclass(frozen=True, slots=True)
class RankingPage:
    round: AssessmentRound
    choice: Choice
    start: Start
    places: tuple[Place, ...]
    following: Start | None
    previous: Start | None
    total: int


def opened_round(code):
    """Return an opened round with its programme and set, or raise `Http404`."""
    found = AssessmentRound.objects.opened().select_related("programme", "criteria_set").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def ranked(user, assessment_round, choice):
    """Return the assessments that this person may see, best first, after the ranks were brought up to date.

    Equal standings come in the order in which the round was opened, which is that of Vietnamese names: the index
    (round, rank) then serves both the order and the page.
    """
    if assessment_round.state == RoundState.OPEN:
        ensure_ranks(assessment_round)
    return _visible_in_order(user, assessment_round, choice)


def _visible_in_order(user, assessment_round, choice):
    visible = Assessment.objects.visible_to(user).filter(choice.condition(), round=assessment_round)
    return visible.order_by("rank", "pk")


def page_facts(user, assessment_round, choice, start):
    """Return what one page depends on: its rows' keys, ranks and counts of changes, and those of the round before.

    A fifth of the cost of the rows themselves.
    """
    rows = ranked(user, assessment_round, choice).filter(start.onwards())
    keys = tuple(rows.values_list("pk", "rank", "previous__rank", "changes", "previous__changes")[: PAGE + 1])
    return assessment_round.pk, assessment_round.title, choice, start, keys


def ranking_page(user, assessment_round, choice, start):
    """Return one `RankingPage` from `start` on, found by rank and never by OFFSET; ranks are those last made."""
    rows = _visible_in_order(user, assessment_round, choice)
    found = [Place(*row) for row in rows.filter(start.onwards()).values_list(*COLUMNS)[: PAGE + 1]]
    is_first = start == Start()
    return RankingPage(
        round=assessment_round,
        choice=choice,
        start=start,
        places=tuple(found[:PAGE]),
        following=_start_of(found[PAGE], found[PAGE - 1]) if len(found) > PAGE else None,
        previous=None if is_first or not found else _previous(rows, found[0]),
        total=len(found) if is_first and len(found) <= PAGE else _total(user, assessment_round, choice, rows),
    )


def _start_of(first, last_before):
    """Return the clean `Start` of a page, or one among equals when its rank began on the page before."""
    if first.rank != last_before.rank:
        return Start(first.rank)
    return Start(first.rank, last_before.pk)


def _previous(rows, first):
    """Return the start of the page that ends before `first`, or None when nothing stands before it."""
    before = rows.filter(Q(rank__lt=first.rank) | Q(pk__lt=first.pk), rank__lte=first.rank)
    keys = list(before.order_by("-rank", "-pk").values_list("rank", "pk")[: PAGE + 1])
    if not keys:
        return None
    if len(keys) <= PAGE:
        return Start()
    (rank, _pk), (rank_before, pk_before) = keys[PAGE - 1], keys[PAGE]
    return Start(rank) if rank != rank_before else Start(rank, pk_before)


def every_place(user, assessment_round, choice):
    """Yield every `Place` of the ranking, fetched in blocks of a thousand."""
    rows = ranked(user, assessment_round, choice).values_list(*COLUMNS)
    return (Place(*row) for row in rows.iterator(chunk_size=BLOCK))


def superiors(user, assessment_round):
    """Return ((unit id, name), …) of the superiors on the round's date of the units that this person sees.

    Empty when there are more than a list can offer.
    """

    def found():
        rows = Assessment.objects.visible_to(user).filter(round=assessment_round)
        keys = [key for (key,) in rows.order_by().values_list("parent_id").distinct()[: CHOICES + 1] if key]
        if len(keys) > CHOICES:
            return ()
        versions = UnitVersion.objects.as_of(assessment_round.ends_on).filter(unit_id__in=keys)
        return tuple((version.unit_id, version.full_name) for version in versions)

    return _while_open(user, assessment_round, ("superiors", get_language()), found)


def _total(user, assessment_round, choice, rows):
    if choice.class_code:
        return rows.count()
    return _while_open(user, assessment_round, ("total", choice), rows.count)


def _while_open(user, assessment_round, name, find):
    """Keep what cannot change once a round is open: which units it assesses, and under whom."""
    scope = scope_of(user)
    known = (assessment_round.pk, assessment_round.opened_at, scope.everything, sorted(scope.own), sorted(scope.below))
    key = f"ranking:{hashlib.sha256(repr((name, known)).encode()).hexdigest()}"
    return cache.get_or_set(key, find, HOUR)
