"""The kinds of documents, in the order in which they are offered."""

from reports.kinds import (
    appraisal_minutes,
    comparison,
    directives_report,
    dossier,
    resources,
    round_report,
    unit_report,
)
from reports.kinds.kind import Kind, Outline
from reports.kinds.meetings import conclusions, minutes
from reports.kinds.recognition import certificate, submission

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
        minutes.KIND,
        submission.KIND,
        certificate.KIND,
    )
}

__all__ = ["KINDS", "Kind", "Outline"]
