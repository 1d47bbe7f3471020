"""The admin site: rounds while they are prepared; everything else is looked at, never touched."""

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import Role, User
from assessments import actions
from assessments.admin import RoundIsOpen
from assessments.models import Assessment, AssessmentRound, RoundState, State
from tests.assessments.documents import attached
from tests.factories import (
    advance,
    make_city,
    make_criteria_set,
    make_department,
    make_enrolment,
    make_membership,
    make_person,
    make_round,
    make_unit,
    make_user,
)

FROZEN = ["assessment", "criterionscore", "groupresult", "criterionstatistic", "publication"]


@pytest.fixture
def root(client, db):
    client.force_login(make_user(is_superuser=True, is_staff=True))
    return client


def admin_address(model, page, *arguments):
    return reverse(f"admin:assessments_{model}_{page}", args=arguments)


def prepared_round():
    criteria_set = make_criteria_set()
    make_enrolment(make_unit(parent=make_city()), criteria_set.programme)
    return make_round(criteria_set)


@pytest.mark.parametrize("model", [*FROZEN, "assessmentround"])
def test_every_list_is_there(root, stage, model):
    advance(stage.assessment, State.PUBLISHED)
    assert root.get(admin_address(model, "changelist")).status_code == 200


@pytest.mark.parametrize("model", FROZEN)
def test_what_the_workflow_writes_cannot_be_added(root, model):
    assert root.get(admin_address(model, "add")).status_code == 403


@pytest.mark.parametrize("verb", ["delete", "change"])
def test_assessment_can_be_neither_deleted_nor_changed(root, stage, verb):
    response = root.post(admin_address("assessment", verb, stage.assessment.pk), {"post": "yes", "unit_name": "Khác"})
    assert response.status_code == 403
    assert Assessment.objects.get(pk=stage.assessment.pk).unit_name == "Hải Châu I"


def test_assessment_shows_what_was_done_to_it(root, stage):
    advance(stage.assessment, State.SUBMITTED)
    page = root.get(admin_address("assessment", "change", stage.assessment.pk)).content.decode()
    assert ("submit" in page, "save_self" in page) == (True, True)


@pytest.mark.parametrize("model", [*FROZEN, "assessmentround"])
def test_nothing_is_deleted_in_bulk(root, stage, model):
    data = {"action": "delete_selected", "_selected_action": [stage.assessment.pk], "post": "yes"}
    root.post(admin_address(model, "changelist"), data)
    assert Assessment.objects.filter(pk=stage.assessment.pk).exists()
    assert AssessmentRound.objects.filter(pk=stage.assessment.round_id).exists()


def test_open_round_can_be_neither_changed_nor_deleted(root, stage):
    pk = stage.assessment.round_id
    responses = [
        root.post(admin_address("assessmentround", verb, pk), {"post": "yes"}) for verb in ("change", "delete")
    ]
    assert [response.status_code for response in responses] == [403, 403]


def round_fields(prepared, **changed):
    names = ["code", "title", "programme", "criteria_set", "starts_on", "ends_on"]
    names += ["self_score_due", "appraisal_due", "decision_due", "appraisal_gap"]
    return {name: prepared.serializable_value(name) for name in names} | changed


def test_prepared_round_is_saved_with_who_did_it(root):
    prepared = prepared_round()
    root.post(admin_address("assessmentround", "change", prepared.pk), round_fields(prepared, title="Mới"))
    assert AssessmentRound.objects.get().title == "Mới"
    assert prepared.history.latest().history_user == User.objects.get(is_superuser=True)


def test_going_back_to_before_the_opening_is_refused(root):
    prepared = prepared_round()
    prepared.save()
    before = prepared.history.latest()
    actions.open_round(assessment_round=prepared, by=None)
    url = admin_address("assessmentround", "simple_history", prepared.pk, before.pk)
    page = root.post(url, round_fields(prepared, title="Mới"), follow=True)
    assert [str(message) for message in page.context["messages"]] == [
        f"Kỳ “{prepared}” đã được mở nên không thể sửa, xóa; chưa lưu gì. Hãy xem lại kỳ này."
    ]
    assert AssessmentRound.objects.values_list("state", "title").get() == (RoundState.OPEN, prepared.title)


