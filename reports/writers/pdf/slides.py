"""A deck as data for `deck.typ`."""

from typing import Any

from reports.content.document import Deck, Picture, Slide
from reports.writers.pdf.letters import POINTS, breakable, plain
from reports.writers.pdf.pictures import alternative, size_of
from reports.writers.pdf.tables import table_data

WIDTH = 302.0  # mm between the margins
TABLE_SIZE = 22
MOST_FACTS = 4
# What nobody can read from the back of a room is not put on a slide; the document has it whole.
MOST_SENTENCE, MOST_WORDS = 420, 120


def deck_data(deck: Deck) -> dict[str, Any]:
    """Return the deck as the template reads it."""
    return {
        "name": plain(deck.title) or "Hội nghị",
        "title": _short(deck.title, 46, WIDTH - 45, MOST_SENTENCE) or "Hội nghị",
        "author": "Cổng theo dõi đơn vị điển hình",
        "subtitle": _short(deck.subtitle, 22, WIDTH - 45, MOST_SENTENCE),
        "is_illustrative": deck.is_illustrative,
        "slides": [_slide(slide) for slide in deck.slides],
    }


def _slide(slide: Slide) -> dict[str, Any]:
    return {
        "title": _short(slide.title, 17, WIDTH, MOST_WORDS) or "–",
        "sentence": _short(slide.sentence, 32, WIDTH, MOST_SENTENCE),
        "facts": [
            [_short(figure, 44, 64, 40), _short(words, 17, 64, MOST_WORDS)]
            for figure, words in slide.facts[:MOST_FACTS]
        ],
        "picture": _picture(slide.picture),
        "table": table_data(slide.table, WIDTH, TABLE_SIZE) if slide.table else None,
        "note": _short(slide.note, 14, WIDTH, MOST_SENTENCE),
    }


def _picture(picture: Picture | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    wide, high = size_of(picture)
    return {"svg": picture.svg, "alternative": alternative(picture), "wide": wide, "high": high}


def _short(text: str, size: float, room: float, most: int) -> str:
    text = plain(text)
    if len(text) > most:
        text = text[:most].rsplit(" ", 1)[0].rstrip(" .,;:") + "…"
    return breakable(text, size, room * POINTS)
