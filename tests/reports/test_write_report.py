"""Writing a document at the command line."""

import pytest
from django.core.management import CommandError, call_command

from tests.reports.publication_samples import KIND, make_place


@pytest.fixture
def place(db, settings, monkeypatch):
    return make_place(settings, monkeypatch)


def test_document_is_written_to_the_file(place, tmp_path):
    path = tmp_path / "a.pdf"

    call_command(
        "write_report", KIND, "--unit", place.ward.key, "--city", place.city.key, "--format", "pdf", "-o", str(path)
    )

    assert path.read_bytes().startswith(b"%pdf")


def test_file_that_cannot_be_written_is_told(place, tmp_path):
    path = tmp_path / "none" / "a.pdf"

    with pytest.raises(CommandError, match="Không ghi được tệp"):
        call_command(
            "write_report", KIND, "--unit", place.ward.key, "--city", place.city.key, "--format", "pdf", "-o", str(path)
        )
