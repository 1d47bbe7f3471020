"""Raising recommendations, and what became of them."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import Event
from accounts.refusals import ReasonMissing
from assessments.models import Notice, NoticeKind
from committee.actions.obstacle import clear_obstacle
from committee.actions.obstacle_refusals import DayAhead
from committee.actions.recommendation import (
    AlreadyRaised,
    AnswerStands,
    BeforeTheLastStep,
    DueBeforeRaised,
    NotItsObstacle,
    NotNext,
    advance_recommendation,
    change_recommendation,
)
from committee.models import ObstacleState, Recommendation, RecommendationState
from committee.queries.recommendation_steps import NEXT
from tests.committee.obstacle_samples import (
    ago,
    make_body,
    make_obstacle,
    make_place,
    make_recommendation,
    stored,
)

STATES = list(RecommendationState)


@pytest.fixture
def place(db):
    return make_place()


def move(place, recommendation, state, on=None, note="Đồng ý (minh họa)", by=None, document=""):
    return advance_recommendation(
        by=by or place.commander,
        recommendation=recommendation,
        state=state,
        on=on or ago(10),
        note=note,
        document=document,
    )


def change(place, recommendation, by=None, **columns):
    return change_recommendation(
        by=by or place.commander, recommendation=recommendation, **{"title": recommendation.title, **columns}
    )


def read_again(recommendation):
    return Recommendation.objects.get(pk=recommendation.pk)


# ---------------------------------------------------------------- raising


@pytest.mark.parametrize("who", ["commander", "secretary"])
def test_commander_and_support_team_raise(place, who):
    recommendation = make_recommendation(place, by=getattr(place, who), document_number="12/CAP")
    step = recommendation.steps.get()
    assert (recommendation.state, step.state) == (RecommendationState.RAISED, RecommendationState.RAISED)
    assert (step.on, step.by, step.document) == (ago(50), getattr(place, who), "12/CAP")


@pytest.mark.parametrize("who", ["officer", "appraiser", "reviewer", "member", "neighbour", "stranger"])
def test_nobody_else_raises(place, who):
    with pytest.raises(PermissionDenied):
        make_recommendation(place, by=getattr(place, who))
    assert not Recommendation.objects.exists()


def test_support_team_raises_for_the_city_and_a_commander_does_not(place):
    assert make_recommendation(place, by=place.secretary, unit=place.city).unit == place.city
    with pytest.raises(PermissionDenied):
        make_recommendation(place, by=place.commander, unit=place.city)


def test_what_it_is_about_is_in_hand(place):
    first, second = make_obstacle(place), make_obstacle(place, "Thiếu biên chế")
    recommendation = make_recommendation(place, first, second)
    assert {each.pk for each in recommendation.obstacles.all()} == {first.pk, second.pk}
    assert (stored(first).state, stored(second).state) == (ObstacleState.HANDLING, ObstacleState.HANDLING)


def test_raising_is_recorded_and_told_to_the_others_concerned(place):
    recommendation = make_recommendation(place, body=make_body("UBND thành phố"))
    assert Event.objects.get(stream=recommendation.stream).data == {
        "title": recommendation.title,
        "body": "UBND thành phố",
    }
    told = Notice.objects.filter(kind=NoticeKind.RECOMMENDATION)
    assert {notice.user for notice in told} == {place.officer, place.secretary}
    assert {notice.data["reason"] for notice in told} == {"UBND thành phố: đã kiến nghị, chưa trả lời"}


@pytest.mark.parametrize(
    "columns, refusal",
    [
        ({"raised_on": ago(-1)}, DayAhead),
        ({"raised_on": ago(5), "answer_due": ago(6)}, DueBeforeRaised),
    ],
)
def test_days_of_a_recommendation_make_sense(place, columns, refusal):
    with pytest.raises(refusal):
        make_recommendation(place, **columns)
    assert not Recommendation.objects.exists()


def test_form_sent_twice_raises_once(place):
    body = make_body()
    first = make_recommendation(place, body=body)
    with pytest.raises(AlreadyRaised) as refused:
        make_recommendation(place, body=body)
    assert refused.value.recommendation == first
    make_recommendation(place, body=make_body())


def test_recommendation_is_about_what_stands_and_may_be_seen(place):
    elsewhere = make_obstacle(place, units=[place.other])
    cleared = make_obstacle(place)
    clear_obstacle(by=place.commander, obstacle=cleared, unit=place.ward, on=ago(1), clearance="Xong")
    for obstacle in (elsewhere, cleared):
        with pytest.raises(NotItsObstacle):
            make_recommendation(place, obstacle)
    assert not Recommendation.objects.exists()


# ---------------------------------------------------------------- moving


def test_every_state_has_its_place_in_the_table():
    assert set(NEXT) == set(RecommendationState)


@pytest.mark.parametrize("first, second", list(itertools.product(STATES, STATES)))
def test_moves_follow_the_table(place, first, second):
    recommendation = make_recommendation(place)
    if first != RecommendationState.RAISED:
        move(place, recommendation, first, on=ago(20))
    if second in NEXT[first]:
        assert move(place, recommendation, second).state == second
        return
    with pytest.raises(NotNext):
        move(place, recommendation, second)
    assert read_again(recommendation).state == first


@settings(max_examples=40, deadline=None)
@given(walk=st.lists(st.tuples(st.sampled_from(STATES), st.integers(-2, 60), st.sampled_from(["", "Lý do"]))))
@pytest.mark.django_db
def test_any_walk_keeps_steps_answer_and_state_together(walk):
    place = make_place()
    recommendation = make_recommendation(place)
    for state, days, note in walk:
        before = list(recommendation.steps.values_list("state", "on"))
        try:
            move(place, recommendation, state, on=ago(days), note=note)
        except (NotNext, ReasonMissing, DayAhead, BeforeTheLastStep):
            assert list(recommendation.steps.values_list("state", "on")) == before
    steps, current = list(recommendation.steps.order_by("pk")), read_again(recommendation)
    assert current.state == steps[-1].state
    assert all(later.state in NEXT[earlier.state] for earlier, later in itertools.pairwise(steps))
    assert [step.on for step in steps] == sorted(step.on for step in steps)
    assert steps[-1].on <= timezone.localdate()
    answers = [step for step in steps if step.state in ("accepted", "under_way", "declined")]
    assert current.answered_on == (answers[0].on if answers else None)


def test_first_answer_fills_the_columns_and_later_steps_leave_them(place):
    recommendation = make_recommendation(place)
    move(place, recommendation, "accepted", on=ago(30), note="Ghi nhận", document="5/UBND")
    move(place, recommendation, "under_way", on=ago(20), note="Đã bố trí vốn", document="9/UBND")
    answered = read_again(recommendation)
    assert (answered.answer, answered.answer_document, answered.answered_on) == ("Ghi nhận", "5/UBND", ago(30))


def test_done_without_a_letter_is_no_answer(place):
    done = move(place, make_recommendation(place), "done")
    assert (done.state, done.answered_on) == (RecommendationState.DONE, None)


def test_declining_asks_for_a_reason(place):
    recommendation = make_recommendation(place)
    with pytest.raises(ReasonMissing):
        move(place, recommendation, "declined", note="  ")
    assert read_again(recommendation).state == RecommendationState.RAISED


def test_declining_lets_go_of_its_obstacles_only_where_nothing_else_is_in_hand(place):
    alone, shared = make_obstacle(place), make_obstacle(place, "Thiếu biên chế")
    first = make_recommendation(place, alone, shared)
    make_recommendation(place, shared)
    move(place, first, "declined", note="Chưa có vốn")
    assert (stored(alone).state, stored(shared).state) == (ObstacleState.OPEN, ObstacleState.HANDLING)


def test_step_is_neither_ahead_nor_before_the_last(place):
    recommendation = make_recommendation(place)
    with pytest.raises(DayAhead):
        move(place, recommendation, "accepted", on=ago(-1))
    with pytest.raises(BeforeTheLastStep) as refused:
        move(place, recommendation, "accepted", on=ago(51))
    assert str(refused.value) == f"Bước trước được ghi ngày {ago(50):%d/%m/%Y}. Hãy chọn ngày đó hoặc ngày sau."
    assert move(place, recommendation, "accepted", on=ago(50)).answered_on == ago(50)


@pytest.mark.parametrize(
    "first, second, said",
    [
        ("accepted", "accepted", "Kiến nghị đã được ghi là “được tiếp thu”; lần bấm này không thay đổi gì."),
        ("done", "declined", "Kiến nghị đã kết thúc (đã thực hiện). Nếu cần, hãy lập kiến nghị mới."),
        ("under_way", "accepted", "Kiến nghị đang ở bước “đang thực hiện” nên không ghi được “được tiếp thu”."),
    ],
)
def test_refusal_says_how_it_stands(place, first, second, said):
    recommendation = make_recommendation(place)
    move(place, recommendation, first)
    with pytest.raises(NotNext) as refused:
        move(place, recommendation, second)
    assert str(refused.value).startswith(said)


def test_move_is_recorded_and_told_to_the_unit_and_the_support_team(place):
    recommendation = make_recommendation(place, body=make_body("UBND thành phố"))
    move(place, recommendation, "accepted", by=place.secretary, note="Ghi nhận")
    event = Event.objects.filter(stream=recommendation.stream).last()
    assert event.data == {"state": "accepted", "on": ago(10).isoformat(), "note": "Ghi nhận"}
    told = Notice.objects.filter(data__reason="UBND thành phố: được tiếp thu")
    assert {notice.user for notice in told} == {place.officer, place.commander}


@pytest.mark.parametrize("who", ["officer", "appraiser", "reviewer", "member", "neighbour", "stranger"])
def test_nobody_else_records_an_answer_or_words_it(place, who):
    recommendation = make_recommendation(place)
    with pytest.raises(PermissionDenied):
        move(place, recommendation, "accepted", by=getattr(place, who))
    with pytest.raises(PermissionDenied):
        change(place, recommendation, by=getattr(place, who))


# ---------------------------------------------------------------- changing


def test_change_words_it_anew_and_links_other_obstacles(place):
    first, second = make_obstacle(place), make_obstacle(place, "Thiếu biên chế")
    recommendation, body = make_recommendation(place, first), make_body()
    change(
        place,
        recommendation,
        title="Bổ sung biên chế",
        content="Thêm 5 đồng chí",
        obstacles=[second],
        document_number="9/CAP",
        answer_due=ago(-10),
        body=body,
        raised_on=ago(40),
    )
    changed = read_again(recommendation)
    assert (changed.title, changed.search_key, changed.body) == ("Bổ sung biên chế", "bo sung bien che", body)
    assert (changed.document_number, changed.answer_due, changed.raised_on) == ("9/CAP", ago(-10), ago(40))
    assert changed.steps.get().on == ago(40)
    assert (stored(first).state, stored(second).state) == (ObstacleState.OPEN, ObstacleState.HANDLING)


def test_what_was_answered_keeps_its_body_and_day(place):
    recommendation = make_recommendation(place)
    move(place, recommendation, "accepted")
    for columns in ({"body": make_body()}, {"raised_on": ago(60)}):
        with pytest.raises(AnswerStands):
            change(place, recommendation, **columns)
    assert change(place, recommendation, title="Tên mới", raised_on=ago(50)).title == "Tên mới"


def test_change_keeps_an_obstacle_that_was_cleared_since(place):
    obstacle = make_obstacle(place)
    recommendation = make_recommendation(place, obstacle)
    clear_obstacle(by=place.commander, obstacle=obstacle, unit=place.ward, on=ago(1), clearance="Xong")
    change(place, recommendation, obstacles=[obstacle])
    assert stored(obstacle).state == ObstacleState.CLEARED
    assert recommendation.obstacles.get() == obstacle
