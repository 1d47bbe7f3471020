"""What a kind of document is: what it is about, and the outline that the data propose for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reports.content.document import Annex, Block, Signature
from reports.content.prose import Figure, Prose


@dataclass(frozen=True, slots=True)
class Outline:
    """What the data say of one report, before anybody worded it.

    `figures`: {name: `Figure`}, all that its words may refer to. `blocks` in order, with a `Prose` wherever words
    stand. `addressees`, `recipients`: proposals. `beside`: signatures to the left of the issuer's own (minutes).
    """

    subject: str
    figures: dict[str, Figure]
    blocks: tuple[Block | Prose, ...]
    annexes: tuple[Annex, ...] = ()
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    beside: tuple[Signature, ...] = ()
    is_illustrative: bool = False

    @property
    def slots(self):
        """{slot: `Prose`} in the order of the document."""
        return {each.slot: each for each in self.blocks if isinstance(each, Prose)}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: `code` in addresses and on the command line, `title` in lists (lazy), `purpose` one sentence.

    `kind_name` (“Báo cáo”) and `abbreviation` (“BC”) as the decree names them. `body`: in whose series it is numbered.
    `needs`: which of the report's columns it is about: "round", "earlier_round", "unit", "meeting", "as_of". `outline`
    reads the data, in Vietnamese whatever the reader's language, and never writes.
    """

    code: str
    title: Any
    purpose: Any
    kind_name: str
    abbreviation: str
    body: str
    needs: frozenset[str]
    outline: Callable[[Any], Outline] = field(repr=False)
    has_tables: bool = True
