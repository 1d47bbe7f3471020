"""Vietnamese names: keys for finding them without diacritics and for sorting them in Vietnamese order.

Both keys are stored beside the name, because neither SQLite nor a PostgreSQL of unknown collation sorts
or searches Vietnamese the way its readers expect.
"""

import re
import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Dictionary order of tones: level, grave, hook, tilde, acute, dot below.
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# Wards are numbered both ways in official lists ("Hải Châu I", "Hải Châu 1").
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


# What stands in an official name or code besides letters, their marks and digits ("M'Gar", "Tổ 1/2", "Đà Nẵng (cũ)").
PUNCTUATION = " '’.,-–/()&\"“”"


def strange_character(text):
    """Return the first character that no official name holds (an emoji, a control character), or None.

    Shown as itself with its code point, because many of them are invisible.
    """
    for mark in text:
        if not (mark in PUNCTUATION or unicodedata.category(mark) in ("Lu", "Ll", "Lm", "Lo", "Mn", "Mc", "Nd")):
            visible = mark if mark.isprintable() else ""
            return f"{visible} (U+{ord(mark):04X})".strip()
    return None


def without_diacritics(text):
    """Return lower-case text with no diacritics: "Đà Nẵng" → "da nang"."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def _words(text):
    words = re.findall(r"\w+", text)
    if len(words) > 1:
        words[-1] = ROMAN.get(words[-1], words[-1])
    return words


def search_key(text):
    """Return the words of `text` as they are searched: "Hải Châu I" → "hai chau 1"."""
    return " ".join(_words(without_diacritics(text)))


def _syllable_key(word):
    if word.isdecimal():
        # Numbers come before letters and in numeric order: "Phường 2" before "Phường 10". Their length comes
        # first, so that no number of any length falls between others.
        digits = str(int(word[:80]))
        return f"1{len(digits):02d}" + "".join(f"1{digit}" for digit in digits) + "000"
    tone, letters = 0, ""
    for mark in unicodedata.normalize("NFD", word):
        if mark in TONES:
            tone = TONES[mark]
        else:
            letters += mark
    codes = [20 + LETTERS.find(letter) for letter in unicodedata.normalize("NFC", letters)]
    return "".join(f"{code:02d}" for code in codes) + f"00{tone}"


def sort_key(text):
    """Return digits that sort as Vietnamese dictionaries do, under any collation.

    Syllable by syllable: letters first (a ă â b c d đ e ê …), then the tone.
    """
    return "".join(_syllable_key(word) for word in _words(unicodedata.normalize("NFC", text.lower())))
