"""Reading back what a DOCX says and how: its styles as they come out, its parts in order."""

import io
import json
from itertools import pairwise
from pathlib import Path

import docx
from docx.oxml.ns import qn

from reports.writers import docx_file

FORM = json.loads(Path("reports/data/official-form.json").read_text())
BLOCKS = {block["name"]: block for block in FORM["blocks"] if isinstance(block["name"], str)}
ANNEX = next(block for block in FORM["blocks"] if block["no"] == "annex")


def read(document):
    """The written document, opened by python-docx."""
    return docx.Document(io.BytesIO(docx_file.write(document)))


def all_paragraphs(opened):
    """Every paragraph of the body in order, those in tables too, as elements."""
    return list(opened.element.body.iter(qn("w:p")))


def text_of(paragraph):
    """What a paragraph says; a new line for a break."""
    parts = {qn("w:t"): lambda node: node.text, qn("w:br"): lambda _node: "\n", qn("w:tab"): lambda _node: "\t"}
    return "".join(parts[node.tag](node) for node in paragraph.iter(*parts))


def style_of(paragraph):
    return paragraph.pPr.pStyle.get(qn("w:val"))


def texts(opened, style):
    """What stands in a style, paragraph by paragraph. `style`: its identifier."""
    return [text_of(each) for each in all_paragraphs(opened) if style_of(each) == style]


def style(opened, code):
    return next(each for each in opened.styles if each.style_id == code)


def size(opened, code):
    return style(opened, code).font.size.pt


def is_within(value, bounds, tolerance=0.06):
    """Whether a measure is the one, or between the two, that the form names."""
    low, high = bounds if isinstance(bounds, list) else (bounds, bounds)
    return low - tolerance <= value <= high + tolerance


def section_elements(opened):
    """[[elements of a section's text], …]: a section ends with the paragraph that holds its properties."""
    parts = [[]]
    for each in opened.element.body.iterchildren(qn("w:p"), qn("w:tbl")):
        parts[-1].append(each)
        if each.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            parts.append([])
    return parts


def line_lengths(opened):
    """[(the text above, the length in mm of the line under it)] for every drawn line."""
    found = []
    paragraphs = all_paragraphs(opened)
    for above, each in pairwise(paragraphs):
        if style_of(each) == "Line":
            found.append((text_of(above), room_of(opened, each) - side_mm(each)))
    return found


def side_mm(paragraph):
    """What a paragraph's own indents leave free at both sides, in mm."""
    indent = paragraph.pPr.ind
    return 0 if indent is None else sum(int(indent.get(qn(f"w:{side}"))) for side in ("left", "right")) * 25.4 / 1440


def room_of(opened, paragraph):
    """The width in mm of the cell or of the page that a paragraph stands in."""
    cell = next(paragraph.iterancestors(qn("w:tc")), None)
    if cell is not None:
        return int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) * 25.4 / 1440
    return text_width_mm(opened.sections[0])


def text_width_mm(section):
    return (section.page_width - section.left_margin - section.right_margin) / 36000
