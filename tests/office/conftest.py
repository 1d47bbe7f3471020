"""Workbooks and documents opened by LibreOffice. Without it the tests are skipped by name, and fail when CI=true."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.system_packages import has_libreoffice, has_writer

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FOLDER = Path(__file__).resolve().parent
PARTS = {"test_report_document.py": ("libreoffice-writer-nogui", has_writer)}
REST = ("libreoffice-calc-nogui", has_libreoffice)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    for item in items:
        if FOLDER not in item.path.parents:
            continue
        package, is_there = PARTS.get(item.path.name, REST)
        if is_there():
            continue
        advice = f"LibreOffice's part was not found (apt-get install {package})"
        if os.environ.get("CI") == "true":
            raise pytest.UsageError(f"{item.nodeid} cannot run: {advice}")
        item.add_marker(pytest.mark.skip(reason=advice))


@pytest.fixture(scope="session")
def convert(tmp_path_factory):
    """`convert(path, kind)`: LibreOffice opens the file and saves it as another kind beside it."""
    profile = tmp_path_factory.mktemp("profile")

    def saved_as(path, kind):
        folder = path.parent / kind
        command = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
        command += ["--outdir", folder, path]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
        result = folder / f"{path.stem}.{kind}"
        assert result.is_file(), done.stderr
        return result

    return saved_as
