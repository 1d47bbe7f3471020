"""A city whose districts end and whose wards merge, and targets for it."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from committee.models import Measure, RolloutTarget, Spread
from tests.factories import day, make_city, make_enrolment, make_lineage, make_programme, make_unit, make_version
from units.models import Enrolment, Stage, UnitType

LAST_OF_DISTRICTS = "2025-06-30"


def make_reorganised_city():
    """Until 30/06/2025: districts A (wards a1, a2), B (ward b1) and C (a commune only). From 01/07/2025 no district
    and two wards: `merged` (of a1 and b1, whole) and `kept`, which is a2 as it was, directly below the city."""
    city = make_city()
    below = {"type": UnitType.URBAN_DISTRICT, "parent": city, "valid_to": LAST_OF_DISTRICTS}
    first, second = make_unit("A", **below), make_unit("B", **below)
    third = make_unit("C", **{**below, "type": UnitType.RURAL_DISTRICT})
    a1 = make_unit("Một", parent=first, valid_to=LAST_OF_DISTRICTS)
    a2 = make_unit("Hai", parent=first, valid_to=LAST_OF_DISTRICTS)
    b1 = make_unit("Ba", parent=second, valid_to=LAST_OF_DISTRICTS)
    commune = make_unit("Bốn", parent=third, type=UnitType.COMMUNE)
    make_version(a2, "Hai", parent=city, valid_from="2025-07-01")
    merged = make_unit("Gộp", parent=city, valid_from="2025-07-01")
    make_lineage(a1, merged, "2025-07-01")
    make_lineage(b1, merged, "2025-07-01")
    return SimpleNamespace(
        city=city, first=first, second=second, third=third, a1=a1, a2=a2, b1=b1, commune=commune, merged=merged,
        programme=make_programme(),
    )  # fmt: skip


def enrol(place, unit, first, last=None, stage=Stage.RECOGNISED):
    return make_enrolment(unit, place.programme, first, last, stage=stage)


def make_target(place, measure=Measure.SHARE, amount=None, set_on="2022-01-01", due="2025-12-31", **fields):
    """A target for wards; by default a share of half of them, recognised."""
    if measure != Measure.EACH_DISTRICT and amount is None:
        amount = 50
    ours = {"spread": Spread.WARDS, "statement": f"Mục tiêu đến {due}"}
    return RolloutTarget.objects.create(
        programme=place.programme,
        city=place.city,
        measure=measure,
        amount=amount,
        set_on=day(set_on),
        due=day(due),
        **{**ours, **fields},
    )


def change_stage(enrolment, stage, recorded):
    """The row was changed to a stage, and that was recorded on a day."""
    enrolment.stage = stage
    enrolment._history_date = timezone.make_aware(dt.datetime.combine(day(recorded), dt.time(9)))
    enrolment.save()
    return Enrolment.objects.get(pk=enrolment.pk)


def created_on(enrolment, recorded):
    """The row was first recorded on a day."""
    at = timezone.make_aware(dt.datetime.combine(day(recorded), dt.time(8)))
    enrolment.history.update(history_date=at)
    return enrolment
