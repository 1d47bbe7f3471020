"""Who works on one criterion of a sheet, by the posts they hold today."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from assessments.queries.people import holders_over

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

    Of the appraisers those of the criterion's department. At most four queries, whatever their number.
    """
    department = assessment.round.department_of(criterion)
    holders = [
        each
        for each in holders_over([assessment], *SIDES)[assessment.pk]
        if each.role != Role.APPRAISER or department in ("", each.department)
    ]
    found = {}
    for each in sorted(holders, key=lambda holder: (ORDER.index(holder.role), holder.user.post, holder.user.pk)):
        found.setdefault(each.user.pk, Colleague(each.user.pk, each.user.post, str(SIDES[each.role])))
    return tuple(found.values())
