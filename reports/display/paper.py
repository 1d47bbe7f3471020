"""A document as the page shows it: like the paper, with its gaps marked and its figures as links to their rows.

What stands on the paper is Vietnamese whatever the reader's language.
"""

from django.utils.safestring import mark_safe

from reports.content.document import Heading, Paragraph, Picture, Table
from reports.content.wording import number_and_symbol, place_and_date, reference_line, roman, written

ALIGN = {"left": "", "right": "number", "center": "centre"}


def paper(document, *, figures=None, marks=None, edit_url=None):
    """Return what reports/paper.html expects.

    `figures`: {name: `Figure`} whose source is shown with each figure. `marks`: {slot: "carried" or "changed"}.
    `edit_url(slot)` gives the address at which a place is worded, None where nothing may be.
    """
    look = _Look(figures or {}, marks or {}, edit_url)
    return {
        "parent": document.issuer.parent.upper(),
        "issuer": document.issuer.name.upper(),
        "number": number_and_symbol(document),
        "place_and_date": place_and_date(document),
        "kind_name": document.kind_name.upper(),
        "subject": document.subject,
        "amends": document.amends,
        "addressees": document.addressees,
        "blocks": look.blocks(document.blocks),
        "signatures": [
            {"authority": [line.upper() for line in each.authority], "post": each.post.upper()}
            for each in document.signatures
        ],
        "recipients": document.recipients,
        "archive": document.archive,
        "annexes": [
            {
                "title": _annex_title(each.title, number, len(document.annexes)),
                "reference": reference_line(document),
                "blocks": look.blocks(each.blocks),
            }
            for number, each in enumerate(document.annexes, start=1)
        ],
        "is_illustrative": document.is_illustrative,
    }


def paper_blocks(blocks, *, figures):
    """Return a part of a document as reports/paper_blocks.html shows it."""
    return _Look(figures, {}, None).blocks(blocks)


def _annex_title(title, number, count):
    return f"Phụ lục {roman(number)}: {title}" if count > 1 else f"Phụ lục: {title}"


class _Look:
    """How blocks are shown; remembers which places have been shown, so that each is a target of links once."""

    def __init__(self, figures, marks, edit_url):
        self.figures, self.marks, self.edit_url, self.seen = figures, marks, edit_url, set()

    def blocks(self, blocks):
        return [SHOWN[type(each)](self, each) for each in blocks]

    def heading(self, block):
        text = block.text.upper() if block.level <= 1 else block.text
        return {"is": "heading", "level": block.level, "text": f"{block.number} {text}".strip()}

    def paragraph(self, block):
        is_first = bool(block.slot) and block.slot not in self.seen
        self.seen.add(block.slot)
        return {
            "is": "paragraph",
            "slot": block.slot if is_first else "",
            "edit_url": self.edit_url(block.slot) if is_first and self.edit_url else "",
            "mark": self.marks.get(block.slot, ""),
            "is_item": block.is_item,
            "runs": [self.run(each) for each in block.runs],
        }

    def run(self, run):
        figure = self.figures.get(run.figure)
        return {
            "text": run.text,
            "url": run.url,
            "source": figure.source if figure else run.figure,
            "is_figure": bool(run.figure) and not run.is_gap,
            "is_gap": run.is_gap,
            "is_strong": run.is_strong,
        }

    def table(self, block):
        aligns = [ALIGN[each.align] for each in block.columns]
        return {
            "is": "table",
            "title": block.title,
            "name": block.title or block.name,
            "note": block.note,
            "columns": [{"label": each.label, "align": ALIGN[each.align]} for each in block.columns],
            "rows": [
                {
                    "is_strong": row.is_strong,
                    "cells": [
                        {"text": written(cell), "align": align} for cell, align in zip(row.cells, aligns, strict=False)
                    ],
                }
                for row in block.rows
            ],
        }

    def picture(self, block):
        # Made by `drawing`, which escapes every word that it was given; nobody else writes SVG into a document.
        return {
            "is": "picture",
            "svg": mark_safe(block.svg),
            "alternative": block.alternative,
            "caption": block.caption,
        }


SHOWN = {Heading: _Look.heading, Paragraph: _Look.paragraph, Table: _Look.table, Picture: _Look.picture}
