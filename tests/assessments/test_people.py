"""Who holds a role over a sheet today."""

import pytest

from accounts.models import Role
from assessments.models import Assessment
from assessments.queries.people import holders_at, holders_over, people_of
from tests.factories import (
    make_city,
    make_department,
    make_lineage,
    make_membership,
    make_open_round,
    make_person,
    make_unit,
)
from units.models import UnitType


@pytest.mark.parametrize(
    "role, who",
    [
        (Role.OFFICER, "officer"),
        (Role.COMMANDER, "commander"),
        (Role.APPRAISER, "appraiser"),
        (Role.SECRETARY, "secretary"),
        (Role.MEMBER, "member"),
        (Role.REVIEWER, "reviewer"),
    ],
)
def test_each_role_is_found_where_it_reaches(stage, role, who):
    make_person(role, make_city("Huế", key="hue"))
    assert people_of(stage.assessment, role) == [getattr(stage, who)]


def test_whoever_holds_two_roles_is_told_once(stage):
    make_membership(stage.officer, stage.ward, Role.COMMANDER)
    assert people_of(stage.assessment, Role.OFFICER, Role.COMMANDER) == [stage.officer, stage.commander]


def test_officers_of_the_ward_into_which_it_was_merged_follow(stage):
    successor = make_unit("Hải Châu", parent=stage.city)
    make_lineage(stage.ward, successor)
    part = make_unit("Thạch Thang", parent=stage.city)
    make_lineage(stage.ward, part, share="part")
    heir = make_person(Role.OFFICER, successor)
    make_person(Role.OFFICER, part)
    assert people_of(stage.assessment, Role.OFFICER) == [stage.officer, heir]


def test_ended_roles_and_closed_accounts_are_left_out(stage):
    stage.officer.memberships.update(valid_to="2021-12-31")
    stage.commander.is_active = False
    stage.commander.save()
    assert people_of(stage.assessment, Role.OFFICER, Role.COMMANDER) == []


def test_nobody_is_told_to_judge_their_own_unit(stage):
    make_membership(stage.secretary, stage.ward, Role.COMMANDER)
    assert people_of(stage.assessment, Role.SECRETARY) == []


def test_appraiser_comes_with_the_department(stage):
    holders = holders_over([stage.assessment], Role.APPRAISER)[stage.assessment.pk]
    assert [(holder.user, holder.department) for holder in holders] == [(stage.appraiser, "PV05")]


def test_reviewer_is_found_at_the_level_itself(stage):
    district = make_unit("Hải Châu", type=UnitType.URBAN_DISTRICT, parent=stage.city)
    reviewer = make_person(Role.REVIEWER, district)
    assert [holder.user for holder in holders_at([district.pk], Role.REVIEWER)[district.pk]] == [reviewer]


@pytest.mark.parametrize("wards", [1, 3])
def test_many_sheets_cost_as_many_queries_as_one(db, django_assert_num_queries, wards):
    city = make_city()
    make_person(Role.APPRAISER, make_department(city=city))
    units = [make_unit(parent=city) for _ in range(wards)]
    for unit in units:
        make_person(Role.OFFICER, unit)
    make_open_round(units)
    assessments = list(Assessment.objects.all())
    with django_assert_num_queries(4):
        found = holders_over(assessments, Role.OFFICER, Role.APPRAISER)
    assert {pk: len(holders) for pk, holders in found.items()} == {each.pk: 2 for each in assessments}
