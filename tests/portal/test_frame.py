import pytest

from accounts.models import Role
from tests.factories import make_city, make_person, make_unit, make_user
from tests.portal.world import Outline

pytestmark = pytest.mark.django_db


def labels(client, path="/my-work/"):
    html = client.get(path).content.decode()
    rail = html.partition('<nav class="rail"')[2].partition("</nav>")[0]
    return [
        (part.partition("<span>")[2].partition("</span>")[0], 'aria-current="page"' in part.partition(">")[0])
        for part in rail.split('class="rail-link"')[1:]
    ]


def test_rail_of_an_officer_has_no_overview(client):
    client.force_login(make_person(Role.OFFICER, make_unit()))
    assert labels(client) == [
        ("Việc của tôi", True),
        ("Đơn vị", False),
        ("Bộ tiêu chí", False),
        ("Kỳ đánh giá", False),
        ("Chuỗi tháo gỡ", False),
        ("Vướng mắc", False),
        ("Kiến nghị", False),
        ("Chỉ đạo", False),
        ("Nhân rộng", False),
        ("Công nhận", False),
        ("Văn bản, báo cáo", False),
        ("Nguồn lực, định mức", False),
        ("Phân công, hỗ trợ", False),
        ("Mô hình, khen thưởng", False),
    ]


def test_rail_of_the_committee_marks_where_one_is(client):
    unit = make_unit()
    client.force_login(make_person(Role.MEMBER, unit))
    assert [label for label, is_current in labels(client, f"/units/{unit.pk}/") if is_current] == ["Đơn vị"]
    assert ("Tổng quan", True) in labels(client, "/")


def test_rail_offers_the_admin_site_to_administrators_only(client):
    person = make_user(is_staff=True, is_superuser=True)
    client.force_login(person)
    assert labels(client)[-1] == ("Nhập liệu, quản trị", False)


def test_two_people_never_share_a_rail_or_a_name(client):
    member, officer = (
        make_person(Role.MEMBER, make_unit(), post="Phó Trưởng Ban"),
        make_person(Role.OFFICER, make_unit(), post="Cán bộ tổng hợp"),
    )
    pages = []
    for person in (member, officer, member):
        client.force_login(person)
        pages.append(client.get("/my-work/").content.decode())
    assert [("Phó Trưởng Ban" in page, "Cán bộ tổng hợp" in page, "Tổng quan" in page) for page in pages] == [
        (True, False, True),
        (False, True, False),
        (True, False, True),
    ]
    assert Outline(pages[0]).levels == [1]


@pytest.mark.parametrize(
    "path, entry",
    [
        ("/committee/", "Chuỗi tháo gỡ"),
        ("/committee/obstacles/", "Vướng mắc"),
        ("/committee/recommendations/", "Kiến nghị"),
        ("/committee/directives/", "Chỉ đạo"),
        ("/committee/rollout/", "Nhân rộng"),
        ("/committee/meetings/", "Hội nghị"),
        ("/committee/visits/", "Phân công, hỗ trợ"),
        ("/committee/commendations/", "Mô hình, khen thưởng"),
        ("/resources/", "Nguồn lực, định mức"),
        ("/resources/projects/", "Nguồn lực, định mức"),
    ],
)
def test_rail_marks_the_part_of_the_committees_business(client, path, entry):
    client.force_login(make_person(Role.MEMBER, make_city()))
    assert [label for label, is_current in labels(client, path) if is_current] == [entry]
