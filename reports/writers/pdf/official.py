"""An official document as data for `official.typ`: every word as it is printed, in the order of the form."""

from typing import Any

from reports.content import wording
from reports.content.closing import closed, recipient_lines
from reports.content.document import Annex, Block, Document, Heading, Paragraph, Picture, Run, Signature, Table
from reports.writers.pdf.letters import POINTS, breakable, plain
from reports.writers.pdf.pictures import mark_data, picture_data
from reports.writers.pdf.tables import table_data

# Between the margins, in mm: upright and across.
WIDTH, ACROSS = 163.0, 250.0
HEIGHT, ACROSS_HEIGHT = 190.0, 120.0
BODY_SIZE = 14
LONG = 1200
# Lines of signatures and recipients that still stay together on one page.
MOST_CLOSING = 36


def official_data(document: Document) -> dict[str, Any]:
    """Return the document as the template reads it."""
    issuer = document.issuer
    room = WIDTH / max(2, min(3, len(document.signatures))) - 7
    signatures = [_signature(each, room) for each in document.signatures]
    named = recipients(document)
    return {
        "title": plain(f"{document.kind_name} – {document.subject}"),
        "author": plain(issuer.name),
        "keywords": [plain(each) for each in (document.kind_name, wording.symbol(document)) if each],
        "is_illustrative": document.is_illustrative,
        "parent": fitted(issuer.parent.upper(), 12, 70),
        "issuer": fitted(issuer.name.upper(), 12, 70),
        "number": fitted(spaced(wording.number_and_symbol(document)), 13, 70),
        "place_and_date": fitted(spaced(wording.place_and_date(document)), 13, 90),
        "kind": fitted(document.kind_name.upper(), 14, 140) or "VĂN BẢN",
        "subject": fitted(document.subject, 14, 140),
        "amends": fitted(document.amends, 14, 140),
        "addressees": [fitted(each, BODY_SIZE, 100) for each in document.addressees],
        "blocks": sticky(blocks_data(closed(document.blocks), WIDTH, HEIGHT)),
        "signatures": signatures,
        "recipients": named,
        "closing_is_low": _height(signatures, named) < MOST_CLOSING,
        "mark": mark_data(document.mark),
        "annexes": [_annex(document, annex, index) for index, annex in enumerate(document.annexes, start=1)],
    }


def fitted(text: str, size: float, room: float) -> str:
    """Return words that stay within `room` mm, whatever their length."""
    return breakable(plain(text), size, room * POINTS)


def spaced(text: str) -> str:
    """Return words with room to write in: runs of spaces are kept."""
    return text.replace("  ", "\u00a0\u00a0")


def recipients(document: Document) -> list[str]:
    """Return the lines under “Nơi nhận:”, with their dashes and ends."""
    return [fitted(line, 11, 70) for line in recipient_lines(document) if plain(line)]


def blocks_data(blocks: tuple[Block, ...], room: float, height: float) -> list[dict[str, Any]]:
    """Return blocks for a frame of `room` × `height` mm; headings know their depth, which skips no level."""
    made: list[dict[str, Any]] = []
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Heading) and plain(block.number + block.text):
            above = [*(level for level in above if level < block.level), block.level]
            made.append(_heading(block, len(above) + 1, room))
        elif isinstance(block, Paragraph):
            made.append(_paragraph(block, room))
        elif isinstance(block, Table):
            made.append(table_data(block, room))
        elif isinstance(block, Picture):
            made.append(picture_data(block, room, height))
    return made


def _heading(heading: Heading, depth: int, room: float) -> dict[str, Any]:
    text = heading.text.upper() if heading.level <= 1 else heading.text
    return {
        "is": "heading",
        "level": heading.level,
        "depth": depth,
        "number": plain(heading.number),
        "text": fitted(text, BODY_SIZE, room),
    }


def _paragraph(paragraph: Paragraph, room: float) -> dict[str, Any]:
    runs = [_run(run, room) for run in paragraph.runs if run.text]
    if paragraph.is_item and runs and not runs[0]["text"].startswith("- "):
        runs.insert(0, {"text": "- ", "is_gap": False, "is_strong": False})
    return {"is": "paragraph", "runs": runs}


def _run(run: Run, room: float) -> dict[str, Any]:
    # `plain` trims; the spaces at a run's ends are those between words.
    text = f"{' ' * run.text[:1].isspace()}{fitted(run.text, BODY_SIZE, room)}{' ' * run.text[-1:].isspace()}"
    if run.is_gap and not text.lstrip().startswith("["):
        text = f"[{text.strip()}]"
    return {"text": text, "is_gap": run.is_gap, "is_strong": run.is_strong}


def sticky(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let the last words stay with the signature, unless they are so long that the page before would be left empty."""
    if blocks and blocks[-1]["is"] == "paragraph":
        blocks[-1]["is_sticky"] = sum(len(each["text"]) for each in blocks[-1]["runs"]) < LONG
    return blocks


def _signature(signature: Signature, room: float) -> dict[str, Any]:
    return {
        "authority": [fitted(line.upper(), 13, room) for line in signature.authority],
        "post": fitted(signature.post.upper(), 13, room),
    }


def _height(signatures: list[dict[str, Any]], named: list[str]) -> int:
    """Return about how many lines the block of the signatures is high."""
    signed = ("\n".join((*each["authority"], each["post"])) for each in signatures)
    return sum(1 + len(line) // 40 for text in ("\n".join(named), *signed) for line in text.split("\n"))


def _annex(document: Document, annex: Annex, index: int) -> dict[str, Any]:
    number = f" {wording.roman(index)}" if len(document.annexes) > 1 else ""
    room, height = (ACROSS, ACROSS_HEIGHT) if annex.is_landscape else (WIDTH, HEIGHT)
    return {
        "name": f"Phụ lục{number}",
        "title": fitted(annex.title.upper(), 14, 140),
        "reference": fitted(spaced(wording.reference_line(document)), 14, 150),
        "is_landscape": annex.is_landscape,
        "blocks": blocks_data(annex.blocks, room, height),
    }
