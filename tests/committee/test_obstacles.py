"""Opening, wording, clearing and reopening obstacles."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Event, Role
from accounts.refusals import ReasonMissing
from assessments.models import Notice, NoticeKind
from committee.actions.obstacle import (
    change_obstacle,
    clear_obstacle,
    let_go,
    note_obstacle,
    open_for_criterion,
    open_obstacle,
    reopen_obstacle,
    take_in_hand,
)
from committee.actions.obstacle_refusals import (
    AlreadyCleared,
    AlreadyStanding,
    BeforeItBegan,
    DayAhead,
    NothingNamed,
    NotItsUnit,
    NotUnmet,
    StillStanding,
)
from committee.actions.recommendation import advance_recommendation
from committee.models import Obstacle, ObstacleState
from resources.models import ResourceGroup, ResourceKind
from tests.committee.obstacle_samples import ago, make_obstacle, make_place, make_recommendation, make_rounds, stored
from tests.factories import make_lineage, make_person, make_unit

HOW = "Được bố trí trụ sở mới (minh họa)"


@pytest.fixture
def place(db):
    return make_place()


def clear(place, obstacle, unit=None, by=None, on=None, clearance=HOW):
    return clear_obstacle(
        by=by or place.commander, obstacle=obstacle, unit=unit or place.ward, on=on or ago(1), clearance=clearance
    )


def change(place, obstacle, by=None, **columns):
    defaults = {"title": obstacle.title, "since": obstacle.since, "cause": obstacle.cause}
    return change_obstacle(by=by or place.officer, obstacle=obstacle, **{**defaults, **columns})


# ---------------------------------------------------------------- opening


@pytest.mark.parametrize("who", ["officer", "commander", "appraiser", "reviewer", "secretary"])
def test_whoever_works_on_a_unit_opens_an_obstacle(place, who):
    obstacle = make_obstacle(place, by=getattr(place, who))
    assert [unit.pk for unit in obstacle.units.all()] == [place.ward.pk]
    assert (obstacle.state, obstacle.opened_by) == (ObstacleState.OPEN, getattr(place, who))


@pytest.mark.parametrize("who", ["member", "neighbour", "stranger"])
def test_nobody_else_opens_an_obstacle(place, who):
    with pytest.raises(PermissionDenied):
        make_obstacle(place, by=getattr(place, who))
    assert not Obstacle.objects.exists()


def test_commander_does_not_open_for_a_neighbour_besides(place):
    with pytest.raises(PermissionDenied):
        make_obstacle(place, by=place.commander, units=[place.ward, place.other])


def test_obstacle_needs_a_unit(place):
    with pytest.raises(PermissionDenied):
        open_obstacle(by=place.secretary, title="Trụ sở", units=[], since=ago(1))


def test_opening_is_recorded_and_told_to_the_support_team_alone(place):
    obstacle = make_obstacle(place, by=place.officer)
    event = Event.objects.get(stream=obstacle.stream)
    assert (event.verb, event.data) == ("open_obstacle", {"title": obstacle.title, "units": [place.ward.pk]})
    notice = Notice.objects.get(kind=NoticeKind.OBSTACLE)
    assert (notice.user, notice.data["url"]) == (place.secretary, f"/committee/obstacles/{obstacle.pk}/")


def test_obstacle_does_not_begin_tomorrow(place):
    with pytest.raises(DayAhead):
        make_obstacle(place, since=ago(-1))
    assert make_obstacle(place, since=timezone.localdate()).since == timezone.localdate()


def test_obstacle_without_a_title_is_named_after_what_it_blocks(place):
    criteria = make_rounds([place.ward], ["II.1"])
    kind = ResourceKind.objects.create(
        code="hq", title="Diện tích trụ sở", group=ResourceGroup.HEADQUARTERS, measure_unit="m²"
    )
    named = make_obstacle(place, "", criteria=[criteria["II.1"]])
    assert named.title == "Tiêu chí II.1 chưa đạt: Tiêu chí II.1"
    assert make_obstacle(place, " ", resource=kind).title == "Chưa bảo đảm: Diện tích trụ sở"
    with pytest.raises(NothingNamed):
        make_obstacle(place, "  ")


def test_same_unit_and_criterion_stand_once(place):
    criteria = make_rounds([place.ward, place.other], ["II.1", "I.1"])
    first = make_obstacle(place, criteria=[criteria["II.1"]])
    with pytest.raises(AlreadyStanding) as refused:
        make_obstacle(place, "Tên khác", criteria=[criteria["I.1"], criteria["II.1"]])
    assert refused.value.obstacle == first
    assert f"“{first.title}” (từ ngày {first.since:%d/%m/%Y})" in str(refused.value)
    make_obstacle(place, "Tên khác", criteria=[criteria["I.1"]])
    make_obstacle(place, "Tên khác", units=[place.other], criteria=[criteria["II.1"]])


def test_same_title_for_a_unit_stands_once_with_or_without_its_marks(place):
    make_obstacle(place, "Trụ sở chưa bảo đảm")
    with pytest.raises(AlreadyStanding):
        make_obstacle(place, "tru so chua bao dam")
    make_obstacle(place, "Trụ sở chưa bảo đảm", units=[place.other])


def test_cleared_obstacle_gives_way_to_another(place):
    clear(place, make_obstacle(place))
    assert make_obstacle(place).state == ObstacleState.OPEN


def test_obstacle_of_what_passed_into_a_unit_is_the_units_own(place):
    criteria = make_rounds([place.ward], ["II.1"])
    first = make_obstacle(place, criteria=[criteria["II.1"]])
    heir = make_unit("Hải Châu", parent=place.city)
    make_lineage(place.ward, heir)
    with pytest.raises(AlreadyStanding) as refused:
        make_obstacle(place, "Tên khác", units=[heir], criteria=[criteria["II.1"]], by=place.secretary)
    assert refused.value.obstacle == first


# ---------------------------------------------------------------- from an unmet criterion


def test_obstacle_of_a_criterion_begins_with_its_unbroken_run(place):
    criteria = make_rounds([place.ward], ["II.1"], [], ["II.1"], ["II.1"])
    obstacle = open_for_criterion(by=place.officer, unit=place.ward, criterion=criteria["II.1"])
    assert f"{obstacle.since}" == "2023-12-31"
    assert list(obstacle.criteria.all()) == [criteria["II.1"]]
    assert obstacle.programme == criteria["II.1"].criteria_set.programme


def test_obstacle_of_a_criterion_follows_its_unit_through_a_merger(place):
    heir = make_unit("Hải Châu", parent=place.city, valid_from="2022-06-01")
    criteria_set = next(iter(make_rounds([place.ward], ["II.1"]).values())).criteria_set
    make_lineage(place.ward, heir, "2022-06-01")
    criteria = make_rounds_after(heir, criteria_set)
    obstacle = open_for_criterion(by=place.secretary, unit=heir, criterion=criteria["II.1"])
    assert f"{obstacle.since}" == "2021-12-31"


def make_rounds_after(unit, criteria_set):
    """A second round, 2022, of the unit that the first one's passed into."""
    first = criteria_set.rounds.get().assessments.get()
    criteria = make_rounds([unit], [], ["II.1"], criteria_set=criteria_set)
    later = unit.assessments.order_by("round__ends_on").last()
    type(later).objects.filter(pk=later.pk).update(previous=first)
    return criteria


