"""The places of a document that wait for a fact or for words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """`text` as shown, in the place `slot` ("" where nobody may word it). `url`: where a missing figure is kept."""

    text: str
    slot: str
    figure: str = ""
    url: str = ""


def gaps_of(composition):
    """Return the `Gap`s of a `Composition` in the order of the document."""
    return tuple(
        Gap(run.text, getattr(block, "slot", ""), run.figure, run.url)
        for block in composition.document.blocks
        for run in getattr(block, "runs", ())
        if run.is_gap
    )
