"""Pages with the committee's business are kept, and show every change at once: of an action, the admin site, a day."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.changes import changes_of
from accounts.models import Role
from committee.actions.directive import withdraw_directive
from committee.actions.obstacle import clear_obstacle
from committee.actions.recommendation import advance_recommendation
from committee.models import Obstacle, ObstacleState
from resources.actions.holdings import record_holding
from resources.models import Holding, Norm
from tests.committee.chain_samples import (
    CITY_BODY,
    criterion_of,
    make_directive,
    make_kind,
    make_obstacle,
    make_recommendation,
)
from tests.factories import day, make_department, make_person, make_user
from tests.portal.world import NAMES, make_world

pytestmark = pytest.mark.django_db


def ago(days):
    return timezone.localdate() - dt.timedelta(days=days)


@pytest.fixture
def world():
    """The member and the secretary of a city in which II.1 of Hải Châu I waits for the People's Committee."""
    world = make_world(NAMES[:2])
    world.secretary = make_person(Role.SECRETARY, world.city)
    world.obstacle = make_obstacle([world.wards[0]], "2021-08-20", [criterion_of(world)])
    world.recommendation = make_recommendation(world.obstacle, world.wards[0], ago(412))
    world.order = make_directive(world.city, make_department("PH10", world.city), [], ago(90), ago(5), title="Rà soát")
    world.pages = {
        "overview": reverse("portal:overview"),
        "unit": reverse("portal:unit", args=[world.wards[0].pk]),
        "criterion": reverse("portal:criterion", args=[world.criteria_set.code, "II.1"]),
        "chain": reverse("committee:chain"),
    }
    return world


def seen(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize("page", ["overview", "unit", "criterion", "chain"])
def test_page_shows_what_an_action_changed(client, world, page):
    client.force_login(world.member)
    before = seen(client, world.pages[page])
    answer = {"state": "declined", "on": ago(2), "note": "Không còn quỹ đất"}
    advance_recommendation(by=world.secretary, recommendation=world.recommendation, **answer)
    after = seen(client, world.pages[page])
    assert ["412 ngày" in html for html in (before, after)] == [True, False]


@pytest.mark.parametrize("page", ["overview", "unit", "criterion", "chain"])
def test_page_shows_that_one_of_several_units_was_cleared(client, world, page):
    world.obstacle.blocked.create(unit=world.wards[1])
    client.force_login(world.member)
    before = seen(client, world.pages[page])
    clear_obstacle(by=world.secretary, obstacle=world.obstacle, unit=world.wards[0], on=ago(3), clearance="Xây xong")
    assert Obstacle.objects.get().state == ObstacleState.OPEN
    assert seen(client, world.pages[page]) != before


@pytest.mark.parametrize("page", ["overview", "unit", "criterion", "chain"])
def test_page_shows_what_the_admin_site_changed(client, world, page):
    client.force_login(world.member)
    before = seen(client, world.pages[page])
    client.force_login(make_user(is_superuser=True, is_staff=True))
    words = {"title": "Nhà hư hỏng", "blocked-TOTAL_FORMS": 0, "blocked-INITIAL_FORMS": 0}
    client.post(reverse("admin:committee_obstacle_change", args=[world.obstacle.pk]), words)
    client.force_login(world.member)
    after = seen(client, world.pages[page])
    assert ["Nhà hư hỏng" in html for html in (before, after)] == [False, True]


@pytest.mark.parametrize("page", ["overview", "unit", "criterion", "chain"])
def test_page_counts_a_new_day(client, world, page):
    client.force_login(world.member)
    found = []
    # 26 hours apart, so never on the same day.
    for zone in ("Etc/GMT+12", "Etc/GMT-14"):
        with timezone.override(zone):
            days = (timezone.localdate() - world.recommendation.raised_on).days
            found.append((days, f"{days} ngày" in seen(client, world.pages[page])))
    assert [is_shown for _days, is_shown in found] == [True, True]
    assert found[0] != found[1]


@pytest.mark.parametrize("page", ["unit", "criterion", "chain"])
def test_nobody_gets_a_page_that_was_made_for_another(client, world, page):
    client.force_login(world.member)
    shown = CITY_BODY in seen(client, world.pages[page])
    client.force_login(make_person(Role.OFFICER, world.wards[1]))
    assert (shown, CITY_BODY in seen(client, world.pages[page])) == (True, False)


def test_register_shows_what_an_action_changed(client, world):
    client.force_login(world.member)
    address = reverse("committee:directives") + "?state=overdue"
    before = seen(client, address)
    withdraw_directive(by=world.secretary, directive=world.order, reason="Trùng")
    assert ["Rà soát" in html for html in (before, seen(client, address))] == [True, False]


def test_register_seen_again_costs_five_queries(client, world, django_assert_num_queries):
    client.force_login(world.member)
    address = reverse("committee:directives")
    client.get(address)
    with django_assert_num_queries(5):
        client.get(address)


def test_chain_seen_again_costs_five_queries(client, world, django_assert_num_queries):
    client.force_login(world.member)
    client.get(world.pages["chain"])
    with django_assert_num_queries(5):
        client.get(world.pages["chain"])


def test_shortfalls_show_a_new_figure_and_a_new_norm(client, world):
    kind, ward = make_kind("equipment", "Bộ đàm", "chiếc"), world.wards[0]
    norm = Norm.objects.create(kind=kind, unit_type="ward", quantity=10, document="Thông tư")
    figure = {"kind": kind, "on": ago(3), "source": "Kiểm kê"}
    client.force_login(world.member)
    address = reverse("resources:shortfalls") + f"?kind={kind.code}"
    found = [seen(client, address)]
    record_holding(by=world.secretary, unit=ward, quantity=4, **figure)
    found.append(seen(client, address))
    norm.quantity = 4
    norm.save()
    found.append(seen(client, address))
    assert len(set(found)) == 3


def test_what_ends_last_is_told_though_it_began_first(world):
    kind = make_kind()
    for on in ("2021-01-01", "2022-01-01"):
        Holding.objects.create(kind=kind, unit=world.wards[0], on=day(on), quantity=1, source="Kiểm kê")
    first = Holding.history.earliest("history_id")
    # As it was while the first of the two had not ended.
    Holding.history.filter(pk=first.pk).delete()
    before = changes_of((Holding,))
    first.save(force_insert=True)
    assert changes_of((Holding,)) != before
