"""Which files count as evidence, by what they hold: never by their name, nor by what a browser calls them.

Office documents are ZIP containers like many other things, so they are looked into; those with macros are refused.
"""

import zipfile
import zlib
from dataclasses import dataclass

import filetype
from django.utils.translation import gettext as _

HEAD = 8192
# A container's description is a few kilobytes; a bomb is not unpacked to be judged.
DESCRIPTION_MOST = 1_000_000
MEMBERS_MOST = 10_000
# What zipfile raises for a broken or disguised container is not one family; each means the same to the reader.
BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, KeyError, EOFError, UnicodeError)


@dataclass(frozen=True, slots=True)
class Kind:
    """An accepted kind of file; `has_preview`: browsers show it themselves, without a script of ours."""

    content_type: str
    label: str
    extensions: tuple[str, ...]
    has_preview: bool = False


OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
KINDS = {
    kind.content_type: kind
    for kind in (
        Kind("application/pdf", "PDF", (".pdf",), has_preview=True),
        Kind(f"{OFFICE}.wordprocessingml.document", "DOCX", (".docx",)),
        Kind(f"{OFFICE}.spreadsheetml.sheet", "XLSX", (".xlsx",)),
        Kind(f"{OFFICE}.presentationml.presentation", "PPTX", (".pptx",)),
        Kind(f"{OPEN}.text", "ODT", (".odt",)),
        Kind(f"{OPEN}.spreadsheet", "ODS", (".ods",)),
        Kind("image/jpeg", "JPEG", (".jpg", ".jpeg"), has_preview=True),
        Kind("image/png", "PNG", (".png",), has_preview=True),
        Kind("image/webp", "WEBP", (".webp",), has_preview=True),
    )
}
# What stands in the place of the kind when an administrator has erased the bytes.
ERASED = "erased"
# By their first bytes alone; the others are containers.
BY_HEAD = {content_type for content_type in KINDS if content_type.startswith(("image/", "application/pdf"))}
ACCEPTED_WORDS = ", ".join(kind.label for kind in KINDS.values())
ACCEPTED_EXTENSIONS = ",".join(extension for kind in KINDS.values() for extension in kind.extensions)


class NotAccepted(ValueError):
    """The file is of no accepted kind; `received` says in the reader's words what it is."""

    def __init__(self, received):
        super().__init__(received)
        self.received = received


def kind_of(stream):
    """Return the `Kind` of an open binary file, which is left at its start. Raises `NotAccepted`."""
    stream.seek(0)
    head = stream.read(HEAD)
    try:
        return _kind_of_container(stream) if head.startswith(b"PK") else _kind_of_head(head)
    finally:
        stream.seek(0)


def kind_named(content_type):
    """Return the `Kind` of a stored content type; one that is accepted no more is served as plain bytes."""
    if content_type == ERASED:
        return Kind(ERASED, _("tệp đã gỡ"), ())
    return KINDS.get(content_type) or Kind("application/octet-stream", _("tệp"), ())


def preview_of(content_type):
    """Return how a browser shows a stored file by itself: "image", "pdf", or "" for a link or what it cannot show."""
    kind = kind_named(content_type) if content_type else None
    if kind is None or not kind.has_preview:
        return ""
    return "image" if kind.content_type.startswith("image/") else "pdf"


def _kind_of_head(head):
    guessed = filetype.guess(head)
    if guessed and guessed.mime in BY_HEAD:
        return KINDS[guessed.mime]
    raise NotAccepted(_received(head, guessed))


def _received(head, guessed):
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _("tệp Office đời cũ hoặc có mật khẩu (hãy bỏ mật khẩu, lưu lại dạng DOCX, XLSX hoặc PDF)")
    if head.startswith((b"MZ", b"\x7fELF", b"#!")):
        return _("chương trình chạy được")
    if b"<svg" in start:
        return _("hình SVG (hãy lưu lại dạng PNG hoặc PDF)")
    if start.startswith(b"<"):
        return _("trang web hoặc tệp XML")
    if guessed:
        return _("tệp %(kind)s") % {"kind": guessed.extension.upper()}
    return _("tệp không rõ loại")


def _kind_of_container(stream):
    try:
        with zipfile.ZipFile(stream) as container:
            names = container.namelist()
            if len(names) > MEMBERS_MOST:
                raise NotAccepted(_("tệp nén có quá nhiều tệp con"))
            return _kind_by_members(container, {name.lower() for name in names})
    except BROKEN as fault:
        raise NotAccepted(_("tệp nén hoặc tệp Office bị hỏng")) from fault


def _kind_by_members(container, names):
    content_type = _declared_type(container, names)
    if content_type is None:
        raise NotAccepted(_("tệp nén ZIP (hãy gửi từng tài liệu bên trong)"))
    if _has_macros(content_type, names):
        raise NotAccepted(_("tài liệu có macro (hãy lưu lại dạng không có macro)"))
    if content_type not in KINDS:
        raise NotAccepted(_("tài liệu Office không được nhận"))
    return KINDS[content_type]


def _declared_type(container, names):
    """Return the content type that the container itself declares, or None when it is a plain archive."""
    if "[content_types].xml" in names:
        description = _read(container, "[Content_Types].xml")
        if b"macroEnabled" in description:
            return "macroEnabled"
        return next((each for each in KINDS if f"{each}.main+xml".encode() in description), "")
    if "mimetype" in names:
        return _read(container, "mimetype").decode("ascii", "replace").strip()
    return None


def _read(container, name):
    with container.open(name) as member:
        return member.read(DESCRIPTION_MOST)


def _has_macros(content_type, names):
    """Office keeps macros in vbaProject.bin and controls in activeX; LibreOffice in folders of its own."""
    if content_type == "macroEnabled":
        return True
    return any(
        name.endswith("vbaproject.bin") or "/activex/" in name or name.startswith(("basic/", "scripts/"))
        for name in names
    )
