"""The pages of one step for many units: what is offered, its preview, the run and its progress."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from assessments.models import Assessment, AssessmentRound, BulkRun, BulkState, State
from tests.assessments.addresses import HTMX
from tests.assessments.bulk import make_wards, start
from tests.factories import advance, make_city, make_open_round, make_person, make_unit

pytestmark = pytest.mark.django_db
COMPLETE = "complete_appraisal"


def url(name, *arguments):
    return reverse(f"assessments:{name}", args=["round-b", *arguments])


def form(*assessments, **fields):
    return {"token": str(uuid4()), "units": [each.pk for each in assessments], **fields}


@pytest.fixture
def wards(db):
    return make_wards()


# ---------------------------------------------------------------- who may look


@pytest.mark.parametrize("name", ["bulk", "preview_publishing"])
def test_pages_are_the_secretarys(wards, at, name):
    at(wards.secretary, url(name))
    at(make_person(Role.MEMBER, wards.city), url(name), status=403)
    at(make_person(Role.COMMANDER, wards.assessments[0].unit), url(name), status=403)
    at(make_person(Role.SECRETARY, make_city("Huế")), url(name), status=404)


def test_preview_and_run_are_the_secretarys(wards, at, send):
    run = start(wards)
    member, stranger = make_person(Role.MEMBER, wards.city), make_person(Role.SECRETARY, make_city("Huế"))
    for person, status in ((member, 403), (stranger, 404)):
        at(person, url("preview_run", COMPLETE), status=status)
        at(person, url("bulk_run", run.pk), status=status)
        for name in ("continue_run", "stop_run"):
            assert send(person, url(name, run.pk)).status_code == status
        assert send(person, url("preview_run", COMPLETE), form(*wards.assessments)).status_code == status
    assert set(wards.round.assessments.values_list("state", flat=True)) == {State.APPRAISING}


def test_run_beyond_the_readers_reach_is_not_found(at):
    here, there = make_city("Đà Nẵng"), make_city("Huế")
    held = make_open_round([make_unit("A", parent=here), make_unit("B", parent=there)], code="round-b")
    both = make_person(Role.SECRETARY, here)
    both.memberships.create(unit=there, role=Role.SECRETARY)
    assessments = list(held.assessments.all())
    wards = type("Wards", (), {"round": held, "assessments": assessments, "secretary": both})
    run = start(wards)
    at(both, url("bulk_run", run.pk))
    at(make_person(Role.SECRETARY, here), url("bulk_run", run.pk), status=404)


@pytest.mark.parametrize("verb", ["decide", "open", "nothing-known"])
def test_unknown_step_is_not_found(wards, at, send, verb):
    if verb != "open":
        at(wards.secretary, url("preview_run", verb), status=404)
    assert send(wards.secretary, url("preview_run", verb), form(*wards.assessments)).status_code in (302, 404)
    assert not BulkRun.objects.exists()


def test_run_of_another_round_is_not_found(wards, at):
    run = start(wards)
    make_open_round([wards.assessments[0].unit], code="round-c")
    at(wards.secretary, reverse("assessments:bulk_run", args=["round-c", run.pk]), status=404)
    at(wards.secretary, url("bulk_run", run.pk + 1), status=404)


# ---------------------------------------------------------------- what is offered, and the preview


def test_round_leads_the_secretary_there(wards, at):
    shown = reverse("assessments:round", args=["round-b"])
    assert url("bulk") in at(wards.secretary, shown)
    assert url("bulk") not in at(make_person(Role.MEMBER, wards.city), shown)


def test_offers_say_for_how_many(wards, at):
    Assessment.objects.filter(pk=wards.assessments[0].pk).update(state=State.SUBMITTED)
    page = at(wards.secretary, url("bulk"))
    assert "Hoàn thành thẩm định</a>" in page
    assert "làm được ngay cho 2/3 đơn vị" in page


def test_preview_says_what_will_happen_or_why_not(wards, at):
    first, second, third = wards.assessments
    Assessment.objects.filter(pk=first.pk).update(appraised_count=1)
    second.scores.filter(criterion__code="I.1").update(is_disputed=True)
    page = at(wards.secretary, url("preview_run", COMPLETE))
    assert "Làm được ngay cho <strong>1/3</strong> đơn vị." in page
    assert "Còn 2 tiêu chí chưa thẩm định." in page
    assert "Hai người thẩm định chưa thống nhất ở tiêu chí I.1." in page
    assert [f'value="{each.pk}" checked' in page for each in (first, second, third)] == [False, False, True]


def test_preview_foresees_what_the_action_does(wards, at, send):
    """What the preview says of each unit and what becomes of it are the same."""
    Assessment.objects.filter(pk=wards.assessments[0].pk).update(state=State.SUBMITTED)
    page = at(wards.secretary, url("preview_run", COMPLETE))
    send(wards.secretary, url("preview_run", COMPLETE), form(*wards.assessments))
    run = BulkRun.objects.get()
    send(wards.secretary, url("continue_run", run.pk))
    for outcome in run.outcomes.all():
        assert (f'value="{outcome.assessment_id}" checked' in page) == (outcome.state == "done")
        assert outcome.sentence in page


def test_preview_is_narrowed_by_superior_and_state(at):
    city = make_city()
    districts = [make_unit(name, type="urban-district", parent=city) for name in ("Hải Châu", "Thanh Khê")]
    make_open_round([make_unit(f"Phường {each.pk}", parent=each) for each in districts], code="round-b")
    secretary = make_person(Role.SECRETARY, city)
    for query, shown in (
        (f"parent={districts[0].pk}", [True, False]),
        ("state=drafting", [True, True]),
        ("state=decided", [False, False]),
        ("parent=x&state=y", [True, True]),
        (f"parent={'9' * 30}", [True, True]),
    ):
        page = at(secretary, f"{url('preview_run', COMPLETE)}?{query}")
        assert [f"Phường {each.pk}</a>" in page for each in districts] == shown, query


@pytest.mark.parametrize("units", [1, 3, 100])
def test_pages_cost_the_same_for_any_number_of_units(units, client, django_assert_num_queries):
    wards = make_wards([f"Phường {number}" for number in range(units)], State.DRAFTING)
    wards.round.assessments.update(state=State.APPRAISING, submitted_at=timezone.now())
    run = start(wards)
    client.force_login(wards.secretary)
    client.get(url("bulk"))
    for address, queries in (
        (url("bulk"), 12),
        (url("preview_run", COMPLETE), 10),
        (url("preview_publishing"), 9),
        (url("bulk_run", run.pk), 7),
    ):
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("runs", [1, 3])
def test_list_of_runs_costs_the_same_for_any_number(runs, wards, client, django_assert_num_queries):
    for _number in range(runs):
        start(wards)
    client.force_login(wards.secretary)
    client.get(url("bulk"))
    with django_assert_num_queries(12):
        page = client.get(url("bulk")).content.decode()
    assert page.count("/bulk/runs/") == runs


# ---------------------------------------------------------------- starting


def test_chosen_units_are_done_and_others_are_not(wards, send):
    answer = send(wards.secretary, url("preview_run", COMPLETE), form(*wards.assessments[:2]))
    run = BulkRun.objects.get()
    assert answer.url == url("bulk_run", run.pk)
    assert send(wards.secretary, url("continue_run", run.pk)).url == answer.url
    assert list(wards.round.assessments.order_by("unit_sort_key").values_list("state", flat=True)) == [
        State.APPRAISED,
        State.APPRAISED,
        State.APPRAISING,
    ]


def test_double_click_starts_one_run(wards, send):
    sent = form(*wards.assessments)
    answers = [send(wards.secretary, url("preview_run", COMPLETE), sent) for _click in range(2)]
    assert answers[0].url == answers[1].url
    assert BulkRun.objects.count() == 1


def test_nothing_chosen_is_said_on_the_page(wards, send):
    answer = send(wards.secretary, url("preview_run", COMPLETE), form())
    assert answer.status_code == 422
    assert "Chưa chọn đơn vị nào." in answer.content.decode()


@pytest.mark.parametrize("units", [["x"], ["9" * 30], ["-1"], ["²"]])
def test_forged_units_are_refused(wards, send, units):
    answer = send(wards.secretary, url("preview_run", COMPLETE), {"token": str(uuid4()), "units": units})
    assert (answer.status_code, BulkRun.objects.exists()) == (422, False)


def test_unit_of_another_round_is_refused(wards, send):
    other = make_open_round([wards.assessments[0].unit]).assessments.get()
    assert send(wards.secretary, url("preview_run", COMPLETE), form(other)).status_code == 422


@pytest.mark.parametrize("token", ["", "x"])
def test_form_without_its_token_is_refused(wards, send, token):
    answer = send(wards.secretary, url("preview_run", COMPLETE), form(*wards.assessments, token=token))
    assert "Biểu mẫu gửi lên không đầy đủ" in answer.content.decode()


@pytest.fixture
def drafts(db):
    """Wards that are drafting, in a round whose days lie ahead."""
    wards, today = make_wards(to_state=State.DRAFTING), timezone.localdate()
    days = {"self_score_due": 5, "appraisal_due": 20, "decision_due": 30}
    AssessmentRound.objects.filter(pk=wards.round.pk).update(
        **{name: today + dt.timedelta(days=number) for name, number in days.items()}
    )
    return wards


def test_extension_asks_for_the_day_and_the_reason(drafts, at, send):
    address = f"{url('preview_run', 'extend')}?stage=appraisal"
    page = at(drafts.secretary, address)
    assert "Gia hạn: thẩm định</button>" in page
    due = timezone.localdate() + dt.timedelta(days=25)
    assert f"Hạn thẩm định hiện nay {due - dt.timedelta(days=5):%d/%m/%Y}, sẽ lùi đến ngày mới." in page
    for wrong in ({}, {"due": "x", "reason": "Bão"}, {"due": due.isoformat(), "reason": " "}):
        assert send(drafts.secretary, address, form(*drafts.assessments, **wrong)).status_code == 422
    send(drafts.secretary, address, form(*drafts.assessments, due=due.isoformat(), reason="Bão số 5"))
    run = BulkRun.objects.get()
    send(drafts.secretary, url("continue_run", run.pk))
    assert set(drafts.round.assessments.values_list("appraisal_due", flat=True)) == {due}
    page = at(drafts.secretary, url("bulk_run", run.pk))
    assert f"<dt>Đến ngày</dt><dd>{due:%d/%m/%Y}</dd><dt>Lý do</dt><dd>Bão số 5</dd>" in page


def test_reminder_says_who_cannot_be_reached(drafts, at):
    make_person(Role.OFFICER, drafts.assessments[0].unit)
    page = at(drafts.secretary, url("preview_run", "remind"))
    assert "Làm được ngay cho <strong>1/3</strong> đơn vị." in page
    assert page.count("Đơn vị chưa có tài khoản cán bộ nhập liệu hay chỉ huy nào.") == 2


# ---------------------------------------------------------------- the run


def test_run_goes_on_by_htmx_until_it_is_done(wards, at, send):
    run = start(wards)
    page = at(wards.secretary, url("bulk_run", run.pk))
    assert "Đã xử lý <strong>0/3</strong> đơn vị: 0 làm xong, 0 không làm được." in page
    assert 'hx-trigger="submit, load delay:150ms"' in page
    part = send(wards.secretary, url("continue_run", run.pk), **HTMX).content.decode()
    assert "<html" not in part
    assert "Đã xong cho cả <strong>3/3</strong> đơn vị." in part
    assert "hx-trigger" not in part


def test_run_of_a_worker_is_only_looked_at(wards, at, queued):
    run = start(wards)
    page = at(wards.secretary, url("bulk_run", run.pk))
    assert 'hx-trigger="submit"' in page
    assert f'hx-get="{url("bulk_run", run.pk)}"' in page
    assert "<html" not in at(wards.secretary, url("bulk_run", run.pk), **HTMX)


def test_run_names_each_unit_that_could_not_be_done_first(wards, at, send):
    Assessment.objects.filter(pk=wards.assessments[2].pk).update(state=State.SUBMITTED)
    run = start(wards)
    send(wards.secretary, url("continue_run", run.pk))
    page = at(wards.secretary, url("bulk_run", run.pk))
    assert "Đã xong: làm được cho <strong>2/3</strong> đơn vị; 1 đơn vị không làm được" in page
    assert "Chưa ai bắt đầu thẩm định." in page
    assert page.index("Cẩm Lệ") < page.index("An Hải")


def test_run_can_be_stopped(wards, at, send):
    run = start(wards)
    send(wards.secretary, url("stop_run", run.pk))
    run.refresh_from_db()
    assert run.state == BulkState.CANCELLED
    page = at(wards.secretary, url("bulk_run", run.pk))
    assert "Đã dừng: <strong>0</strong> đơn vị làm xong, 0 không làm được, 3 chưa làm" in page
    send(wards.secretary, url("continue_run", run.pk))
    assert set(wards.round.assessments.values_list("state", flat=True)) == {State.APPRAISING}


@pytest.mark.parametrize("name", ["continue_run", "stop_run"])
def test_steps_of_a_run_are_never_taken_by_a_link(wards, at, name):
    at(wards.secretary, url(name, start(wards).pk), status=405)


def test_published_round_offers_nothing(at):
    wards = make_wards(["A"])
    advance(wards.assessments[0], State.PUBLISHED)
    assert "Kỳ này đã công bố và niêm phong" in at(wards.secretary, url("bulk"))
    at(wards.secretary, url("preview_run", COMPLETE), status=302)
    at(wards.secretary, url("preview_publishing"), status=302)
