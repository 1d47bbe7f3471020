"""The short code that a published document carries: read aloud, typed from paper, and impossible to guess.

Crockford's alphabet has no I, L, O and U, so that no letter is taken for a digit; the last character checks the others.
"""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# 55 random bits: whoever tries a thousand addresses a second meets none of a million documents in a year.
RANDOM, GROUP = 11, 4
LENGTH = RANDOM + 1
ALIKE = str.maketrans("OIL", "011")
# x⁵ + x² + 1, which makes the 32 characters a field.
BITS, FIELD = 32, 0b100101


def new_code() -> str:
    """Return a fresh code, such as “K7QF-29XM-4TBQ”."""
    characters = "".join(secrets.choice(ALPHABET) for _each in range(RANDOM))
    return grouped(characters + check_character(characters))


def read_code(typed: str) -> str | None:
    """Return the code that somebody typed or copied, as it is stored; None when it cannot be one.

    Small letters, spaces, missing hyphens, O for 0, I and L for 1, and the whole address of the page are understood.
    """
    last = typed.strip().rstrip("/").rsplit("/", 1)[-1]
    characters = re.sub(r"[\W_]+", "", last).upper().translate(ALIKE)
    if len(characters) != LENGTH or set(characters) - set(ALPHABET):
        return None
    return grouped(characters) if check_character(characters[:-1]) == characters[-1] else None


def check_character(characters: str) -> str:
    """Return the character that finds every single mistyped character and every two that changed places."""
    total = 0
    for each in characters:
        total = (total ^ ALPHABET.index(each)) << 1
        # Back into the field: each place counts by a factor of its own, which a plain sum does not give.
        total ^= FIELD if total & BITS else 0
    return ALPHABET[total]


def grouped(characters: str) -> str:
    return "-".join(characters[start : start + GROUP] for start in range(0, len(characters), GROUP))
