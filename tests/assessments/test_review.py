"""The levels between unit and city, by date: districts, stand-in clusters, none."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Event, Role
from assessments import actions
from assessments.models import ReviewOutcome, State
from tests.factories import (
    answer_everything,
    make_city,
    make_lineage,
    make_open_round,
    make_person,
    make_unit,
    make_version,
)
from units.models import UnitType, UnitVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """A ward in a district of a city until 28/02/2025; a cluster until 30/06/2025; then below the city itself."""
    city = make_city()
    district = make_unit("Hải Châu", parent=city, type=UnitType.URBAN_DISTRICT)
    cluster = make_unit("Cụm 1", parent=city, type=UnitType.CLUSTER, valid_from="2025-03-01", valid_to="2025-06-30")
    ward = make_unit("Hải Châu I", parent=district, valid_to="2025-02-28")
    make_version(ward, "Hải Châu I", parent=cluster, valid_from="2025-03-01", valid_to="2025-06-30")
    make_version(ward, "Hải Châu I", parent=city, valid_from="2025-07-01")
    return SimpleNamespace(
        city=city,
        district=district,
        cluster=cluster,
        ward=ward,
        commander=make_person(Role.COMMANDER, ward),
        reviewer=make_person(Role.REVIEWER, district),
        secretary=make_person(Role.SECRETARY, city),
    )


def handed_in(chain, ends_on):
    assessment = make_open_round([chain.ward], ends_on=ends_on).assessments.get()
    answer_everything(assessment, chain.commander)
    return actions.submit(assessment=assessment.pk, by=chain.commander)


def end(unit, day):
    UnitVersion.objects.filter(unit=unit).update(valid_to=day)


def steps_of(assessment):
    return list(assessment.review_steps.values_list("unit", "outcome"))


def test_district_of_the_rounds_day_looks_at_the_sheet_first(chain):
    assessment = handed_in(chain, "2021-11-15")
    assert (assessment.state, assessment.review_unit) == (State.REVIEWING, chain.district)
    passed = actions.pass_review(assessment=assessment.pk, note="Đã kiểm tra", by=chain.reviewer)
    assert (passed.state, passed.review_unit) == (State.SUBMITTED, None)
    step = assessment.review_steps.get()
    assert (step.outcome, step.by, step.note) == (ReviewOutcome.PASSED, chain.reviewer, "Đã kiểm tra")


def test_cluster_that_stands_in_reviews_rounds_of_its_time(chain):
    UnitVersion.objects.filter(unit=chain.cluster).update(valid_to=None)
    assessment = handed_in(chain, "2025-05-31")
    assert assessment.review_unit == chain.cluster
    standing_in = make_person(Role.REVIEWER, chain.cluster)
    with pytest.raises(PermissionDenied):
        actions.pass_review(assessment=assessment.pk, note="", by=chain.reviewer)
    assert actions.pass_review(assessment=assessment.pk, note="", by=standing_in).state == State.SUBMITTED


def test_without_a_middle_level_the_sheet_goes_to_the_appraisers_at_once(chain):
    assessment = handed_in(chain, "2026-01-31")
    assert (assessment.state, steps_of(assessment)) == (State.SUBMITTED, [])


def test_level_that_ended_before_the_sheet_came_is_passed_over_with_a_record(chain):
    assessment = make_open_round([chain.ward], ends_on="2025-05-31").assessments.get()
    answer_everything(assessment, chain.commander)
    submitted = actions.submit(assessment=assessment.pk, by=chain.commander)
    assert submitted.state == State.SUBMITTED
    assert steps_of(assessment) == [(chain.cluster.pk, ReviewOutcome.HANDED_ON)]
    event = Event.objects.get(stream=assessment.stream, verb="hand_on")
    assert (event.by, event.data) == (None, {"unit": chain.cluster.pk})


def test_level_that_ends_in_the_middle_of_a_round_hands_its_open_work_on(chain):
    assessment = handed_in(chain, "2021-11-15")
    assert actions.hand_on_ended_steps() == []
    end(chain.district, timezone.localdate() - dt.timedelta(days=1))
    assert [moved.pk for moved in actions.hand_on_ended_steps()] == [assessment.pk]
    assessment.refresh_from_db()
    assert (assessment.state, assessment.review_unit) == (State.SUBMITTED, None)
    assert steps_of(assessment) == [(chain.district.pk, ReviewOutcome.HANDED_ON)]
    assert actions.hand_on_ended_steps() == []


def test_open_work_of_a_level_that_passed_into_another_stays_with_its_successor(chain):
    assessment = handed_in(chain, "2021-11-15")
    end(chain.district, timezone.localdate() - dt.timedelta(days=1))
    heir = make_unit("Cụm 2", parent=chain.city, type=UnitType.CLUSTER)
    make_lineage(chain.district, heir, date=timezone.localdate())
    assert actions.hand_on_ended_steps() == []
    standing_in = make_person(Role.REVIEWER, heir)
    assert actions.pass_review(assessment=assessment.pk, note="", by=standing_in).state == State.SUBMITTED


def test_sheet_that_was_given_back_is_looked_at_anew(chain):
    assessment = handed_in(chain, "2021-11-15")
    actions.pass_review(assessment=assessment.pk, note="", by=chain.reviewer)
    actions.withdraw(assessment=assessment.pk, by=chain.commander)
    assert steps_of(assessment) == [(chain.district.pk, ReviewOutcome.WAITING)]
    again = actions.submit(assessment=assessment.pk, by=chain.commander)
    assert (again.state, again.review_unit) == (State.REVIEWING, chain.district)


def test_reviewer_returns_what_waits_at_their_level(chain):
    assessment = handed_in(chain, "2021-11-15")
    due = timezone.localdate() + dt.timedelta(days=3)
    returned = actions.return_sheet(
        assessment=assessment.pk, criteria=[], reason="Thiếu số liệu", due=due, by=chain.reviewer
    )
    assert (returned.state, returned.review_unit) == (State.DRAFTING, None)
    assert actions.submit(assessment=assessment.pk, by=chain.commander).review_unit == chain.district


@pytest.mark.parametrize("levels", [1, 3])
def test_ended_levels_are_found_in_the_same_number_of_queries(chain, levels, django_assert_num_queries):
    for number in range(levels):
        district = make_unit(f"Q{number}", parent=chain.city, type=UnitType.URBAN_DISTRICT)
        ward = make_unit(f"P{number}", parent=district)
        assessment = make_open_round([ward], ends_on="2021-11-15").assessments.get()
        commander = make_person(Role.COMMANDER, ward)
        answer_everything(assessment, commander)
        actions.submit(assessment=assessment.pk, by=commander)
    with django_assert_num_queries(3):
        assert actions.hand_on_ended_steps() == []
