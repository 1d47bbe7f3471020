"""Who may do what in which state: one table, every cell."""

import itertools

import pytest

from accounts.models import Role
from assessments.models import Assessment, AssessmentRound, RoundState, State
from assessments.permissions import (
    MOVES,
    can_appraise_criterion,
    can_move,
    can_open_round,
    can_publish_round,
    reaches_all,
)
from criteria.models import Criterion
from tests.factories import (
    make_city,
    make_department,
    make_lineage,
    make_membership,
    make_person,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db

OWN, CITY = "ward", "city"
PLACE = {Role.OFFICER: OWN, Role.COMMANDER: OWN, Role.APPRAISER: "department"}

# Every cell that is not named here is a refusal.
ALLOWED = {
    ("save_self_score", Role.OFFICER, State.DRAFTING),
    ("save_self_score", Role.COMMANDER, State.DRAFTING),
    ("submit", Role.COMMANDER, State.DRAFTING),
    ("save_appraisal", Role.APPRAISER, State.SUBMITTED),
    ("save_appraisal", Role.APPRAISER, State.APPRAISING),
    ("save_appraisal", Role.SECRETARY, State.SUBMITTED),
    ("save_appraisal", Role.SECRETARY, State.APPRAISING),
    ("complete_appraisal", Role.SECRETARY, State.APPRAISING),
    ("decide", Role.MEMBER, State.APPRAISED),
    ("publish", Role.SECRETARY, State.DECIDED),
}


@pytest.fixture
def place():
    city = make_city()
    return {CITY: city, OWN: make_unit(parent=city), "department": make_department(city=city)}


def assessment_of(place, state=State.DRAFTING):
    return Assessment(unit=place[OWN], parent=place[CITY], root=place[CITY], state=state)


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_only_what_the_table_says(place, role):
    user = make_person(role, place[PLACE.get(role, CITY)])
    allowed = {
        (verb, role, state)
        for verb, state in itertools.product(MOVES, State)
        if can_move(user, verb, assessment_of(place, state))
    }
    assert allowed == {cell for cell in ALLOWED if cell[1] == role}


@pytest.mark.parametrize("verb, role, state", sorted(ALLOWED))
def test_role_held_elsewhere_allows_nothing(place, verb, role, state):
    elsewhere = make_city("Huế")
    places = {OWN: make_unit(parent=elsewhere), CITY: elsewhere, "department": make_department(city=elsewhere)}
    user = make_person(role, places[PLACE.get(role, CITY)])
    assert can_move(user, verb, assessment_of(place, state)) is False


@pytest.mark.parametrize("own_role", [Role.OFFICER, Role.COMMANDER])
@pytest.mark.parametrize(
    "verb, role, state", sorted(cell for cell in ALLOWED if cell[0] not in ("save_self_score", "submit"))
)
def test_nobody_appraises_decides_or_publishes_the_own_assessment(place, verb, role, state, own_role):
    user = make_person(role, place[PLACE.get(role, CITY)])
    make_membership(user, place[OWN], own_role)
    assert can_move(user, verb, assessment_of(place, state)) is False


@pytest.mark.parametrize("own_role", [Role.OFFICER, Role.COMMANDER])
@pytest.mark.parametrize(
    "verb, role, state", sorted(cell for cell in ALLOWED if cell[0] not in ("save_self_score", "submit"))
)
def test_assessment_of_a_unit_that_passed_on_whole_is_the_successors_own(place, verb, role, state, own_role):
    user, successor = make_person(role, place[PLACE.get(role, CITY)]), make_unit(parent=place[CITY])
    make_lineage(place[OWN], successor)
    make_membership(user, successor, own_role)
    assert can_move(user, verb, assessment_of(place, state)) is False


def test_role_of_the_past_allows_nothing(place):
    user = make_user()
    make_membership(user, place[OWN], Role.OFFICER, valid_from="2020-01-01", valid_to="2021-12-31")
    assert can_move(user, "save_self_score", assessment_of(place)) is False


def test_every_state_is_placed():
    leaves = set().union(*(states for states, _roles, _to in MOVES.values()))
    reached = {to for _states, _roles, to in MOVES.values()}
    assert leaves == set(State) - {State.PUBLISHED}, "A state that no verb leaves would hold an assessment for ever."
    assert reached == set(State), "A state that no verb leads to stands in no workflow."


@pytest.mark.parametrize("department, may", [("PV05", True), ("", True), ("PC06", False)])
def test_appraiser_appraises_the_own_department_and_what_names_none(place, department, may):
    user = make_person(Role.APPRAISER, place["department"])
    submitted = assessment_of(place, State.SUBMITTED)
    assert can_appraise_criterion(user, submitted, Criterion(department=department)) is may


def test_secretary_elsewhere_who_appraises_here_is_held_to_the_department(place):
    user = make_person(Role.APPRAISER, place["department"])
    make_membership(user, make_city("Huế"), Role.SECRETARY)
    submitted = assessment_of(place, State.SUBMITTED)
    assert can_appraise_criterion(user, submitted, Criterion(department="PC06")) is False


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", RoundState)
def test_rounds_are_opened_and_published_by_secretaries(place, role, state):
    user, held = make_person(role, place[PLACE.get(role, CITY)]), AssessmentRound(state=state)
    expected = (
        role == Role.SECRETARY and state == RoundState.PREPARING,
        role == Role.SECRETARY and state == RoundState.OPEN,
    )
    assert (can_open_round(user, held), can_publish_round(user, held)) == expected


def test_secretary_of_one_city_reaches_no_other(place):
    user = make_person(Role.SECRETARY, place[CITY])
    other = make_unit()
    strange = Assessment(unit=other, root=other)
    assert reaches_all(user, [assessment_of(place)]) is True
    assert reaches_all(user, [assessment_of(place), strange]) is False
