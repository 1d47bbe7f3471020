"""Words as they can be set: letters that a font has, and places to break what is longer than a line."""

import re
from functools import lru_cache

import typst

from drawing.text import BOLD, clean, width
from reports.writers.pdf.press import STANDARDS, fonts

# What every serif face has: Latin with the Vietnamese letters, and the signs of ordinary texts.
USUAL = re.compile("[^ -~\u00a0-\u00ac\u00ae-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9–—‘’“”…•●○▲−]")
PROBE = (
    '#set document(date: datetime(year: 2021, month: 1, day: 1), title: "·")\n#set text(lang: "vi")\n#sys.inputs.data'
)
NO_GLYPH = "□"
POINTS = 72 / 25.4  # in a millimetre
# Shown by the templates as nothing at all, where a line may end.
BREAK = "\u200b"
# A word is broken when it would fill the whole line: the serif faces are a little narrower than the measured one.
FILLED = 0.98
# A line holds at least about so many of its pieces; each is set by itself, so there are no more than needed.
PIECES = 8


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    """Return a character as it can be set: a box when no face on this machine has it, which PDF/A forbids."""
    try:
        compiler = typst.Compiler(PROBE.encode(), font_paths=fonts())
        compiler.compile(format="pdf", sys_inputs={"data": f"a{character}a"}, pdf_standards=STANDARDS)
    except typst.TypstError:
        return NO_GLYPH
    return character


def plain(text: str) -> str:
    """Return the text in NFC with single spaces; what no font can show is a box, so that a reader sees the loss."""
    return USUAL.sub(lambda found: _shown(found.group()), clean(text))


def settable(svg: str) -> str:
    """Return a drawing whose words are of letters that a font has, a box for every other."""
    return USUAL.sub(lambda found: found.group() if found.group() in "\n\r\t" else _shown(found.group()), svg)


def breakable(text: str, size: float, room: float) -> str:
    """Return the text with places to break within words that are wider than `room`. `size` and `room` in points."""
    if len(text) * size < room:
        return text
    step = max(1, int(room / size / PIECES))
    words = (_broken(word, step) if width(word, size, BOLD) > room * FILLED else word for word in text.split(" "))
    return " ".join(words)


def _broken(word: str, step: int) -> str:
    """Return the word with a mark after every `step` letters, never between a letter and the accent on it."""
    return BREAK.join(re.findall(rf"(?:.[\u0300-\u036f]*){{1,{step}}}", word, re.DOTALL))