def test_obstacle_is_not_opened_from_a_met_criterion(place):
    criteria = make_rounds([place.ward], ["II.1"], [])
    with pytest.raises(NotUnmet):
        open_for_criterion(by=place.officer, unit=place.ward, criterion=criteria["II.1"])


@pytest.mark.parametrize("who", ["member", "neighbour", "stranger"])
def test_obstacle_of_a_criterion_is_opened_by_its_people_only(place, who):
    criteria = make_rounds([place.ward], ["II.1"])
    with pytest.raises(PermissionDenied):
        open_for_criterion(by=getattr(place, who), unit=place.ward, criterion=criteria["II.1"])


# ---------------------------------------------------------------- changing, noting


def test_change_words_it_anew_and_adds_units(place):
    criteria = make_rounds([place.ward], ["II.1"])
    obstacle = make_obstacle(place)
    change(
        place,
        obstacle,
        by=place.secretary,
        title="Trụ sở xuống cấp",
        effect="Không có phòng tiếp dân",
        since=ago(30),
        cause="internal",
        criteria=[criteria["II.1"]],
        units=[place.ward, place.other],
    )
    changed = stored(obstacle)
    assert (changed.title, changed.search_key, changed.cause) == ("Trụ sở xuống cấp", "tru so xuong cap", "internal")
    assert {unit.pk for unit in changed.units.all()} == {place.ward.pk, place.other.pk}
    assert Event.objects.filter(stream=obstacle.stream).last().data == {
        "title": "Trụ sở xuống cấp",
        "added": [place.other.pk],
    }


