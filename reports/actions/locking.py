"""The one row on which the steps of a document take turns."""

from reports.actions.refusals import NotInState
from reports.models import Report


def locked_report(report, state):
    """Return the report locked and as it is now, which must be in `state`. Raises `NotInState`."""
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.state != state:
        raise NotInState
    return locked
