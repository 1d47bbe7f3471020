"""The files of a document: written, hashed, and their bytes stored before any row names them."""

import hashlib

from django.core.files.base import ContentFile

from reports.models import FileFormat, PublishedFile
from reports.queries.files import written


def stored_files(document):
    """Return the `PublishedFile`s of a document, not saved, their bytes in the storage.

    Always PDF and DOCX; XLSX where the document has tables. All are written before the first is stored. Whatever a
    writer raises passes through.
    """
    contents = {each: content for each in FileFormat if (content := written(document, each.value)) is not None}
    return [_stored(each, content) for each, content in contents.items()]


def drop_files(files):
    """Take away bytes that no row names."""
    for each in files:
        each.file.delete(save=False)


def _stored(file_format, content):
    made = PublishedFile(format=file_format, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    made.file.save(made.sha256, ContentFile(content), save=False)
    return made
