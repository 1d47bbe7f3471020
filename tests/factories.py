"""Plain functions that make what a test needs. Only surprising values are spelled out by the test itself."""

import datetime as dt
import itertools

from accounts.models import Membership, Role, User
from assessments import actions
from assessments.models import AssessmentRound, CriterionScore, State
from criteria.actions import store_criteria_set
from criteria.interchange.document import normalise
from criteria.models import CriteriaSet
from units.models import Enrolment, Programme, Unit, UnitLineage, UnitType, UnitVersion

PASSWORD = "đúng-mật-khẩu-2026"
number = itertools.count(1)


def day(text):
    """A date from "2021-06-12"; dates and None pass."""
    return dt.date.fromisoformat(text) if isinstance(text, str) else text


# ---------------------------------------------------------------- units


def make_version(unit, name=None, **fields):
    """A row of dates and names of a unit; by default a ward without parent, valid always."""
    ours = {"code": f"{90000 + unit.pk}", "name": name or f"Minh Họa {unit.pk}", "type": UnitType.WARD}
    dates = {key: day(fields.pop(key, None)) for key in ("valid_from", "valid_to")}
    return UnitVersion.objects.create(unit=unit, **dates, **{**ours, **fields})


def make_unit(name=None, key=None, **fields):
    """A unit with one version; by default a ward without parent, valid always."""
    unit = Unit.objects.create(key=key or f"unit-{next(number)}")
    make_version(unit, name, **fields)
    return unit


def make_city(name="Đà Nẵng", **fields):
    return make_unit(name, type=UnitType.CITY, **fields)


def make_department(code="PV05", city=None, **fields):
    """A department of the city police, which appraises criteria that name its code."""
    return make_unit(f"Phòng {code}", type=UnitType.DEPARTMENT, code=code, parent=city, **fields)


def make_lineage(predecessor, successor, date="2025-01-01", share="whole", **fields):
    return UnitLineage.objects.create(
        predecessor=predecessor, successor=successor, date=day(date), share=share, **fields
    )


def make_programme(code=None, title="Phường điển hình (minh họa)", **fields):
    return Programme.objects.create(code=code or f"programme-{next(number)}", title=title, **fields)


def make_enrolment(unit, programme, enrolled_from="2021-06-01", enrolled_to=None, **fields):
    return Enrolment.objects.create(
        unit=unit, programme=programme, enrolled_from=day(enrolled_from), enrolled_to=day(enrolled_to), **fields
    )


# ---------------------------------------------------------------- people


def make_user(username=None, post="Cán bộ minh họa", **fields):
    return User.objects.create_user(username or f"user-{next(number)}", password=PASSWORD, post=post, **fields)


def make_membership(user, unit, role=Role.OFFICER, valid_from=None, valid_to=None):
    return Membership.objects.create(
        user=user, unit=unit, role=role, valid_from=day(valid_from), valid_to=day(valid_to)
    )


def make_person(role, unit, **fields):
    """A user who holds `role` at `unit` today."""
    user = make_user(**fields)
    make_membership(user, unit, role)
    return user


# ---------------------------------------------------------------- criteria


def met_criterion(code, **fields):
    return {"code": code, "title": f"Tiêu chí {code}", "scale": {"kind": "met"}, **fields}


def points_criterion(code, maximum="10", **fields):
    scale = {"kind": "points", "max": maximum, "step": "0.5", "pass": "5"}
    return {"code": code, "title": f"Tiêu chí {code}", "scale": scale, **fields}


def set_document(code=None, criterion=met_criterion, **fields):
    """A criteria-set/1 document of three criteria in two groups (I.1, I.2; II.1); `fields` replace its own."""
    counts_met = criterion is met_criterion
    best = {"max_unmet": 0} if counts_met else {"min_percent": "80"}
    return {
        "format": "criteria-set/1",
        "code": code or f"set-{next(number)}",
        "title": "Bộ tiêu chí minh họa",
        "status": "illustrative",
        "counting": "met" if counts_met else "points",
        "groups": [
            {"code": "I", "title": "Nhóm một", "criteria": [criterion("I.1"), criterion("I.2")]},
            {"code": "II", "title": "Nhóm hai", "criteria": [criterion("II.1", department="PV05")]},
        ],
        "classes": [
            {"code": "recognised", "title": "Đạt chuẩn", "requires": best},
            {"code": "not-yet", "title": "Chưa đạt", "requires": {}},
        ],
        **fields,
    }


