"""A ward of a city with a round, and somebody of each role."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.models import Role
from assessments import actions
from assessments.models import CriterionScore, Disagreement, State
from tests.assessments.days import in_days
from tests.factories import (
    advance,
    make_city,
    make_criteria_set,
    make_department,
    make_open_round,
    make_person,
    make_unit,
    points_criterion,
)


@pytest.fixture
def stage(db):
    """One ward's draft in an open round of three criteria, with the people of the workflow."""
    city = make_city()
    ward = make_unit("Hải Châu I", parent=city)
    assessment = make_open_round([ward], code="round-1").assessments.get()
    return SimpleNamespace(
        city=city,
        ward=ward,
        assessment=assessment,
        officer=make_person(Role.OFFICER, ward, post="Cán bộ tổng hợp"),
        commander=make_person(Role.COMMANDER, ward, post="Trưởng Công an phường"),
        appraiser=make_person(Role.APPRAISER, make_department(city=city), post="Cán bộ PV05"),
        secretary=make_person(Role.SECRETARY, city, post="Thư ký Tổ giúp việc"),
        member=make_person(Role.MEMBER, city, post="Thành viên Ban Chỉ đạo"),
        reviewer=make_person(Role.REVIEWER, city),
        stranger=make_person(Role.OFFICER, make_unit()),
        state=State,
    )


@pytest.fixture
def due(stage):
    """The stage's round with its days ahead: 3, 10 and 20 days from now."""
    of_round = stage.assessment.round
    of_round.self_score_due, of_round.appraisal_due, of_round.decision_due = in_days(3), in_days(10), in_days(20)
    of_round.save(update_fields=["self_score_due", "appraisal_due", "decision_due"])
    return stage


@pytest.fixture
def score_of():
    def find(assessment, code):
        return CriterionScore.objects.get(assessment=assessment, criterion__code=code)

    return find


@pytest.fixture
def at(client):
    """Sign in and read a page as text."""

    def read(user, url, status=200, **headers):
        client.force_login(user)
        response = client.get(url, **headers)
        assert response.status_code == status
        return response.content.decode()

    return read


@pytest.fixture
def send(client):
    def post(user, url, data=None, **headers):
        client.force_login(user)
        return client.post(url, data or {}, **headers)

    return post


@pytest.fixture
def points_sheet(stage):
    """The same ward's draft on a set that counts points (0 to 10, in steps of 0.5)."""
    stage.assessment = make_open_round([stage.ward], make_criteria_set(criterion=points_criterion)).assessments.get()
    return stage


@pytest.fixture
def appraise(stage, score_of):
    def save(by, met, note="", code="II.1"):
        score = score_of(stage.assessment, code)
        return actions.save_appraisal(
            assessment=stage.assessment.pk,
            criterion=score.criterion_id,
            answer={"met": met},
            note=note,
            revision=score.revision,
            by=by,
        )

    return save


@pytest.fixture
def asked(stage, score_of):
    """The appraiser asked the unit to explain II.1, three days from now."""
    advance(stage.assessment, State.SUBMITTED)
    return actions.ask_explanation(
        assessment=stage.assessment.pk,
        criterion=score_of(stage.assessment, "II.1").criterion_id,
        question="Vì sao chưa có biên bản?",
        due=timezone.localdate() + dt.timedelta(days=3),
        by=stage.appraiser,
    )


@pytest.fixture
def disputed(stage, appraise):
    """Two appraisers found the opposite."""
    advance(stage.assessment, State.SUBMITTED)
    second = make_person(Role.APPRAISER, stage.appraiser.memberships.get().unit, post="Cán bộ PV05 thứ hai")
    appraise(stage.appraiser, True, "Đủ hồ sơ")
    appraise(second, False, "Thiếu biên bản")
    return Disagreement.objects.get()


@pytest.fixture
def queued(settings):
    """Long work is queued for a worker (TASKS_BACKEND=database)."""
    settings.TASKS_BACKEND = "database"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
