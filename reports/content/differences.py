"""Which words of one text another one has no longer, and which it has instead."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, INSERTED, DELETED = "same", "inserted", "deleted"
ALIKE = 0.4
WORD = re.compile(r"\n|\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: `kind` is "same", "inserted" or "deleted"."""

    kind: str
    text: str


def differences(before: str, now: str) -> tuple[Piece, ...]:
    """Return both texts as one, word by word: what stands in both, what is gone, what is new, in reading order.

    The same and the deleted pieces together are `before`, the same and the inserted ones `now`, with one blank between
    words.
    """
    old, new = WORD.findall(before), WORD.findall(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if old and new and matcher.ratio() < ALIKE:
        # Two texts, not two readings of one: a word here and there in common says nothing.
        return Piece(DELETED, _joined(old, is_last=False)), Piece(INSERTED, _joined(new, is_last=True))
    pieces: list[tuple[str, list[str]]] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            pieces.append((SAME, new[new_from:new_to]))
            continue
        if old_to > old_from:
            pieces.append((DELETED, old[old_from:old_to]))
        if new_to > new_from:
            pieces.append((INSERTED, new[new_from:new_to]))
    last = len(pieces) - 1
    return tuple(Piece(kind, _joined(words, place == last)) for place, (kind, words) in enumerate(pieces))


def _joined(words: list[str], is_last: bool) -> str:
    """Return words with a blank after each, but for a line's end and the text's."""
    text = "".join(word if word == "\n" else f"{word} " for word in words).replace(" \n", "\n")
    return text.rstrip(" ") if is_last else text
