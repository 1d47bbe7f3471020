"""The pages of initiatives."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from committee.actions.initiative import record_count, record_replication
from committee.models import CountKind, Initiative, InitiativeCount, Replication
from tests.committee.guidance_samples import TEXT, ago, file_of, make_initiative, make_place, read, send
from tests.factories import make_criteria_set

LIST, NEW = reverse("committee:initiatives"), reverse("committee:initiative_new")


@pytest.fixture
def place(db):
    return make_place()


def address(initiative, name="initiative"):
    return reverse(f"committee:{name}", args=[initiative.pk])


def posted(place, **changes):
    return {
        "unit": place.ward.pk,
        "title": "Phim tuyên truyền",
        "kind": "clip",
        "since": ago(100).isoformat(),
        "description": TEXT,
        "cost": "12.500.000",
        **changes,
    }


def with_reach(place, title, value, **changes):
    initiative = make_initiative(place, title=title, **changes)
    record_count(by=place.secretary, initiative=initiative, kind=CountKind.REACH, on=ago(10), value=value)
    return initiative


# ---------------------------------------------------------------- the list


def test_list_is_open_and_says_how_far_initiatives_reached(place, client):
    with_reach(place, "Một", 1500)
    widest = with_reach(place, "Hai", 20000, unit=place.other, by=place.secretary)
    record_replication(by=place.secretary, initiative=widest, unit=place.ward, since=ago(5))
    page = read(client, place.stranger, LIST)
    assert "2 mô hình, cách làm hay của 2 đơn vị, đã tiếp cận 21.500 lượt; 1 mô hình được áp dụng thêm ở 1 nơi." in page
    assert page.index(">Hai</a>") < page.index(">Một</a>")


@pytest.mark.parametrize(
    "query, titles",
    [
        ("q=zalo", ["Kênh Zalo an ninh"]),
        ("kind=clip", ["Phim"]),
        ("kind=rubbish", ["Kênh Zalo an ninh", "Phim"]),
        ("unit={other}", ["Kênh Zalo an ninh"]),
        ("programme={programme}", ["Phim"]),
        ("programme=abc", ["Kênh Zalo an ninh", "Phim"]),
        ("page=9", ["Kênh Zalo an ninh", "Phim"]),
    ],
)
def test_list_is_filtered_by_its_address(place, client, query, titles):
    channel = make_initiative(place)
    record_replication(by=place.neighbour, initiative=channel, unit=place.other, since=ago(3))
    make_initiative(place, title="Phim", kind="clip", programme=place.programme)
    shown = read(client, place.officer, f"{LIST}?{query.format(other=place.other.pk, programme=place.programme.pk)}")
    assert [title for title in ("Kênh Zalo an ninh", "Phim") if f">{title}</a>" in shown] == titles


def test_list_without_initiatives_says_what_will_stand_there(place, client):
    assert "sẽ hiện ở đây" in read(client, place.officer, LIST)
    assert "Không có mô hình nào khớp bộ lọc" in read(client, place.officer, f"{LIST}?q=khong-co")


def test_list_comes_as_files(place, client):
    with_reach(place, "=Phim", 1500, cost=2_000_000)
    lines = file_of(client, place.stranger, f"{LIST}?format=csv")
    assert (len(lines), lines[1].startswith("'=Phim,kênh mạng xã hội,Công an phường Hải Châu")) == (2, True)
    answer = client.get(f"{LIST}?format=xlsx")
    assert list(load_workbook(BytesIO(answer.content)).active.values)[1][6] == 1500


@pytest.mark.parametrize("initiatives", [1, 3])
def test_list_costs_the_same_for_any_number(place, client, django_assert_num_queries, initiatives):
    for number in range(initiatives):
        with_reach(place, f"Mô hình {number}", 10 + number)
    client.force_login(place.officer)
    with django_assert_num_queries(12):
        client.get(LIST)


def test_illustrative_initiative_says_so(place, client):
    initiative = make_initiative(place, is_illustrative=True)
    assert "minh họa</span>" in read(client, place.officer, LIST)
    assert "minh họa</span>" in read(client, place.officer, address(initiative))


# ---------------------------------------------------------------- one initiative


def test_page_shows_counts_cost_and_who_took_it_over(place, client):
    initiative = with_reach(place, "Phim", 20000, cost=5_000_000)
    record_count(by=place.officer, initiative=initiative, kind=CountKind.REACH, on=ago(200), value=4000)
    record_replication(by=place.neighbour, initiative=initiative, unit=place.other, since=ago(30), effect="Giảm 3 vụ")
    page = read(client, place.member, address(initiative))
    assert "20.000 lượt tiếp cận, xem; 1 đơn vị khác áp dụng." in page
    assert "5.000.000 đồng, tức 250.000 đồng cho mỗi 1.000 lượt tiếp cận" in page
    assert ("<svg" in page, "Giảm 3 vụ" in page, '<form class="form"' in page) == (True, True, False)


def test_page_of_one_count_draws_no_line(place, client):
    page = read(client, place.stranger, address(with_reach(place, "Phim", 20000)))
    assert ('class="drawing"' in page, "20.000" in page) == (False, True)


@pytest.mark.parametrize("who, forms", [("officer", 3), ("secretary", 3), ("neighbour", 1), ("member", 0)])
def test_page_offers_what_the_reader_may_record(place, client, who, forms):
    page = read(client, getattr(place, who), address(make_initiative(place)))
    assert page.count('<form class="form"') == forms


def test_initiative_that_is_not_there_is_not_found(place, client):
    read(client, place.officer, reverse("committee:initiative", args=[10**12]), status=404)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_any_number_of_rows(place, client, django_assert_num_queries, rows):
    initiative = make_initiative(place)
    for number in range(rows):
        record_count(by=place.officer, initiative=initiative, kind=CountKind.REACH, on=ago(90 - number), value=number)
    for unit in [place.other, place.commune, place.logistics][:rows]:
        record_replication(by=place.secretary, initiative=initiative, unit=unit, since=ago(5))
    client.force_login(place.officer)
    with django_assert_num_queries(13):
        client.get(address(initiative))


# ---------------------------------------------------------------- recording


def test_unit_records_its_initiative(place, client):
    answer = send(client, place.officer, NEW, posted(place))
    found = Initiative.objects.get()
    assert (answer.url, found.cost, found.unit) == (address(found), 12_500_000, place.ward)


def test_form_warns_against_citizens_data(place, client):
    said = "Chỉ ghi số đếm; không ghi tên, số điện thoại, nội dung tin của công dân."
    assert said in read(client, place.officer, NEW)


def test_form_offers_only_units_that_the_reader_keeps(place, client):
    page = read(client, place.officer, f"{NEW}?unit={place.ward.pk}")
    assert (">Công an phường Hải Châu</option>" in page, "Thanh Khê" in page) == (True, False)
    assert f'<option value="{place.other.pk}" selected>' in read(
        client, place.secretary, f"{NEW}?unit={place.other.pk}"
    )


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"title": " "}, "field-error"),
        ({"title": "x" * 301}, "field-error"),
        ({"since": "2021-02-30"}, "field-error"),
        ({"cost": "nhiều"}, "Hãy nhập một số nguyên"),
        ({"cost": "-5"}, "field-error"),
        ({"unit": "999999"}, "field-error"),
        ({"since": "2090-01-01"}, "chưa đến"),
        ({"description": "gọi 0905123456"}, "Cổng không lưu dữ liệu của công dân"),
    ],
)
def test_wrong_initiative_comes_back_with_what_is_wrong(place, client, changes, said):
    answer = send(client, place.officer, NEW, posted(place, **changes))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Initiative.objects.exists()


def test_initiative_sent_twice_is_recorded_once(place, client):
    answers = [send(client, place.officer, NEW, posted(place)).status_code for _time in range(2)]
    assert (answers, Initiative.objects.count()) == ([302, 422], 1)


def test_unit_of_another_cannot_be_named(place, client):
    assert send(client, place.officer, NEW, posted(place, unit=place.other.pk)).status_code == 422


@pytest.mark.parametrize("who", ["appraiser", "member"])
def test_form_is_kept_from_those_who_keep_no_unit(place, client, who):
    read(client, getattr(place, who), NEW, status=403)
    assert send(client, getattr(place, who), NEW, posted(place)).status_code == 403


def test_initiative_is_changed_and_keeps_its_criterion(place, client):
    criterion = make_criteria_set(place.programme).criteria.first()
    initiative = make_initiative(place, criterion=criterion)
    page = read(client, place.officer, address(initiative, "initiative_change"))
    assert f'<option value="{criterion.pk}" selected>' in page
    read(client, place.neighbour, address(initiative, "initiative_change"), status=403)
    answer = send(client, place.officer, address(initiative, "initiative_change"), posted(place, title="Tên mới"))
    assert (answer.status_code, Initiative.objects.get().title) == (302, "Tên mới")


# ---------------------------------------------------------------- counts, replications, the end


def test_count_is_recorded_from_the_page(place, client):
    initiative = make_initiative(place)
    data = {"kind": "reach", "on": ago(3).isoformat(), "value": "1.250.000"}
    assert send(client, place.officer, address(initiative, "initiative_count"), data).status_code == 302
    assert InitiativeCount.objects.get().value == 1_250_000


@pytest.mark.parametrize(
    "changes, said",
    [({"value": "99"}, "về sau không thể ít hơn"), ({"value": "1,5"}, "số nguyên"), ({"on": "x"}, "field-error")],
)
def test_wrong_count_comes_back_with_what_is_wrong(place, client, changes, said):
    initiative = with_reach(place, "Phim", 100)
    data = {"kind": "reach", "on": ago(3).isoformat(), "value": "101", **changes}
    answer = send(client, place.officer, address(initiative, "initiative_count"), data)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert InitiativeCount.objects.count() == 1


def test_replication_is_recorded_by_whoever_took_it_over(place, client):
    initiative = make_initiative(place)
    data = {"unit": place.other.pk, "since": ago(3).isoformat(), "effect": "Giảm 3 vụ"}
    assert send(client, place.neighbour, address(initiative, "initiative_replicate"), data).status_code == 302
    assert Replication.objects.get().unit == place.other
    assert send(client, place.member, address(initiative, "initiative_replicate"), data).status_code == 403


def test_initiative_is_ended_from_the_page(place, client):
    initiative = make_initiative(place)
    assert send(client, place.officer, address(initiative, "initiative_end"), {"on": "x"}).status_code == 422
    data = {"on": ago(1).isoformat()}
    assert send(client, place.neighbour, address(initiative, "initiative_end"), data).status_code == 403
    assert send(client, place.officer, address(initiative, "initiative_end"), data).status_code == 302
    assert Initiative.objects.get().until == ago(1)


@pytest.mark.parametrize("name", ["initiative_count", "initiative_replicate", "initiative_end"])
def test_steps_take_post_only(place, client, name):
    read(client, place.officer, address(make_initiative(place), name), status=405)
