"""The admin site: issuers are edited, what was published is looked at."""

import pytest
from django.urls import reverse

from accounts.models import Role
from reports.models import Body, IssuingBody, NumberSeries, Report, ReportPublication
from tests.factories import make_person
from tests.reports.publication_samples import make_place, published

ADD = "/admin/reports/issuingbody/add/"


@pytest.fixture
def place(db, settings, monkeypatch):
    place = make_place(settings, monkeypatch)
    place.administrator = make_person(Role.ADMINISTRATOR, place.city, is_staff=True, is_superuser=True)
    return place


def sent(place, posts=(), **fields):
    """What the form of a new issuing body posts."""
    ours = {"unit": place.city.pk, "body": Body.COMMITTEE, "name": "", "parent_name": "", "symbol": "BCĐ", "place": ""}
    rows = {
        f"posts-{row}-{name}": value
        for row, post in enumerate(posts)
        for name, value in {"position": 0, "host_post": "", "valid_from": "", "valid_to": "", **post}.items()
    }
    counts = {"posts-TOTAL_FORMS": len(posts), "posts-INITIAL_FORMS": 0}
    return {**ours, "recipients": "", "archive": "", "uses_host_seal": "on", **counts, **rows, **fields}


def add(client, place, posts=(), **fields):
    client.force_login(place.administrator)
    return client.post(ADD, sent(place, posts, **fields))


def test_issuer_is_kept_with_its_signing_posts(place, client):
    posts = [{"authority": "TM. BAN CHỈ ĐẠO\r\n\r\n TRƯỞNG BAN ", "host_post": "GIÁM ĐỐC CÔNG AN THÀNH PHỐ"}]

    answer = add(client, place, posts, recipients="- Như trên;\r\n– Các phòng nghiệp vụ.\r\n")

    assert answer.status_code == 302
    issuer = IssuingBody.objects.get()
    assert issuer.recipients == "Như trên\nCác phòng nghiệp vụ"
    assert issuer.posts.get().authority == "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN"
    assert issuer.history.get().history_user == place.administrator


@pytest.mark.parametrize("symbol", ["05/BC-BCĐ", "bcđ", "BCĐ ", "B C Đ", "BCĐ-", "<b>"])
def test_symbol_is_letters_digits_and_hyphens(place, client, symbol):
    answer = add(client, place, symbol=symbol)

    if symbol.strip() == "BCĐ":
        assert answer.status_code == 302
        return
    assert "Chữ viết tắt chỉ gồm chữ in hoa" in answer.content.decode()
    assert not IssuingBody.objects.exists()


@pytest.mark.parametrize(
    ("authority", "sentence"),
    [
        ("\n".join("ABCDE"), "nhiều nhất 4 dòng"),
        ("A" * 121, "dài quá 120 ký tự"),
        (" \n ", "errorlist"),
    ],
)
def test_authority_fits_beneath_the_text(place, client, authority, sentence):
    answer = add(client, place, [{"authority": authority, "host_post": "GIÁM ĐỐC"}])

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not IssuingBody.objects.exists()


def test_days_of_a_post_are_in_order(place, client):
    answer = add(client, place, [{"authority": "TRƯỞNG BAN", "valid_from": "2026-02-01", "valid_to": "2026-01-01"}])

    assert "phải bằng hoặc sau" in answer.content.decode()


def test_body_of_a_unit_stands_once(place, client):
    add(client, place)

    assert add(client, place).status_code == 200
    assert IssuingBody.objects.count() == 1


@pytest.mark.parametrize("model", [Report, ReportPublication, NumberSeries])
def test_what_was_published_is_looked_at_only(place, client, model):
    published(place)
    name, row = model._meta.model_name, model.objects.get()
    client.force_login(place.administrator)

    assert client.get(reverse(f"admin:reports_{name}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:reports_{name}_change", args=[row.pk])).status_code == 200
    assert client.get(reverse(f"admin:reports_{name}_add")).status_code == 403
    assert client.post(reverse(f"admin:reports_{name}_change", args=[row.pk]), {}).status_code == 403
    assert client.post(reverse(f"admin:reports_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert model.objects.count() == 1


def test_publication_is_found_by_its_code(place, client):
    publication = published(place)
    client.force_login(place.administrator)

    page = client.get("/admin/reports/reportpublication/", {"q": publication.code}).content.decode()

    assert publication.sha256 in page


def test_others_have_no_admin_site(place, client):
    client.force_login(place.secretary)

    assert client.get("/admin/reports/issuingbody/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_issuers_costs_the_same(place, client, django_assert_num_queries, count):
    for unit in (place.city, place.ward, place.other)[:count]:
        IssuingBody.objects.create(unit=unit, body=Body.UNIT)
    client.force_login(place.administrator)

    with django_assert_num_queries(7):
        client.get("/admin/reports/issuingbody/")
