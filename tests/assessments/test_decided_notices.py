"""A unit is told that its result was decided, and that it is out."""

import pytest

from accounts.models import Role
from assessments import actions
from assessments.models import Notice, NoticeKind, State
from tests.factories import advance, make_city, make_open_round, make_person, make_unit

pytestmark = pytest.mark.django_db


def told(kind):
    return set(Notice.objects.filter(kind=kind).values_list("user__post", flat=True))


def test_unit_is_told_of_the_decision(stage):
    appraised = advance(stage.assessment, State.APPRAISED)
    actions.decide(assessment=appraised.pk, document="05/QĐ-BCĐ", by=stage.member)
    assert {"Cán bộ tổng hợp", "Trưởng Công an phường"} <= told(NoticeKind.DECIDED)
    assert "Thành viên Ban Chỉ đạo" not in told(NoticeKind.DECIDED)


def test_unit_is_told_of_the_publication(stage):
    decided = advance(stage.assessment, State.DECIDED)
    actions.publish(assessment_round=decided.round, by=stage.secretary)
    assert {"Cán bộ tổng hợp", "Trưởng Công an phường"} <= told(NoticeKind.PUBLISHED)


@pytest.mark.parametrize("units", [1, 3])
def test_telling_of_the_publication_costs_the_same_for_any_number(units, django_assert_num_queries):
    city = make_city()
    wards = [make_unit(parent=city) for _number in range(units)]
    opened = make_open_round(wards)
    for assessment in opened.assessments.select_related("unit", "root"):
        make_person(Role.OFFICER, assessment.unit)
        advance(assessment, State.DECIDED)
    secretary = make_person(Role.SECRETARY, city)
    with django_assert_num_queries(24):
        actions.publish(assessment_round=opened, by=secretary)
    assert Notice.objects.filter(kind=NoticeKind.PUBLISHED).count() >= units
