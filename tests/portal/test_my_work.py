import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Role
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
    with django_assert_num_queries(9):
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
