"""Which words of one text another one has no longer, and which it has instead."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, INSERTED, DELETED = "same", "inserted", "deleted"
WORD = re.compile(r"\n+|[^\S\n]*[^\s]+[^\S\n]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: `kind` is "same", "inserted" or "deleted"."""

    kind: str
    text: str


def differences(before: str, now: str) -> tuple[Piece, ...]:
    """Return both texts as one, word by word: what stands in both, what is gone, what is new, in reading order.

    The same and the deleted pieces together are `before`, the same and the inserted ones `now`, but for blanks
    between words.
    """
    old, new = WORD.findall(before), WORD.findall(now)
    matcher = SequenceMatcher(None, [_bare(word) for word in old], [_bare(word) for word in new], autojunk=False)
    pieces: list[Piece] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(new[new_from:new_to])))
            continue
        if old_to > old_from:
            pieces.append(Piece(DELETED, "".join(old[old_from:old_to])))
        if new_to > new_from:
            pieces.append(Piece(INSERTED, "".join(new[new_from:new_to])))
    return tuple(pieces)


def _bare(word: str) -> str:
    return "\n" if word.startswith("\n") else word.strip()
