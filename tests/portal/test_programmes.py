"""The other programmes on the overview."""

import pytest

from accounts.models import Role
from assessments.models import State
from tests.factories import advance, make_criteria_set, make_open_round, make_person, make_programme, make_unit
from tests.portal.world import make_world

pytestmark = pytest.mark.django_db


def make_other(parent, names):
    programme = make_programme(title="Xã điển hình", position=2)
    communes = [make_unit(name, type="commune", parent=parent) for name in names]
    shown = make_open_round(communes, make_criteria_set(programme), code="xa-2022", title="Kỳ xã năm 2022")
    advance(shown.assessments.order_by("pk").last(), State.SUBMITTED)
    return shown


def test_overview_says_who_leads_in_the_other_programmes(client):
    world = make_world()
    make_other(world.city, ["Hòa Bắc", "Hòa Phong"])
    client.force_login(world.member)

    html = client.get("/?round=ky-2022").content.decode()

    assert html.count("Các chương trình khác") == 1
    assert '<a href="/?round=xa-2022">Xã điển hình</a>' in html
    assert "xã Hòa Phong\N{NO-BREAK SPACE}3/3; xã Hòa Bắc\N{NO-BREAK SPACE}0/3" in html


def test_programmes_of_strangers_are_not_named(client):
    world = make_world()
    make_other(make_unit("Huế", type="city", key="hue"), ["Phú Vang"])
    client.force_login(world.member)

    assert "Các chương trình khác" not in client.get("/?round=ky-2022").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_other_programmes_cost_one_query_each_whatever_their_units(client, django_assert_num_queries, count):
    world = make_world()
    make_other(world.city, [f"Hòa {number}" for number in range(count)])
    client.force_login(world.member)
    client.get("/?round=ky-2022")

    with django_assert_num_queries(8):
        client.get("/?round=ky-2022")


def test_reviewer_of_a_district_sees_its_units_only(client):
    world = make_world()
    district = make_unit("Hòa Vang", type="rural-district", parent=world.city)
    make_other(district, ["Hòa Phong"])
    client.force_login(make_person(Role.REVIEWER, district))

    assert "xã Hòa Phong\N{NO-BREAK SPACE}3/3" in client.get("/?round=ky-2022").content.decode()
