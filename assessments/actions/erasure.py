"""Taking a file's bytes away for good: handed in by mistake, or holding what the portal must never hold."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions import record_event
from accounts.permissions import can_administer
from accounts.refusals import ReasonMissing
from assessments.files.kinds import ERASED
from assessments.models import Assessment, EvidenceRevision, StoredFile


@transaction.atomic
def erase_file(*, stored_file, reason, by):
    """Erase the bytes of a file (a primary key) wherever it is used. Raises `PermissionDenied`, `ReasonMissing`.

    The row stays with its SHA-256, so that what was handed in remains provable and the same bytes are refused when
    they come again; the names under which it was handed in go too. The bytes go once the transaction has ended.
    """
    if not can_administer(by):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    stored = StoredFile.objects.select_for_update().get(pk=stored_file)
    if stored.content_type == ERASED:
        return stored
    storage, name = stored.file.storage, str(stored.file.name)
    stored.file, stored.content_type, stored.size = "", ERASED, 0
    stored.save(update_fields=["file", "content_type", "size"])
    EvidenceRevision.objects.filter(file=stored).update(file_name="")
    # Pages are kept under their sheet's count of changes.
    for shown in Assessment.objects.filter(scores__evidence_uses__evidence__revisions__file=stored).distinct():
        shown.save(update_fields=["updated_at"])
    record_event(stream=f"file:{stored.pk}", verb="erase", by=by, data={"sha256": stored.sha256, "reason": reason})
    transaction.on_commit(lambda: storage.delete(name))
    return stored
