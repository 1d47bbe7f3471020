"""Who works on one criterion of a sheet, by the posts they hold today."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from units.models import UnitType, UnitVersion
from units.queries import with_whole_successors

SIDES = {
    Role.OFFICER: _("đơn vị"),
    Role.COMMANDER: _("đơn vị"),
    Role.APPRAISER: _("người thẩm định"),
    Role.REVIEWER: _("cấp trên theo dõi"),
    Role.SECRETARY: _("Tổ giúp việc"),
    Role.MEMBER: _("Ban Chỉ đạo"),
}
ORDER = list(SIDES)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may be named in a discussion; `side` says on whose behalf they work on the sheet."""

    user_id: int
    post: str
    side: str


def colleagues_on(assessment, criterion):
    """Return the `Colleague`s who work on a criterion of an assessment: the unit's people first, then its appraisers.

    They are those of whom `Scope.roles_over` holds a role, and of the appraisers those of the criterion's department.
    Two queries, whatever their number.
    """
    here = with_whole_successors({assessment.unit_id, assessment.parent_id, assessment.root_id} - {None})
    today, department = timezone.localdate(), assessment.round.department_of(criterion)
    appraising = UnitVersion.objects.as_of(today).filter(type=UnitType.DEPARTMENT, parent__in=here)
    if department:
        appraising = appraising.filter(code=department)
    others = [role for role in SIDES if role != Role.APPRAISER]
    rows = (
        Membership.objects.as_of(today)
        .filter(
            Q(role__in=others, unit__in=here) | Q(role=Role.APPRAISER, unit__in=appraising.values("unit")),
            user__is_active=True,
        )
        .values_list("user_id", "user__post", "role")
    )
    found = {}
    for user_id, post, role in sorted(rows, key=lambda row: (ORDER.index(row[2]), row[1], row[0])):
        found.setdefault(user_id, Colleague(user_id, post, str(SIDES[role])))
    return tuple(found.values())
