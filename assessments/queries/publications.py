"""Whether what was published is still what is stored."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.actions import canonical_json
from assessments.actions.seal import publication_hash, sealed_document
from assessments.models import Publication


@dataclass(frozen=True, slots=True)
class Break:
    """The first publication that does not hold, and in a sentence why."""

    publication: Publication
    sentence: str


def first_break():
    """Return the first `Break` in the chain of publications, or None when every seal holds.

    Each publication is checked for its place in the chain, for its own hash, and, the last of a round, against the
    stored results.
    """
    previous_sha256 = ""
    publications = Publication.objects.select_related(
        "round__programme", "round__criteria_set", "amends", "amended_by"
    ).order_by("sequence")
    for sequence, publication in enumerate(publications.iterator(chunk_size=1), start=1):
        sentence = _fault_of(publication, sequence, previous_sha256)
        if sentence:
            return Break(publication, sentence)
        previous_sha256 = publication.sha256
    return None


def _fault_of(publication, sequence, previous_sha256):
    if publication.sequence != sequence or publication.previous_sha256 != previous_sha256:
        return _("không nối tiếp bản công bố liền trước (thiếu hoặc đổi thứ tự)")
    if publication.sha256 != publication_hash(publication.document, previous_sha256):
        return _("nội dung đã bị sửa sau khi niêm phong (mã băm không khớp)")
    if hasattr(publication, "amended_by"):
        # What is stored is what the correction says; that one is compared.
        return ""
    correction = json.loads(publication.document).get("correction")
    if publication.document != canonical_json(sealed_document(publication.round, publication.amends, correction)):
        return _("kết quả đang lưu khác với nội dung đã niêm phong")
    return ""
