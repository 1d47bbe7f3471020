"""A short name for what a document says, so that two readings of it can be told apart."""

import hashlib
import json

from reports.content.document import Document
from reports.content.stored import to_data


def digest_of(document: Document) -> str:
    """Return the SHA-256 of what a document says: all but who signs, its number, its date and its mark."""
    said = (document.issuer, document.subject, document.addressees, document.blocks, document.annexes)
    data = [to_data(each) for each in (*said, document.recipients)]
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
