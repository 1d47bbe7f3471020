import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Role
from assessments import actions
from assessments.actions.deadlines import extend
from assessments.models import AssessmentRound, State
from portal.queries.my_work import tasks_of
from tests.factories import (
    advance,
    answer_everything,
    make_city,
    make_criteria_set,
    make_department,
    make_enrolment,
    make_open_round,
    make_person,
    make_round,
    make_unit,
)
from tests.portal.world import faults_of, sentence_of

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def make_place(days=3):
    """A city, a ward, and the ward's draft of which the self-score is due in some days."""
    city = make_city()
    ward = make_unit("Hải Châu I", parent=city)
    shown = make_open_round([ward], code="ky-nay", title="Kỳ này", ends_on=in_days(days))
    return city, ward, shown.assessments.get()


def kinds(user):
    return [(task.kind, task.count) for task in tasks_of(user)]


def test_officer_fills_and_the_commander_submits():
    _city, ward, assessment = make_place()
    officer, commander = make_person(Role.OFFICER, ward), make_person(Role.COMMANDER, ward)
    assert (kinds(officer), kinds(commander)) == ([("fill", 3)], [("fill", 3)])
    answer_everything(assessment, officer)
    assert (kinds(officer), kinds(commander)) == ([("hand_over", 0)], [("submit", 0)])


def test_each_step_waits_for_its_role():
    city, _ward, assessment = make_place()
    department = make_department("PV05", city)
    people = {
        "appraiser": make_person(Role.APPRAISER, department),
        "secretary": make_person(Role.SECRETARY, city),
        "member": make_person(Role.MEMBER, city),
    }
    seen = []
    for state in (State.SUBMITTED, State.APPRAISING, State.APPRAISED, State.DECIDED):
        assessment = advance(assessment, state)
        seen.append({name: kinds(person) for name, person in people.items()})
    assert seen == [
        {"appraiser": [("appraise", 3)], "secretary": [], "member": []},
        {"appraiser": [], "secretary": [("complete", 0)], "member": []},
        {"appraiser": [], "secretary": [], "member": [("decide", 0)]},
        {"appraiser": [], "secretary": [("publish", 0)], "member": []},
    ]


def test_appraiser_counts_the_criteria_of_their_department_only():
    city = make_city()
    ward = make_unit("Hải Châu I", parent=city)
    criterion = {"title": "T", "scale": {"kind": "met"}}
    groups = [
        {
            "code": "I",
            "title": "Một",
            "criteria": [
                {"code": "I.1", "department": "PV05", **criterion},
                {"code": "I.2", "department": "PH10", **criterion},
            ],
        }
    ]
    shown = make_open_round([ward], make_criteria_set(groups=groups), ends_on=in_days(3))
    advance(shown.assessments.get(), State.SUBMITTED)
    assert kinds(make_person(Role.APPRAISER, make_department("PH10", city))) == [("appraise", 1)]
    assert kinds(make_person(Role.APPRAISER, make_department("PC06", city))) == []


def test_appraiser_counts_by_the_rounds_own_division_of_work():
    city, _ward, assessment = make_place()
    AssessmentRound.objects.filter(pk=assessment.round_id).update(departments={"I.1": "PH10", "I.2": "PH10"})
    advance(assessment, State.SUBMITTED)
    assert kinds(make_person(Role.APPRAISER, make_department("PH10", city))) == [("appraise", 2)]
    assert kinds(make_person(Role.APPRAISER, make_department("PV05", city))) == [("appraise", 1)]


def test_returned_sheet_waits_with_its_reason_and_its_day(client):
    city, ward, assessment = make_place()
    officer, secretary = make_person(Role.OFFICER, ward), make_person(Role.SECRETARY, city)
    advance(assessment, State.SUBMITTED)
    reason = "Thiếu phụ lục (minh họa)"
    actions.return_sheet(assessment=assessment.pk, criteria=[], reason=reason, due=in_days(9), by=secretary)
    assert [(task.kind, task.due, task.reason) for task in tasks_of(officer)] == [("mend", in_days(9), reason)]
    client.force_login(officer)
    page = client.get("/my-work/").content.decode()
    assert "Sửa và nộp lại phiếu bị trả lại: Công an phường Hải Châu I" in page
    assert reason in page


def test_explanation_waits_for_the_unit_and_then_for_who_asked():
    city, ward, assessment = make_place()
    officer, appraiser = make_person(Role.OFFICER, ward), make_person(Role.APPRAISER, make_department("PV05", city))
    advance(assessment, State.APPRAISING)
    told = {"assessment": assessment.pk, "criterion": assessment.scores.first().criterion_id}
    actions.ask_explanation(**told, question="Vì sao?", due=in_days(2), by=appraiser)
    assert [(task.kind, task.count, task.due) for task in tasks_of(officer)] == [("explain", 1, in_days(2))]
    assert kinds(appraiser) == []
    actions.explain(**told, text="Vì bão.", by=officer)
    assert (kinds(officer), kinds(appraiser)) == ([], [("settle", 1)])


