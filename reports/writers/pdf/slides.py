"""A deck as data for `deck.typ`."""

from dataclasses import replace
from typing import Any

from reports.content.document import Deck, Picture, Slide, Table
from reports.writers.pdf.letters import POINTS, breakable, plain
from reports.writers.pdf.pictures import alternative
from reports.writers.pdf.tables import table_data
from reports.writers.pictures import drawn_size

WIDTH = 302.0  # mm between the margins
# Up to so many columns are set so large, in points; the template goes on to smaller letters when the rows are many.
TABLE_SIZES = ((4, 22), (5, 20), (6, 18), (7, 16))
SMALLEST_TABLE = 14
MOST_FACTS = 4
# What nobody can read from the back of a room is not put on a slide; the document has it whole.
MOST_TITLE, MOST_SENTENCE, MOST_NOTE, MOST_WORDS, MOST_FIGURE = 160, 420, 200, 80, 24


def deck_data(deck: Deck) -> dict[str, Any]:
    """Return the deck as the template reads it."""
    return {
        "name": plain(deck.title) or "Hội nghị",
        "title": _short(deck.title, 46, WIDTH - 45, MOST_TITLE) or "Hội nghị",
        "foot": _short(deck.title, 12, WIDTH - 60, MOST_WORDS),
        "author": "Cổng theo dõi đơn vị điển hình",
        "subtitle": _short(deck.subtitle, 22, WIDTH - 45, MOST_TITLE),
        "is_illustrative": deck.is_illustrative,
        "slides": [_slide(slide) for slide in deck.slides],
    }


def _slide(slide: Slide) -> dict[str, Any]:
    return {
        "title": _short(slide.title, 17, WIDTH, MOST_TITLE) or "–",
        "sentence": _short(slide.sentence, 32, WIDTH, MOST_SENTENCE),
        "facts": [
            [_short(figure, 44, 64, MOST_FIGURE), _short(words, 17, 64, MOST_WORDS)]
            for figure, words in slide.facts[:MOST_FACTS]
        ],
        "picture": _picture(slide.picture),
        "table": _table(slide.table) if slide.table else None,
        "note": _short(slide.note, 14, WIDTH, MOST_NOTE),
    }


def _picture(picture: Picture | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    wide, high = drawn_size(picture.svg)
    return {"svg": picture.svg, "alternative": alternative(picture), "wide": wide, "high": high}


def _table(table: Table) -> dict[str, Any]:
    size = next((size for most, size in TABLE_SIZES if len(table.columns) <= most), SMALLEST_TABLE)
    return table_data(_shortened(table), WIDTH, size)


def _shortened(table: Table) -> Table:
    """Return a table whose words are few enough for a screen."""
    columns = tuple(replace(column, label=_cut(column.label, MOST_FIGURE)) for column in table.columns)
    rows = tuple(
        replace(row, cells=tuple(_cut(cell, MOST_WORDS) if isinstance(cell, str) else cell for cell in row.cells))
        for row in table.rows
    )
    return replace(table, columns=columns, rows=rows)


def _short(text: str, size: float, room: float, most: int) -> str:
    return breakable(_cut(plain(text), most), size, room * POINTS)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" .,;:") + "…"
