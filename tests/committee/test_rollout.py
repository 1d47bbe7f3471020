"""Coverage of a roll-out's targets through the reorganisations, its pace, and who is nearest to ready."""

import datetime as dt

import pytest

from accounts.models import Role
from assessments.models import State
from committee.models import Measure, Spread
from committee.queries.rollout import PaceState, coverage, pace
from committee.queries.rollout_page import nearest_to_ready, stage_lines, standings
from committee.queries.rollout_periods import period_ends, place_of
from tests.committee.rollout_samples import change_stage, created_on, enrol, make_reorganised_city, make_target
from tests.factories import advance, day, make_city, make_criteria_set, make_open_round, make_person, make_unit
from units.models import Enrolment, Stage, UnitType

BEFORE, AFTER = day("2025-06-30"), day("2025-07-01")


@pytest.fixture
def place(db):
    return make_reorganised_city()


def names(versions):
    return [version.name for version in versions]


def counted(found):
    return found.reached, found.asked, found.needed


# ---------------------------------------------------------------- coverage


def test_share_counts_the_wards_of_the_day(place):
    enrol(place, place.a1, "2022-06-01")
    found = coverage(make_target(place, amount=50), BEFORE)
    assert counted(found) == (1, 3, 2)
    assert names(found.missing) == ["Ba", "Hai"]
    assert [(each.version.name, each.since) for each in found.units] == [("Một", day("2022-06-01"))]


@pytest.mark.parametrize("spread, asked", [(Spread.WARDS, 3), (Spread.COMMUNES, 1), (Spread.ALL, 4)])
def test_target_asks_units_of_its_own_kind(place, spread, asked):
    assert coverage(make_target(place, spread=spread), BEFORE).asked == asked


def test_units_that_merged_count_once_through_their_successor(place):
    for unit in (place.a1, place.b1):
        enrol(place, unit, "2022-06-01")
    enrol(place, place.merged, "2025-07-01")
    target = make_target(place)
    assert counted(coverage(target, BEFORE)) == (2, 3, 2)
    assert counted(coverage(target, AFTER)) == (1, 2, 1)


def test_successor_without_a_row_of_its_own_does_not_count(place):
    enrol(place, place.a1, "2022-06-01")
    assert counted(coverage(make_target(place), AFTER)) == (0, 2, 1)


def test_successor_is_there_since_its_predecessor_was(place):
    enrol(place, place.a1, "2022-06-01", "2025-06-30")
    enrol(place, place.merged, "2025-07-01")
    (reached,) = coverage(make_target(place), AFTER).units
    assert (reached.version.name, reached.since) == ("Gộp", day("2022-06-01"))


def test_a_gap_breaks_the_time_since_when(place):
    enrol(place, place.a1, "2022-06-01", "2023-06-30")
    enrol(place, place.a1, "2024-01-01")
    (reached,) = coverage(make_target(place), BEFORE).units
    assert reached.since == day("2024-01-01")


@pytest.mark.parametrize("stage, reached", [(Stage.REGISTERED, 0), (Stage.PROPOSED, 0), (Stage.RECOGNISED, 1)])
def test_unit_counts_at_the_targets_stage_or_further(place, stage, reached):
    enrol(place, place.a1, "2022-06-01", stage=stage)
    assert coverage(make_target(place), BEFORE).reached == reached


def test_further_stage_counts_for_a_nearer_one(place):
    enrol(place, place.a1, "2022-06-01", stage=Stage.PROPOSED)
    assert coverage(make_target(place, stage=Stage.BUILDING), BEFORE).reached == 1


@pytest.mark.parametrize("date, reached", [("2022-05-31", 0), ("2022-06-01", 1), ("2024-06-30", 1), ("2024-07-01", 0)])
def test_unit_counts_on_the_days_of_its_row(place, date, reached):
    enrol(place, place.a1, "2022-06-01", "2024-06-30")
    assert coverage(make_target(place), day(date)).reached == reached


@pytest.mark.parametrize("date, reached", [("2023-12-31", 0), ("2024-03-05", 1), ("2025-01-01", 1)])
def test_stage_changed_in_a_row_counts_from_the_day_it_was_recorded(place, date, reached):
    row = created_on(enrol(place, place.a1, "2022-06-01", stage=Stage.BUILDING), "2022-06-02")
    change_stage(row, Stage.RECOGNISED, "2024-03-05")
    assert coverage(make_target(place), day(date)).reached == reached


def test_row_recorded_late_counts_from_its_first_day(place):
    created_on(enrol(place, place.a1, "2022-06-01"), "2025-05-05")
    assert coverage(make_target(place), day("2022-06-01")).reached == 1


def test_correction_after_the_rows_end_holds_for_all_of_it(place):
    row = created_on(enrol(place, place.a1, "2022-06-01", "2023-06-30", Stage.BUILDING), "2022-06-02")
    change_stage(row, Stage.RECOGNISED, "2025-05-05")
    assert coverage(make_target(place), day("2022-06-01")).reached == 1


