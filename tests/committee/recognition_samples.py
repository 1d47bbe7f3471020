"""Published rounds with results that qualify or not, and recognitions from them."""

import datetime as dt
from types import SimpleNamespace

from accounts.models import Role
from assessments import actions
from assessments.models import AssessmentRound, State
from committee.actions.recognition import decide_recognition, propose_units, record_recognition
from committee.models import Recognition
from tests.factories import (
    advance,
    day,
    make_city,
    make_criteria_set,
    make_open_round,
    make_person,
    make_programme,
    make_unit,
)

MINISTER = "Bộ trưởng Bộ Công an"
DECISION = "01/QĐ-BCA (minh họa)"


def make_place(*names):
    """A city, its wards of these names, a programme with a criteria set, and somebody of each role."""
    city = make_city()
    wards = [make_unit(name, parent=city) for name in names or ("Hải Châu I", "An Hải Bắc")]
    programme = make_programme()
    return SimpleNamespace(
        city=city,
        wards=wards,
        ward=wards[0],
        programme=programme,
        criteria_set=make_criteria_set(programme),
        secretary=make_person(Role.SECRETARY, city, post="Thư ký Tổ giúp việc"),
        member=make_person(Role.MEMBER, city),
        commander=make_person(Role.COMMANDER, wards[0]),
        neighbour=make_person(Role.COMMANDER, wards[1]) if len(wards) > 1 else None,
        stranger=make_person(Role.COMMANDER, make_unit()),
    )


def make_published(place, year=2022, unmet=None, units=None, criteria_set=None, **fields):
    """A published round of a year; `unmet`: {unit: codes of what it has not met}. Others meet everything."""
    units = units or place.wards
    opened = make_open_round(units, criteria_set or place.criteria_set, ends_on=f"{year}-11-15", **fields)
    for assessment in opened.assessments.all():
        advance(assessment, State.DECIDED, except_for=(unmet or {}).get(assessment.unit, ()))
    actions.publish(assessment_round=opened, by=place.secretary)
    return AssessmentRound.objects.get(pk=opened.pk)


def propose(place, assessment_round, *units, on=None, **words):
    on = day(on) if on else assessment_round.ends_on + dt.timedelta(days=15)
    chosen = units or [place.ward]
    return propose_units(by=place.secretary, assessment_round=assessment_round, units=chosen, on=on, **words)


def decide(place, recognition, on=None, document=DECISION, authority=MINISTER, by=None):
    return decide_recognition(
        by=by or place.secretary,
        recognition=recognition,
        document=document,
        on=day(on or f"{recognition.year}-12-20"),
        authority=authority,
    )


def recognise(place, year=2022, unit=None, on=None, **columns):
    """A recognition of an earlier year, as the form of old decisions records it."""
    named = {"programme": place.programme, "document": DECISION, "authority": MINISTER, **columns}
    on = day(on or f"{year}-12-20")
    return record_recognition(by=place.secretary, unit=unit or place.ward, year=year, on=on, **named)


def stored(recognition):
    return Recognition.objects.get(pk=recognition.pk)
