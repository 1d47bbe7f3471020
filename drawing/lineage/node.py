"""What a lineage is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LineageNode:
    """One version of a unit: what it was called and when.

    `code`, `kind` and `span` are as written for the reader ("mã 20236", "phường",
    "01/2025 – 06/2025"). The code stands under the name because official codes are used again.
    """

    key: str
    name: str
    code: str = ""
    kind: str = ""
    span: str = ""
    is_current: bool = False
    href: str = ""


@dataclass(frozen=True)
class LineageEdge:
    """One unit passing into another on a date; `on` is ISO and orders, `date` is as written.

    A part is drawn dashed with its `share` ("1,03 km²") beside it.
    """

    source: str
    target: str
    on: str
    date: str
    is_part: bool = False
    share: str = ""


@dataclass(frozen=True)
class LineageWords:
    """The headers of the table; `part` and `whole` name the two kinds of line in the key."""

    name: str
    code: str
    kind: str
    span: str
    successors: str
    whole: str = ""
    part: str = ""


def subtitle(node: LineageNode) -> str:
    """Return type and code on one line."""
    return " · ".join(part for part in (node.kind, node.code) if part)