def test_sheet_with_an_open_explanation_is_not_to_be_completed():
    city, _ward, assessment = make_place()
    appraiser, secretary = make_person(Role.APPRAISER, make_department("PV05", city)), make_person(Role.SECRETARY, city)
    advance(assessment, State.APPRAISING)
    assert kinds(secretary) == [("complete", 0)]
    criterion = assessment.scores.first().criterion_id
    actions.ask_explanation(assessment=assessment.pk, criterion=criterion, question="Vì sao?", by=appraiser)
    assert kinds(secretary) == []


def test_disagreement_waits_for_the_secretary():
    city, _ward, assessment = make_place()
    advance(assessment, State.APPRAISING)
    assessment.scores.filter(criterion__code="I.1").update(is_disputed=True)
    assert kinds(make_person(Role.SECRETARY, city)) == [("resolve", 1)]


def test_review_waits_at_the_level_of_the_sheet():
    city = make_city()
    districts = [make_unit(name, type="urban-district", parent=city) for name in ("Hải Châu", "Thanh Khê")]
    assessment = make_open_round([make_unit(parent=districts[0])], ends_on=in_days(3)).assessments.get()
    commander = make_person(Role.COMMANDER, assessment.unit)
    answer_everything(assessment, commander)
    actions.submit(assessment=assessment.pk, by=commander)
    reviewers = [make_person(Role.REVIEWER, each) for each in districts]
    assert [kinds(each) for each in reviewers] == [[("review", 0)], []]


def test_extended_day_is_the_one_that_counts():
    city, ward, assessment = make_place(days=1)
    extend(
        assessment=assessment.pk,
        stage="self_score",
        due=in_days(5),
        reason="Bão (minh họa)",
        by=make_person(Role.SECRETARY, city),
    )
    assert [task.due for task in tasks_of(make_person(Role.OFFICER, ward))] == [in_days(5)]


def test_tasks_come_by_deadline(client):
    _city, ward, assessment = make_place(days=5)
    late = make_open_round(
        [ward], assessment.round.criteria_set, code="ky-truoc", title="Kỳ trước", ends_on=in_days(-4)
    )
    officer = make_person(Role.OFFICER, ward)
    client.force_login(officer)
    answer = client.get("/my-work/")
    html = answer.content.decode()
    assert [task.round for task in tasks_of(officer)] == [late, assessment.round]
    assert sentence_of(answer) == (f"Bạn có 2 việc, trong đó 1 việc quá hạn, hạn gần nhất là {in_days(5):%d/%m/%Y}.")
    assert html.index("quá hạn 4 ngày") < html.index("còn 5 ngày")
    assert html.index("Tự chấm: Công an phường Hải Châu I") < html.index("còn 3 tiêu chí chưa trả lời")


def test_secretary_opens_what_is_prepared():
    city = make_city()
    prepared = make_round(code="sap-mo", ends_on=in_days(30))
    make_enrolment(make_unit(parent=city), prepared.programme, "2021-06-12")
    assert kinds(make_person(Role.SECRETARY, city)) == [("open", 0)]
    AssessmentRound.objects.filter(pk=prepared.pk).delete()
    assert kinds(make_person(Role.SECRETARY, city)) == []


def test_secretary_is_not_told_of_the_rounds_of_another_city():
    _city, _ward, assessment = make_place()
    advance(assessment, State.DECIDED)
    prepared = make_round(assessment.round.criteria_set, code="sap-mo", ends_on=in_days(30))
    assert prepared.programme == assessment.round.programme
    assert kinds(make_person(Role.SECRETARY, make_city("Huế", key="hue"))) == []


def test_nobody_is_told_of_units_out_of_reach():
    make_place()
    assert tasks_of(make_person(Role.OFFICER, make_unit())) == ()


def test_nothing_to_do_says_what_will_stand_here(client):
    client.force_login(make_person(Role.OFFICER, make_unit()))
    answer = client.get("/my-work/")
    assert sentence_of(answer) == "Hiện không có việc nào chờ bạn."
    assert "Việc sẽ hiện ở đây" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_my_work_queries_do_not_grow_with_tasks(client, django_assert_num_queries, count):
    city = make_city()
    wards = [make_unit(parent=city) for _ in range(count)]
    shown = make_open_round(wards, ends_on=in_days(3))
    for assessment in shown.assessments.all():
        advance(assessment, State.SUBMITTED)
    appraiser = make_person(Role.APPRAISER, make_department("PV05", city))
    assert len(tasks_of(appraiser)) == count
    client.force_login(appraiser)
    with django_assert_num_queries(10):
        client.get("/my-work/")


def test_my_work_is_sound_html(client):
    _city, ward, _assessment = make_place()
    client.force_login(make_person(Role.OFFICER, ward))
    assert faults_of(client.get("/my-work/")) == []


@pytest.mark.parametrize(
    "role, landing",
    [(Role.MEMBER, "/"), (Role.ADMINISTRATOR, "/"), (Role.SECRETARY, "/my-work/"), (Role.REVIEWER, "/my-work/")],
)
def test_each_role_lands_on_what_it_comes_for(client, role, landing):
    client.force_login(make_person(role, make_city()))
    assert client.get("/welcome/").url == landing
