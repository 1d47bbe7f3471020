"""Taking a document in: judged, scanned, and its bytes stored once however often they are handed in."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction

from assessments.actions.evidence_refusals import (
    ContentMissing,
    FileEmpty,
    FileErased,
    FileInfected,
    FileNotAccepted,
    FileTooLarge,
    LinkNotAccepted,
    ScannerSilent,
)
from assessments.files.kinds import ERASED, NotAccepted, kind_of
from assessments.files.scanner import ScannerUnavailable, finding_in
from assessments.models import StoredFile

NAME_MOST = 200
URL_MOST = 1000


@dataclass(frozen=True, slots=True)
class Content:
    """A document as it is handed in: an uploaded file (`django.core.files.File`) or the address of a web page."""

    upload: Any = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as it is kept: what a revision of a piece of evidence holds."""

    file: StoredFile | None
    file_name: str
    url: str


def keep(content):
    """Return the `Kept` of a `Content`. Raises `ContentRefused` with the reason.

    Call it outside a transaction: scanning and writing take seconds, in which nobody else should wait for a lock.
    """
    if (content.upload is None) == (not content.url):
        raise ContentMissing
    if content.url:
        return Kept(None, "", _checked_link(content.url))
    return _keep_file(content.upload)


def _checked_link(url):
    try:
        parts = urlsplit(url)
    except ValueError as fault:
        raise LinkNotAccepted from fault
    if parts.scheme not in {"http", "https"} or not parts.hostname or len(url) > URL_MOST or re.search(r"\s", url):
        raise LinkNotAccepted
    return url


def _keep_file(upload):
    name = plain_name(upload.name)
    if not upload.size:
        raise FileEmpty(name)
    if upload.size > settings.EVIDENCE_MAX_MB * 1024 * 1024:
        raise FileTooLarge(name, upload.size)
    try:
        kind = kind_of(upload)
    except NotAccepted as refused:
        raise FileNotAccepted(name, refused.received) from refused
    _scan(upload, name)
    return Kept(_stored(upload, kind), name_of_kind(name, kind), "")


def _scan(upload, name):
    if settings.CLAMAV_ADDRESS is None:
        return
    try:
        finding = finding_in(upload, settings.CLAMAV_ADDRESS)
    except ScannerUnavailable as fault:
        raise ScannerSilent from fault
    if finding:
        raise FileInfected(name, finding)


def _stored(upload, kind):
    """Return the row of these bytes. The bytes are written before the row, so that no row is without them."""
    upload.seek(0)
    sha256 = hashlib.file_digest(upload, "sha256").hexdigest()
    upload.seek(0)
    known = StoredFile.objects.filter(sha256=sha256).first()
    if known and known.content_type == ERASED:
        raise FileErased
    if known:
        return known
    row = StoredFile(sha256=sha256, size=upload.size, content_type=kind.content_type)
    row.file.save(sha256, upload, save=False)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Somebody stored the same bytes meanwhile; theirs stay.
        row.file.delete(save=False)
        return StoredFile.objects.get(sha256=sha256)
    return row


def plain_name(name):
    """Return the last part of a file's name without what no screen should show: controls and turned text."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name or ""))[-1]
    return "".join(
        each for each in last if unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    ).strip(" .")


def name_of_kind(name, kind):
    """Return a plain name that ends as its kind does, whatever it was called, and fits its column."""
    ending = PurePosixPath(name).suffix.lower()
    if ending in kind.extensions:
        return name[: -len(ending)][: NAME_MOST - len(ending)] + ending
    return (name or "tai-lieu")[: NAME_MOST - len(kind.extensions[0])] + kind.extensions[0]
