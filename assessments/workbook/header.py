"""What a workbook says of itself, signed: whose it is, and what each criterion held when it was made.

The signature keeps a workbook of one unit or round from being handed in for another, and what it says of the past from
being changed. The answers are not signed: they are what the unit is to change.
"""

import hashlib
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from accounts.actions import canonical_json

PREFIX = "PHIEU/1:"
_SIGNER = Signer(salt="assessments.workbook")


@dataclass(frozen=True, slots=True)
class Header:
    """`seen`: {criterion code: fingerprint} of what stood in the portal when the workbook was made, at `at`.

    The names are for whoever must be told that this is another unit's workbook or another round's.
    """

    round: str
    round_title: str
    unit: str
    unit_name: str
    criteria_set: str
    at: str
    seen: dict


def fingerprint(given):
    """Return a short digest of a `Given`: equal for equal contents, whatever form their numbers have."""
    content = canonical_json([given.answer, given.note]).encode()
    return hashlib.sha256(content).hexdigest()[:12]


def sealed(header):
    """Return the header as one line of text."""
    fields = [getattr(header, name) for name in Header.__slots__]
    return PREFIX + _SIGNER.sign_object(fields, compress=True)


def opened(text):
    """Return the `Header` of such a line; raises ValueError when it is not ours, or was changed."""
    try:
        return Header(*_SIGNER.unsign_object(text.strip().removeprefix(PREFIX)))
    except (BadSignature, TypeError) as error:
        raise ValueError("no header of ours") from error
