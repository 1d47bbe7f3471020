"""Telling people about the committee's business."""

from django.db import transaction

from accounts.models import Role
from assessments.actions.notices import notify
from assessments.queries.people import holders_at


@transaction.atomic
def tell(*, units, roles, kind, key, title, url, by, due=None, unit="", reason=""):
    """Tell those who hold one of the roles at one of the units (ids) about a thing, once for this key.

    `url` is its address in the portal; `due` a day that the words speak of.
    """
    holders = holders_at(set(units), *roles)
    people = {holder.user.pk: holder.user for each in holders.values() for holder in each}
    data = {"title": title, "url": url, "due": due and due.isoformat(), "unit": unit, "reason": reason}
    notify(users=people.values(), kind=kind, key=key, data=data, by=by)


DOERS = (Role.OFFICER, Role.COMMANDER, Role.APPRAISER, Role.REVIEWER)
LEADERS = (Role.SECRETARY, Role.MEMBER)
