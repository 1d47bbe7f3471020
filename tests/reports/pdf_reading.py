"""Reading what a produced PDF shows: where words stand in millimetres, how large they are, how long the lines."""

import ctypes
import io
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pdfplumber
import pypdfium2
import pypdfium2.raw as raw
import pytest
from pdfminer.pdftypes import PDFStream, resolve1

from reports.writers import pdf_file

FORM = json.loads(Path("reports/data/official-form.json").read_text())
BLOCKS = {each["name"]: each for each in FORM["blocks"] if isinstance(each["name"], str)}
ANNEX = next(each for each in FORM["blocks"] if each["no"] == "annex")
MARGINS = FORM["page"]["margins_mm"]
MILLIMETRE = 72 / 25.4
# The single spacing of Times and of the faces made to its measure, in parts of the size.
SINGLE = 1.149


@dataclass(frozen=True)
class Words:
    """Words as they stand on a page: edges and baseline in mm from the page's left and top, size in points."""

    left: float
    right: float
    top: float
    baseline: float
    size: float
    font: str
    text: str

    @property
    def centre(self):
        return (self.left + self.right) / 2

    @property
    def length(self):
        return self.right - self.left

    @property
    def style(self):
        styles = [style for style in ("bold", "italic") if style in self.font.lower()]
        return " ".join(styles) or "regular"


def opened(content):
    return pdfplumber.open(io.BytesIO(content))


class Page:
    """A page of a PDF, its letters in the order in which they are read. What is drawn is read only when asked for."""

    def __init__(self, content, index, letters):
        self.content, self.index, self.letters = content, index, letters
        self.width, self.height = letters.get_size()

    @cached_property
    def chars(self):
        return list(_characters(self.letters, self.height))

    @cached_property
    def stretches(self):
        """(left, top, right, bottom) in points of each stretch of text: much faster than the single letters."""
        text = self.letters.get_textpage()
        boxes = [text.get_rect(index) for index in range(text.count_rects())]
        return [(left, self.height - top, right, self.height - bottom) for left, bottom, right, top in boxes]

    @cached_property
    def drawn(self):
        """The page as pdfplumber reads it: `lines`, `rects`, `curves`, colours."""
        return opened(self.content).pages[self.index]

    def above(self, millimetres):
        """The characters that stand wholly above a height."""
        return [each for each in self.chars if each["bottom"] <= millimetres * MILLIMETRE]


def _characters(page, height):
    text = page.get_textpage()
    box, origin = [ctypes.c_double() for _ in range(4)], [ctypes.c_double() for _ in range(2)]
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character in "\r\n":  # where a line ends, says the reader; nothing of the kind is in the file
            continue
        raw.FPDFText_GetCharBox(text, index, box[0], box[1], box[2], box[3])
        raw.FPDFText_GetCharOrigin(text, index, origin[0], origin[1])
        raw.FPDFText_GetFontInfo(text, index, name, 128, flags)
        yield {
            "text": character,
            "x0": box[0].value,
            "x1": box[1].value,
            "bottom": height - box[2].value,
            "top": height - box[3].value,
            "baseline": height - origin[1].value,
            "fontname": name.value.decode(),
            "size": raw.FPDFText_GetFontSize(text, index),
        }


def pages(document):
    return read(pdf_file.write(document))


def read(content):
    document = pypdfium2.PdfDocument(content)
    return [Page(content, index, document[index]) for index in range(len(document))]


def text_of(page):
    """The page's text in the order in which it is read, as one line."""
    return "".join(each["text"] for each in page.chars)


def whole_text(written_pages):
    return "".join(text_of(page) for page in written_pages)


def body_text(written_pages):
    """The text of pages without what stands in their top margin."""
    shown = (each for page in written_pages for each in page.chars if each["bottom"] > 20 * MILLIMETRE)
    return "".join(each["text"] for each in shown)


def words_of(characters):
    shown = [each for each in characters if each["text"].strip()]
    return Words(
        left=min(each["x0"] for each in shown) / MILLIMETRE,
        right=max(each["x1"] for each in shown) / MILLIMETRE,
        top=min(each["top"] for each in shown) / MILLIMETRE,
        baseline=shown[-1]["baseline"] / MILLIMETRE,
        size=round(shown[0]["size"], 2),
        font=shown[0]["fontname"],
        text="".join(each["text"] for each in characters),
    )


def find(page, text, nth=0):
    """Return the nth place of a text that stands on one line. Fails when it is not there or has two faces."""
    place = -1
    for _ in range(nth + 1):
        place = text_of(page).find(text, place + 1)
        assert place >= 0, f"{text!r} is not on the page: {text_of(page)[:2000]!r}"
    # A ligature would be one character for two letters; there are none.
    characters = page.chars[place : place + len(text)]
    assert len({(each["fontname"], round(each["size"], 1)) for each in characters if each["text"].strip()}) == 1
    return words_of(characters)


def lines_of(page, first, last):
    """Return the lines (`Words`) from the one that holds `first` to the one that holds `last`."""
    rows = {}
    start, end = text_of(page).index(first), text_of(page).index(last) + len(last)
    for each in page.chars[start:end]:
        rows.setdefault(round(each["baseline"], 1), []).append(each)
    return [words_of(row) for row in rows.values() if any(each["text"].strip() for each in row)]


def ruled_under(page, words, within=6):
    """Return (left, right) in mm of the line that is drawn beneath the words."""
    drawn = [
        (each["x0"] / MILLIMETRE, each["x1"] / MILLIMETRE)
        for each in page.drawn.lines
        if 0 <= each["top"] / MILLIMETRE - words.baseline <= within
        and words.left - 1 <= each["x0"] / MILLIMETRE <= words.right
    ]
    assert len(drawn) == 1
    return drawn[0]


def within(limits, tolerance=0.05):
    """Return an approximate value that equals whatever lies within the form's limits, a number or [least, most]."""
    least, most = limits if isinstance(limits, list) else (limits, limits)
    return pytest.approx((least + most) / 2, abs=(most - least) / 2 + tolerance)


def all_objects(content):
    """Yield every dictionary (a stream's too) of the file."""
    document = opened(content).doc
    for xref in document.xrefs:
        for number in xref.get_objids():
            found = resolve1(document.getobj(number))
            found = found.attrs if isinstance(found, PDFStream) else found
            if isinstance(found, dict):
                yield found


def name(value):
    """“Figure” of a PDF name."""
    return getattr(value, "name", value)
