"""The answer that carries a stored file: whole or in part, and never as a page of this site."""

import re

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from assessments.files.kinds import ERASED, kind_named
from assessments.files.parts import open_part

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
# Whatever a file pretends to be, it runs nothing, loads nothing and is framed by nobody.
CLOSED = "default-src 'none'; sandbox; frame-ancestors 'none'"
# The browsers' PDF viewers do not start in a sandbox; framed by our own pages alone.
FRAMED = "frame-ancestors 'self'"


class BeyondEnd(Exception):
    """The part that is asked for begins after the end of the file."""


def file_answer(request, stored, name, *, is_preview):
    """Answer a GET or HEAD with a `StoredFile`, called `name`; with `is_preview` to be shown where its kind can be.

    A single range gives 206, one beyond the end 416; several at once are answered with the whole, as HTTP allows.
    Raises `Http404` when the file was erased or the storage has lost it.
    """
    if stored.content_type == ERASED:
        raise Http404("An administrator has erased the file.")
    etag = f'"{stored.sha256}"'
    answer = get_conditional_response(request, etag=etag) or _answer(request, stored, etag)
    return _with_headers(answer, stored, name, etag, is_preview)


def _answer(request, stored, etag):
    try:
        part = _part_asked(request, stored.size, etag)
    except BeyondEnd:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{stored.size}"})
    if part is None:
        return _body(request, stored, 0, stored.size)
    start, length = part
    answer = _body(request, stored, start, length)
    answer.status_code = 206
    answer.headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{stored.size}"
    return answer


def _part_asked(request, size, etag):
    """Return (start, length) of the part that is asked for, or None for the whole. Raises `BeyondEnd`."""
    asked = RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if asked is None or not any(asked.groups()) or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:
        # The last so many bytes.
        start, end = max(size - int(last), 0), size - 1
    else:
        start, end = int(first), min(int(last or size), size - 1)
    if last and first and int(last) < start:
        return None
    if start >= size:
        raise BeyondEnd
    return start, end - start + 1


def _body(request, stored, start, length):
    headers = {"Content-Length": str(length)}
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    try:
        blocks = open_part(stored.file, start, length)
    except OSError as fault:
        raise Http404("The storage does not hold the file.") from fault
    return StreamingHttpResponse(blocks, headers=headers)


def _with_headers(answer, stored, name, etag, is_preview):
    kind = kind_named(stored.content_type)
    is_shown = is_preview and kind.has_preview
    is_framed = is_shown and kind.content_type == "application/pdf"
    answer.headers["Content-Type"] = kind.content_type
    answer.headers["Content-Disposition"] = content_disposition_header(not is_shown, name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["X-Frame-Options"] = "SAMEORIGIN" if is_framed else "DENY"
    answer.headers["Content-Security-Policy"] = FRAMED if is_framed else CLOSED
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["ETag"] = etag
    # Kept by the reader's own browser, and asked for again each time: access may have ended.
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
