"""The bytes of a report: composed once for all formats, and of what is published the sealed ones."""

import pytest

from reports.models import Report
from reports.queries import files
from reports.queries.files import bytes_of, files_of
from reports.writers import FORMATS
from tests.reports.publication_samples import make_approved, make_place, published
from tests.reports.samples import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings, monkeypatch):
    return make_place(settings, monkeypatch)


def test_published_report_gives_its_sealed_bytes(place, monkeypatch):
    sealed = published(place)
    for file_format in FORMATS:
        monkeypatch.setitem(FORMATS, file_format, lambda document: b"written anew")

    found = dict(files_of(Report.objects.get(pk=sealed.report_id), FORMATS))

    assert found == {each.format: each.file.read() for each in sealed.files.all()}
    assert b"written anew" not in found.values()


def test_report_is_composed_once_for_all_formats(place, monkeypatch):
    composed, real = [], files.compose
    monkeypatch.setattr(files, "compose", lambda report: composed.append(report) or real(report))

    assert [each for each, _content in files_of(make_approved(place), FORMATS)] == ["docx", "pdf", "xlsx"]
    assert len(composed) == 1


def test_report_without_a_table_has_no_workbook(place):
    assert bytes_of(make_approved(place, blocks=(words("Một đoạn."),)), "xlsx") is None
