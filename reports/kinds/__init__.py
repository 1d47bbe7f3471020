"""The kinds of documents, in the order in which they are offered."""

from reports.kinds import dossier, unit_report
from reports.kinds.kind import Kind, Outline

KINDS: dict[str, Kind] = {each.code: each for each in (unit_report.KIND, dossier.KIND)}

__all__ = ["KINDS", "Kind", "Outline"]
