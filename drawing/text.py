"""How much room a text takes, and how it is made to fit.

Widths are advance widths of the screen font without kerning, in the unit of `size` (px). Other
faces that a reader may see instead (Segoe UI, Arial) run narrower, so a text that fits here fits.
"""

import re
import unicodedata
from functools import lru_cache

from drawing.metrics import REGULAR, SEMIBOLD

ASCENT, DESCENT = 1.0, 0.265  # of the size; what the face asks for, diacritics included
LINE = 1.35  # baseline to baseline; less and stacked Vietnamese accents touch
BOLD = 600
ELLIPSIS = "…"
CACHED = 4096  # a page says the same few hundred words again and again
SLACK = 0.01  # sums of floats differ by less; it must not cost a letter
UNKNOWN, WIDE = 900, 1300  # thousandths: a letter outside the table; an emoji or CJK sign

# XML 1.0 has no way to write these, not even escaped; lone surrogates cannot be encoded.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BREAKING_SPACE = re.compile("[ \t\r\n]+")


def _by_character(advances: dict[int, str]) -> dict[str, int]:
    return {character: width for width, text in advances.items() for character in text}


_FACES = {400: _by_character(REGULAR), BOLD: _by_character(SEMIBOLD)}


def clean(text: str) -> str:
    """Return the text as it is drawn: NFC, single spaces, nothing that XML cannot hold."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return str(text).strip(" ")
    composed = unicodedata.normalize("NFC", UNWRITABLE.sub("", str(text)))
    return BREAKING_SPACE.sub(" ", composed).strip(" ")


@lru_cache(maxsize=1024)
def _unlisted(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    is_wide = unicodedata.east_asian_width(character) in "WF" or ord(character) > 0xFFFF
    return WIDE if is_wide else UNKNOWN


def width(text: str, size: float, weight: int = 400) -> float:
    """Return the width of one line in the unit of `size`; `weight` is 400 or 600."""
    face = _FACES[weight]
    total = 0
    for character in text:
        advance = face.get(character)
        total += _unlisted(character) if advance is None else advance
    return total * size / 1000


@lru_cache(maxsize=CACHED)
def fit(text: str, size: float, max_width: float, weight: int = 400) -> str:
    """Return the text, or its longest beginning with an ellipsis that is at most `max_width`.

    Empty when not even the ellipsis has room.
    """
    text = clean(text)
    max_width += SLACK
    if width(text, size, weight) <= max_width:
        return text
    low, high = 0, len(text)  # the longest beginning that fits lies in low..high
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, size, weight) <= max_width:
            low = middle
        else:
            high = middle - 1
    shortened = text[:low].rstrip() + ELLIPSIS
    return shortened if width(shortened, size, weight) <= max_width else ""


def _pieces(word: str, size: float, max_width: float, weight: int) -> list[str]:
    """Return a word cut into pieces that fit; whole when it does."""
    if width(word, size, weight) <= max_width:
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, size, weight) > max_width:
            pieces.append("")
        pieces[-1] += character
    return pieces


@lru_cache(maxsize=CACHED)
def wrap(text: str, size: float, max_width: float, max_lines: int, weight: int = 400) -> tuple[str, ...]:
    """Return the text in at most `max_lines` lines, the last with an ellipsis when it is cut."""
    lines: list[str] = []
    max_width += SLACK
    for word in clean(text).split(" "):
        if lines and width(f"{lines[-1]} {word}", size, weight) <= max_width:
            lines[-1] += f" {word}"
        else:
            lines += _pieces(word, size, max_width, weight)
    if len(lines) > max_lines:
        rest = " ".join(lines[max_lines - 1 :])
        lines = [*lines[: max_lines - 1], fit(rest, size, max_width, weight)]
    return tuple(fit(line, size, max_width, weight) for line in lines if line)


def is_whole(text: str, size: float, max_width: float, max_lines: int, weight: int = 400) -> bool:
    """Say whether the text wraps into so many lines without a cut word or an ellipsis."""
    words = clean(text).split(" ")
    if max(width(word, size, weight) for word in words) > max_width + SLACK:
        return False
    return " ".join(wrap(text, size, max_width, max_lines, weight)) == " ".join(words)


def widest(texts: list[str] | tuple[str, ...], size: float, weight: int = 400) -> float:
    """Return the width of the widest of the texts, 0 for none."""
    return max((width(clean(text), size, weight) for text in texts), default=0.0)
