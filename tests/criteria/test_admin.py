"""The admin site: who may enter, and a draft edited part by part."""

import pytest
from django.urls import reverse

from accounts.models import Role
from criteria.actions import publish_criteria_set, stored_document
from criteria.models import CriteriaSet
from tests.criteria.administration import PARTS, SETS, errors_of, page_of, said, save, typed
from tests.factories import make_city, make_criteria_set, make_person, make_user, set_document

pytestmark = pytest.mark.django_db

# ---------------------------------------------------------------- who may


@pytest.mark.parametrize(
    "page", [SETS, f"{SETS}add/", f"{SETS}import/", *(f"/admin/criteria/{part}/" for part in PARTS)]
)
def test_only_administrators_find_the_pages(client, page):
    client.force_login(make_person(Role.SECRETARY, make_city()))
    assert client.get(page).status_code == 404
    client.force_login(make_user())
    assert client.post(page).status_code == 404


@pytest.mark.parametrize(
    "page", [SETS, f"{SETS}add/", f"{SETS}import/", *(f"/admin/criteria/{part}/" for part in PARTS)]
)
def test_administrator_finds_the_pages(admin, draft, page):
    assert admin.get(page).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count_is_constant(admin, django_assert_num_queries, count):
    for _number in range(count):
        make_criteria_set()

    with django_assert_num_queries(11):
        assert len(admin.get(SETS).context["cl"].result_list) == count


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_criteria_query_count_is_constant(admin, django_assert_num_queries, count):
    for _number in range(count):
        make_criteria_set()

    with django_assert_num_queries(10):
        assert len(admin.get("/admin/criteria/criterion/").context["cl"].result_list) == 3 * count


@pytest.mark.parametrize("published, shown", [("yes", ["issued"]), ("no", ["draft"]), ("?", ["draft", "issued"])])
def test_list_is_narrowed_to_published_sets_or_drafts(admin, published, shown):
    make_criteria_set(code="draft")
    publish_criteria_set(criteria_set=make_criteria_set(code="issued"), by=None)

    found = admin.get(SETS, {"published": published}).context["cl"].result_list

    assert sorted(each.code for each in found) == shown


# ---------------------------------------------------------------- editing a draft


def test_saving_a_form_unchanged_changes_nothing(admin, draft):
    before = stored_document(draft)
    parts = [*draft.groups.all(), *draft.criteria.all(), *draft.classes.all()]

    for part in [draft, *parts]:
        assert save(admin, page_of(part)).redirect_chain, part

    assert stored_document(draft) == before
    assert draft.history.count() == 1


def test_head_of_a_draft_is_edited(admin, draft):
    save(admin, page_of(draft), title="Tên mới", document_date="13/07/2021", bonus_cap="5.50", status="official")

    document = stored_document(draft)
    assert document["title"] == "Tên mới"
    assert document["document"]["date"] == "2021-07-13"
    assert document["bonus_cap"] == "5.5"
    assert document["status"] == "official"


def test_wrong_head_gets_a_sentence_at_its_field(admin, draft):
    response = save(admin, page_of(draft), bonus_cap="nhiều")

    assert errors_of(response) == {"bonus_cap": ["Nhận được “nhiều”, không phải một số; viết dạng “7.5”."]}
    assert stored_document(draft)["bonus_cap"] is None


def test_criterion_is_edited_and_keeps_its_row(admin, draft):
    criterion = draft.criteria.get(code="I.1")

    response = save(admin, page_of(criterion), title="Trụ sở", knock_out="on", scale='{"kind": "met", "points": "2.0"}')

    assert response.redirect_chain == [(page_of(draft), 302)]
    criterion.refresh_from_db()
    assert (criterion.title, criterion.knock_out, criterion.scale) == ("Trụ sở", True, {"kind": "met", "points": "2"})


@pytest.mark.parametrize(
    "scale, sentence",
    [
        ('{"kind": "met"', "dòng 1, cột 15: Tệp không đúng cú pháp JSON"),
        ('{"kind": "stars"}', "kind: Nhận được “stars”; chỉ nhận một trong"),
        ('{"kind": "met", "points": NaN}', "points: Nhận được số nan"),
        ('{"kind": "met", "points": 7.5}', "points: Nhận được số 7.5"),
        ('{"kind": "met", "points": "-1"}', "points: Nhận được -1"),
        ('{"kind": "points"}', "max: Thiếu “max”"),
        ('{"kind": "levels", "levels": []}', "levels: Danh sách đang trống"),
        ("[1]", "Cần một đối tượng"),
        ("7", "Cần một đối tượng"),
        ("1" * 5000, "Tệp có một số dài bất thường"),
        ("[" * 100_000, "Tệp lồng quá nhiều lớp ngoặc"),
        ("", "bắt buộc"),
    ],
)
def test_wrong_scale_gets_a_sentence_and_no_stack_trace(admin, draft, scale, sentence):
    criterion = draft.criteria.get(code="I.1")

    response = admin.post(page_of(criterion), typed(admin, page_of(criterion)) | {"scale": scale})

    assert response.status_code == 200
    [message, *_others] = errors_of(response)["scale"]
    assert sentence in message
    assert draft.criteria.get(code="I.1").scale == {"kind": "met", "points": "1"}


