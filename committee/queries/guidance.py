"""Who guides whom on a day, and who was visited how often."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.queries import reached_units
from committee.models import Assignment, Visit
from units.models import COMMUNE_LEVEL, Enrolment, UnitType, UnitVersion
from units.queries import with_whole_successors


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A unit; `cells`: for each department the assignments by which it guides the unit."""

    version: UnitVersion
    cells: tuple[tuple[Assignment, ...], ...]

    @property
    def is_guided(self):
        return any(self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units that take part or are guided on a day, as far as the reader sees them, and the departments."""

    departments: tuple[UnitVersion, ...]
    rows: tuple[MatrixRow, ...]
    assignments: tuple[Assignment, ...]

    @property
    def unguided(self):
        return tuple(row.version for row in self.rows if not row.is_guided)


@dataclass(frozen=True, slots=True)
class VisitLine:
    """How often a unit that takes part was visited in a year, and when last."""

    version: UnitVersion
    count: int
    last: dt.date | None


def matrix_on(user, date, programme=None):
    """Return the `Matrix` of a day, of one programme (id) or of all. At most nine queries.

    An assignment over a unit that passed whole into another goes on over that one.
    """
    assignments = tuple(_assignments(user, date, programme))
    guided_by = _guided_by(assignments)
    rows = UnitVersion.objects.as_of(date).filter(type__in=COMMUNE_LEVEL, unit__in=reached_units(user))
    versions = list(rows.filter(Q(unit__in=_enrolled(date, programme)) | Q(unit__in=list(guided_by))))
    departments = _departments(date, {each.department_id for each in assignments}, {each.unit_id for each in versions})
    return Matrix(
        departments=tuple(departments),
        rows=tuple(
            MatrixRow(
                version,
                tuple(
                    tuple(each for each in guided_by[version.unit_id] if each.department_id == department.unit_id)
                    for department in departments
                ),
            )
            for version in versions
        ),
        assignments=assignments,
    )


def _assignments(user, date, programme):
    rows = Assignment.objects.visible_to(user).as_of(date)
    if programme:
        rows = rows.filter(Q(programme=programme) | Q(programme=None))
    rows = rows.select_related("department", "programme").prefetch_related(
        "units__versions", "groups", "department__versions"
    )
    return sorted(rows, key=lambda each: (each.department.latest.sort_key, each.valid_from, each.pk))


def _guided_by(assignments):
    """Return {unit id: assignments over it, or over what passed into it whole}."""
    found = defaultdict(list)
    heirs = with_whole_successors({unit.pk for each in assignments for unit in each.units.all()})
    for each in assignments:
        for unit in set().union(*(heirs[unit.pk] for unit in each.units.all())):
            found[unit].append(each)
    return found


def _enrolled(date, programme=None):
    rows = Enrolment.objects.as_of(date)
    return (rows.filter(programme=programme) if programme else rows).values("unit")


def _departments(date, guiding, units):
    """Return the departments of the day that guide, and those beside them, so that idle ones are seen too."""
    if not units:
        return []
    rows = UnitVersion.objects.as_of(date).filter(type=UnitType.DEPARTMENT)
    cities = UnitVersion.objects.filter(unit__in=units).values("parent")
    above = UnitVersion.objects.filter(unit__in=cities).values("parent")
    return list(rows.filter(Q(unit__in=guiding) | Q(parent__in=cities) | Q(parent__in=above)).order_by("code"))


# ---------------------------------------------------------------- visits


def listed_visits(user, *, department="", unit="", kind="", year=""):
    """Return the visits that the user may see and these filters leave, the newest first; all units are named."""
    rows = Visit.objects.visible_to(user)
    given = {"department": department, "unit": unit, "kind": kind, "on__year": year}
    rows = rows.filter(**{name: value for name, value in given.items() if value})
    return rows.select_related("department", "unit", "obstacle").prefetch_related(
        "department__versions", "unit__versions"
    )


def visit_choices(user):
    """Return (departments, units, years) of the visits that the user may see, to filter by. Five queries."""
    seen = Visit.objects.visible_to(user)
    years = seen.annotate(year=ExtractYear("on")).order_by("-year").values_list("year", flat=True).distinct()
    departments = _last_names(seen.order_by().values("department"))
    return departments, _last_names(seen.order_by().values("unit")), list(years)


def _last_names(units):
    last = {each.unit_id: each for each in UnitVersion.objects.filter(unit__in=units).order_by("valid_from")}
    return [(key, each.full_name) for key, each in sorted(last.items(), key=lambda item: item[1].sort_key)]


def visit_lines(user, year):
    """Return the `VisitLine` of each unit that takes part today, those never visited first. Three queries.

    Visits to what passed into a unit whole count for it.
    """
    today = timezone.localdate()
    rows = UnitVersion.objects.as_of(today).filter(type__in=COMMUNE_LEVEL, unit__in=reached_units(user))
    versions = list(rows.filter(unit__in=_enrolled(today)))
    seen = Visit.objects.visible_to(user).filter(on__year=year).order_by("on")
    visits = list(seen.values_list("unit", "on"))
    heirs = with_whole_successors({unit for unit, _on in visits})
    days = defaultdict(list)
    for unit, on in visits:
        for heir in heirs[unit]:
            days[heir].append(on)
    lines = [VisitLine(each, len(days[each.unit_id]), max(days[each.unit_id], default=None)) for each in versions]
    return sorted(lines, key=lambda line: (line.count, line.last or dt.date.min))


def visit_file(rows):
    """Return (header, lines) of a list as a spreadsheet."""
    header = [
        _("Ngày"),
        _("Đơn vị hỗ trợ"),
        _("Đơn vị được hỗ trợ"),
        _("Hình thức"),
        _("Nội dung"),
        _("Kết quả, việc còn lại"),
        _("Về vướng mắc"),
        _("Số liệu minh họa"),
    ]
    lines = [
        [
            each.on,
            each.department.latest.full_name,
            each.unit.latest.police_name,
            each.get_kind_display(),
            each.content,
            each.outcome,
            each.obstacle.title if each.obstacle else "",
            _("có") if each.is_illustrative else "",
        ]
        for each in rows
    ]
    return header, lines


def assignment_file(assignments):
    """Return (header, lines) of the assignments of a day as a spreadsheet, one line for each unit."""
    header = [
        _("Phòng nghiệp vụ"),
        _("Đơn vị được hướng dẫn"),
        _("Nhóm tiêu chí phụ trách"),
        _("Nhiệm vụ"),
        _("Chương trình"),
        _("Từ ngày"),
        _("Đến ngày"),
        _("Văn bản phân công"),
        _("Số liệu minh họa"),
    ]
    lines = [
        [
            each.department.latest.full_name,
            unit.latest.police_name,
            ", ".join(str(group) for group in each.groups.all()) or _("mọi nhóm"),
            each.task,
            str(each.programme or ""),
            each.valid_from,
            each.valid_to,
            each.document,
            _("có") if each.is_illustrative else "",
        ]
        for each in assignments
        for unit in each.units.all()
    ]
    return header, lines
