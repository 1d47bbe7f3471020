"""The list of documents: which there are, how they stand, and for whom they wait."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from assessments.models import AssessmentRound
from reports.kinds import KINDS
from reports.models import Body, Report, ReportState
from units.models import Programme, Unit

ALL, WORDING, HANDED_OVER = "all", "wording", "handed_over"
# Big columns that a list has no use for.
CONTENT = ("approved", "approved_texts", "approved_values")
STATES = {
    WORDING: Q(state=ReportState.DRAFT, handed_over_at__isnull=True),
    HANDED_OVER: Q(state=ReportState.DRAFT, handed_over_at__isnull=False),
    ReportState.APPROVED: Q(state=ReportState.APPROVED),
    ReportState.PUBLISHED: Q(state=ReportState.PUBLISHED),
    ReportState.DISCARDED: Q(state=ReportState.DISCARDED),
    ALL: Q(),
    "": ~Q(state=ReportState.DISCARDED),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list is narrowed to; `state` is a key of `STATES`, the rest primary keys or None."""

    kind: str = ""
    state: str = ""
    programme: int | None = None
    round: int | None = None
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    total: int
    wording: int
    handed_over: int
    approved: int
    published: int


def chosen_reports(user, choice):
    """Return the queryset of the reports that the user may see and that the `Choice` names, newest first."""
    rows = Report.objects.visible_to(user).filter(STATES[choice.state])
    if choice.kind:
        rows = rows.filter(kind=choice.kind)
    if choice.programme:
        rows = rows.filter(programme=choice.programme)
    if choice.round:
        rows = rows.filter(Q(round=choice.round) | Q(earlier_round=choice.round))
    if choice.unit:
        rows = rows.filter(Q(unit=choice.unit) | Q(body=Body.UNIT, issuer=choice.unit))
    return rows.newest_first()


def counts_of(rows):
    """Return the `Counts` of a queryset of reports. One query."""
    names = (WORDING, HANDED_OVER, ReportState.APPROVED, ReportState.PUBLISHED)
    counted = {str(name): Count("pk", filter=STATES[name]) for name in names}
    return Counts(**rows.order_by().aggregate(total=Count("pk"), **counted))


def listed(rows):
    """Return the reports with what a line says of them, the contents left out. Two queries more for the units' names.

    `approved_subject`, `abbreviation`, `symbol` are those of the content that was approved, None before.
    """
    return (
        rows.defer(*CONTENT)
        .select_related("round", "earlier_round", "meeting", "unit", "issuer")
        .prefetch_related("unit__versions", "issuer__versions")
        .annotate(
            approved_subject=KeyTextTransform("subject", "approved"),
            abbreviation=KeyTextTransform("abbreviation", "approved"),
            symbol=KeyTextTransform("symbol", KeyTransform("issuer", "approved")),
        )
    )


@dataclass(frozen=True, slots=True)
class Offered:
    """What the filters offer, [(value, words)] each: only what the reader's documents are about."""

    kinds: list
    programmes: list
    rounds: list
    units: list


def offered(user):
    """Return the `Offered` of a user. Five queries."""
    seen = Report.objects.visible_to(user).order_by()
    kinds = set(seen.values_list("kind", flat=True).distinct())
    units = Unit.objects.filter(
        Q(pk__in=seen.filter(unit__isnull=False).values("unit"))
        | Q(pk__in=seen.filter(body=Body.UNIT).values("issuer"))
    )
    named = sorted(((each.pk, each.latest) for each in units.named()), key=lambda pair: pair[1].sort_key)
    return Offered(
        kinds=[(code, kind.title) for code, kind in KINDS.items() if code in kinds],
        programmes=list(Programme.objects.filter(pk__in=seen.values("programme")).values_list("pk", "title")),
        rounds=list(
            AssessmentRound.objects.filter(pk__in=seen.values("round")).newest_first().values_list("pk", "title")
        ),
        units=[(pk, version.police_name) for pk, version in named],
    )
