"""A city with a committee, a ward, departments and a meeting, and where its pages are."""

import datetime as dt
from types import SimpleNamespace

from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from assessments import actions
from assessments.models import CriterionScore, State
from committee.actions.agenda import add_item
from committee.actions.directive import issue_directive
from committee.actions.meeting import plan_meeting, start_meeting
from committee.actions.obstacle import open_obstacle
from committee.models import Meeting
from tests.factories import (
    advance,
    make_city,
    make_criteria_set,
    make_department,
    make_open_round,
    make_person,
    make_unit,
    met_criterion,
)

TITLE = "Họp Ban Chỉ đạo quý IV (minh họa)"


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def make_committee():
    """A city with its people; nothing is planned yet."""
    city = make_city()
    ward = make_unit("Hải Châu I", parent=city)
    logistics, movement = make_department("PH10", city), make_department("PV05", city)
    return SimpleNamespace(
        city=city,
        ward=ward,
        logistics=logistics,
        movement=movement,
        secretary=make_person(Role.SECRETARY, city, post="Thư ký Tổ giúp việc"),
        member=make_person(Role.MEMBER, city, post="Ủy viên Ban Chỉ đạo"),
        reviewer=make_person(Role.REVIEWER, city, post="Cán bộ theo dõi"),
        officer=make_person(Role.OFFICER, ward, post="Cán bộ tổng hợp"),
        stranger=make_person(Role.SECRETARY, make_city("Huế", key="hue"), post="Thư ký Huế"),
    )


def plan(place, **fields):
    given = {"title": TITLE, "city": place.city, "on": in_days(5), "place": "Phòng họp số 2", **fields}
    return plan_meeting(by=place.secretary, **given)


def make_running(place, count=2, **fields):
    """Return (meeting, items) of a meeting that goes on, today, with items of no subject."""
    meeting = plan(place, **{"on": in_days(0), **fields})
    items = [
        add_item(by=place.secretary, meeting=meeting, title=f"Nội dung {number}") for number in range(1, count + 1)
    ]
    start_meeting(by=place.secretary, meeting=meeting)
    return stored(meeting), items


def stored(meeting):
    return Meeting.objects.get(pk=meeting.pk)


def knock_out_set(**fields):
    """Three criteria of which I.1 knocks out; two unmet are one too many for the class above the last."""
    groups = [
        {"code": "I", "title": "Nhóm một", "criteria": [met_criterion("I.1", knock_out=True), met_criterion("I.2")]},
        {"code": "II", "title": "Nhóm hai", "criteria": [met_criterion("II.1", department="PV05")]},
    ]
    classes = [
        {"code": "recognised", "title": "Đạt chuẩn", "requires": {"max_unmet": 0}},
        {"code": "nearly", "title": "Cơ bản đạt", "requires": {"max_unmet": 1, "no_knock_out": True}},
        {"code": "not-yet", "title": "Chưa đạt", "requires": {}},
    ]
    return make_criteria_set(groups=groups, classes=classes, **fields)


def make_results(place, wards, except_for):
    """An open round in which every ward was appraised with these criteria unmet. Returns it."""
    shown = make_open_round(wards, knock_out_set(), is_illustrative=True)
    for assessment in shown.assessments.all():
        advance(assessment, State.APPRAISED, except_for=except_for)
    return shown


def dispute(assessment, first, second, code="I.2"):
    """Two appraisers find the opposite."""
    advance(assessment, State.SUBMITTED)
    for user, met in ((first, True), (second, False)):
        score = CriterionScore.objects.get(assessment=assessment, criterion__code=code)
        actions.save_appraisal(
            assessment=assessment.pk,
            criterion=score.criterion_id,
            answer={"met": met},
            note="",
            revision=score.revision,
            by=user,
        )


def make_obstacle(place, title="Trụ sở chưa đạt chuẩn", days=400, units=None):
    return open_obstacle(by=place.secretary, title=title, units=units or [place.ward], since=in_days(-days))


def make_overdue(place, title="Khảo sát trụ sở", days=30, **fields):
    given = {"issuer": place.city, "lead": place.logistics, "issued_on": in_days(-days - 60), "due": in_days(-days)}
    return issue_directive(by=place.secretary, title=title, **{**given, **fields})


# ---------------------------------------------------------------- pages


def address(name, *keys):
    return reverse(f"committee:{name}", args=[getattr(key, "pk", key) for key in keys])


def read(client, user, url, status=200):
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def send(client, user, url, data=None):
    client.force_login(user)
    return client.post(url, data or {})
