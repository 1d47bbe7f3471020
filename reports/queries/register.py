"""The register of published documents, as the office that keeps the numbers leafs through it."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch
from django.db.models.fields.json import KeyTextTransform

from reports.models import NumberSeries, Report, ReportState
from reports.queries.numbers import gaps_in
from units.models import Unit

IN_FORCE, REPLACED = "in_force", "replaced"
# What no list shows and is as long as the document.
LONG = ("approved", "approved_texts", "approved_values", "publication__document")


@dataclass(frozen=True, slots=True)
class RegisterChoice:
    """What the register is narrowed to. `series`: (unit id, body); `state`: IN_FORCE, REPLACED or "" for both."""

    series: tuple[int, str] | None = None
    year: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class RegisterOffer:
    """What can be chosen: `series` [(unit, body)] whose documents the reader sees, `years` newest first."""

    series: tuple[tuple[Unit, str], ...]
    years: tuple[int, ...]
    keys: frozenset[tuple[int, str, int]]


@dataclass(frozen=True, slots=True)
class RegisterSummary:
    total: int
    replaced: int


def register_offer(user):
    """Return the `RegisterOffer` of a reader. Three queries."""
    rows = _published(user).order_by().values_list("issuer", "body", "number_year").distinct()
    keys = frozenset(rows)
    units = {each.pk: each for each in Unit.objects.named().filter(pk__in={unit for unit, _body, _year in keys})}
    series = sorted({(unit, body) for unit, body, _year in keys}, key=lambda each: (each[1], each[0]))
    return RegisterOffer(
        series=tuple((units[unit], body) for unit, body in series),
        years=tuple(sorted({year for _unit, _body, year in keys}, reverse=True)),
        keys=keys,
    )


def chosen_documents(user, choice):
    """Return the published reports of a choice, by year, series and number, the newest first.

    With their `sealed_subject`, what stands on the paper, and `replacing`, the report in their place or none.
    """
    rows = _published(user)
    if choice.series:
        rows = rows.filter(issuer=choice.series[0], body=choice.series[1])
    if choice.year:
        rows = rows.filter(number_year=choice.year)
    replacing = Report.objects.filter(amends=OuterRef("pk"), state=ReportState.PUBLISHED)
    if choice.state:
        rows = rows.filter(Exists(replacing) if choice.state == REPLACED else ~Exists(replacing))
    published = Report.objects.filter(state=ReportState.PUBLISHED).select_related("publication").defer(*LONG)
    return (
        rows.select_related("publication", "amends__publication")
        .defer(*LONG, *(f"amends__{each}" for each in LONG))
        .annotate(sealed_subject=KeyTextTransform("subject", "approved"))
        .prefetch_related("issuer__versions", Prefetch("amendments", queryset=published, to_attr="replacing"))
        .order_by("-number_year", "body", "issuer", "-number")
    )


def summary_of(user, choice):
    """Return the `RegisterSummary` of a choice. One query."""
    replaced = Report.objects.filter(amends=OuterRef("pk"), state=ReportState.PUBLISHED)
    rows = chosen_documents(user, choice).order_by().annotate(is_replaced=Exists(replaced))
    counts = dict(rows.values_list("is_replaced").annotate(Count("pk")))
    return RegisterSummary(sum(counts.values()), counts.get(True, 0))


def gaps_of_choice(offer, choice):
    """Return the `Gap`s of the series and years that a choice shows. Two queries."""
    series = NumberSeries.objects.select_related("unit").prefetch_related("unit__versions")
    shown = [
        each
        for each in series.filter(unit__in={unit for unit, _body, _year in offer.keys})
        if (each.unit_id, each.body, each.year) in offer.keys
        and choice.series in (None, (each.unit_id, each.body))
        and choice.year in (None, each.year)
    ]
    return gaps_in(shown)


def _published(user):
    return Report.objects.visible_to(user).filter(state=ReportState.PUBLISHED)