def test_code_that_another_part_names_is_not_lost(admin):
    groups = set_document()["groups"]
    groups[1]["zero_if_unmet"] = ["I.1"]
    draft = make_criteria_set(groups=groups)

    response = save(admin, page_of(draft.criteria.get(code="I.1")), code="I.9")

    assert errors_of(response) == {
        "__all__": ["/groups/1/zero_if_unmet/0: Bộ tiêu chí không có tiêu chí mã “I.1”; sửa mã hoặc bỏ khỏi danh sách."]
    }


def test_code_used_twice_is_refused(admin, draft):
    response = save(admin, page_of(draft.criteria.get(code="I.1")), code="I.2")

    message = "/groups/0/criteria/1/code: Mã “I.2” đã dùng trong bộ tiêu chí này; mỗi mã chỉ một lần, hãy đặt mã khác."
    assert errors_of(response) == {"__all__": [message]}
    assert draft.criteria.filter(code="I.1").count() == 1


def test_criterion_moves_to_another_place_and_group(admin, draft):
    other = draft.groups.get(code="II")

    save(admin, page_of(draft.criteria.get(code="I.1")), group=other.pk, place=1)

    assert list(draft.criteria.values_list("group__code", "code")) == [("I", "I.2"), ("II", "I.1"), ("II", "II.1")]


def test_criterion_is_added_to_a_draft(admin, draft):
    address = f"{reverse('admin:criteria_criterion_add')}?group={draft.groups.get(code='I').pk}"

    save(admin, address, code="I.3", title="Ba", scale='{"kind": "met"}')

    assert list(draft.criteria.values_list("code", flat=True)) == ["I.1", "I.2", "I.3", "II.1"]


def test_group_and_class_are_added_to_a_draft(admin, draft):
    query = f"?criteria_set={draft.pk}"

    save(admin, reverse("admin:criteria_criteriongroup_add") + query, code="III", title="Ba", zero_if_unmet="I.1, I.2")
    save(
        admin,
        reverse("admin:criteria_resultclass_add") + query,
        code="good",
        title="Khá",
        place=2,
        requires='{"max_unmet": 1}',
    )

    document = stored_document(draft)
    assert [(each["code"], each["zero_if_unmet"]) for each in document["groups"]][-1] == ("III", ["I.1", "I.2"])
    assert [each["code"] for each in document["classes"]] == ["recognised", "good", "not-yet"]


def test_class_after_the_last_is_refused(admin, draft):
    address = reverse("admin:criteria_resultclass_add") + f"?criteria_set={draft.pk}"

    response = save(admin, address, code="good", title="Khá", requires='{"max_unmet": 1}')

    assert errors_of(response)["requires"] == [
        "Loại cuối cùng nhận mọi kết quả còn lại nên không đặt điều kiện; để {}."
    ]
    assert draft.classes.count() == 2


def test_new_set_is_made_by_hand(admin):
    save(admin, f"{SETS}add/", code="set-new", title="Bộ mới")

    criteria_set = CriteriaSet.objects.get(code="set-new")
    assert [group.code for group in criteria_set.groups.all()] == ["I"]
    assert criteria_set.is_published is False


@pytest.mark.parametrize("part", ["criteria", "groups"])
def test_part_of_a_draft_is_deleted(admin, draft, part):
    row = getattr(draft, part).first()

    admin.post(page_of(row).replace("/change/", "/delete/"), {"post": "yes"})

    assert getattr(draft, part).filter(code=row.code).count() == 0


def test_part_that_the_set_cannot_do_without_is_not_deleted(admin, draft):
    last = draft.classes.last()

    response = admin.post(page_of(last).replace("/change/", "/delete/"), {"post": "yes"}, follow=True)

    assert draft.classes.count() == 2
    assert "Loại cuối cùng nhận mọi kết quả còn lại" in said(response)[0]


def test_stale_form_is_refused_once_with_what_to_do(admin, draft):
    address = page_of(draft.criteria.get(code="I.1"))
    mine = typed(admin, address, title="Của tôi")
    save(admin, address, title="Của đồng nghiệp")

    refused = admin.post(address, mine)

    assert "vừa được người khác sửa" in errors_of(refused)["__all__"][0]
    assert draft.criteria.get(code="I.1").title == "Của đồng nghiệp"
    admin.post(address, mine | {"seen": refused.context["adminform"].form["seen"].value()})
    assert draft.criteria.get(code="I.1").title == "Của tôi"


def test_form_posted_twice_is_stored_once(admin, draft):
    address = page_of(draft)
    sent = typed(admin, address, title="Tên mới")

    admin.post(address, sent)
    admin.post(address, sent)

    assert CriteriaSet.objects.get().title == "Tên mới"
    assert draft.history.count() == 2
