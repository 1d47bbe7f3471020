"""Who may do what in which state: one table, every cell."""

import itertools

import pytest

from accounts.models import Role
from assessments.models import Assessment, AssessmentRound, RoundState, State
from assessments.permissions import (
    MOVES,
    VERBS,
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
from units.models import UnitType

pytestmark = pytest.mark.django_db

OWN, DISTRICT, CITY = "ward", "district", "city"
PLACE = {Role.OFFICER: OWN, Role.COMMANDER: OWN, Role.REVIEWER: DISTRICT, Role.APPRAISER: "department"}
IN_APPRAISAL = (State.SUBMITTED, State.APPRAISING)

# Every cell that is not named here is a refusal.
ALLOWED = {
    ("save_self_score", Role.OFFICER, State.DRAFTING),
    ("save_self_score", Role.COMMANDER, State.DRAFTING),
    ("submit", Role.COMMANDER, State.DRAFTING),
    ("withdraw", Role.COMMANDER, State.REVIEWING),
    ("withdraw", Role.COMMANDER, State.SUBMITTED),
    ("pass_review", Role.REVIEWER, State.REVIEWING),
    ("pass_review", Role.SECRETARY, State.REVIEWING),
    ("return_sheet", Role.REVIEWER, State.REVIEWING),
    ("return_sheet", Role.SECRETARY, State.REVIEWING),
    ("return_sheet", Role.SECRETARY, State.SUBMITTED),
    ("return_sheet", Role.SECRETARY, State.APPRAISING),
    *(("save_appraisal", role, state) for role in (Role.APPRAISER, Role.SECRETARY) for state in IN_APPRAISAL),
    *(("ask_explanation", role, state) for role in (Role.APPRAISER, Role.SECRETARY) for state in IN_APPRAISAL),
    ("explain", Role.OFFICER, State.APPRAISING),
    ("explain", Role.COMMANDER, State.APPRAISING),
    ("settle_explanation", Role.APPRAISER, State.APPRAISING),
    ("settle_explanation", Role.SECRETARY, State.APPRAISING),
    ("resolve_disagreement", Role.SECRETARY, State.APPRAISING),
    ("complete_appraisal", Role.SECRETARY, State.APPRAISING),
    ("return_to_appraisal", Role.MEMBER, State.APPRAISED),
    ("change_line", Role.MEMBER, State.APPRAISED),
    ("decide", Role.MEMBER, State.APPRAISED),
    ("reopen_criterion", Role.MEMBER, State.APPRAISED),
    ("reopen_criterion", Role.MEMBER, State.DECIDED),
    ("reopen_criterion", Role.SECRETARY, State.APPRAISED),
    ("reopen_criterion", Role.SECRETARY, State.DECIDED),
    ("publish", Role.SECRETARY, State.DECIDED),
}
OTHERS_WORK = sorted(cell for cell in ALLOWED if cell[0] not in ("save_self_score", "submit", "withdraw", "explain"))


@pytest.fixture
def place():
    city = make_city()
    district = make_unit(parent=city, type=UnitType.URBAN_DISTRICT)
    return {
        CITY: city,
        DISTRICT: district,
        OWN: make_unit(parent=district),
        "department": make_department(city=city),
    }


def assessment_of(place, state=State.DRAFTING):
    reviewing = {"review_unit": place[DISTRICT]} if state == State.REVIEWING else {}
    return Assessment(
        round=AssessmentRound(), unit=place[OWN], parent=place[DISTRICT], root=place[CITY], state=state, **reviewing
    )


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_only_what_the_table_says(place, role):
    user = make_person(role, place[PLACE.get(role, CITY)])
    allowed = {
        (verb, role, state)
        for verb, state in itertools.product(VERBS, State)
        if can_move(user, verb, assessment_of(place, state))
    }
    assert allowed == {cell for cell in ALLOWED if cell[1] == role}


@pytest.mark.parametrize("verb", ["pass_review", "return_sheet"])
def test_reviewer_of_another_level_leaves_alone_what_waits_at_this_one(place, verb):
    user = make_person(Role.REVIEWER, place[CITY])
    assert can_move(user, verb, assessment_of(place, State.REVIEWING)) is False


@pytest.mark.parametrize("verb, role, state", sorted(ALLOWED))
def test_role_held_elsewhere_allows_nothing(place, verb, role, state):
    elsewhere = make_city("Huế")
    places = {
        CITY: elsewhere,
        DISTRICT: make_unit(parent=elsewhere, type=UnitType.URBAN_DISTRICT),
        OWN: make_unit(parent=elsewhere),
        "department": make_department(city=elsewhere),
    }
    user = make_person(role, places[PLACE.get(role, CITY)])
    assert can_move(user, verb, assessment_of(place, state)) is False


@pytest.mark.parametrize("own_role", [Role.OFFICER, Role.COMMANDER])
@pytest.mark.parametrize("verb, role, state", OTHERS_WORK)
def test_nobody_appraises_decides_or_publishes_the_own_assessment(place, verb, role, state, own_role):
    user = make_person(role, place[PLACE.get(role, CITY)])
    make_membership(user, place[OWN], own_role)
    assert can_move(user, verb, assessment_of(place, state)) is False


@pytest.mark.parametrize("own_role", [Role.OFFICER, Role.COMMANDER])
@pytest.mark.parametrize("verb, role, state", OTHERS_WORK)
def test_assessment_of_a_unit_that_passed_on_whole_is_the_successors_own(place, verb, role, state, own_role):
    user, successor = make_person(role, place[PLACE.get(role, CITY)]), make_unit(parent=place[CITY])
    make_lineage(place[OWN], successor)
    make_membership(user, successor, own_role)
    assert can_move(user, verb, assessment_of(place, state)) is False


def test_role_of_the_past_allows_nothing(place):
    user = make_user()
    make_membership(user, place[OWN], Role.OFFICER, valid_from="2020-01-01", valid_to="2021-12-31")
    assert can_move(user, "save_self_score", assessment_of(place)) is False


@pytest.mark.parametrize("state, may", [(State.SUBMITTED, True), (State.APPRAISING, True), (State.DRAFTING, False)])
def test_round_may_give_a_criterion_to_another_department(place, state, may):
    user, assessment = make_person(Role.APPRAISER, place["department"]), assessment_of(place, state)
    assessment.round.departments = {"II.1": "PV05", "II.2": "PC06"}
    assert can_appraise_criterion(user, assessment, Criterion(code="II.1", department="PC06")) is may
    assert can_appraise_criterion(user, assessment, Criterion(code="II.2", department="PV05")) is False


def test_every_state_is_placed():
    leaves = set().union(*(move.before for move in MOVES))
    reached = set().union(*(move.after for move in MOVES))
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
