"""The register of published documents: what each was, the hashes of its files, and the chain that binds them.

It is read from the database, or from a file that travels to where there is none.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

FORMAT = "report-register/1"
HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SealedFile:
    """`format` is "pdf", "docx" or "xlsx"; `size` in bytes."""

    format: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One published document, by what stands on its paper.

    `citation` is “Báo cáo số 05/BC-BCĐ ngày 05 tháng 02 năm 2026”. `version` is 1 for the first, 2 for its amendment.
    `amends` and `replaced_by` are the codes of the document before and after it ("" for none). `published_at` in ISO.
    """

    sequence: int
    code: str
    citation: str
    issuer: str
    subject: str
    version: int
    published_at: str
    files: tuple[SealedFile, ...]
    amends: str
    replaced_by: str
    is_illustrative: bool
    previous_sha256: str
    document_sha256: str
    sha256: str


class Verdict(StrEnum):
    """What a file is: the document as published, one since replaced, another published document, none at all."""

    IN_FORCE = "in_force"
    REPLACED = "replaced"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a file turned out to be.

    `entry` and `format`: the published document whose file it is; `newest`: what stands in its place today, itself when
    nothing replaced it.
    """

    verdict: Verdict
    entry: Entry | None = None
    format: str = ""
    newest: Entry | None = None


class RegisterBroken(ValueError):
    """The file is no register; `place` says where it stops being one ("" for the whole)."""

    def __init__(self, place: str = "") -> None:
        super().__init__(place)
        self.place = place


def document_hash(document: str) -> str:
    """Return the SHA-256 of a publication's canonical JSON."""
    return hashlib.sha256(document.encode()).hexdigest()


def publication_hash(previous_sha256: str, document_sha256: str, files: Iterable[Any]) -> str:
    """Return the hash that binds a publication's content and its files to the publication before.

    Over hashes alone, so that a register can be checked without the documents. `files` have `format` and `sha256`.
    """
    listed = sorted(f"{each.format} {each.sha256}" for each in files)
    return hashlib.sha256("\n".join([previous_sha256, document_sha256, *listed]).encode()).hexdigest()


def judge(line: list[Entry], own: str, file_format: str, code: str = "") -> Finding:
    """Return the `Finding` of a file of the entry with the code `own`.

    `line` is all that the document replaced or that replaced it, `code` the one on the paper it is compared with.
    """
    entry = next(each for each in line if each.code == own)
    if code and own != code:
        return Finding(Verdict.OTHER, entry, file_format, line[-1])
    return Finding(Verdict.REPLACED if entry.replaced_by else Verdict.IN_FORCE, entry, file_format, line[-1])


def line_in(entries: Iterable[Entry], code: str) -> list[Entry]:
    """Return the entries before and after the one with a code, the first first; empty when there is none."""
    known = {each.code: each for each in entries}
    line = [known[code]] if code in known else []
    while line and (before := known.get(line[0].amends)) and before not in line:
        line.insert(0, before)
    # A forged register may lead in a circle.
    while line and (after := known.get(line[-1].replaced_by)) and after not in line:
        line.append(after)
    return line


def find_file(entries: Iterable[Entry], sha256: str) -> tuple[str, str] | None:
    """Return the code of the entry that holds a file with this hash, and the file's format."""
    held = ((entry.code, each.format) for entry in entries for each in entry.files if each.sha256 == sha256)
    return next(held, None)


def broken_links(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries that do not follow on the one before, or whose own hash is not that of what they bind."""
    previous, sequence = "", 0
    for entry in entries:
        sequence += 1
        bound = publication_hash(entry.previous_sha256, entry.document_sha256, entry.files)
        if entry.sequence != sequence or entry.previous_sha256 != previous or entry.sha256 != bound:
            yield entry
        previous, sequence = entry.sha256, entry.sequence


def to_register(entries: Iterable[Entry]) -> dict[str, Any]:
    """Return the register as JSON-ready data."""
    return {"format": FORMAT, "entries": [asdict(each) for each in entries]}


def from_register(data: Any) -> list[Entry]:
    """Return the entries of a register's data. Raises `RegisterBroken`."""
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("entries"), list):
        raise RegisterBroken
    return [_entry(each, place) for place, each in enumerate(data["entries"], start=1)]


def _entry(data: Any, place: int) -> Entry:
    try:
        files = tuple(SealedFile(**each) for each in data["files"])
        entry = Entry(**{**data, "files": files})
    except (KeyError, TypeError) as fault:
        raise RegisterBroken(str(place)) from fault
    hashes = [entry.sha256, entry.document_sha256, *(each.sha256 for each in files)]
    if not all(isinstance(each, str) and HASH.fullmatch(each) for each in hashes):
        raise RegisterBroken(str(place))
    return entry
