"""A file that must not be here is taken away for good; what remains is that it was here."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import Event, Role
from assessments.actions import ReasonMissing
from assessments.actions.erasure import erase_file
from assessments.actions.evidence_refusals import FileErased
from assessments.models import EvidenceRevision, StoredFile
from tests.assessments.documents import PNG, attached
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(stage):
    stage.use = attached(stage.assessment, "I.1", stage.officer)
    stage.stored = StoredFile.objects.get()
    stage.administrator = make_person(Role.ADMINISTRATOR, stage.city, is_staff=True)
    return stage


def erase(stage, reason="Có thông tin cá nhân của công dân", by=None):
    return erase_file(stored_file=stage.stored.pk, reason=reason, by=by or stage.administrator)


def address_of(use):
    return reverse("assessments:evidence_file", args=[use.evidence_id, use.revision.number])


def test_bytes_are_gone_and_the_record_stays(held, client, django_capture_on_commit_callbacks):
    storage, name = held.stored.file.storage, held.stored.file.name
    with django_capture_on_commit_callbacks(execute=True):
        erase(held)
    assert storage.exists(name) is False
    held.stored.refresh_from_db()
    assert (held.stored.size, bool(held.stored.file), held.stored.sha256 != "") == (0, False, True)
    assert EvidenceRevision.objects.get().file_name == ""
    assert Event.objects.get(stream=f"file:{held.stored.pk}").data["reason"] == "Có thông tin cá nhân của công dân"
    client.force_login(held.officer)
    assert client.get(address_of(held.use)).status_code == 404
    page = client.get(reverse("assessments:evidence", args=[held.use.evidence_id]))
    assert (page.status_code, "tệp đã gỡ" in page.content.decode()) == (200, True)


def test_sheet_shows_it_at_once(held, client):
    sheet = reverse("assessments:sheet", args=[held.assessment.round.code, held.assessment.unit_id])
    client.force_login(held.officer)
    assert "tệp đã gỡ" not in client.get(sheet).content.decode()
    erase(held)
    assert "tệp đã gỡ" in client.get(sheet).content.decode()


def test_erased_document_is_not_offered_to_be_looked_at_in_place(held, client):
    sheet = reverse("assessments:sheet", args=[held.assessment.round.code, held.assessment.unit_id])
    client.force_login(held.officer)
    assert "Xem tại chỗ" in client.get(sheet).content.decode()
    erase(held)
    assert "Xem tại chỗ" not in client.get(sheet).content.decode()


def test_same_bytes_are_not_taken_again(held):
    erase(held)
    with pytest.raises(FileErased):
        attached(held.assessment, "I.2", held.officer)
    assert attached(held.assessment, "I.2", held.officer, content=PNG).revision.file.size > 0


def test_only_an_administrator_erases_and_says_why(held):
    with pytest.raises(PermissionDenied):
        erase(held, by=held.secretary)
    with pytest.raises(ReasonMissing):
        erase(held, reason=" ")
    held.stored.refresh_from_db()
    assert held.stored.size > 0


def test_erased_from_the_admin_site_after_a_second_look(held, client):
    client.force_login(held.administrator)
    address = reverse("admin:assessments_storedfile_changelist")
    chosen = {"action": "erase_files", "_selected_action": held.stored.pk}
    asked = client.post(address, chosen)
    assert (asked.status_code, "Không lấy lại được" in asked.content.decode()) == (200, True)
    client.post(address, {**chosen, "confirmed": "1", "reason": "Nhầm tệp"})
    held.stored.refresh_from_db()
    assert held.stored.size == 0
