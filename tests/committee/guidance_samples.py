"""A city with a ward, a commune and two departments, and somebody of each role; reading and sending its pages."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

from django.utils import timezone

from accounts.models import Role
from committee.actions.commendation import commend
from committee.actions.guidance import assign, record_visit
from committee.actions.initiative import record_initiative
from committee.actions.rollout import set_target
from committee.models import CommendationForm, InitiativeKind, Measure, VisitKind
from tests.factories import day, make_city, make_department, make_enrolment, make_person, make_programme, make_unit
from units.models import UnitType

TEXT = "Nội dung minh họa"


def make_place():
    """Two wards and a commune below one city, the first ward enrolled in a programme."""
    city = make_city()
    ward = make_unit("Hải Châu", parent=city)
    other = make_unit("Thanh Khê", parent=city)
    commune = make_unit("Hòa Vang", parent=city, type=UnitType.COMMUNE)
    department = make_department(city=city)
    programme = make_programme(short_title="Phường kiểu mẫu")
    make_enrolment(ward, programme)
    return SimpleNamespace(
        city=city,
        ward=ward,
        other=other,
        commune=commune,
        department=department,
        logistics=make_department("PH10", city=city),
        programme=programme,
        officer=make_person(Role.OFFICER, ward),
        commander=make_person(Role.COMMANDER, ward),
        neighbour=make_person(Role.COMMANDER, other),
        appraiser=make_person(Role.APPRAISER, department),
        secretary=make_person(Role.SECRETARY, city, post="Thư ký Tổ giúp việc"),
        member=make_person(Role.MEMBER, city),
        stranger=make_person(Role.OFFICER, make_unit("Nơi Khác")),
    )


def ago(days):
    return timezone.localdate() - dt.timedelta(days=days)


def read(client, user, url, status=200):
    """Read a page as text, signed in as the user."""
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def send(client, user, url, data):
    client.force_login(user)
    return client.post(url, data)


def file_of(client, user, url):
    """Return the lines of a CSV file, without its mark."""
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


# ---------------------------------------------------------------- what is recorded


def make_initiative(place, by=None, **changes):
    ours = {"title": "Kênh Zalo an ninh", "kind": InitiativeKind.CHANNEL, "since": ago(300), "description": TEXT}
    return record_initiative(by=by or place.commander, **{"unit": place.ward, **ours, **changes})


def make_commendation(place, by=None, **changes):
    ours = {"unit": place.ward, "form": CommendationForm.MERIT, "on": ago(40), "authority": "Bộ Công an"}
    return commend(by=by or place.secretary, **{**ours, "reason": TEXT, **changes})


def make_assignment(place, by=None, **changes):
    ours = {"department": place.department, "units": [place.ward], "task": TEXT, "valid_from": ago(100)}
    return assign(by=by or place.secretary, **{**ours, **changes})


def make_visit(place, by=None, **changes):
    ours = {"department": place.department, "unit": place.ward, "kind": VisitKind.VISIT, "on": ago(10)}
    return record_visit(by=by or place.secretary, **{**ours, "content": TEXT, **changes})


def make_set(place, by=None, **changes):
    ours = {"statement": "30% phường", "measure": Measure.SHARE, "amount": Decimal(30), "spread": "wards"}
    days = {"set_on": day("2021-01-01"), "due": day("2040-12-31"), "stage": "registered"}
    return set_target(
        by=by or place.secretary, programme=place.programme, city=place.city, **{**ours, **days, **changes}
    )
