"""What counts as evidence, by what a file holds."""

import io

import pytest

from assessments.actions.stored_file import name_of_kind, plain_name
from assessments.files.kinds import KINDS, NotAccepted, kind_of
from tests.assessments.documents import PDF, PNG, container, office, open_document

JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40
WEBP = b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 40


@pytest.mark.parametrize(
    ("content", "label"),
    [
        (PDF, "PDF"),
        (PNG, "PNG"),
        (JPEG, "JPEG"),
        (WEBP, "WEBP"),
        (office(), "DOCX"),
        (office("spreadsheetml.sheet"), "XLSX"),
        (office("presentationml.presentation"), "PPTX"),
        (open_document(), "ODT"),
        (open_document("spreadsheet"), "ODS"),
    ],
)
def test_kind_is_told_by_the_content_and_the_file_left_at_its_start(content, label):
    stream = io.BytesIO(content)
    assert (kind_of(stream).label, stream.tell()) == (label, 0)


@pytest.mark.parametrize(
    ("content", "received"),
    [
        (b"MZ\x90\0" + b"\0" * 60, "chương trình chạy được"),
        (b"\x7fELF" + b"\0" * 60, "chương trình chạy được"),
        (b"#!/bin/sh\nrm", "chương trình chạy được"),
        (b"<!doctype html><script>alert(1)</script>", "trang web hoặc tệp XML"),
        (b"\xef\xbb\xbf  <html>", "trang web hoặc tệp XML"),
        (b'<?xml version="1.0"?><svg onload="x"/>', "hình SVG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60, "tệp Office đời cũ hoặc có mật khẩu"),
        (b"GIF89a" + b"\0" * 40, "tệp GIF"),
        (b"Rar!\x1a\x07\0" + b"\0" * 40, "tệp RAR"),
        ("Báo cáo bằng chữ".encode(), "tệp không rõ loại"),
        (b"<html>%PDF-1.4", "trang web hoặc tệp XML"),
        (container(a=b"1"), "tệp nén ZIP"),
        (b"PK\x03\x04broken", "tệp nén hoặc tệp Office bị hỏng"),
        (office()[:-30], "tệp nén hoặc tệp Office bị hỏng"),
        (office(extra=["word/vbaProject.bin"]), "tài liệu có macro"),
        (office(extra=["word/activeX/activeX1.xml"]), "tài liệu có macro"),
        (office(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "tài liệu có macro"),
        (office(main="application/vnd.ms-visio.drawing.main+xml"), "tài liệu Office không được nhận"),
        (open_document(Basic__Standard=b"1"), "tài liệu có macro"),
        (open_document("graphics"), "tài liệu Office không được nhận"),
    ],
)
def test_anything_else_is_refused_by_what_it_is(content, received):
    with pytest.raises(NotAccepted) as refused:
        kind_of(io.BytesIO(content))
    assert refused.value.received.startswith(received)


def test_container_of_very_many_members_is_not_looked_through():
    many = container(**{f"m{number}": b"" for number in range(10_001)})
    with pytest.raises(NotAccepted, match="quá nhiều tệp con"):
        kind_of(io.BytesIO(many))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Kế hoạch.pdf", "Kế hoạch.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("hồ sơ\\2026\\a.PDF", "a.pdf"),
        ("bao\0cao\n.pdf", "baocao.pdf"),
        ("gpj.\u202egnp.exe", "gpj.gnp.exe.pdf"),
        ("report.html", "report.html.pdf"),
        ("", "tai-lieu.pdf"),
        ("...", "tai-lieu.pdf"),
        ("ă" * 600 + ".pdf", "ă" * 196 + ".pdf"),
        ("Ho\u0300a.pdf", "Hòa.pdf"),
    ],
)
def test_name_is_plain_and_ends_as_its_kind_does(name, kept):
    assert name_of_kind(plain_name(name), KINDS["application/pdf"]) == kept
