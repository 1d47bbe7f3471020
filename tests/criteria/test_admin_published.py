"""The admin site: a published set is untouched, publishing asks first, sets are exported."""

import io
import zipfile

import pytest
from django.urls import reverse

from criteria.actions import publish_criteria_set, stored_document
from criteria.interchange import read_criteria_file
from criteria.models import CriteriaSet
from tests.criteria.administration import SETS, errors_of, page_of, said, text_of, typed
from tests.factories import make_criteria_set, make_round

pytestmark = pytest.mark.django_db

# ---------------------------------------------------------------- a published set


def doors(criteria_set):
    """Every address of the admin site that could change something of the set."""
    parts = [*criteria_set.groups.all(), *criteria_set.criteria.all(), *criteria_set.classes.all()]
    pages = [page_of(part) for part in [criteria_set, *parts]]
    return [*pages, *(page.replace("/change/", "/delete/") for page in pages)]


def test_published_set_opens_to_be_read(admin, published):
    for part in [published, *published.groups.all(), *published.criteria.all(), *published.classes.all()]:
        response = admin.get(page_of(part))
        assert response.status_code == 200, part
        assert response.context["has_change_permission"] is False


def test_no_door_of_the_admin_changes_a_published_set(admin, published):
    before = stored_document(published)
    sent = {"post": "yes", "title": "Khác", "code": "X", "scale": '{"kind": "met"}', "requires": "{}"}

    answers = {admin.post(door, sent).status_code for door in doors(published)}

    assert answers == {403}
    assert stored_document(published) == before
    assert CriteriaSet.objects.get().sha256 == published.sha256


def test_published_set_gets_no_new_part(admin, published):
    group = published.groups.first()

    of_group = admin.post(
        reverse("admin:criteria_criterion_add"),
        {"group": group.pk, "code": "I.9", "title": "Chín", "scale": '{"kind": "met"}', "weight": "1"},
    )
    of_set = admin.post(
        reverse("admin:criteria_criteriongroup_add"), {"criteria_set": published.pk, "code": "IX", "title": "Chín"}
    )

    assert "group" in errors_of(of_group)
    assert "criteria_set" in errors_of(of_set)
    assert published.criteria.count() == 3


def test_bulk_deletion_leaves_published_sets_and_the_drafts_chosen_with_them(admin, published):
    draft = make_criteria_set(code="set-b")
    chosen = {"action": "delete_selected", "_selected_action": [published.pk, draft.pk]}

    asked = admin.post(SETS, chosen)
    confirmed = admin.post(SETS, chosen | {"post": "yes"})

    assert "“set-a” đã công bố" in text_of(asked)
    assert confirmed.status_code == 200
    assert CriteriaSet.objects.count() == 2


def test_bulk_deletion_takes_drafts(admin, draft):
    admin.post(SETS, {"action": "delete_selected", "_selected_action": [draft.pk], "post": "yes"})

    assert CriteriaSet.objects.count() == 0


def test_draft_that_a_round_names_says_why_it_stays(admin):
    draft = make_round().criteria_set

    response = admin.post(page_of(draft).replace("/change/", "/delete/"), {"post": "yes"})

    assert "đang được một kỳ đánh giá dùng" in text_of(response)
    assert CriteriaSet.objects.count() == 1


def test_set_published_while_its_form_is_open_is_not_saved(admin, draft):
    address = page_of(draft.criteria.first())
    sent = typed(admin, address, title="Khác")
    publish_criteria_set(criteria_set=draft, by=None)

    assert admin.post(address, sent).status_code == 403
    assert draft.criteria.filter(title="Khác").count() == 0


# ---------------------------------------------------------------- publishing and export


def test_publishing_asks_first(admin, draft):
    asked = admin.post(SETS, {"action": "publish", "_selected_action": [draft.pk]})

    assert "không thể sửa hay xóa nữa" in text_of(asked)
    assert CriteriaSet.objects.get().is_published is False


def test_publishing_confirmed_publishes(admin, draft):
    sent = {"action": "publish", "_selected_action": [draft.pk], "confirmed": "yes"}

    first = admin.post(SETS, sent, follow=True)
    again = admin.post(SETS, sent, follow=True)

    assert said(first) == ["Đã công bố “Bộ tiêu chí minh họa”."]
    assert said(again) == ["Các bộ tiêu chí đã chọn đều đã công bố."]
    assert CriteriaSet.objects.get().is_published is True


def test_empty_set_is_not_published(admin):
    empty = make_criteria_set(groups=[{"code": "I", "title": "Trống", "criteria": []}])

    response = admin.post(SETS, {"action": "publish", "_selected_action": [empty.pk], "confirmed": "yes"}, follow=True)

    assert "chưa có tiêu chí nào" in said(response)[0]
    assert CriteriaSet.objects.get().is_published is False


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_one_set_is_exported_as_its_file(admin, draft, form):
    response = admin.post(SETS, {"action": f"export_{form}", "_selected_action": [draft.pk]})

    assert response["Content-Disposition"] == f'attachment; filename="set-a.{form}"'
    assert read_criteria_file(response.content, name=f"set-a.{form}") == stored_document(draft)


def test_several_sets_are_exported_as_an_archive(admin, draft):
    other = make_criteria_set(code="set-b")

    response = admin.post(SETS, {"action": "export_json", "_selected_action": [draft.pk, other.pk]})

    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        read = {name: read_criteria_file(archive.read(name), name=name) for name in archive.namelist()}
    assert read == {"set-a.json": stored_document(draft), "set-b.json": stored_document(other)}
