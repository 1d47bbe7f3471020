"""Write `drawing/metrics.py` anew from the font: `python -m drawing.make_metrics`.

Only needed when the font package changes. Drawings read the written table, so that neither the
font nor fontTools has to be there when a page or a document is drawn.
"""

import unicodedata
from importlib.resources import as_file, files
from pathlib import Path

from fontTools.ttLib import TTFont

FACES = {"REGULAR": "BeVietnamPro-Regular.ttf", "SEMIBOLD": "BeVietnamPro-SemiBold.ttf"}
VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SIGNS = "–—‘’“”‚„†‡•…‰‹›⁄€₫−≈≠≤≥₂"
HEADING = '''"""Advance widths of Be Vietnam Pro, in thousandths of the type size.

Written by `python -m drawing.make_metrics`; change the generator, not this file.
"""
'''


def characters() -> list[str]:
    """Return what Vietnamese official text is written with: ASCII, Latin-1, letters, signs."""
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    latin = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100)) if code != 0xAD}
    return sorted(letters | latin | set("đĐ") | set(SIGNS))


def advances(face: str) -> dict[int, str]:
    """Return the characters of one face by their advance width, narrowest first."""
    with as_file(files("fontpkg_be_vietnam_pro") / "files" / face) as path, TTFont(path) as font:
        glyphs, metrics = font.getBestCmap(), font["hmtx"]
        by_width: dict[int, str] = {}
        for character in characters():
            if ord(character) in glyphs:
                width = metrics[glyphs[ord(character)]][0]
                by_width[width] = by_width.get(width, "") + character
    return dict(sorted(by_width.items()))


def quoted(text: str) -> str:
    """Return a Python literal in double quotes, in which the no-break space can be seen."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\u00a0", "\\u00a0")
    return f'"{escaped}"'


def source() -> str:
    """Return the whole text of `drawing/metrics.py`."""
    parts = [HEADING]
    for name, face in FACES.items():
        rows = "".join(f"    {width}: {quoted(text)},\n" for width, text in advances(face).items())
        parts.append(f"\n{name} = {{\n{rows}}}\n")
    return "".join(parts)


if __name__ == "__main__":
    Path(__file__).with_name("metrics.py").write_text(source(), encoding="utf-8")