def make_criteria_set(programme=None, **fields):
    """A stored draft: `make_criteria_set(criterion=points_criterion)` counts points."""
    programme = programme or make_programme()
    document = normalise(set_document(programme=programme.code, **fields))
    return store_criteria_set(document=document, by=None).criteria_set


# ---------------------------------------------------------------- rounds


def make_round(criteria_set=None, code=None, ends_on="2021-12-31", **fields):
    """A round in preparation, over the year that ends on `ends_on`."""
    criteria_set, ends_on = criteria_set or make_criteria_set(), day(ends_on)
    return AssessmentRound.objects.create(
        code=code or f"round-{next(number)}",
        title=fields.pop("title", f"Kỳ đánh giá {ends_on.year} (minh họa)"),
        programme=criteria_set.programme,
        criteria_set=criteria_set,
        starts_on=ends_on - dt.timedelta(days=364),
        ends_on=ends_on,
        self_score_due=ends_on,
        appraisal_due=ends_on + dt.timedelta(days=15),
        decision_due=ends_on + dt.timedelta(days=30),
        **fields,
    )


def make_open_round(units=(), criteria_set=None, **fields):
    """A round opened by the action itself; `units` are enrolled first (one ward when none is given)."""
    criteria_set = criteria_set or make_criteria_set()
    for unit in units or [make_unit()]:
        if not Enrolment.objects.filter(unit=unit, programme=criteria_set.programme).exists():
            make_enrolment(unit, criteria_set.programme)
    prepared = make_round(CriteriaSet.objects.get(pk=criteria_set.pk), **fields)
    return actions.open_round(assessment_round=prepared, by=None)


def good_answer(criterion):
    """The best answer to a criterion of the sets above."""
    scale = criterion.scale
    return {"met": True} if scale["kind"] == "met" else {"points": scale["max"]}


def poor_answer(criterion):
    return {"met": False} if criterion.scale["kind"] == "met" else {"points": "0"}


def answer_everything(assessment, by, except_for=(), save=actions.save_self_score):
    """Answer every criterion well, those whose codes are in `except_for` badly. Returns the assessment, re-read."""
    for score in CriterionScore.objects.filter(assessment=assessment).select_related("criterion"):
        answer = poor_answer if score.criterion.code in except_for else good_answer
        save(
            assessment=assessment.pk,
            criterion=score.criterion_id,
            answer=answer(score.criterion),
            note="",
            revision=score.revision,
            by=by,
        )
    return type(assessment).objects.get(pk=assessment.pk)


def _tops(assessment):
    """Somebody of each role that the workflow asks for, made once a test for a unit and its top."""
    unit, top = assessment.unit, assessment.root
    names = {
        "commander": (Role.COMMANDER, unit),
        "secretary": (Role.SECRETARY, top),
        "member": (Role.MEMBER, top),
    }
    people = {}
    for name, (role, place) in names.items():
        username = f"{name}-{place.pk}"
        people[name] = User.objects.filter(username=username).first() or make_person(role, place, username=username)
    return people


def advance(assessment, to_state, except_for=()):
    """Walk the real actions until the assessment is in `to_state`; its unit needs a parent for the appraisers.

    It is REVIEWING only where a district stands between unit and city. The criteria in `except_for` are unmet, on both
    tracks. Returns the assessment, re-read.
    """
    people = _tops(assessment)
    commander, secretary, member = people["commander"], people["secretary"], people["member"]

    def hand_in():
        answer_everything(assessment, commander, except_for)
        return actions.submit(assessment=assessment.pk, by=commander)

    def pass_all_levels():
        while type(assessment).objects.get(pk=assessment.pk).state == State.REVIEWING:
            actions.pass_review(assessment=assessment.pk, note="", by=secretary)

    def appraise():
        answer_everything(assessment, secretary, except_for, save=actions.save_appraisal)

    def publish():
        actions.publish(assessment_round=assessment.round, by=secretary)

    steps = {
        State.REVIEWING: hand_in,
        State.SUBMITTED: pass_all_levels,
        State.APPRAISING: appraise,
        State.APPRAISED: lambda: actions.complete_appraisal(assessment=assessment.pk, by=secretary),
        State.DECIDED: lambda: actions.decide(assessment=assessment.pk, document="01/QĐ (minh họa)", by=member),
        State.PUBLISHED: publish,
    }
    order = list(State)
    for state in order[order.index(assessment.state) + 1 : order.index(to_state) + 1]:
        steps[state]()
    return type(assessment).objects.get(pk=assessment.pk)