def test_change_adds_no_unit_that_is_not_ones_own(place):
    with pytest.raises(PermissionDenied):
        change(place, make_obstacle(place), by=place.commander, units=[place.other])


def test_change_keeps_the_rules_of_opening(place):
    first, second = make_obstacle(place), make_obstacle(place, "Thiếu biên chế")
    for refusal, columns in (
        (AlreadyStanding, {"title": first.title}),
        (DayAhead, {"since": ago(-1)}),
        (NothingNamed, {"title": ""}),
    ):
        with pytest.raises(refusal):
            change(place, second, **columns)
    assert stored(second).title == "Thiếu biên chế"


def test_obstacle_does_not_begin_after_one_of_its_units_was_cleared(place):
    obstacle = make_obstacle(place, units=[place.ward, place.other])
    clear(place, obstacle, on=ago(20))
    with pytest.raises(BeforeItBegan):
        change(place, obstacle, since=ago(10))


@pytest.mark.parametrize("act", [change, lambda place, obstacle, by: note_obstacle(by=by, obstacle=obstacle, note="a")])
def test_member_and_stranger_neither_word_nor_note(place, act):
    obstacle = make_obstacle(place)
    for who in (place.member, place.neighbour, place.stranger):
        with pytest.raises(PermissionDenied):
            act(place, obstacle, by=who)


def test_note_is_kept_with_its_day(place):
    obstacle = make_obstacle(place)
    note_obstacle(by=place.officer, obstacle=obstacle, note="Đã khảo sát mặt bằng")
    event = Event.objects.filter(stream=obstacle.stream).last()
    assert (event.verb, event.data, event.by) == ("note_obstacle", {"note": "Đã khảo sát mặt bằng"}, place.officer)
    with pytest.raises(ReasonMissing):
        note_obstacle(by=place.officer, obstacle=obstacle, note=" ")


# ---------------------------------------------------------------- clearing, reopening


def test_obstacle_is_cleared_with_the_last_of_its_units(place):
    obstacle = make_obstacle(place, units=[place.ward, place.other])
    clear(place, obstacle, on=ago(5))
    assert (stored(obstacle).state, stored(obstacle).cleared_on) == (ObstacleState.OPEN, None)
    clear(place, obstacle, unit=place.other, by=place.neighbour, on=ago(9))
    cleared = stored(obstacle)
    assert (cleared.state, cleared.cleared_on, cleared.clearance) == (ObstacleState.CLEARED, ago(5), HOW)
    verbs = list(Event.objects.filter(stream=obstacle.stream).values_list("verb", flat=True))
    assert verbs == ["open_obstacle", "clear_unit", "clear_unit", "clear_obstacle"]


@pytest.mark.parametrize("who", ["officer", "appraiser", "reviewer", "member", "neighbour", "stranger"])
def test_commander_and_support_team_alone_clear(place, who):
    obstacle = make_obstacle(place)
    with pytest.raises(PermissionDenied):
        clear(place, obstacle, by=getattr(place, who))
    assert clear(place, obstacle, by=place.secretary).state == ObstacleState.CLEARED


