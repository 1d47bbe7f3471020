"""Initiatives with their newest counts, in a list and one by one."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from committee.models import Commendation, CountKind, Initiative, InitiativeCount, Replication
from units.models import Programme, Unit
from units.names import search_key


@dataclass(frozen=True, slots=True)
class InitiativeTotals:
    """Over the initiatives of a list: how many, of how many units, their reach, and how often they were taken over."""

    initiatives: int
    units: int
    reach: int
    replicated: int
    takeovers: int


@dataclass(frozen=True, slots=True)
class CountLine:
    """All counts of one kind, oldest first."""

    kind: str
    label: str
    counts: tuple[InitiativeCount, ...]

    @property
    def newest(self):
        return self.counts[-1]


@dataclass(frozen=True, slots=True)
class InitiativeFound:
    """One initiative with everything that its page shows."""

    initiative: Initiative
    lines: tuple[CountLine, ...]
    replications: tuple[Replication, ...]
    commendations: tuple[Commendation, ...]

    def newest(self, kind):
        """Return the newest value of a kind of count, or None."""
        return next((line.newest.value for line in self.lines if line.kind == kind), None)


def newest_count(kind):
    """Return the newest value of a kind of count, as an annotation of initiatives."""
    counts = InitiativeCount.objects.filter(initiative=OuterRef("pk"), kind=kind).order_by("-on")
    return Subquery(counts.values("value")[:1])


def initiatives_shown():
    """Return initiatives with the newest `reach`, `reports`, `followers`, `participants`; `taken_over`: by how many."""
    taken = Replication.objects.filter(initiative=OuterRef("pk")).order_by().values("initiative")
    return Initiative.objects.annotate(
        reach=newest_count(CountKind.REACH),
        reports=newest_count(CountKind.REPORTS),
        followers=newest_count(CountKind.FOLLOWERS),
        participants=newest_count(CountKind.PARTICIPANTS),
        taken_over=Coalesce(Subquery(taken.annotate(count=Count("pk")).values("count")), 0),
    )


def listed_initiatives(*, q="", kind="", programme=None, unit=None):
    """Return the initiatives that these filters leave, the widest reach first; their units are named."""
    rows = initiatives_shown().matching(search_key(q))
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(programme=programme) if programme else rows
    if unit:
        taken = Replication.objects.filter(unit=unit).values("initiative")
        rows = rows.filter(Q(unit=unit) | Q(pk__in=taken))
    rows = rows.select_related("unit", "programme").prefetch_related("unit__versions")
    widest = [F(name).desc(nulls_last=True) for name in ("reach", "followers", "participants")]
    return rows.order_by(*widest, "-since", "-pk")


def totals_of(rows):
    """Return the `InitiativeTotals` of a list. One query."""
    found = rows.order_by().aggregate(
        initiatives=Count("pk"),
        units=Count("unit", distinct=True),
        reach_in_all=Coalesce(Sum("reach"), 0),
        replicated=Count("pk", filter=Q(taken_over__gt=0)),
        takeovers=Coalesce(Sum("taken_over"), 0),
    )
    return InitiativeTotals(
        found["initiatives"], found["units"], found["reach_in_all"], found["replicated"], found["takeovers"]
    )


def filter_choices():
    """Return (programmes, units) by which initiatives may be filtered, as [(key, name)]. Three queries."""
    programmes = [(each.pk, str(each)) for each in Programme.objects.all()]
    units = Unit.objects.filter(Q(initiatives__isnull=False) | Q(replications__isnull=False)).distinct().named()
    named = sorted((each.latest for each in units if each.latest), key=lambda version: version.sort_key)
    return programmes, [(version.unit_id, version.full_name) for version in named]


def initiatives_for_page():
    """Return initiatives with what a page reads of them beside their counts."""
    rows = Initiative.objects.select_related("unit", "programme", "criterion__criteria_set")
    return rows.prefetch_related("unit__versions")


def initiative_found(initiative):
    """Return the `InitiativeFound` of an initiative. At most six queries."""
    counts: dict[str, list[InitiativeCount]] = {}
    for each in initiative.counts.order_by("kind", "on"):
        counts.setdefault(each.kind, []).append(each)
    lines = [CountLine(kind, str(CountKind(kind).label), tuple(counts[kind])) for kind in CountKind if kind in counts]
    replications = initiative.replications.select_related("unit").prefetch_related("unit__versions")
    commendations = initiative.commendations.select_related("unit").prefetch_related("unit__versions")
    return InitiativeFound(initiative, tuple(lines), tuple(replications), tuple(commendations))


def initiative_file(rows):
    """Return (header, lines) of a list as a spreadsheet."""
    header = [
        _("Mô hình, cách làm"),
        _("Loại"),
        _("Đơn vị khởi xướng"),
        _("Chương trình"),
        _("Từ ngày"),
        _("Đến ngày"),
        _("Lượt tiếp cận"),
        _("Tin báo tiếp nhận"),
        _("Kinh phí (đồng)"),
        _("Số đơn vị áp dụng thêm"),
        _("Số liệu minh họa"),
    ]
    lines = [
        [
            each.title,
            each.get_kind_display(),
            each.unit.latest.police_name,
            str(each.programme or ""),
            each.since,
            each.until,
            each.reach,
            each.reports,
            each.cost,
            each.taken_over,
            _("có") if each.is_illustrative else "",
        ]
        for each in rows
    ]
    return header, lines
