"""How wide words are in Times New Roman: lines under texts and columns are set by it, without the font at hand.

Widths are in thousandths of the size, as the font (and every font made to replace it) has them.
"""

import re
import unicodedata
from functools import lru_cache

MM_PER_POINT = 25.4 / 72
HORN = "\u031b"
UNKNOWN_WIDTH = 722
REGULAR = {
    180: "'", 200: "|", 250: " ,.\xa0", 278: "/:;\\ijlt", 333: "!()-I[]`fr‘’", 389: "Js", 400: "°", 408: '"',
    444: "?acez“”", 469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđ–§", 529: "ơ", 541: "~", 542: "ư",
    556: "FPS", 564: "+<=>", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠ", 776: "Ư", 778: "&m", 833: "%",
    889: "M", 921: "@", 944: "W", 1000: "—…",
}  # fmt: skip
BOLD = {
    220: "|", 250: " ,.\xa0", 278: "'/\\il", 333: "!()-:;[]`fjt‘’", 389: "Is", 394: "{}", 400: "°", 444: "cerz",
    500: "#$*0123456789?J_agovxy–“”§", 520: "~", 554: "ơ", 555: '"', 556: "Sbdhknpquđ", 570: "+<=>", 581: "^",
    600: "ư", 611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@", 944: "M",
    1000: "%W—…",
}  # fmt: skip
WIDTHS = {
    is_bold: {letter: width for width, letters in table.items() for letter in letters}
    for is_bold, table in ((False, REGULAR), (True, BOLD))
}
WORDS = re.compile(r"(\S+)(\s*)")


@lru_cache(maxsize=4096)
def _letter(letter: str, is_bold: bool) -> int:
    """The width of a letter; tone marks and circumflexes add none, a horn does."""
    parts = [each for each in unicodedata.normalize("NFD", letter) if not unicodedata.combining(each) or each == HORN]
    if not parts:
        return 0
    return WIDTHS[is_bold].get(unicodedata.normalize("NFC", "".join(parts)), UNKNOWN_WIDTH)


def width_mm(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return the width in millimetres of a text of `size` points on one line."""
    return sum(_letter(letter, is_bold) for letter in unicodedata.normalize("NFC", text)) * size / 1000 * MM_PER_POINT


def lines(text: str, size: float, room_mm: float, *, is_bold: bool = False) -> list[float]:
    """Return the widths in millimetres of the lines into which a text breaks where there is `room_mm`.

    A word that is wider is broken, as text processors do.
    """
    widths = [0.0]
    space = 0.0
    for word, blanks in WORDS.findall(text):
        width = width_mm(word, size, is_bold=is_bold)
        if widths[-1] and widths[-1] + space + width > room_mm:
            widths.append(0.0)
            space = 0.0
        widths[-1] += space + width
        while widths[-1] > room_mm:
            widths[-1:] = [room_mm, widths[-1] - room_mm]
        space = width_mm(blanks, size, is_bold=is_bold)
    return widths


def balanced_mm(text: str, size: float, room_mm: float, *, is_bold: bool = False) -> float:
    """Return the least room, within `room_mm`, in which a text takes no more lines: its lines come out alike."""
    count = len(lines(text, size, room_mm, is_bold=is_bold))
    room = room_mm
    while count > 1 and room > 1 and len(lines(text, size, room - 1, is_bold=is_bold)) == count:
        room -= 1
    return room


def longest_word_mm(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return the width in millimetres of the longest word, which a column should not break."""
    words = text.split()
    most = max(map(len, words), default=0)
    # A word of a third fewer letters is hardly ever the wider one.
    return max((width_mm(each, size, is_bold=is_bold) for each in words if 3 * len(each) >= 2 * most), default=0.0)
