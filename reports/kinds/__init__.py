"""The kinds of documents, in the order in which they are offered."""

from reports.kinds import conclusions, directives_report, dossier, meeting_minutes, unit_report
from reports.kinds.kind import Kind, Outline

KINDS: dict[str, Kind] = {
    each.code: each
    for each in (
        unit_report.KIND,
        dossier.KIND,
        conclusions.KIND,
        meeting_minutes.KIND,
        directives_report.KIND,
    )
}

__all__ = ["KINDS", "Kind", "Outline"]