def test_stage_taken_back_counts_no_longer(place):
    row = created_on(enrol(place, place.a1, "2022-06-01"), "2022-06-02")
    change_stage(row, Stage.BUILDING, "2024-03-05")
    target = make_target(place)
    assert [coverage(target, day(date)).reached for date in ("2024-03-04", "2024-03-05")] == [1, 0]


def test_row_without_history_has_its_present_stage(place):
    Enrolment.objects.bulk_create(
        [Enrolment(unit=place.a1, programme=place.programme, enrolled_from=day("2022-06-01"), stage=Stage.RECOGNISED)]
    )
    assert coverage(make_target(place), BEFORE).reached == 1


def test_other_programmes_and_cities_do_not_count(place):
    elsewhere = make_unit(parent=make_city("Huế"))
    enrol(place, elsewhere, "2022-06-01")
    found = coverage(make_target(place), BEFORE)
    assert counted(found) == (0, 3, 2)


def test_count_needs_the_number_itself(place):
    enrol(place, place.a1, "2022-06-01")
    found = coverage(make_target(place, Measure.COUNT, 2), BEFORE)
    assert (counted(found), found.is_met) == ((1, 3, 2), False)


def test_nobody_asked_is_not_met(place):
    found = coverage(make_target(place), day("2022-02-01"))
    empty = coverage(make_target(make_place_without_wards(), due="2026-12-31"), day("2022-02-01"))
    assert (found.share, empty.share, empty.is_met) == (0, None, False)


def make_place_without_wards():
    place = make_reorganised_city()
    place.city = make_city("Huế")
    return place


# ---------------------------------------------------------------- districts


def test_each_district_asks_those_that_have_such_a_unit(place):
    enrol(place, place.a1, "2022-06-01")
    enrol(place, place.a2, "2022-06-01")
    found = coverage(make_target(place, Measure.EACH_DISTRICT), BEFORE)
    assert counted(found) == (1, 2, 2)
    assert (names(found.missing), names(found.left_out)) == (["B"], ["C"])


def test_without_districts_it_is_judged_on_their_last_day(place):
    enrol(place, place.a1, "2022-06-01", "2025-06-30")
    found = coverage(make_target(place, Measure.EACH_DISTRICT), day("2026-05-05"))
    assert (found.judged_on, counted(found)) == (BEFORE, (1, 2, 2))


def test_clusters_are_no_districts(place):
    make_unit("Cụm 1", type=UnitType.CLUSTER, parent=place.city, valid_from="2025-03-01")
    found = coverage(make_target(place, Measure.EACH_DISTRICT), day("2025-09-01"))
    assert (found.judged_on, found.asked) == (BEFORE, 2)


def test_city_that_never_had_districts_asks_for_none(db):
    place = make_place_without_wards()
    found = coverage(make_target(place, Measure.EACH_DISTRICT), BEFORE)
    assert (counted(found), found.is_met) == ((0, 0, 0), False)


# ---------------------------------------------------------------- pace


def test_pace_so_far_against_pace_needed(place):
    enrol(place, place.a1, "2023-01-01")
    target = make_target(place, amount=100, due="2026-01-01")
    found = pace(target, day("2024-01-01"))
    assert (found.state, found.begun_with, found.gained) == (PaceState.SLOW, 0, 1)
    assert round(found.so_far, 4) == round(1 / (730 / 30.436875), 4)
    assert round(found.needed, 4) == round(2 / (731 / 30.436875), 4)
    assert found.forecast == dt.date(2024, 1, 1) + dt.timedelta(days=1460)


def test_pace_on_time_when_the_forecast_lies_before_the_day(place):
    for unit in (place.a1, place.a2):
        enrol(place, unit, "2022-03-01")
    found = pace(make_target(place, amount=100, due="2025-01-01"), day("2023-01-01"))
    assert (found.state, found.forecast <= day("2025-01-01")) == (PaceState.ON_TIME, True)


def test_pace_of_what_is_met_says_since_when(place):
    enrol(place, place.a1, "2022-06-01")
    enrol(place, place.a2, "2023-02-01")
    found = pace(make_target(place), day("2024-01-01"))
    assert (found.state, found.met_on, found.needed, found.forecast) == (PaceState.MET, day("2023-02-01"), None, None)


def test_pace_of_what_was_met_when_it_was_set(place):
    for unit in (place.a1, place.a2):
        enrol(place, unit, "2021-06-01")
    assert pace(make_target(place), day("2024-01-01")).met_on == day("2022-01-01")


def test_pace_is_overdue_the_day_after(place):
    target = make_target(place, due="2024-12-31")
    states = [pace(target, day(date)).state for date in ("2024-12-31", "2025-01-01")]
    assert states == [PaceState.SLOW, PaceState.OVERDUE]


def test_pace_of_the_first_month_is_not_judged(place):
    found = pace(make_target(place), day("2022-01-20"))
    assert (found.state, found.so_far) == (PaceState.ON_TIME, None)


