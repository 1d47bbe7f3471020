"""The evidence of a sheet's criteria, as a page shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidencePart:
    """What a criterion's block says of its evidence."""


def evidence_on(user, assessment, criteria, verb):
    """Return {criterion id: `EvidencePart`} for the `Asked` criteria of a page; `verb` is what the user may do."""
    return {}
