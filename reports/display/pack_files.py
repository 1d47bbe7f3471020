"""The files of a conference's pack, numbered in the order in which they are read."""

import tempfile
import zipfile

from reports.display.run_files import IN_MEMORY
from reports.queries.files import files_of
from reports.writers import FORMATS, write_deck


def pack_archive(pack, deck):
    """Return an open temporary file with every document in every format, and the deck as PDF, as ZIP."""
    archive = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  whoever sends it closes it
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(f"00-trinh-chieu-{pack.round.code}.pdf", write_deck(deck))
        for number, document in enumerate(pack.documents, start=1):
            name = f"{number:02d}-{document.kind.replace('_', '-')}"
            for file_format, content in files_of(document.report, FORMATS):
                packed.writestr(f"{name}.{file_format}", content)
    archive.seek(0)
    return archive
