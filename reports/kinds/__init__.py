"""The kinds of documents, in the order in which they are offered."""

from reports.kinds import certificate, dossier, submission
from reports.kinds.kind import Kind, Outline

KINDS: dict[str, Kind] = {each.code: each for each in (dossier.KIND, submission.KIND, certificate.KIND)}

__all__ = ["KINDS", "Kind", "Outline"]
