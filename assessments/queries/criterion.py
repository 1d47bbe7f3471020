"""What is said about one criterion of a sheet: its history, discussions, explanations and disagreements."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TalkPart:
    """What a criterion's block says of its discussions, explanations and disagreements."""


def talk_on(user, assessment, criteria):
    """Return {criterion id: `TalkPart`} for the `Asked` criteria of a page."""
    return {}
