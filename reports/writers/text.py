"""Texts as files can hold them."""

import re

# What XML 1.0 has no place for, not even escaped: most controls, lone surrogates, two non-characters.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """Return the text with what no XML file can hold replaced by the mark for it."""
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
