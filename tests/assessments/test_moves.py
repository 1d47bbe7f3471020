"""Every move × role × state through the actions themselves: one table, each cell tried and taken back."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Role
from assessments import actions
from assessments.models import Assessment, CriterionScore, State
from assessments.permissions import VERBS
from tests.assessments.test_permissions import ALLOWED, CITY, DISTRICT, OWN, PLACE
from tests.factories import advance, make_city, make_department, make_open_round, make_person, make_unit
from units.models import UnitType

pytestmark = pytest.mark.django_db
SAVES = {"save_self_score": actions.save_self_score, "save_appraisal": actions.save_appraisal}


@pytest.fixture
def place():
    city = make_city()
    district = make_unit(parent=city, type=UnitType.URBAN_DISTRICT)
    ward = make_unit(parent=district)
    return {CITY: city, DISTRICT: district, OWN: ward, "department": make_department(city=city)}


def arguments_of(verb, assessment):
    """What the action asks for besides the sheet and who acts, such that only the table can stand in its way."""
    score = CriterionScore.objects.get(assessment=assessment, criterion__code="II.1")
    week = timezone.localdate() + dt.timedelta(days=7)
    on_criterion = {"criterion": score.criterion_id}
    return {
        "submit": {},
        "withdraw": {},
        "complete_appraisal": {},
        "pass_review": {"note": ""},
        "return_sheet": {"criteria": [], "reason": "Thiếu số liệu", "due": week},
        "return_to_appraisal": {"criteria": [], "reason": "Chưa rõ"},
        "reopen_criterion": {**on_criterion, "reason": "Sai số liệu", "due": week},
        "ask_explanation": {**on_criterion, "question": "Vì sao?"},
        "explain": {**on_criterion, "text": "Vì đang xây."},
        "settle_explanation": on_criterion,
        "resolve_disagreement": {
            **on_criterion,
            "answer": {"met": True},
            "reason": "Theo biên bản",
            "revision": score.revision,
        },
        "change_line": {**on_criterion, "answer": {"met": False}, "reason": "Theo biên bản"},
        "decide": {"document": "01/QĐ"},
    }.get(verb) or {**on_criterion, "answer": {"met": False}, "note": "", "revision": score.revision}


def attempt(verb, assessment, by):
    """Try the move and take it back; return "done", "denied" or the refusal's name."""
    with transaction.atomic():
        try:
            if verb == "publish":
                actions.publish(assessment_round=assessment.round, by=by)
            elif verb in ("submit", "withdraw", "complete_appraisal"):
                getattr(actions, verb)(assessment=assessment.pk, by=by)
            else:
                arguments = arguments_of(verb, assessment)
                getattr(actions, verb)(assessment=assessment.pk, by=by, **arguments)
        except PermissionDenied:
            outcome = "denied"
        except actions.Refused as refusal:
            outcome = type(refusal).__name__
        else:
            outcome = "done"
        transaction.set_rollback(True)
    return outcome


# Allowed by the table, and refused in these states for what the sheet lacks.
REFUSED = {
    ("submit", State.DRAFTING): "Incomplete",
    ("explain", State.APPRAISING): "NothingAsked",
    ("settle_explanation", State.APPRAISING): "NothingAsked",
    ("resolve_disagreement", State.APPRAISING): "NothingAsked",
}


@pytest.mark.parametrize("state", State)
def test_each_role_does_only_what_the_table_says(place, state):
    assessment = make_open_round([place[OWN]]).assessments.get()
    people = {role: make_person(role, place[PLACE.get(role, CITY)]) for role in Role}
    assessment = advance(assessment, state)
    found = {}
    for role, person in people.items():
        for verb in VERBS:
            outcome = attempt(verb, assessment, person)
            if verb == "publish" and state != State.DECIDED and role == Role.SECRETARY:
                # The round as a whole is the secretary's to publish; it says which units are not ready.
                outcome = "denied" if outcome in ("RoundNotReady", "denied") else outcome
            if outcome != "denied":
                found[verb, role, state] = outcome
    expected = {cell: REFUSED.get((cell[0], state), "done") for cell in ALLOWED if cell[2] == state}
    assert found == expected
    assert Assessment.objects.get(pk=assessment.pk).changes == assessment.changes


@pytest.mark.parametrize("verb", VERBS)
def test_unknown_person_does_nothing_anywhere(place, verb):
    assessment = make_open_round([place[OWN]]).assessments.get()
    stranger = make_person(Role.SECRETARY, make_city("Huế"))
    outcomes = set()
    for state in State:
        assessment = advance(assessment, state)
        outcomes.add(attempt(verb, assessment, stranger))
    assert outcomes == {"denied"}
