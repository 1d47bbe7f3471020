"""What a new directive may come from, and to whom it may go."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from committee.models import AgendaItem, Measure, Meeting, Obstacle, Recommendation, RolloutTarget, Spread
from committee.permissions import COMMITTEE, can_set_target, leads
from units.models import COMMUNE_LEVEL, DISTRICT_LEVEL, Enrolment, Programme, Unit, UnitType, UnitVersion
from units.queries import descendants_as_of

WARDS = frozenset({UnitType.WARD})
GROUPS = {
    "departments": (_("Phòng nghiệp vụ"), frozenset({UnitType.DEPARTMENT})),
    "districts": (_("Quận, huyện"), DISTRICT_LEVEL),
    "wards": (_("Phường"), WARDS),
    "communes": (_("Xã, thị trấn, đặc khu"), COMMUNE_LEVEL - WARDS),
}
REMAINING = "remaining"
SPREADS = {Spread.WARDS: WARDS, Spread.COMMUNES: COMMUNE_LEVEL - WARDS, Spread.ALL: COMMUNE_LEVEL}
MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Origin:
    """What the directive comes from, as the address names it and the reader may see it."""

    meeting: Meeting | None = None
    agenda_item: AgendaItem | None = None
    recommendation: Recommendation | None = None
    target: RolloutTarget | None = None
    obstacles: tuple[Obstacle, ...] = ()
    programme: Programme | None = None

    def columns(self):
        """Return those that the form does not ask for, as `issue_directive` takes them."""
        named = ("meeting", "agenda_item", "recommendation", "target")
        return {name: getattr(self, name) for name in named}

    def initial(self, today):
        """Return what the form starts with."""
        meeting, item, asked, target = self.meeting, self.agenda_item, self.recommendation, self.target
        titles = [source.title for source in (item, asked) if source]
        titles += [target.statement] if target else []
        titles += [str(_("Tháo gỡ vướng mắc: %(title)s")) % {"title": each.title} for each in self.obstacles]
        return {
            "title": (titles or [""])[0][:300],
            "content": item.conclusion if item else asked.content if asked else "",
            "issued_on": min(meeting.on, today) if meeting else today,
            "due": target.due if target else None,
            "programme": self.programme,
            "obstacles": self.obstacles,
        }


def issuing_units(user):
    """Return the units for whose committees the user may issue directives, named. Two queries."""
    held = {each.unit_id for each in user.current_memberships if each.role in COMMITTEE}
    return sorted(
        Unit.objects.named().filter(pk__in=held), key=lambda unit: unit.latest.sort_key if unit.latest else ""
    )


def issuer_among(units, origin):
    """Return the one of the issuing units that held the meeting or set the target, else the first."""
    source = origin.meeting or origin.target
    return next((unit for unit in units if source and unit.pk == source.city_id), units[0])


def origin_of(user, given):
    """Return the `Origin` that an address (`request.GET`) names; what it names wrongly or out of sight is left out."""
    item = _found(AgendaItem.objects.select_related("obstacle"), given.get("agenda_item"))
    meeting = _found(Meeting.objects.visible_to(user), item.meeting_id if item else given.get("meeting"))
    # An item is seen with its meeting.
    item = item if meeting else None
    asked = _found(Recommendation.objects.visible_to(user), given.get("recommendation"))
    target = _found(RolloutTarget.objects.all(), given.get("target"))
    target = target if target and (target.city_id in leads(user) or can_set_target(user, target.city_id)) else None
    obstacles = _obstacles(user, given, item, asked)
    programme = _found(Programme.objects.all(), given.get("programme"))
    sources = [target, meeting, *obstacles]
    programme = programme or next((each.programme for each in sources if each and each.programme_id), None)
    return Origin(meeting, item, asked, target, obstacles, programme)


def _obstacles(user, given, item, asked):
    seen = Obstacle.objects.visible_to(user).standing().select_related("programme")
    named = _found(seen, given.get("obstacle")) or _found(seen, item.obstacle_id if item else None)
    found = {named.pk: named} if named else {}
    if asked:
        found |= {each.pk: each for each in seen.filter(recommendations=asked)}
    return tuple(found.values())


def _found(rows, key):
    """Return the row of a key as an address writes it, or None."""
    key = str(key or "")
    if not (key.isascii() and key.isdecimal() and len(key) <= MOST_DIGITS):
        return None
    return rows.filter(pk=int(key)).first()


@dataclass(frozen=True, slots=True)
class Receivers:
    """The units below an issuer on a day, in groups, and which of them remain for a programme (None: not asked)."""

    groups: dict[str, list[UnitVersion]] = field(default_factory=dict)
    remaining: list[UnitVersion] | None = None

    def units_of(self, groups):
        """Return the ids of the units of these groups."""
        named = {**self.groups, REMAINING: self.remaining or []}
        return {version.unit_id for group in groups for version in named.get(group, ())}

    def versions(self):
        return [version for versions in self.groups.values() for version in versions]


def receivers_of(issuer_id, date: dt.date, origin=None):
    """Return the `Receivers` below an issuer; with an `Origin` that names a programme, what remains for it."""
    versions = descendants_as_of(Unit(pk=issuer_id), date)
    groups = defaultdict(list)
    for version in versions:
        name = next((name for name, (_label, kinds) in GROUPS.items() if version.type in kinds), None)
        if name:
            groups[name].append(version)
    ordered = {name: groups[name] for name in GROUPS if groups[name]}
    is_asked = origin is not None and origin.programme is not None
    return Receivers(ordered, _remaining(versions, origin, date) if is_asked else None)


def _remaining(versions, origin, date):
    """Those that do not take part yet: of a target its kind of units, districts where it asks for one in each."""
    taking_part = set(Enrolment.objects.as_of(date).filter(programme=origin.programme).values_list("unit", flat=True))
    covered = {version.parent_id for version in versions if version.unit_id in taking_part}
    if origin.target is None:
        kinds = COMMUNE_LEVEL | DISTRICT_LEVEL
    elif origin.target.measure == Measure.EACH_DISTRICT:
        kinds = DISTRICT_LEVEL
    else:
        kinds = SPREADS[Spread(origin.target.spread)]
    return [each for each in versions if each.type in kinds and each.unit_id not in taking_part | covered]
