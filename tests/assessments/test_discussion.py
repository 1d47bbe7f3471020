"""Threads about a criterion: who may speak, what is kept once, who is told."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Event, Role
from assessments import actions
from assessments.actions.discussion import reopen_discussion, reply, resolve_discussion, start_discussion
from assessments.models import Assessment, CriterionScore, Discussion, Notice, NoticeKind, Remark, State
from assessments.queries.colleagues import colleagues_on
from tests.factories import advance, make_city, make_department, make_lineage, make_person, make_unit


@pytest.fixture
def say(stage, score_of):
    def start(by, text="Biên bản ngày nào?", mentioned=(), code="II.1"):
        score = score_of(stage.assessment, code)
        return start_discussion(
            assessment=stage.assessment.pk, criterion=score.criterion_id, text=text, by=by, mentioned=mentioned
        )

    return start


def names_on(stage, code="II.1"):
    score = CriterionScore.objects.select_related("criterion").get(assessment=stage.assessment, criterion__code=code)
    return [each.post for each in colleagues_on(stage.assessment, score.criterion)]


# ---------------------------------------------------------------- who speaks


@pytest.mark.parametrize("who", ["officer", "commander", "appraiser", "secretary", "member", "reviewer"])
def test_everyone_who_works_on_the_sheet_may_speak(stage, say, who):
    remark = say(getattr(stage, who))
    assert (remark.text, remark.by) == ("Biên bản ngày nào?", getattr(stage, who))


def test_stranger_may_not_speak(stage, say):
    with pytest.raises(PermissionDenied):
        say(stage.stranger)


def test_superuser_only_looks(stage, say):
    stage.stranger.is_superuser = True
    with pytest.raises(PermissionDenied):
        say(stage.stranger)


def test_nobody_speaks_on_a_published_sheet(stage, say):
    discussion = say(stage.officer).discussion
    advance(stage.assessment, State.PUBLISHED)
    with pytest.raises(PermissionDenied):
        say(stage.officer, "Lời khác")
    for act in (resolve_discussion, reopen_discussion):
        with pytest.raises(PermissionDenied):
            act(discussion=discussion.pk, by=stage.officer)
    with pytest.raises(PermissionDenied):
        reply(discussion=discussion.pk, text="Lời khác", by=stage.officer)


@pytest.mark.parametrize("text", ["", "  \n ", "\t"])
def test_empty_remark_is_refused_with_advice(stage, say, text):
    with pytest.raises(actions.ReasonMissing, match="Hãy ghi rồi bấm lại"):
        say(stage.officer, text)
    assert Discussion.objects.count() == 0


# ---------------------------------------------------------------- what is kept


def test_remark_is_kept_in_nfc_and_counts_as_a_change_of_the_sheet(stage, say):
    before = Assessment.objects.get(pk=stage.assessment.pk).changes
    remark = say(stage.officer, " Hòa Vang ")
    assert Remark.objects.get(pk=remark.pk).text == "Hòa Vang"
    assert Assessment.objects.get(pk=stage.assessment.pk).changes == before + 1


def test_remark_leaves_answers_and_revisions_alone(stage, say, score_of):
    say(stage.officer)
    assert score_of(stage.assessment, "II.1").revision == 0


def test_same_words_within_a_minute_are_kept_once(stage, say):
    first = say(stage.officer)
    assert say(stage.officer) == first
    answer = reply(discussion=first.discussion_id, text="Ngày 12", by=stage.appraiser)
    assert reply(discussion=first.discussion_id, text="Ngày 12 ", by=stage.appraiser) == answer
    assert (Discussion.objects.count(), Remark.objects.count()) == (1, 2)


def test_same_words_of_another_person_or_another_time_are_kept(stage, say):
    first = say(stage.officer)
    say(stage.commander)
    Remark.objects.filter(pk=first.pk).update(at=timezone.now() - dt.timedelta(seconds=61))
    say(stage.officer)
    assert Remark.objects.count() == 3


def test_what_was_done_stands_in_the_record(stage, say):
    remark = say(stage.officer)
    reply(discussion=remark.discussion_id, text="Ngày 12", by=stage.appraiser)
    resolve_discussion(discussion=remark.discussion_id, by=stage.officer)
    reopen_discussion(discussion=remark.discussion_id, by=stage.appraiser)
    events = Event.objects.filter(stream=stage.assessment.stream, data__discussion=remark.discussion_id)
    assert [(event.verb, event.by, event.data["criterion"]) for event in events] == [
        ("start_discussion", stage.officer, "II.1"),
        ("reply", stage.appraiser, "II.1"),
        ("resolve_discussion", stage.officer, "II.1"),
        ("reopen_discussion", stage.appraiser, "II.1"),
    ]


# ---------------------------------------------------------------- open and resolved


def test_resolving_and_reopening_twice_changes_nothing_more(stage, say):
    pk = say(stage.officer).discussion_id
    resolved = [resolve_discussion(discussion=pk, by=who).resolved_by for who in (stage.officer, stage.member)]
    reopened = [reopen_discussion(discussion=pk, by=who).resolved_at for who in (stage.officer, stage.member)]
    assert (resolved, reopened) == ([stage.officer, stage.officer], [None, None])
    assert Event.objects.filter(data__discussion=pk).count() == 3


def test_reply_that_crosses_a_resolution_is_kept_and_opens_the_thread_again(stage, say):
    pk = say(stage.officer).discussion_id
    resolve_discussion(discussion=pk, by=stage.officer)
    reply(discussion=pk, text="Còn thiếu phụ lục", by=stage.appraiser)
    assert Discussion.objects.get(pk=pk).resolved_at is None


# ---------------------------------------------------------------- who is named


def test_named_colleague_is_told_once(stage, say):
    remark = say(stage.officer, mentioned=[stage.appraiser.pk, stage.officer.pk])
    say(stage.officer, mentioned=[stage.appraiser.pk])
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.key) == (stage.appraiser, NoticeKind.MENTION, f"mention:{remark.pk}")
    assert (notice.assessment_id, notice.data["criterion"]) == (stage.assessment.pk, "II.1")


def test_stranger_is_not_told_even_when_the_form_is_forged(stage, say):
    remark = say(stage.officer, mentioned=[stage.stranger.pk, 987654])
    assert (remark.mentioned.count(), Notice.objects.count()) == (0, 0)


def test_colleagues_are_those_who_work_on_the_criterion(stage):
    make_person(Role.APPRAISER, make_department("PC06", city=stage.city), post="Cán bộ PC06")
    make_person(Role.SECRETARY, make_city("Quảng Nam"), post="Thư ký nơi khác")
    make_person(Role.MEMBER, stage.city, post="Thành viên đã nghỉ", is_active=False)
    make_person(Role.ADMINISTRATOR, stage.city, post="Quản trị")
    committee = ["Cán bộ minh họa", "Thư ký Tổ giúp việc", "Thành viên Ban Chỉ đạo"]
    assert names_on(stage) == ["Cán bộ tổng hợp", "Trưởng Công an phường", "Cán bộ PV05", *committee]
    # A criterion that names no department may be appraised by anyone who appraises.
    assert names_on(stage, "I.1")[2:4] == ["Cán bộ PC06", "Cán bộ PV05"]


def test_colleagues_follow_the_unit_through_a_merger(stage):
    merged = make_unit("Hải Châu", parent=stage.city)
    make_lineage(stage.ward, merged)
    make_person(Role.COMMANDER, merged, post="Trưởng Công an phường mới")
    assert "Trưởng Công an phường mới" in names_on(stage)


@pytest.mark.parametrize("people", [1, 3])
def test_colleagues_cost_the_same_for_any_number(stage, people, django_assert_num_queries, score_of):
    for _each in range(people):
        make_person(Role.MEMBER, stage.city)
    criterion = score_of(stage.assessment, "II.1").criterion
    with django_assert_num_queries(4):
        colleagues_on(stage.assessment, criterion)
