"""The page of a programme's roll-out: its targets on a day, who is nearest to ready, and all units by state."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.queries import scope_of
from assessments.models import Assessment
from committee.models import RolloutTarget, Spread
from committee.queries.rollout import standing_on
from committee.queries.rollout_ground import ground_of
from units.models import Enrolment, Programme, Stage, UnitType, UnitVersion

NEAREST = 10


@dataclass(frozen=True, slots=True)
class Ready:
    """A unit that is not recognised yet, with its newest complete result."""

    assessment: Assessment
    round_title: str
    round_code: str
    is_illustrative: bool

    @property
    def unmet(self):
        return self.assessment.applicable - self.assessment.met


@dataclass(frozen=True, slots=True)
class Nearest:
    """Those nearest to ready, the fewest unmet criteria first; `hidden` more have a result, `without` have none."""

    rows: tuple[Ready, ...]
    hidden: int
    without: int


@dataclass(frozen=True, slots=True)
class StageLine:
    """One commune-level unit on a day; `stage` and `since` are empty where it takes no part."""

    version: UnitVersion
    district: UnitVersion | None
    stage: str
    since: dt.date | None


def programmes_for_rollout():
    """Return all programmes, those with targets first, with `target_count`."""
    return list(Programme.objects.annotate(target_count=Count("rollout_targets")).order_by("position", "code"))


def standings(programme, date):
    """Return the `Standing` of each of the programme's targets that was set by the day. One query and four a city."""
    targets = RolloutTarget.objects.filter(programme=programme, set_on__lte=date).order_by("due", "pk")
    grounds, found = {}, []
    for target in targets.select_related("programme"):
        if target.city_id not in grounds:
            grounds[target.city_id] = ground_of(target.city_id, target.programme_id)
        found.append(standing_on(grounds[target.city_id], target, date))
    return found


def later_targets(programme, date):
    """Return how many targets of the programme were set after the day."""
    return RolloutTarget.objects.filter(programme=programme, set_on__gt=date).count()


def nearest_to_ready(user, programme, date=None):
    """Return the `Nearest` of a programme on a day (today) among the units whose results the user may see."""
    date = date or timezone.localdate()
    building = Enrolment.objects.as_of(date).filter(programme=programme).exclude(stage=Stage.RECOGNISED)
    units = set(building.values_list("unit", flat=True))
    newest = Assessment.objects.filter(
        unit=OuterRef("unit"), round__programme=programme, round__ends_on__lte=date, is_complete=True
    ).order_by("-round__ends_on", "-pk")
    rows = Assessment.objects.visible_to(user).filter(unit__in=units, pk=Subquery(newest.values("pk")[:1]))
    rows = rows.select_related("round").order_by(F("applicable") - F("met"), "unit_sort_key", "pk")
    found = list(rows)
    ready = tuple(
        Ready(each, each.round.title, each.round.code, each.round.is_illustrative) for each in found[:NEAREST]
    )
    return Nearest(ready, len(found) - len(ready), len(units) - len(found))


def cities_of(programme):
    """Return the ids of the cities for which the programme has targets."""
    return set(RolloutTarget.objects.filter(programme=programme).values_list("city", flat=True))


def stage_lines(programme, date):
    """Return the `StageLine` of every commune-level unit below the programme's cities on a day, by district, name."""
    lines = []
    for city_id in sorted(cities_of(programme)):
        ground = ground_of(city_id, programme.pk)
        districts = {each.unit_id: each for each in ground.districts_on(date)}
        for version in ground.units_on(date, Spread.ALL):
            stage = ground.stage_on(version.unit_id, date)
            since = ground.reached_since(version.unit_id, stage, date) if stage else None
            lines.append(StageLine(version, districts.get(version.parent_id), stage or "", since))
    return lines


def stage_file(lines):
    """Return (header, lines) of the units by state as a spreadsheet."""
    header = [_("Mã"), _("Đơn vị"), _("Loại"), _("Quận, huyện"), _("Giai đoạn"), _("Từ ngày")]
    rows = [
        [
            line.version.code,
            line.version.full_name,
            line.version.get_type_display(),
            line.district.full_name if line.district else "",
            str(Stage(line.stage).label) if line.stage else _("chưa tham gia"),
            line.since,
        ]
        for line in lines
    ]
    return header, rows


def led_cities(user):
    """Return the versions of the cities and provinces for which the user, as secretary, may set targets. One query."""
    reach = scope_of(user).reach.get(Role.SECRETARY, frozenset())
    today = UnitVersion.objects.as_of(timezone.localdate())
    return list(today.filter(unit__in=reach, type__in=[UnitType.CITY, UnitType.PROVINCE]))


def is_set_already(programme, city, statement, due, but=None):
    """Whether the same target stands already, `but` for the one that is being changed."""
    rows = RolloutTarget.objects.filter(programme=programme, city=city, statement=statement, due=due)
    return rows.filter(~Q(pk=but)).exists() if but else rows.exists()
