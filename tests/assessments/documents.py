"""Files as people hand them in, made small; and a piece of evidence attached with one line."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.actions.evidence import Facts, attach
from assessments.actions.stored_file import Content
from assessments.models import CriterionScore

OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = b"%PDF-1.4\n" + b"0123456789" * 10
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 40


def container(**members):
    """A ZIP file; members are named by `name=bytes`, `__` standing for a slash."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def office(kind="wordprocessingml.document", extra=(), main=None):
    """An Office document as far as its container says so."""
    part = main or f"{OFFICE}.{kind}.main+xml"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{part}"/></Types>')
        for name in ("word/document.xml", *extra):
            archive.writestr(name, "<x/>")
    return stream.getvalue()


def open_document(kind="text", **members):
    return container(mimetype=f"application/vnd.oasis.opendocument.{kind}", **members)


def upload(content=PDF, name="ke-hoach.pdf"):
    return SimpleUploadedFile(name, content)


def key_of(assessment, code):
    return CriterionScore.objects.get(assessment=assessment, criterion__code=code).criterion_id


def attached(assessment, code, by, content=PDF, title="Kế hoạch năm", **facts):
    """Attach a document to a criterion and return its `EvidenceUse`."""
    return attach(
        assessment=assessment.pk,
        criterion=key_of(assessment, code),
        facts=Facts(title, **facts),
        content=Content(upload(content)) if isinstance(content, bytes) else content,
        by=by,
    )


def file_address(use, *, query=""):
    return reverse("assessments:evidence_file", args=[use.evidence_id, use.revision.number]) + query