@pytest.mark.parametrize("write", ["save", "delete"])
def test_round_opened_since_it_was_read_is_not_written(rf, db, write):
    stale, request = prepared_round(), rf.post("/")
    request.user = make_user(is_superuser=True)
    rounds = admin.site.get_model_admin(AssessmentRound)
    form = rounds.get_form(request, stale, change=True)(round_fields(stale, title="Mới"), instance=stale)
    assert form.is_valid()
    actions.open_round(assessment_round=AssessmentRound.objects.get(), by=None)
    with pytest.raises(RoundIsOpen):
        rounds.save_model(request, stale, form, change=True) if write == "save" else rounds.delete_model(request, stale)
    assert AssessmentRound.objects.get().state == RoundState.OPEN


def test_prepared_round_can_be_deleted(root):
    prepared = prepared_round()
    root.post(admin_address("assessmentround", "delete", prepared.pk), {"post": "yes"})
    assert AssessmentRound.objects.count() == 0


def test_opening_asks_first_and_then_opens(root):
    prepared, url = prepared_round(), admin_address("assessmentround", "changelist")
    data = {"action": "open_rounds", "_selected_action": [prepared.pk]}
    assert "khóa bộ tiêu chí" in root.post(url, data).content.decode()
    assert AssessmentRound.objects.get().state == RoundState.PREPARING
    root.post(url, {**data, "confirmed": "1"})
    assert AssessmentRound.objects.get().state == RoundState.OPEN


def test_opening_what_cannot_be_opened_says_why(root, stage):
    url = admin_address("assessmentround", "changelist")
    empty = make_round()
    data = {"action": "open_rounds", "_selected_action": [empty.pk], "confirmed": "1"}
    page = root.post(url, data, follow=True).content.decode()
    assert "Hãy ghi danh đơn vị trước khi mở kỳ." in page


def test_administrator_who_is_no_secretary_is_not_offered_to_open(client, db):
    person = make_person(Role.ADMINISTRATOR, make_city(), is_staff=True)
    make_membership(person, make_unit(), Role.OFFICER)
    client.force_login(person)
    prepared = prepared_round()
    client.post(
        admin_address("assessmentround", "changelist"),
        {"action": "open_rounds", "_selected_action": [prepared.pk], "confirmed": "1"},
    )
    assert AssessmentRound.objects.get().state == RoundState.PREPARING


def test_evidence_and_its_files_are_looked_at_and_never_changed(root, stage):
    use = attached(stage.assessment, "I.1", stage.officer)
    for model, key in (("evidence", use.evidence_id), ("storedfile", use.revision.file_id)):
        assert root.get(admin_address(model, "changelist")).status_code == 200
        page = root.get(admin_address(model, "change", key)).content.decode()
        assert ("_save" in page, "/media/" in page, use.revision.file.file.name in page) == (False, False, False)
        assert root.post(admin_address(model, "delete", key), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    "departments, sentence",
    [
        ({"IX.9": "PV05"}, "Bộ tiêu chí không có tiêu chí: IX.9."),
        ({"I.1": "PZ99"}, "Không có phòng nghiệp vụ mang mã: PZ99."),
        (["I.1"], "Hãy ghi dạng {“mã tiêu chí”: “mã phòng”}, ví dụ {“II.1”: “PH10”}."),
        ({"I.1": 5}, "Hãy ghi dạng {“mã tiêu chí”: “mã phòng”}, ví dụ {“II.1”: “PH10”}."),
    ],
)
def test_criterion_is_given_to_a_department_that_exists(db, departments, sentence):
    make_department("PV05")
    prepared = make_round(departments=departments)
    with pytest.raises(ValidationError) as refused:
        prepared.full_clean()
    assert refused.value.message_dict == {"departments": [sentence]}


def test_criterion_may_be_given_to_another_department(db):
    make_department("PV05")
    make_round(departments={"I.1": "PV05"}).full_clean()
