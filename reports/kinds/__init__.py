"""The kinds of documents, in the order in which they are offered."""

from reports.kinds import (
    appraisal_minutes,
    certificate,
    comparison,
    conclusions,
    directives_report,
    dossier,
    meeting_minutes,
    resources,
    round_report,
    submission,
    unit_report,
)
from reports.kinds.kind import Kind, Outline

KINDS: dict[str, Kind] = {
    each.code: each
    for each in (
        round_report.KIND,
        comparison.KIND,
        unit_report.KIND,
        appraisal_minutes.KIND,
        dossier.KIND,
        resources.KIND,
        directives_report.KIND,
        conclusions.KIND,
        meeting_minutes.KIND,
        submission.KIND,
        certificate.KIND,
    )
}

__all__ = ["KINDS", "Kind", "Outline"]
