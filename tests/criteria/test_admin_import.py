"""The admin site: a file is imported after a preview, and every fault of it is listed."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from criteria.actions import store_criteria_set
from criteria.interchange import normalise, write_json, write_xlsx
from criteria.models import CriteriaSet
from tests.criteria.administration import SETS, page_of, said, text_of
from tests.factories import set_document

pytestmark = pytest.mark.django_db


def upload(client, content, name="set.json"):
    return client.post(f"{SETS}import/", {"file": SimpleUploadedFile(name, content)})


def confirm(client, previewed):
    form = previewed.context["store_form"]
    sent = {name: form[name].value() for name in ("document", "seen")}
    return client.post(f"{SETS}import/", sent, follow=True)


def document_of(code="set-a", **fields):
    return normalise(set_document(code, **fields))


@pytest.mark.parametrize("name, write", [("set.json", write_json), ("set.xlsx", write_xlsx)])
def test_import_shows_what_it_would_do_before_it_stores(admin, name, write):
    previewed = upload(admin, write(document_of()), name)

    preview = previewed.context["preview"]
    assert (preview.outcome, preview.size) == ("create", "3 tiêu chí trong 2 nhóm")
    assert preview.groups == [("I", "Nhóm một", 2), ("II", "Nhóm hai", 1)]
    assert CriteriaSet.objects.count() == 0
    response = confirm(admin, previewed)
    assert said(response) == ["Đã lưu bộ tiêu chí “Bộ tiêu chí minh họa” thành bản nháp."]
    assert CriteriaSet.objects.get().document() == document_of()


def test_import_over_a_draft_shows_the_differences(admin):
    store_criteria_set(document=document_of(), by=None)
    groups = document_of()["groups"]
    groups[0]["criteria"][0]["title"] = "Sửa"
    del groups[0]["criteria"][1]

    previewed = upload(admin, write_json(document_of(title="Khác", groups=groups)))

    assert previewed.context["preview"].outcome == "replace"
    assert previewed.context["preview"].changes == [
        "Bỏ 1 tiêu chí: I.2.",
        "Sửa câu chữ 1 tiêu chí: I.1.",
        "Sửa phần chung: tên, văn bản, chương trình hoặc cách tính.",
    ]
    confirm(admin, previewed)
    assert CriteriaSet.objects.get().title == "Khác"


def test_import_of_what_is_there_stores_nothing(admin):
    store_criteria_set(document=document_of(), by=None)

    preview = upload(admin, write_json(document_of())).context["preview"]
    assert (preview.outcome, preview.is_storable) == ("unchanged", False)


def test_import_over_a_published_set_is_refused_with_advice(admin, published):
    previewed = upload(admin, write_json(document_of(title="Khác")))

    assert previewed.context["preview"].outcome == "refused"
    assert "Hãy đặt mã mới trong tệp" in text_of(previewed)
    sent = {"document": json.dumps(document_of(title="Khác")), "seen": ""}
    assert "đã công bố" in said(admin.post(f"{SETS}import/", sent, follow=True))[0]
    assert CriteriaSet.objects.get().title != "Khác"


def test_import_of_a_file_lists_every_fault_with_its_place(admin):
    document = document_of() | {"title": "", "counting": "stars"}

    response = upload(admin, write_json(document))

    assert [fault.place for fault in response.context["form"].faults] == ["/title", "/counting"]
    assert "Tệp có 2 lỗi; chưa lưu gì." in text_of(response)
    assert CriteriaSet.objects.count() == 0


@pytest.mark.parametrize(
    "name, content",
    [("set.json", b"{"), ("set.json", b"\xff"), ("set.xlsx", b"PK"), ("set.csv", b"a"), ("set.json", b"[]")],
)
def test_import_of_a_malformed_file_is_refused(admin, name, content):
    response = upload(admin, content, name)

    assert len(response.context["form"].faults) == 1
    assert "preview" not in response.context


def test_import_without_a_file_asks_for_one(admin):
    assert "Hãy chọn một tệp .json hoặc .xlsx." in text_of(admin.post(f"{SETS}import/", {}))


def test_upload_of_three_gigabytes_is_refused_by_its_length(admin):
    response = admin.generic("POST", f"{SETS}import/", b"x", CONTENT_LENGTH=str(3 * 1024**3))

    assert response.status_code == 413


def test_draft_changed_since_the_preview_is_not_overwritten(admin):
    previewed = upload(admin, write_json(document_of(title="Của tôi")))
    store_criteria_set(document=document_of(title="Của đồng nghiệp"), by=None)

    response = confirm(admin, previewed)

    assert "vừa được người khác thay đổi" in said(response)[0]
    assert CriteriaSet.objects.get().title == "Của đồng nghiệp"


@pytest.mark.parametrize("document", ["{", "[]", "{}", ""])
def test_preview_tampered_with_is_refused(admin, document):
    response = admin.post(f"{SETS}import/", {"document": document}, follow=True)

    assert response.status_code == 200
    assert CriteriaSet.objects.count() == 0


def test_unknown_programme_of_an_import_is_created_and_said_so(admin):
    response = confirm(admin, upload(admin, write_json(document_of(programme="moi-2027"))))

    assert "Chương trình “moi-2027” chưa có nên đã được thêm" in said(response)[1]


def test_pages_keep_the_content_policy(admin, draft):
    for page in (SETS, page_of(draft), f"{SETS}import/", page_of(draft.criteria.first())):
        text = admin.get(page).content.decode()
        assert "<style" not in text
        assert "onclick" not in text
