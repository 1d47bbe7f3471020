"""The tables of a document as a workbook, a sheet a table."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook

from reports.content.document import Annex, Document, Table
from reports.writers.faults import NothingToTabulate
from reports.writers.sheet import write_sheet
from reports.writers.text import legal

NAME_MOST = 31
# What no sheet's name may hold, and the apostrophe, which it may not begin or end with.
NAME_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f\ufffd]+")


@dataclass(frozen=True, slots=True)
class _Found:
    """A table and the annex that it stands in."""

    table: Table
    annex: Annex | None = None


def write(document: Document) -> bytes:
    """Return the document's tables as XLSX. Raises `NothingToTabulate` when it has none."""
    tables = list(_tables(document))
    if not tables:
        raise NothingToTabulate
    workbook = Workbook()
    workbook.remove(workbook.active)
    taken: set[str] = set()
    for number, found in enumerate(tables, start=1):
        headings = _headings(found)
        sheet = workbook.create_sheet(_name(found.table.name or headings[-1], number, taken))
        write_sheet(sheet, document, found.table, headings, is_landscape=bool(found.annex and found.annex.is_landscape))
    _set_properties(workbook, document)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _tables(document: Document) -> Iterator[_Found]:
    yield from (_Found(block) for block in document.blocks if isinstance(block, Table))
    for annex in document.annexes:
        yield from (_Found(block, annex) for block in annex.blocks if isinstance(block, Table))


def _headings(found: _Found) -> list[str]:
    """What the table is called, and before it its annex; the sheet's name where neither has a title."""
    titles = [found.annex.title if found.annex else "", found.table.title]
    return list(dict.fromkeys(each for each in titles if each)) or [found.table.name]


def _name(wanted: str, number: int, taken: set[str]) -> str:
    """Return a sheet's name that Excel accepts and that no sheet before has, in whatever case."""
    base = " ".join(NAME_FORBIDDEN.sub(" ", legal(wanted)).split())[:NAME_MOST].strip() or f"Bảng {number}"
    name, count = base, 1
    while name.casefold() in taken:
        count += 1
        mark = f" ({count})"
        name = base[: NAME_MOST - len(mark)].rstrip() + mark
    taken.add(name.casefold())
    return name


def _set_properties(workbook: Any, document: Document) -> None:
    workbook.properties.title = legal(f"{document.kind_name}: {document.subject}")
    workbook.properties.creator = legal(document.issuer.name)
    workbook.properties.language = "vi-VN"
