"""How far a directive has come is said by those who do it, and confirmed by whoever ordered it."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Event, Role
from accounts.refusals import ReasonMissing
from assessments.actions.evidence_refusals import FileNotAccepted, LinkNotAccepted
from assessments.models import Notice, NoticeKind, StoredFile
from committee.actions.directive_progress import confirm_done, report_done, report_progress, send_back
from committee.actions.directive_refusals import DayAhead, NotAPercent, ReportedInTasks, TasksStand
from committee.models import DirectiveState, ProgressNote
from tests.committee.directive_samples import (
    REASON,
    finish,
    in_days,
    issued,
    issued_to_all,
    made_so,
    make_place,
    paper,
    stored,
)
from tests.factories import make_membership


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def directive(place):
    return issued(place, coordinating=[place.department])


def report(place, directive, percent=40, **changes):
    said = {"by": place.officer, "percent": percent, "text": "Đã khảo sát", **changes}
    return report_progress(directive=directive, **said)


def test_progress_is_kept_with_its_paper(place, directive):
    note = report(place, directive, file=paper())
    assert (stored(directive).percent, note.file_name, note.file.content_type) == (
        40,
        "bien-ban.pdf",
        "application/pdf",
    )
    assert Event.objects.get(stream=directive.stream, verb="report_progress").data == {
        "percent": 40, "note": "Đã khảo sát",
    }  # fmt: skip


def test_coordinating_unit_reports_progress_but_not_that_it_is_done(place, directive):
    report(place, directive, by=place.appraiser)
    with pytest.raises(PermissionDenied):
        report_done(by=place.appraiser, directive=directive, text="Xong")


def test_all_of_it_does_not_close_it(place, directive):
    report(place, directive, percent=100)
    assert (stored(directive).state, stored(directive).percent) == (DirectiveState.UNDER_WAY, 100)


def test_same_words_sent_twice_are_one_note(place, directive):
    assert report(place, directive, url="https://a.vn/b") == report(place, directive, url="https://a.vn/b")
    report(place, directive, percent=50)
    assert ProgressNote.objects.count() == 2


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"percent": 101}, NotAPercent),
        ({"percent": -1}, NotAPercent),
        ({"text": " "}, ReasonMissing),
        ({"url": "javascript:alert(1)"}, LinkNotAccepted),
        ({"url": "https://a.vn/" + "x" * 500}, LinkNotAccepted),
        ({"file": paper("a.exe", b"MZ" + bytes(20))}, FileNotAccepted),
    ],
)
def test_progress_that_cannot_be_taken_is_refused(place, directive, changes, refusal):
    with pytest.raises(refusal):
        report(place, directive, **changes)
    assert (ProgressNote.objects.count(), stored(directive).percent) == (0, 0)


@pytest.mark.parametrize("who", ["secretary", "member", "second_commander", "stranger"])
def test_others_report_nothing_and_store_nothing(place, directive, who):
    with pytest.raises(PermissionDenied):
        report(place, directive, by=getattr(place, who), file=paper())
    assert not StoredFile.objects.exists()


# ---------------------------------------------------------------- done, confirmed, sent back


def test_done_is_reported_and_told_to_the_committee(place, directive):
    report_done(by=place.commander, directive=directive, text="Đã bàn giao")
    now = stored(directive)
    assert (now.state, now.percent, now.reported_on, now.reported_by) == (
        DirectiveState.REPORTED, 100, in_days(0), place.commander,
    )  # fmt: skip
    notices = Notice.objects.filter(kind=NoticeKind.DIRECTIVE_REPORT)
    assert {notice.user for notice in notices} == {place.secretary, place.member}
    assert {notice.data["unit"] for notice in notices} == {"Công an phường Hải Châu"}


def test_member_who_is_of_the_lead_unit_is_not_asked_to_confirm(place, directive):
    make_membership(place.member, place.ward, Role.COMMANDER)
    report_done(by=place.commander, directive=directive, text="Đã bàn giao")
    assert {notice.user for notice in Notice.objects.filter(kind=NoticeKind.DIRECTIVE_REPORT)} == {place.secretary}
    with pytest.raises(PermissionDenied):
        confirm_done(by=place.member, directive=directive)


def test_issuer_confirms_and_the_doers_are_told(place, directive):
    finish(place, directive)
    now = stored(directive)
    assert (now.state, now.closed_on, now.closed_by) == (DirectiveState.DONE, in_days(0), place.secretary)
    told = {notice.user for notice in Notice.objects.filter(kind=NoticeKind.DIRECTIVE_CLOSED)}
    assert told == {place.commander, place.officer, place.appraiser}


@pytest.mark.parametrize("who", ["commander", "officer", "appraiser", "stranger"])
def test_only_the_issuer_confirms_or_sends_back(place, directive, who):
    report_done(by=place.commander, directive=directive, text="Đã bàn giao")
    with pytest.raises(PermissionDenied):
        confirm_done(by=getattr(place, who), directive=directive)
    with pytest.raises(PermissionDenied):
        send_back(by=getattr(place, who), directive=directive, reason=REASON)


def test_what_was_not_reported_is_neither_confirmed_nor_sent_back(place, directive):
    with pytest.raises(PermissionDenied):
        confirm_done(by=place.secretary, directive=directive)
    with pytest.raises(PermissionDenied):
        send_back(by=place.secretary, directive=directive, reason=REASON)


def test_second_press_of_either_button_changes_nothing(place, directive):
    report_done(by=place.commander, directive=directive, text="Đã bàn giao")
    with pytest.raises(PermissionDenied):
        report_done(by=place.commander, directive=directive, text="Đã bàn giao")
    confirm_done(by=place.secretary, directive=directive)
    with pytest.raises(PermissionDenied):
        confirm_done(by=place.secretary, directive=directive)
    assert Event.objects.filter(stream=directive.stream).count() == 3


@pytest.mark.parametrize("days", [-31, 1])
def test_day_of_confirmation_lies_between_the_order_and_today(place, directive, days):
    report_done(by=place.commander, directive=directive, text="Đã bàn giao")
    with pytest.raises(DayAhead):
        confirm_done(by=place.secretary, directive=directive, on=in_days(days))
    assert confirm_done(by=place.secretary, directive=directive, on=in_days(-30)).closed_on == in_days(-30)


def test_sent_back_it_goes_on_from_where_it_stood(place, directive):
    report(place, directive, percent=70)
    report_done(by=place.commander, directive=directive, text="Đã bàn giao")
    send_back(by=place.member, directive=directive, reason="Thiếu biên bản")
    now = stored(directive)
    assert (now.state, now.percent, now.reported_on, now.reported_by) == (DirectiveState.UNDER_WAY, 70, None, None)
    back = Notice.objects.filter(kind=NoticeKind.DIRECTIVE_BACK, user=place.commander).get()
    assert back.data["reason"] == "Thiếu biên bản"


def test_reports_and_returns_say_why(place, directive):
    with pytest.raises(ReasonMissing):
        report_done(by=place.commander, directive=directive, text="")
    report_done(by=place.commander, directive=directive, text="Xong")
    with pytest.raises(ReasonMissing):
        send_back(by=place.secretary, directive=directive, reason=" ")


@pytest.mark.parametrize("due, reported, late", [(0, 0, 0), (-1, 0, 1), (-9, -4, 5), (None, 0, 0)])
def test_late_is_judged_by_the_day_of_the_report(place, due, reported, late):
    directive = issued(place, due=due)
    report_done(by=place.commander, directive=directive, text="Xong")
    made_so(directive, reported_on=in_days(reported))
    confirm_done(by=place.secretary, directive=directive)
    assert stored(directive).days_late == late


# ---------------------------------------------------------------- an order to many units


def test_order_has_the_mean_of_its_tasks_rounded_down(place):
    order, (first, second, _third) = issued_to_all(place)
    report(place, first, percent=50)
    assert stored(order).percent == 16
    report(place, second, percent=90, by=place.second_commander)
    assert stored(order).percent == 46


def test_order_is_reported_in_its_tasks(place):
    order, _tasks = issued_to_all(place)
    with pytest.raises(ReportedInTasks):
        report(place, order, by=place.appraiser)


def test_order_is_done_when_none_of_its_tasks_stands(place):
    order = issued(place, lead=place.department, units=[place.ward])
    with pytest.raises(TasksStand) as refused:
        report_done(by=place.appraiser, directive=order, text="Xong")
    assert str(refused.value).startswith("Còn 1 đơn vị chưa xong")
    finish(place, order.tasks.get())
    finish(place, order, by=place.appraiser)
    assert (stored(order).state, stored(order).percent) == (DirectiveState.DONE, 100)


def test_order_with_a_standing_task_is_not_confirmed(place):
    order, _tasks = issued_to_all(place)
    made_so(order, state=DirectiveState.REPORTED, reported_on=in_days(0))
    with pytest.raises(TasksStand):
        confirm_done(by=place.secretary, directive=order)


def test_order_sent_back_keeps_the_mean_of_its_tasks(place):
    order = issued(place, lead=place.department, units=[place.ward])
    finish(place, order.tasks.get())
    report_done(by=place.appraiser, directive=order, text="Xong")
    send_back(by=place.secretary, directive=order, reason=REASON)
    assert stored(order).percent == 100


def test_task_sent_back_takes_its_share_away(place):
    order, (task, *_others) = issued_to_all(place)
    report_done(by=place.commander, directive=task, text="Xong")
    assert stored(order).percent == 33
    send_back(by=place.secretary, directive=task, reason=REASON)
    assert stored(order).percent == 0
