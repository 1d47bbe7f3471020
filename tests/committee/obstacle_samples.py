"""A city with two wards and its people, rounds with unmet criteria, obstacles and recommendations about them."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from accounts.models import Role
from assessments.models import State
from committee.actions.obstacle import open_obstacle
from committee.actions.recommendation import raise_recommendation
from committee.models import Body, BodyKind, Obstacle
from criteria.models import Criterion
from tests.factories import (
    advance,
    make_city,
    make_criteria_set,
    make_department,
    make_open_round,
    make_person,
    make_unit,
    number,
)


def ago(days):
    return timezone.localdate() - dt.timedelta(days=days)


def make_place():
    """Two wards of a city, with somebody of each role."""
    city = make_city()
    ward, other = make_unit("Hải Châu I", parent=city), make_unit("Hòa Phong", parent=city)
    return SimpleNamespace(
        city=city,
        ward=ward,
        other=other,
        officer=make_person(Role.OFFICER, ward, post="Cán bộ tổng hợp"),
        commander=make_person(Role.COMMANDER, ward, post="Trưởng Công an phường"),
        neighbour=make_person(Role.COMMANDER, other),
        appraiser=make_person(Role.APPRAISER, make_department(city=city)),
        reviewer=make_person(Role.REVIEWER, city),
        secretary=make_person(Role.SECRETARY, city, post="Thư ký Tổ giúp việc"),
        member=make_person(Role.MEMBER, city),
        stranger=make_person(Role.COMMANDER, make_unit()),
    )


def make_obstacle(place, title="Trụ sở chưa bảo đảm", units=None, by=None, since=None, **columns):
    return open_obstacle(
        by=by or place.secretary, title=title, units=units or [place.ward], since=since or ago(100), **columns
    )


def make_body(name=None, kind=BodyKind.PEOPLES_COMMITTEE):
    return Body.objects.create(name=name or f"Cơ quan {next(number)}", kind=kind)


def make_recommendation(place, *obstacles, by=None, raised_on=None, **columns):
    defaults = {"title": "Bố trí kinh phí sửa trụ sở", "unit": place.ward, "raised_on": raised_on or ago(50)}
    body = columns.pop("body", None) or make_body()
    return raise_recommendation(by=by or place.commander, obstacles=obstacles, body=body, **{**defaults, **columns})


def make_rounds(units, *unmet, criteria_set=None):
    """Published rounds one after the other, from 2021 on, in each of which the named criteria are unmet.

    `make_rounds([ward], ["II.1"], ["II.1", "I.1"])`. Returns the criteria by code.
    """
    criteria_set = criteria_set or make_criteria_set()
    for year, codes in enumerate(unmet, start=2021):
        opened = make_open_round(units, criteria_set, ends_on=f"{year}-12-31")
        for assessment in opened.assessments.all():
            advance(assessment, State.DECIDED, except_for=codes)
    return {each.code: each for each in Criterion.objects.filter(criteria_set=criteria_set)}


def stored(obstacle):
    return Obstacle.objects.get(pk=obstacle.pk)
