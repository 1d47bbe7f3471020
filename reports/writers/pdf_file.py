"""A document as PDF/A-2b, tagged; a deck as PDF 16:9. Typeset by typst from data, never from spliced source."""

from reports.content.document import Deck, Document
from reports.writers.pdf.official import official_data
from reports.writers.pdf.press import press
from reports.writers.pdf.slides import deck_data


def write(document: Document) -> bytes:
    """Return the document as PDF."""
    return press("official.typ", official_data(document), document.date)


def write_deck(deck: Deck) -> bytes:
    """Return the deck as PDF, a slide a page of 16:9."""
    return press("deck.typ", deck_data(deck))
