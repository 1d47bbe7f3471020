"""What the daily command does: reminders before, on and after a day, each once, and one letter a person."""

import datetime as dt
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Role
from assessments import actions
from assessments.actions.digests import send_digests
from assessments.actions.notices import notify
from assessments.actions.reminders import send_reminders
from assessments.models import Evidence, EvidenceRevision, EvidenceUse, Notice, NoticeKind, State
from assessments.queries.reminders import reminders_on, step_of
from tests.assessments.days import in_days, put_off
from tests.factories import (
    advance,
    answer_everything,
    make_city,
    make_department,
    make_open_round,
    make_person,
    make_unit,
)
from units.models import UnitType, UnitVersion

DAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    "left, step",
    [
        (8, None), (7, 7), (5, 7), (3, 3), (2, 3), (1, 1), (0, 0),
        (-1, -1), (-2, -1), (-3, -3), (-6, -3), (-7, -7), (-13, -7), (-14, -14), (-20, -14), (-21, -21),
    ],
)  # fmt: skip
def test_reminder_in_force_is_the_last_whose_day_has_come(left, step):
    assert step_of(DAY + dt.timedelta(days=left), DAY) == step


def told_on(days):
    """Send the reminders of a day so many days from now; return {(user, kind, stage, count)}."""
    return {
        (each.user, each.kind, each.data["stage"], each.data.get("count"))
        for each in send_reminders(date=in_days(days))
    }


def test_unit_is_reminded_before_on_and_after_its_day(due):
    seen = {}
    for days in range(-5, 5):
        for user, kind, stage, count in told_on(days):
            if user == due.officer:
                seen[days] = (kind, stage, count)
    assert seen == {
        -4: ("due_soon", "self_score", None),
        0: ("due_soon", "self_score", None),
        2: ("due_soon", "self_score", None),
        3: ("due_today", "self_score", None),
        4: ("overdue", "self_score", None),
    }


def test_reminders_of_a_day_are_sent_once(due):
    assert {user for user, *_rest in told_on(0)} == {due.officer, due.commander}
    assert told_on(0) == set()


def test_extension_counts_and_is_reminded_of_anew(due):
    told_on(0)
    put_off(due, days=7)
    assert {user for user, *_rest in told_on(0)} == {due.officer, due.commander}
    assert told_on(1) == set()


def test_nobody_is_reminded_of_what_is_done_or_far(due):
    advance(due.assessment, State.SUBMITTED)
    assert told_on(2) == set()


def test_departments_and_secretary_are_reminded_of_the_appraisal(due):
    advance(due.assessment, State.SUBMITTED)
    # PV05 appraises II.1; nothing of PH10 waits.
    make_person(Role.APPRAISER, make_department("PH10", due.city))
    told = told_on(10)
    appraisers = {user for user, *_rest in told if user.memberships.filter(role=Role.APPRAISER).exists()}
    assert appraisers == {due.appraiser}
    assert (due.secretary, "due_today", "appraisal", 1) in told


def test_department_that_has_appraised_is_left_alone(due):
    advance(due.assessment, State.APPRAISING)
    assert due.appraiser not in {user for user, *_rest in told_on(10)}


def test_members_are_reminded_of_the_decision(due):
    advance(due.assessment, State.APPRAISED)
    assert (due.member, "due_soon", "decision", 1) in told_on(13)


def test_unit_is_reminded_of_an_explanation(due, score_of):
    advance(due.assessment, State.SUBMITTED)
    criterion = score_of(due.assessment, "I.1").criterion_id
    actions.ask_explanation(
        assessment=due.assessment.pk, criterion=criterion, question="Vì sao?", by=due.appraiser, due=in_days(4)
    )
    assert (due.officer, "due_today", "explanation", 1) in told_on(4)


def test_who_works_on_many_sheets_is_told_once_how_many(db):
    city = make_city()
    shown = make_open_round([make_unit(parent=city) for _ in range(3)], ends_on=in_days(0))
    secretary = make_person(Role.SECRETARY, city)
    for each in shown.assessments.all():
        advance(each, State.SUBMITTED)
    told = [each for each in told_on(15) if each[0] == secretary]
    assert told == [(secretary, "due_today", "appraisal", 3)]


def test_reviewer_is_reminded_of_what_waits_at_the_level(db):
    city = make_city()
    district = make_unit("Hải Châu", type=UnitType.URBAN_DISTRICT, parent=city)
    shown = make_open_round([make_unit(parent=district)], ends_on=in_days(0))
    reviewer = make_person(Role.REVIEWER, district)
    assessment = shown.assessments.get()
    commander = make_person(Role.COMMANDER, assessment.unit)
    hand_in(assessment, commander)
    assert (reviewer, "due_today", "appraisal", 1) in told_on(15)


def hand_in(assessment, commander):
    answer_everything(assessment, commander)
    actions.submit(assessment=assessment.pk, by=commander)


@pytest.mark.parametrize("days, told", [(31, False), (30, True), (0, True), (-1, False)])
def test_unit_is_told_that_evidence_lapses(due, score_of, days, told):
    evidence = Evidence.objects.create(
        unit=due.ward, title="Kế hoạch minh họa", valid_until=in_days(days), created_by=due.officer
    )
    revision = EvidenceRevision.objects.create(
        evidence=evidence, number=1, url="https://example.vn/", by=due.officer, at=timezone.now()
    )
    EvidenceUse.objects.create(
        score=score_of(due.assessment, "I.1"), evidence=evidence, revision=revision, by=due.officer, at=timezone.now()
    )
    lapsing = [each for each in reminders_on(in_days(0)) if each.kind == NoticeKind.EVIDENCE_LAPSES]
    assert {each.user for each in lapsing} == ({due.officer, due.commander} if told else set())


