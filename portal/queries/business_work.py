"""What of the committee's business and its documents waits for one person, over all nouns."""

import datetime as dt

from committee.queries.directive_work import directive_work
from committee.queries.meeting_work import meeting_work
from committee.queries.obstacle_work import obstacle_work
from reports.queries.work import report_work


def business_of(user):
    """Return the `Work`s of a person, the earliest deadline first, those without one last."""
    found = [*directive_work(user), *obstacle_work(user), *meeting_work(user), *report_work(user)]
    return tuple(sorted(found, key=lambda work: work.due or dt.date.max))
