"""Workbooks and documents opened by LibreOffice. Without it the tests are skipped by name, and fail when CI=true."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FOLDER = Path(__file__).resolve().parent
ADVICE = "LibreOffice was not found (apt-get install libreoffice-calc-nogui libreoffice-writer-nogui)"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if SOFFICE:
        return
    ours = [item for item in items if FOLDER in item.path.parents]
    if ours and os.environ.get("CI") == "true":
        raise pytest.UsageError(f"{len(ours)} tests with LibreOffice cannot run: {ADVICE}")
    for item in ours:
        item.add_marker(pytest.mark.skip(reason=ADVICE))


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
