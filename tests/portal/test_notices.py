"""What the portal tells a person: on my work, and counted in the rail."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from assessments.actions.notices import mark_read, notify
from assessments.display.notices import REGISTERED, WORDS
from assessments.models import Notice, NoticeKind
from tests.factories import make_city, make_open_round, make_person, make_unit
from tests.portal.world import faults_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_person(Role.OFFICER, make_unit("Hải Châu I", parent=make_city()))


@pytest.fixture
def assessment(officer):
    unit = officer.memberships.get().unit
    return make_open_round([unit], code="ky-nay", title="Kỳ này").assessments.get()


def tell(user, assessment, key="one", kind=NoticeKind.RETURNED, **data):
    notify(users=[user], kind=kind, key=key, data=data, assessment=assessment)


def test_nobody_is_told_twice_under_one_key(officer, assessment):
    for _time in range(2):
        tell(officer, assessment)
    assert Notice.objects.count() == 1


def test_whoever_did_it_is_not_told(officer, assessment):
    notify(users=[officer], kind=NoticeKind.EXTENDED, key="one", assessment=assessment, by=officer)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "kind, data, title",
    [
        ("returned", {"kind": "whole", "due": "2026-11-25"}, "Phiếu bị trả lại, hạn nộp lại ngày 25/11/2026"),
        ("returned", {"kind": "appraisal"}, "Ban Chỉ đạo trả lại để thẩm định lại, hạn ngày "),
        ("returned", {"kind": "reopening"}, "Một tiêu chí được mở lại, hạn nộp lại ngày "),
        ("explanation", {"criterion": "I.1", "due": "2026-11-25"}, "Cần giải trình tiêu chí I.1, hạn ngày 25/11/2026"),
        ("extended", {"stage": "self_score", "to": "2026-11-25"}, "Hạn tự chấm điểm được gia hạn đến ngày 25/11/2026"),
        ("due_soon", {"stage": "self_score", "due": "2026-11-25"}, "Sắp đến hạn tự chấm điểm, ngày 25/11/2026"),
        ("due_today", {"stage": "decision", "due": "2026-11-25"}, "Ngày 25/11/2026 là hạn quyết định"),
        ("overdue", {"stage": "appraisal", "due": "2026-11-25"}, "Đã quá hạn thẩm định, ngày 25/11/2026"),
        ("mention", {"criterion": "I.1"}, "Bạn được nhắc đến trong trao đổi về tiêu chí I.1"),
        ("handed_on", {"count": 2}, "Nhận 2 phiếu từ cấp đã kết thúc"),
    ],
)  # fmt: skip
def test_notice_is_worded_from_what_it_holds(client, officer, assessment, kind, data, title):
    notify(users=[officer], kind=kind, key="one", data=data, assessment=assessment)
    client.force_login(officer)
    assert f"{title}: Công an phường Hải Châu I</a>" in client.get("/my-work/").content.decode()


def test_every_kind_has_its_words():
    assert {*WORDS, *REGISTERED} == set(NoticeKind)


def test_notice_of_a_criterion_leads_to_it(client, officer, assessment):
    tell(officer, assessment, kind=NoticeKind.EXPLANATION, criterion="II.1", due="2026-11-25")
    client.force_login(officer)
    sheet = reverse("assessments:sheet", args=["ky-nay", assessment.unit_id])
    assert f'href="{sheet}II/#criterion-II.1"' in client.get("/my-work/").content.decode()


def test_lapsing_evidence_leads_to_the_unit(client, officer, assessment):
    told = {"title": "Kế hoạch", "until": "2026-11-25", "unit": assessment.unit_id}
    notify(users=[officer], kind=NoticeKind.EVIDENCE_LAPSES, key="one", data=told)
    client.force_login(officer)
    page = client.get("/my-work/").content.decode()
    assert f'<a href="/units/{assessment.unit_id}/">Tài liệu “Kế hoạch” hết hiệu lực sau ngày 25/11/2026</a>' in page


def test_unread_stand_first_and_read_ones_are_folded(client, officer, assessment):
    tell(officer, assessment, "one", due="2026-11-25", reason="Đã đọc rồi")
    mark_read(by=officer)
    tell(officer, assessment, "two", kind=NoticeKind.MENTION, criterion="I.2")
    client.force_login(officer)
    page = client.get("/my-work/").content.decode()
    assert page.index("tiêu chí I.2") < page.index("1 thông báo đã đọc") < page.index("Đã đọc rồi")


def test_rail_counts_what_is_unread(client, officer, assessment):
    client.force_login(officer)
    assert "rail-count" not in client.get("/rounds/").content.decode()
    for key in ("one", "two"):
        tell(officer, assessment, key)
    assert '<span class="rail-count">2<' in client.get("/rounds/").content.decode()


def test_one_or_all_are_marked_as_read(client, officer, assessment):
    for key in ("one", "two", "three"):
        tell(officer, assessment, key)
    client.force_login(officer)
    first = Notice.objects.earliest("pk")
    assert client.post(reverse("portal:read_notice", args=[first.pk])).url == "/my-work/#notices"
    assert [notice.key for notice in Notice.objects.filter(read_at=None).order_by("pk")] == ["two", "three"]
    client.post(reverse("portal:read_notices"))
    assert not Notice.objects.filter(read_at=None).exists()


def test_nobody_marks_the_notice_of_another(client, officer, assessment):
    tell(officer, assessment)
    client.force_login(make_person(Role.OFFICER, make_unit()))
    client.post(reverse("portal:read_notice", args=[Notice.objects.get().pk]))
    client.post(reverse("portal:read_notices"))
    assert Notice.objects.get().read_at is None


def test_reading_is_no_link(client, officer):
    client.force_login(officer)
    assert client.get(reverse("portal:read_notices")).status_code == 405


def test_time_of_reading_stays(officer, assessment):
    tell(officer, assessment)
    mark_read(by=officer)
    before = Notice.objects.get().read_at
    assert (mark_read(by=officer), Notice.objects.get().read_at, before < timezone.now()) == (0, before, True)


@pytest.mark.parametrize("notices", [1, 3])
def test_notices_cost_the_same_for_any_number(client, officer, assessment, django_assert_num_queries, notices):
    for key in range(notices):
        tell(officer, assessment, str(key), kind=NoticeKind.MENTION, criterion="I.1")
    client.force_login(officer)
    client.get("/my-work/")
    with django_assert_num_queries(11):
        client.get("/my-work/")


def test_notices_are_sound_html(client, officer, assessment):
    for key in ("one", "two"):
        tell(officer, assessment, key, due="2026-11-25", reason="<b>Thiếu</b>")
    client.force_login(officer)
    assert faults_of(client.get("/my-work/")) == []