@pytest.mark.parametrize("wards", [1, 3])
def test_reminders_cost_the_same_for_any_number_of_sheets(db, django_assert_num_queries, wards):
    city = make_city()
    units = [make_unit(parent=city) for _ in range(2 * wards)]
    for unit in units:
        make_person(Role.OFFICER, unit)
    make_person(Role.APPRAISER, make_department(city=city))
    shown = make_open_round(units, ends_on=in_days(3))
    for assessment in shown.assessments.all()[:wards]:
        advance(assessment, State.SUBMITTED)
    with django_assert_num_queries(13):
        found = reminders_on(in_days(11))
    assert len(found) == wards + 2


# ---------------------------------------------------------------- the command


def run(capsys, *arguments):
    call_command("run_daily", *arguments)
    return capsys.readouterr().out


def test_rehearsal_says_what_it_would_do_and_does_nothing(due, capsys):
    assert "Sẽ nhắc 2 lần:\n  sắp đến hạn: 2" in run(capsys, "--dry-run")
    assert not Notice.objects.exists()


def test_command_reminds_and_says_so(due, capsys):
    assert "Đã nhắc 2 lần:" in run(capsys)
    assert "Đã nhắc 0 lần:" in run(capsys)


def test_command_takes_a_day(due, capsys):
    assert "quá hạn: 2" in run(capsys, "--date", in_days(4).isoformat(), "--dry-run")
    with pytest.raises(CommandError, match="cần một ngày có thật"):
        call_command("run_daily", "--date", "2026-02-30")


def test_command_hands_on_what_waits_at_a_level_that_ended(db, capsys):
    city = make_city()
    district = make_unit("Hải Châu", type=UnitType.URBAN_DISTRICT, parent=city)
    assessment = make_open_round([make_unit(parent=district)], ends_on=in_days(30)).assessments.get()
    secretary = make_person(Role.SECRETARY, city)
    hand_in(assessment, make_person(Role.COMMANDER, assessment.unit))
    UnitVersion.objects.filter(unit=district).update(valid_to=in_days(-1))
    assert "Chuyển tiếp 1 phiếu" in run(capsys)
    assessment.refresh_from_db()
    assert assessment.state == State.SUBMITTED
    told = Notice.objects.get(kind=NoticeKind.HANDED_ON)
    assert (told.user, told.data) == (secretary, {"count": 1})


# ---------------------------------------------------------------- letters


@pytest.fixture
def mailing(due, settings):
    """A mail server is set, and the officer has an address."""
    settings.SENDS_MAIL, settings.PORTAL_URL = True, "https://cong.example.vn"
    due.officer.email = "officer@example.vn"
    due.officer.save()
    return due


def test_one_letter_holds_what_a_person_was_told(mailing, capsys):
    for key in ("one", "two"):
        notify(users=[mailing.officer], kind=NoticeKind.MENTION, key=key, assessment=mailing.assessment)
    assert "Đã gửi 1 thư." in run(capsys)
    (letter,) = mail.outbox
    assert letter.to == ["officer@example.vn"]
    assert letter.subject.endswith(": 3 thông báo")
    assert f"Sắp đến hạn tự chấm điểm, ngày {in_days(3):%d/%m/%Y}: Công an phường Hải Châu I" in letter.body
    assert f"https://cong.example.vn/rounds/round-1/units/{mailing.ward.pk}/" in letter.body


def test_second_letter_waits_until_tomorrow(mailing):
    send_reminders(date=in_days(0))
    assert send_digests() == (1, 0)
    notify(users=[mailing.officer], kind=NoticeKind.MENTION, key="late", assessment=mailing.assessment)
    assert send_digests() == (0, 0)
    Notice.objects.exclude(emailed_at=None).update(emailed_at=timezone.now() - dt.timedelta(days=1))
    assert send_digests() == (1, 0)


@pytest.mark.parametrize("change", ["read", "old", "no server", "no address"])
def test_no_letter_of_what_is_read_or_old_or_without_a_way(mailing, settings, change):
    send_reminders(date=in_days(0))
    if change == "read":
        Notice.objects.update(read_at=timezone.now())
    if change == "old":
        Notice.objects.update(at=timezone.now() - dt.timedelta(days=8))
    if change == "no server":
        settings.SENDS_MAIL = False
    if change == "no address":
        mailing.officer.email = ""
        mailing.officer.save()
    assert send_digests() == (0, 0)


class FailingBackend(EmailBackend):
    """A mail server that takes no letter to one address, or none at all."""

    refused = ""

    def send_messages(self, messages):
        if self.refused in messages[0].to[0]:
            raise SMTPServerDisconnected
        return super().send_messages(messages)


def test_letter_that_fails_stops_no_other_and_is_tried_again(mailing, settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.FailingBackend"
    monkeypatch.setattr(FailingBackend, "refused", "officer")
    mailing.commander.email = "commander@example.vn"
    mailing.commander.save()
    send_reminders(date=in_days(0))
    assert send_digests() == (1, 1)
    assert [notice.user for notice in Notice.objects.filter(emailed_at=None)] == [mailing.officer]
    monkeypatch.setattr(FailingBackend, "refused", "nobody")
    assert send_digests() == (1, 0)


def test_server_that_is_gone_is_not_asked_for_every_letter(mailing, settings, capsys):
    settings.EMAIL_BACKEND = f"{__name__}.FailingBackend"
    for _number in range(5):
        person = make_person(Role.OFFICER, mailing.ward)
        person.email = f"{person.username}@example.vn"
        person.save()
    with pytest.raises(CommandError, match="3 thư chưa gửi được"):
        call_command("run_daily")
    assert not Notice.objects.exclude(emailed_at=None).exists()
