"""The kinds of documents, in the order in which they are offered."""

from reports.kinds import (
    appraisal_minutes,
    conclusions,
    directives_report,
    dossier,
    meeting_minutes,
    resources,
    unit_report,
)
from reports.kinds.kind import Kind, Outline

KINDS: dict[str, Kind] = {
    each.code: each
    for each in (
        unit_report.KIND,
        appraisal_minutes.KIND,
        dossier.KIND,
        resources.KIND,
        conclusions.KIND,
        meeting_minutes.KIND,
        directives_report.KIND,
    )
}

__all__ = ["KINDS", "Kind", "Outline"]