@pytest.mark.parametrize(
    "columns, refusal",
    [
        ({"on": ago(-1)}, DayAhead),
        ({"on": ago(101)}, BeforeItBegan),
        ({"clearance": "  "}, ReasonMissing),
    ],
)
def test_clearing_that_makes_no_sense_is_refused(place, columns, refusal):
    obstacle = make_obstacle(place)
    with pytest.raises(refusal):
        clear(place, obstacle, **columns)
    assert stored(obstacle).state == ObstacleState.OPEN


def test_unit_is_cleared_once_and_only_where_it_is_blocked(place):
    obstacle = make_obstacle(place)
    with pytest.raises(NotItsUnit):
        clear(place, obstacle, unit=place.other, by=place.secretary)
    clear(place, obstacle, on=ago(3))
    with pytest.raises(AlreadyCleared) as refused:
        clear(place, obstacle)
    assert f"{ago(3):%d/%m/%Y}" in str(refused.value)


def test_reopening_takes_the_clearing_back_for_every_unit(place):
    obstacle = make_obstacle(place, units=[place.ward, place.other])
    clear(place, obstacle)
    clear(place, obstacle, unit=place.other, by=place.secretary)
    for who in ("commander", "member", "stranger"):
        with pytest.raises(PermissionDenied):
            reopen_obstacle(by=getattr(place, who), obstacle=obstacle, reason="Lại vướng")
    with pytest.raises(ReasonMissing):
        reopen_obstacle(by=place.secretary, obstacle=obstacle, reason=" ")
    reopen_obstacle(by=place.secretary, obstacle=obstacle, reason="Lại vướng")
    again = stored(obstacle)
    assert (again.state, again.cleared_on, again.clearance) == (ObstacleState.OPEN, None, "")
    assert [each.cleared_on for each in again.blocked.all()] == [None, None]
    with pytest.raises(StillStanding):
        reopen_obstacle(by=place.secretary, obstacle=obstacle, reason="Lại vướng")


def test_reopening_makes_no_second_obstacle_of_a_criterion(place):
    criteria = make_rounds([place.ward], ["II.1"])
    first = make_obstacle(place, criteria=[criteria["II.1"]])
    clear(place, first)
    make_obstacle(place, "Vướng mới", criteria=[criteria["II.1"]])
    with pytest.raises(AlreadyStanding):
        reopen_obstacle(by=place.secretary, obstacle=first, reason="Lại vướng")


def test_commander_of_the_merged_unit_clears_what_its_parts_left(place):
    obstacle = make_obstacle(place)
    heir = make_unit("Hải Châu", parent=place.city)
    make_lineage(place.ward, heir)
    assert clear(place, obstacle, by=make_person(Role.COMMANDER, heir)).state == ObstacleState.CLEARED


# ---------------------------------------------------------------- in hand


def test_obstacle_is_in_hand_from_the_first_that_asks_until_nothing_is_left(place):
    obstacle = make_obstacle(place)
    recommendation = make_recommendation(place, obstacle)
    assert stored(obstacle).state == ObstacleState.HANDLING
    let_go(by=place.secretary, obstacle=obstacle)
    assert stored(obstacle).state == ObstacleState.HANDLING
    advance_recommendation(
        by=place.commander, recommendation=recommendation, state="declined", on=ago(1), note="Chưa có vốn"
    )
    assert stored(obstacle).state == ObstacleState.OPEN


def test_taking_in_hand_leaves_what_was_cleared(place):
    obstacle = make_obstacle(place)
    clear(place, obstacle)
    take_in_hand(by=place.secretary, obstacle=obstacle)
    assert stored(obstacle).state == ObstacleState.CLEARED


def test_reopened_obstacle_is_in_hand_where_somebody_was_asked(place):
    obstacle = make_obstacle(place)
    make_recommendation(place, obstacle)
    clear(place, obstacle)
    assert reopen_obstacle(by=place.secretary, obstacle=obstacle, reason="Lại vướng").state == ObstacleState.HANDLING
