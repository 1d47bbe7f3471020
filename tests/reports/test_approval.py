"""From the draft to what is approved: who, when, and what is kept."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.refusals import ReasonMissing
from assessments.display.notices import words_of
from assessments.models import Notice
from reports.actions.addressing import address_report
from reports.actions.approval import (
    GapsLeft,
    NoSuchSignature,
    NotLookedAt,
    approve_report,
    discard_report,
    hand_over_report,
    send_back_report,
    take_back_report,
)
from reports.actions.refusals import NotInState
from reports.actions.wording import word_slot
from reports.content.stored import from_data
from reports.models import Body, IssuingBody
from reports.queries.compose import compose
from reports.queries.work import report_work
from tests.reports.document_samples import PROPOSED, begin, fill, stored

REASON = "Số liệu đã đổi."
ROLES = ("secretary", "member", "reviewer", "officer", "commander", "neighbour", "stranger")


def ready(place, kind="sample"):
    return fill(begin(place, kind), place.secretary)


def approve(place, report, by=None, signature=0):
    by = by or (place.commander if report.body == Body.UNIT else place.member)
    return approve_report(report=report, signature=signature, by=by)


def test_approval_keeps_the_document_its_words_and_their_figures(place):
    report = stored(approve(place, ready(place)))

    assert (report.state, report.approved_by) == ("approved", place.commander)
    assert from_data(report.approved) == compose(report).document
    assert report.approved_texts == {"ket-qua": PROPOSED, "uu-diem": "Tập thể đoàn kết."}
    assert report.approved_values == {
        "ket-qua": {"số đạt": "21", "số tiêu chí": "22", "quân số": "58"},
        "uu-diem": {},
    }


def test_gap_is_named_and_stops_the_approval(place, figures):
    figures["quân số"] = None
    report = begin(place)

    with pytest.raises(GapsLeft) as refused:
        approve(place, report)

    assert str(refused.value) == (
        "Văn bản còn 2 chỗ cần bổ sung: “chưa có số liệu: quân số”; “Nêu ưu điểm”. Hãy bổ sung rồi làm lại bước này."
    )
    assert stored(report).state == "draft"


def test_changed_sentence_stops_the_approval_until_it_is_confirmed(place, figures):
    report = ready(place)
    word_slot(report=report, slot="ket-qua", text="Đạt [[số đạt]] tiêu chí.", revision=0, by=place.officer)
    figures["số đạt"] = "22"

    with pytest.raises(NotLookedAt, match="Đạt 21 tiêu chí"):
        approve(place, report)


def test_figure_that_changes_after_the_approval_names_its_sentence(place, figures):
    report = approve(place, ready(place))
    figures["số đạt"] = "20"

    (change,) = compose(stored(report)).changes

    assert (change.sentence, change.figure, change.before, change.now) == (
        "Đạt 21/22 tiêu chí.",
        "số đạt",
        "21",
        "20",
    )


def test_second_approval_changes_nothing(place):
    report = ready(place)
    first = approve(place, report)

    with pytest.raises(NotInState):
        approve(place, report)
    assert stored(report).approved_at == first.approved_at


def test_signing_post_is_chosen_among_those_of_the_day(place):
    body = IssuingBody.objects.create(unit=place.ward, body=Body.UNIT)
    for position, authority in enumerate(
        ("TRƯỞNG CÔNG AN PHƯỜNG", "KT. TRƯỞNG CÔNG AN PHƯỜNG\nPHÓ TRƯỞNG CÔNG AN PHƯỜNG")
    ):
        body.posts.create(authority=authority, position=position)
    report = ready(place)

    with pytest.raises(NoSuchSignature):
        approve(place, report, signature=2)
    approve(place, report, signature=1)

    (signature,) = compose(stored(report)).document.signatures
    assert signature.authority == ("KT. TRƯỞNG CÔNG AN PHƯỜNG", "PHÓ TRƯỞNG CÔNG AN PHƯỜNG")


def test_taken_back_document_follows_the_data_again(place, figures):
    report = approve(place, ready(place))
    take_back_report(report=report, reason=REASON, by=place.officer)
    figures["số đạt"] = "9"

    report = stored(report)

    assert (report.state, report.approved, report.approved_by, report.approved_values) == ("draft", None, None, {})
    assert "Đạt 9" in str(
        compose(report).document.blocks[1].runs[0].text + compose(report).document.blocks[1].runs[1].text
    )


def test_discarded_draft_makes_room_for_another(place):
    report = begin(place)
    discard_report(report=report, reason="Lập nhầm.", by=place.officer)

    assert (stored(report).state, stored(report).discarded_because) == ("discarded", "Lập nhầm.")
    assert begin(place).pk != report.pk


@pytest.mark.parametrize("action", [take_back_report, discard_report])
def test_reason_is_asked_for(place, action):
    report = ready(place)
    if action is take_back_report:
        approve(place, report)
    with pytest.raises(ReasonMissing):
        action(report=report, reason="  ", by=place.commander)


MAY = {
    ("sample", "hand_over"): {"secretary", "officer", "commander"},
    ("sample", "approve"): {"commander"},
    ("sample", "take_back"): {"officer", "commander"},
    ("sample", "discard"): {"secretary", "officer", "commander"},
    ("sample", "address"): {"secretary", "officer", "commander"},
    ("sample_city", "hand_over"): {"secretary"},
    ("sample_city", "approve"): {"member"},
    ("sample_city", "take_back"): {"secretary", "member"},
    ("sample_city", "discard"): {"secretary"},
    ("sample_city", "address"): {"secretary"},
}
STEPS = {
    "hand_over": lambda report, by: hand_over_report(report=report, by=by),
    "approve": lambda report, by: approve_report(report=report, signature=0, by=by),
    "take_back": lambda report, by: take_back_report(report=report, reason=REASON, by=by),
    "discard": lambda report, by: discard_report(report=report, reason=REASON, by=by),
    "address": lambda report, by: address_report(report=report, subject="", addressees="", recipients="Nơi.", by=by),
}


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize(("kind", "step"), MAY)
def test_each_step_is_for_whom_it_is(place, kind, step, who):
    report = ready(place, kind)
    if step == "take_back":
        report = approve(place, report)
    if who in MAY[kind, step]:
        STEPS[step](report, getattr(place, who))
    else:
        with pytest.raises(PermissionDenied):
            STEPS[step](report, getattr(place, who))


def test_handing_over_tells_those_who_approve_once(place):
    report = ready(place, "sample_city")
    for _time in range(2):
        hand_over_report(report=report, by=place.secretary)

    (notice,) = Notice.objects.filter(user=place.member)
    assert (words_of(notice).title, words_of(notice).url) == (
        "Trình duyệt: Báo cáo: Kết quả xây dựng phường điển hình (minh họa)",
        f"/reports/{report.pk}/",
    )
    assert not Notice.objects.filter(user=place.commander).exists()


def test_draft_with_gaps_is_not_handed_over(place):
    with pytest.raises(GapsLeft):
        hand_over_report(report=begin(place), by=place.officer)


def test_work_goes_from_whoever_words_to_whoever_approves_to_whoever_publishes(place):
    report = ready(place, "sample_city")
    people = (place.secretary, place.member, place.officer)

    def work():
        return [[each.title for each in report_work(person)] for person in people]

    name = "Mẫu sample_city: Kỳ đánh giá 2022 (minh họa)"
    assert work() == [[f"Hoàn thiện dự thảo: {name}"], [], []]
    hand_over_report(report=report, by=place.secretary)
    assert work() == [[], [f"Duyệt: {name}"], []]
    approve(place, report)
    assert work() == [[f"Ban hành: {name}"], [], []]


def test_work_of_a_unit_is_its_own_peoples(place):
    report = ready(place)
    waits = [len(report_work(each)) for each in (place.secretary, place.member, place.officer, place.commander)]
    hand_over_report(report=report, by=place.officer)

    assert waits == [0, 0, 1, 1]
    assert [len(report_work(each)) for each in (place.officer, place.commander, place.neighbour)] == [0, 1, 0]


def test_addressing_is_printed_in_place_of_the_proposal(place):
    report = begin(place)
    address_report(
        report=report,
        subject="Kết quả năm 2022",
        addressees="UBND phường",
        recipients="Như trên\n\n  PV05 ",
        by=place.officer,
    )

    document = compose(stored(report)).document

    assert (document.subject, document.addressees, document.recipients) == (
        "Kết quả năm 2022",
        ("UBND phường",),
        ("Như trên", "PV05"),
    )


def test_table_that_changed_after_approval_is_named(place, figures):
    report = stored(approve(place, ready(place)))
    assert compose(report).changed_tables == ()

    figures["số đạt"] = "22"

    assert compose(report).changed_tables == ("Bảng số liệu",)


def test_draft_that_was_handed_over_goes_back_with_what_is_wrong(place):
    report = ready(place)
    hand_over_report(report=report, by=place.officer)

    send_back_report(report=report, reason="Thiếu phần nguyên nhân.", by=place.commander)

    assert stored(report).handed_over_at is None
    notice = Notice.objects.filter(user=place.officer).latest("pk")
    assert words_of(notice).facts == ("Thiếu phần nguyên nhân.",)


def test_draft_goes_back_once_with_a_reason_by_who_may_approve(place):
    report = ready(place)
    with pytest.raises(NotInState):
        send_back_report(report=report, reason=REASON, by=place.commander)
    hand_over_report(report=report, by=place.officer)

    with pytest.raises(PermissionDenied):
        send_back_report(report=report, reason=REASON, by=place.officer)
    with pytest.raises(ReasonMissing):
        send_back_report(report=report, reason=" ", by=place.commander)
    send_back_report(report=report, reason=REASON, by=place.commander)
    with pytest.raises(NotInState):
        send_back_report(report=report, reason=REASON, by=place.commander)


def told_approvers(place):
    return Notice.objects.filter(user=place.commander, key__contains="handed_over").count()


def test_approvers_are_told_once_a_day_and_again_after_a_draft_went_back(place, monkeypatch):
    report, morning = ready(place), dt.datetime(2026, 11, 27, 2, tzinfo=dt.UTC)
    for minutes in (0, 2):
        monkeypatch.setattr(timezone, "now", lambda minutes=minutes: morning + dt.timedelta(minutes=minutes))
        hand_over_report(report=report, by=place.officer)
    assert told_approvers(place) == 1

    send_back_report(report=report, reason=REASON, by=place.commander)
    hand_over_report(report=report, by=place.officer)
    assert told_approvers(place) == 2

    monkeypatch.setattr(timezone, "now", lambda: morning + dt.timedelta(days=1))
    hand_over_report(report=report, by=place.officer)
    assert told_approvers(place) == 3
