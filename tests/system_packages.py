"""The programs that the tests need beyond Python: installed when we may, named exactly when not.

    python -m tests.system_packages                     install what is missing (root), or say what will not run
    python -m tests.system_packages --has postgresql    exit 0 when it is there
    python -m tests.system_packages --report            repeat what was not run

With CI=true a missing program ends the run: there a skipped test would pass unseen.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.postgres import PostgresMissing, find_programs


def has_chromium() -> bool:
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def has_libreoffice() -> bool:
    return any(shutil.which(name) for name in ("soffice", "libreoffice"))


def has_writer() -> bool:
    """LibreOffice comes in parts: one that fills in workbooks may have none that opens texts."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return bool(found) and (Path(found).resolve().parent / "libswlo.so").is_file()


def has_postgresql() -> bool:
    try:
        find_programs()
    except PostgresMissing:
        return False
    return True


# Debian's package: (is it there, which tests need it).
PROGRAMS = {
    "chromium": (has_chromium, "the browser tests (tests/browser)"),
    "libreoffice-calc-nogui": (has_libreoffice, "the offline workbook filled in by LibreOffice (tests/office)"),
    "libreoffice-writer-nogui": (has_writer, "the documents opened by LibreOffice (tests/office)"),
    "postgresql": (has_postgresql, "the second run of all tests that touch the database, on PostgreSQL"),
}


def missing_programs() -> list[str]:
    return [package for package, (is_there, _) in PROGRAMS.items() if not is_there()]


def install(packages: list[str]) -> None:
    """With apt. A failure is only printed: what is still missing afterwards is reported by the caller."""
    print(f"Installing {', '.join(packages)} with apt-get …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = {"env": environment, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=False, **quiet)


def report(missing: list[str]) -> int:
    """Print a line for each group of tests that cannot run; the exit status."""
    for package in missing:
        print(f"NOT RUN: {PROGRAMS[package][1]}: {package} is missing (as root: apt-get install {package})")
    return 1 if missing and os.environ.get("CI") == "true" else 0


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--has"]:
        return 0 if PROGRAMS[arguments[1]][0]() else 1
    missing = missing_programs()
    if missing and arguments != ["--report"] and os.geteuid() == 0 and shutil.which("apt-get"):
        install(missing)
        missing = missing_programs()
    return report(missing)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
