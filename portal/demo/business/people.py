"""Units, departments and criteria of the story by their keys, read once."""

import datetime as dt
from dataclasses import dataclass

from criteria.models import Criterion
from portal.demo import story
from portal.demo.actors import Actors
from portal.demo.base import department_key
from units.models import Programme, Unit


@dataclass(frozen=True, slots=True)
class Stage:
    """What the business is played with."""

    actors: Actors
    units: dict[str, Unit]
    criteria: dict[tuple[str, str], Criterion]
    programmes: dict[str, Programme]

    @property
    def city(self):
        return self.units[story.CITY]

    def department(self, code):
        return self.units[department_key(code)]


def set_stage(actors):
    criteria = Criterion.objects.select_related("criteria_set")
    return Stage(
        actors=actors,
        units={unit.key: unit for unit in Unit.objects.all()},
        criteria={(each.criteria_set.code, each.code): each for each in criteria},
        programmes={programme.code: programme for programme in Programme.objects.all()},
    )


def day(text):
    """“20/11/2022” as a date."""
    number, month, year = map(int, text.split("/"))
    return dt.date(year, month, number)
