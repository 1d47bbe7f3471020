"""Texts and numbers into cells: what is text stays text, whatever it begins with; a number is exactly what it was."""

import re
from decimal import Decimal

from assessments.workbook.given import cell_text
from assessments.workbook.look import dress
from criteria.scoring.numbers import plain

_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_text(cell, text, look=None):
    """Write a text that no spreadsheet program computes."""
    if text:
        text = cell_text(text)
        # Readers of workbooks take _x0041_ for an escaped letter; the underscore is written escaped itself.
        cell.value = _ESCAPE_LIKE.sub("_x005F_", text)
        cell.data_type = "s"
    as_text(cell)
    if look:
        dress(cell, look)
    cell.quotePrefix = bool(text) and text[0] in "=+-@"


def as_text(cell):
    """Let whatever is typed into the cell be text: neither a formula nor a date is made of it."""
    cell.number_format = "@"


def write_number(cell, text):
    """Write a decimal text as a number where a workbook's number holds it exactly, else as the text it is."""
    number = float(text)
    if plain(Decimal(format(number, ".15g"))) == text:
        cell.value = int(number) if number.is_integer() and abs(number) < 10**15 else number
    else:
        write_text(cell, text)
