"""The stage of a unit's enrolment follows the steps of its recognition, from the day of each."""

import pytest

from committee.actions.recognition import refuse_recognition, revoke_recognition, withdraw_proposal
from tests.committee.recognition_samples import (
    DECISION,
    MINISTER,
    decide,
    make_place,
    make_published,
    propose,
    recognise,
)
from tests.factories import day
from units.models import Enrolment, Stage

pytestmark = pytest.mark.django_db

OLD = {"document": DECISION, "on": day("2022-12-20"), "authority": MINISTER}


@pytest.fixture
def place(db):
    return make_place()


def stages(unit):
    """[(first day, last day, stage)] of a unit's enrolment."""
    rows = Enrolment.objects.filter(unit=unit).order_by("enrolled_from")
    return [(f"{each.enrolled_from}", each.enrolled_to and f"{each.enrolled_to}", each.stage) for each in rows]


def test_stage_moves_on_the_day_of_each_step(place):
    (proposed,) = propose(place, make_published(place))
    decide(place, proposed)
    revoke_recognition(by=place.secretary, recognition=proposed, reason="Vi phạm", **{**OLD, "on": day("2023-05-01")})
    assert stages(place.ward) == [
        ("2021-06-01", "2022-11-29", Stage.REGISTERED),
        ("2022-11-30", "2022-12-19", Stage.PROPOSED),
        ("2022-12-20", "2023-04-30", Stage.RECOGNISED),
        ("2023-05-01", None, Stage.BUILDING),
    ]


def test_stage_returns_when_the_proposal_is_taken_back(place):
    (proposed,) = propose(place, make_published(place))
    withdraw_proposal(by=place.secretary, recognition=proposed, on=day("2022-11-30"), reason="Gửi nhầm")
    assert stages(place.ward) == [
        ("2021-06-01", "2022-11-29", Stage.REGISTERED),
        ("2022-11-30", None, Stage.BUILDING),
    ]


def test_recognised_unit_stays_recognised_while_it_is_proposed_and_refused(place):
    recognise(place, 2021, on="2021-12-20")
    Enrolment.objects.create(unit=place.ward, programme=place.programme, enrolled_from=day("2021-06-01"))
    Enrolment.objects.update(stage=Stage.RECOGNISED)
    (proposed,) = propose(place, make_published(place))
    refuse_recognition(by=place.secretary, recognition=proposed, on=day("2022-12-20"), reason="Thiếu hồ sơ")
    assert stages(place.ward) == [("2021-06-01", None, Stage.RECOGNISED)]


def test_old_decision_splits_the_row_of_its_day_and_leaves_later_rows(place):
    for first, last in (("2021-06-01", "2023-12-31"), ("2024-01-01", None)):
        Enrolment.objects.create(
            unit=place.ward,
            programme=place.programme,
            enrolled_from=day(first),
            enrolled_to=day(last),
            stage="building",
        )
    recognise(place)
    assert stages(place.ward) == [
        ("2021-06-01", "2022-12-19", Stage.BUILDING),
        ("2022-12-20", "2023-12-31", Stage.RECOGNISED),
        ("2024-01-01", None, Stage.BUILDING),
    ]


def test_unit_that_took_no_part_gets_no_stage(place):
    recognise(place)
    assert stages(place.ward) == []
