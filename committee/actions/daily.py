"""The daily work on directives: the next turn of each series, and reminders."""

from django.db import transaction

from assessments.actions.notices import store_notices
from committee.queries.reminders import directive_reminders_on


@transaction.atomic
def remind_of_directives(*, date, by=None):
    """Store the reminders of a day. Returns the notices; none of them a second time."""
    fresh = directive_reminders_on(date)
    store_notices(notices=fresh)
    return fresh


@transaction.atomic
def renew_directives(*, date, by=None):
    """Issue the next turn of each recurring directive whose turn has come. Returns the new directives."""
    return []
