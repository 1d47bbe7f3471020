"""The files of a run, named so that whoever unpacks them knows whose they are."""

import tempfile
import zipfile

from reports.actions.runs import WRITTEN

# Kept in memory up to here; a hundred units' documents go to a temporary file.
IN_MEMORY = 8 * 1024 * 1024
REFUSED_IN_NAMES = str.maketrans('\\/:*?"<>|', "_________")


def file_name(outcome, file_format):
    """“phường Hải Châu I (412).pdf”: the unit as it was called; two of one name are told apart by the number."""
    return f"{outcome.unit_name.translate(REFUSED_IN_NAMES)} ({outcome.pk}).{file_format}"


def archive_of(run, outcomes):
    """Return an open temporary file with the documents of a run as ZIP, at its beginning."""
    archive = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  whoever sends it closes it
    # Both formats are compressed already.
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for outcome in outcomes:
            for file_format in WRITTEN:
                with getattr(outcome, file_format).open("rb") as kept:
                    packed.writestr(f"{file_format}/{file_name(outcome, file_format)}", kept.read())
    archive.seek(0)
    return archive
