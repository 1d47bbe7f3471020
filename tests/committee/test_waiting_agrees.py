"""The list of obstacles, an obstacle's page, the chain, the overview and a unit's page say the same of one world."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.committee.chain_samples import (
    CITY_BODY,
    criterion_of,
    make_directive,
    make_kind,
    make_obstacle,
    make_project,
    make_recommendation,
)
from tests.factories import day, make_department
from tests.portal.world import NAMES, make_world, sentence_of

LOGISTICS = "Phòng HC"


@pytest.fixture
def world(db):
    """One obstacle waits for three, one of them overdue; one for the city's body; one was never given to anybody.

    The first began after its criterion was found unmet; the last is cleared.
    """
    world = make_world(NAMES[:3], second=False)
    ward, second, third = world.wards
    world.obstacle = make_obstacle([ward], "2022-03-01", [criterion_of(world)], resource=make_kind())
    make_recommendation(world.obstacle, ward, "2022-04-01")
    make_directive(world.city, make_department("HC", world.city), [world.obstacle], "2025-01-01", "2026-01-01")
    make_project(ward, [("survey", "2023-03-31", "2023-04-10"), ("approval", None, None)])
    make_recommendation(make_obstacle([second], "2024-05-03", title="Thiếu xe"), second, "2024-06-01")
    make_obstacle([third], "2025-02-02", title="Thiếu người")
    make_obstacle([second, third], "2020-01-01", title="Cũ", cleared_on="2020-05-05")
    return world


def whole(number):
    return f"{number:,}".replace(",", ".")


def days_since(text):
    return (timezone.localdate() - day(text)).days


def test_pages_agree_on_how_many_how_long_and_who_is_waited_for(world, client):
    client.force_login(world.member)
    ward = world.wards[0].pk
    listed, chain, overview, page, unit, unit_chain = (
        client.get(address)
        for address in (
            reverse("committee:obstacles"),
            reverse("committee:chain"),
            "/",
            reverse("committee:obstacle", args=[world.obstacle.pk]),
            reverse("portal:unit", args=[ward]),
            reverse("committee:unit_chain", args=[ward]),
        )
    )
    mean = whole(round(sum(map(days_since, ("2022-03-01", "2024-05-03", "2025-02-02"))) / 3))
    opened, most = f"3 vướng mắc đang mở, trung bình {mean} ngày", f"2 chờ {CITY_BODY}"
    assert sentence_of(listed) == f"{opened}, {most}."
    assert sentence_of(chain).startswith(
        f"{opened}, lâu nhất {whole(days_since('2022-03-01'))} ngày (phường Hải Châu I"
    )
    assert f"); {most}" in sentence_of(chain)
    assert f"; 3 vướng mắc đang mở, {most}" in sentence_of(overview)
    waits = f"chờ {LOGISTICS} {whole(days_since('2025-01-01'))} ngày".casefold()
    for each in (listed, overview, page, unit, unit_chain):
        assert waits in each.content.decode().casefold()
    assert [row["waits"] for row in chain.context["rows"]] == [
        f"chờ {LOGISTICS}",
        f"chờ {CITY_BODY}",
        "chưa ai được giao",
    ]
    assert [row["wait"].split(" (")[0].rsplit(" ", 2)[0] for row in listed.context["rows"]] == [
        row["waits"] for row in chain.context["rows"]
    ]
    assert (listed.context["rows"][0]["wait"][-14:], len(page.context["waits"])) == ("và 2 nơi khác)", 3)
