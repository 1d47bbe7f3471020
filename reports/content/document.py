"""The content model of an official document (Nghị định 30/2020): one value from which PDF, DOCX and XLSX are written.

Lengths are in millimetres. Everything is frozen and goes to JSON and back without loss (`reports.content.stored`),
because what was approved and published is kept.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

# What a table's cell holds: a number stays a number, so that a workbook can count with it. None is printed as "–".
Cell = str | int | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph.

    `figure` is the name of the figure that the text is read from ("" for plain words), `url` the address in the
    portal of the rows behind it. A gap (`is_gap`) is a fact that nobody has recorded: shown as a place to fill, and
    no document with one can be approved.
    """

    text: str
    figure: str = ""
    url: str = ""
    is_gap: bool = False
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 0: “Phần I” centred; 1: “I. MỤC” upper case; 2: “1. Khoản”; 3: “a) Điểm”.

    `number` is “Phần I”, “I.”, “1.”, “a)”.
    """

    level: int
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words, justified, first line indented. `is_item`: a line of a list, which begins with a dash.

    `slot` names the place in the kind's outline whose words these are ("" where nobody may word it otherwise).
    """

    runs: tuple[Run, ...]
    slot: str = ""
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """`share` is the column's part of the width; `align` is "left", "right" or "center"."""

    label: str
    share: float = 1
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, a cell a column. `is_strong`: a group's heading or a total."""

    cells: tuple[Cell, ...]
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`title` stands above it ("" for none), `note` below. `name` is what a workbook's sheet is called."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of `drawing/`, as finished SVG. `alternative` says in words what it shows; `caption` stands below."""

    svg: str
    alternative: str
    caption: str = ""


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex begins a page of its own and numbers its pages from 1. `is_landscape`: a wide table."""

    title: str
    blocks: tuple[Block, ...]
    is_landscape: bool = False


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues: `parent` above (regular), `name` (bold), the `symbol` in the number, the `place` before the date."""

    parent: str
    name: str
    symbol: str
    place: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: `authority` line by line (“TM. BAN CHỈ ĐẠO”, “TRƯỞNG BAN”), and under the signature `post`.

    `post` is the office in the host agency, which stands there only when the committee uses its seal. No name: it is
    written by hand, because the portal knows posts only.
    """

    authority: tuple[str, ...]
    post: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a published document is found again: its short `code` and the `address` that the QR holds."""

    code: str
    address: str


@dataclass(frozen=True, slots=True)
class Document:
    """An official document whole.

    `number` and `date` are None until it is published: the places are left to fill. `kind_name` is “Báo cáo”, its
    `abbreviation` “BC”. `amends` names what it replaces. `signatures` from left to right; a single one stands at the
    right, beside the recipients. `recipients` without dashes and without the archive's line, which is `archive`.
    """

    kind: str
    kind_name: str
    abbreviation: str
    issuer: Issuer
    subject: str
    blocks: tuple[Block, ...]
    number: int | None = None
    date: dt.date | None = None
    addressees: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = ""
    annexes: tuple[Annex, ...] = ()
    amends: str = ""
    is_illustrative: bool = False
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen of a deck: the `sentence` in large type, up to four `facts` (figure, words), one picture or table."""

    title: str
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    picture: Picture | None = None
    table: Table | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """The pictures of a conference, in the order in which they are shown."""

    title: str
    subtitle: str
    slides: tuple[Slide, ...] = field(default_factory=tuple)
    is_illustrative: bool = False
