import datetime as dt
import unicodedata

import pytest

from accounts.models import Role
from committee.actions.obstacle import open_obstacle
from tests.factories import make_city, make_person, make_unit
from tests.portal.world import NAMES, faults_of, make_world, sentence_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    """Signed in, from a unit that has nothing to do with what is searched."""
    person = make_person(Role.OFFICER, make_unit("Xa Lạ"))
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    "text", ["hai chau", "Hải Châu", "HAI CHAU 1", unicodedata.normalize("NFD", "Hải Châu I"), "cap hai chau"]
)
def test_units_are_found_with_or_without_diacritics(client, officer, text):
    unit = make_unit("Hải Châu I")
    make_unit("Thạch Thang")
    html = client.get("/search/", {"q": text}).content.decode()
    assert f'href="/units/{unit.pk}/"' in html
    assert "Thạch Thang" not in html


def test_a_unit_that_is_gone_opens_on_its_last_day(client, officer):
    unit = make_unit("Hải Châu I", valid_to="2024-12-31")
    assert f"/units/{unit.pk}/?date=2024-12-31" in client.get("/search/?q=hai+chau").content.decode()


def test_criteria_and_rounds_are_found_too(client, officer):
    world = make_world(NAMES[:1], second=False)
    html = client.get("/search/?q=tieu+chi+ii.1").content.decode()
    assert f"/criteria/{world.criteria_set.code}/II.1/" in html
    client.force_login(world.member)
    answer = client.get("/search/?q=so+ket+2021")
    assert sentence_of(answer) == "Tìm “so ket 2021”: 0 đơn vị, 0 tiêu chí, 1 kỳ đánh giá."
    assert "/rounds/ky-2021/ranking/" in answer.content.decode()


def test_rounds_without_a_unit_that_one_may_see_are_not_found(client, officer):
    make_world(NAMES[:1], second=False)
    assert "/rounds/" not in client.get("/search/?q=so+ket+2021").content.decode().partition("<main")[2]


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "Gõ tên đơn vị, tiêu chí, kỳ đánh giá, vướng mắc, chỉ đạo…; có dấu hay không dấu đều được."),
        (
            "không có đâu",
            "Không tìm thấy gì cho “không có đâu”. Hãy thử ít chữ hơn, hoặc mã của đơn vị, tiêu chí.",
        ),
        ("<b>", "Không tìm thấy gì cho “&lt;b&gt;”. Hãy thử ít chữ hơn, hoặc mã của đơn vị, tiêu chí."),
    ],
)
def test_what_is_not_found_gets_advice(client, officer, text, sentence):
    assert sentence_of(client.get("/search/", {"q": text})) == sentence


def test_the_search_field_keeps_what_was_asked(client, officer):
    assert 'value="hai chau"' in client.get("/search/?q=hai+chau").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_search_queries_do_not_grow_with_results(client, officer, django_assert_num_queries, count):
    for place in range(count):
        make_unit(f"Hải Châu {place + 5}")
    with django_assert_num_queries(11):
        client.get("/search/?q=hai+chau")


def test_search_is_sound_html(client, officer):
    make_unit("Hải Châu I")
    assert faults_of(client.get("/search/?q=hai+chau")) == []


def test_the_committees_business_is_found_by_whom_it_concerns(client, officer):
    ward = make_unit("Hải Châu I", parent=make_city())
    theirs = make_person(Role.COMMANDER, ward)
    obstacle = open_obstacle(by=theirs, title="Trụ sở chật", units=[ward], since=dt.date(2021, 8, 20))
    address = f'href="/committee/obstacles/{obstacle.pk}/"'
    assert address not in client.get("/search/?q=tru+so+chat").content.decode()
    client.force_login(theirs)
    answer = client.get("/search/?q=tru+so+chat")
    assert address in answer.content.decode()
    assert sentence_of(answer) == ("Tìm “tru so chat”: 0 đơn vị, 0 tiêu chí, 0 kỳ đánh giá, 1 việc của Ban Chỉ đạo.")