def test_pace_falls_where_reached_units_merge(place):
    for unit in (place.a1, place.b1):
        enrol(place, unit, "2021-06-01")
    enrol(place, place.merged, "2025-07-01")
    found = pace(make_target(place, amount=100, due="2026-12-31"), AFTER)
    assert (found.gained, found.forecast, found.state) == (-1, None, PaceState.SLOW)


# ---------------------------------------------------------------- over time


def test_periods_end_with_the_month_of_the_last_day():
    ends = period_ends(day("2021-11-12"), day("2022-12-31"))
    assert (ends[0], ends[-1], len(ends)) == (day("2021-10-31"), day("2022-12-31"), 15)


@pytest.mark.parametrize("last, count", [("2022-01-15", 2), ("2023-06-30", 20), ("2030-12-31", 20), ("2060-12-31", 21)])
def test_periods_stay_about_twenty(last, count):
    assert len(period_ends(day("2021-12-12"), day(last))) <= count + 1


def test_day_has_its_place_between_two_ends():
    ends = [day("2025-01-31"), day("2025-02-28"), day("2025-03-31")]
    assert [place_of(day(each), ends) for each in ("2025-02-14", "2025-02-28", "2024-01-01")] == [0.5, 1.0, 0.0]


def test_points_tell_what_was_reached_and_leave_the_future_open(place):
    enrol(place, place.a1, "2022-06-01")
    make_target(place, Measure.COUNT, 3, set_on="2022-01-01", due="2022-12-31")
    (standing,) = standings(place.programme, day("2022-06-15"))
    told = {point.day.month: (point.value, point.text) for point in standing.points}
    assert (told[5], told[6], told[7]) == ((0.0, "0/3"), (1.0, "1/3"), (None, ""))
    assert (standing.points[0].expected, standing.points[-1].expected) == (0.0, 3.0)


def test_reorganisations_are_marked_within_the_drawing(place):
    make_target(place, due="2026-12-31")
    make_target(place, due="2024-12-31", amount=1)
    first, second = standings(place.programme, day("2025-12-31"))
    assert (first.reorganisations, second.reorganisations) == ((AFTER,), (AFTER,))
    (early, _later) = standings(place.programme, day("2024-01-01"))
    assert early.reorganisations == ()


def test_targets_set_later_are_not_there_yet(place):
    make_target(place, set_on="2024-01-01")
    assert standings(place.programme, day("2023-12-31")) == []


@pytest.mark.parametrize("targets", [1, 3])
def test_standings_cost_the_same_for_any_number_of_targets(place, django_assert_num_queries, targets):
    enrol(place, place.a1, "2022-06-01")
    for year in range(targets):
        make_target(place, due=f"{2025 + year}-12-31")
    with django_assert_num_queries(5):
        assert len(standings(place.programme, AFTER)) == targets


def test_units_by_state_name_their_stage_and_since_when(place):
    make_target(place)
    enrol(place, place.a1, "2022-06-01", stage=Stage.BUILDING)
    lines = stage_lines(place.programme, BEFORE)
    told = [(line.version.name, line.district.name, line.stage, line.since) for line in lines]
    assert told == [
        ("Ba", "B", "", None),
        ("Bốn", "C", "", None),
        ("Hai", "A", "", None),
        ("Một", "A", "building", day("2022-06-01")),
    ]


# ---------------------------------------------------------------- nearest to ready


@pytest.fixture
def judged(db):
    """Two wards whose sheets are in, one of them with a criterion unmet; a third has answered nothing."""
    city = make_city()
    wards = [make_unit(name, parent=city) for name in ("Hai", "Một", "Ba")]
    criteria_set = make_criteria_set()
    sheets = {each.unit_id: each for each in make_open_round(wards, criteria_set).assessments.all()}
    advance(sheets[wards[0].pk], State.SUBMITTED, except_for=["I.1"])
    advance(sheets[wards[1].pk], State.SUBMITTED)
    return city, wards, criteria_set.programme


def test_nearest_are_those_with_the_fewest_unmet_criteria(judged):
    city, _wards, programme = judged
    found = nearest_to_ready(make_person(Role.SECRETARY, city), programme)
    told = [(row.assessment.unit_name, row.unmet) for row in found.rows]
    assert (told, found.hidden, found.without) == ([("Một", 0), ("Hai", 1)], 0, 1)


def test_nearest_leave_out_those_who_are_recognised(judged):
    city, wards, programme = judged
    Enrolment.objects.filter(unit=wards[1]).update(stage=Stage.RECOGNISED)
    found = nearest_to_ready(make_person(Role.SECRETARY, city), programme)
    assert [row.assessment.unit_name for row in found.rows] == ["Hai"]


def test_nearest_show_nobody_whom_the_reader_may_not_see(judged):
    _city, wards, programme = judged
    found = nearest_to_ready(make_person(Role.OFFICER, wards[0]), programme)
    assert ([row.assessment.unit_name for row in found.rows], found.without) == (["Hai"], 2)
