"""The chain as it is read from obstacles, recommendations, directives, resources and rounds."""

import datetime as dt

import pytest

from accounts.models import Role
from assessments.models import State
from committee.models import DirectiveState, RecommendationState
from committee.queries.chain import cases_of_city, cases_of_criterion, cases_of_units, unrecorded_of_city
from committee.queries.chain_summary import chain_summary
from resources.models import ClosingPlan, Holding
from tests.committee.chain_samples import (
    CITY_BODY,
    criterion_of,
    links_of,
    make_directive,
    make_kind,
    make_obstacle,
    make_project,
    make_recommendation,
    told,
)
from tests.factories import (
    advance,
    day,
    make_city,
    make_department,
    make_enrolment,
    make_lineage,
    make_open_round,
    make_person,
    make_unit,
)
from tests.portal.world import NAMES, assessments_of, make_world, open_second

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 27)
DONE, RAISED, ACCEPTED = RecommendationState.DONE, RecommendationState.RAISED, RecommendationState.ACCEPTED


def make_place():
    """A city, a ward in it, a member who sees all, and a department."""
    city = make_city()
    ward = make_unit("Hải Châu I", parent=city)
    return city, ward, make_person(Role.MEMBER, city), make_department("PH10", city)


def only(cases):
    (case,) = cases
    return case


def test_case_with_everything_bears_each_link_with_its_day_and_the_days_it_took():
    world = make_world(NAMES[:1], second=False)
    ward, department = world.wards[0], make_department("PH10", world.city)
    obstacle = make_obstacle([ward], "2021-08-20", [criterion_of(world)], resource=make_kind())
    make_recommendation(obstacle, ward, "2021-11-05", steps=[(ACCEPTED, "2022-03-15"), (DONE, "2022-09-01")])
    make_directive(
        world.city,
        department,
        [obstacle],
        "2021-11-12",
        "2022-12-31",
        state=DirectiveState.DONE,
        reported_on="2022-12-20",
        closed_on="2023-01-10",
    )
    make_project(ward, [("survey", "2023-03-31", "2023-04-10"), ("approval", "2023-10-31", None)])
    case = only(cases_of_units(world.member, [ward.pk], TODAY, recorded_only=True))
    assert links_of(case) == [
        ("obstacle", "2021-08-20", 0),
        ("recommendation", "2021-11-05", 77),
        ("directive", "2021-11-12", 7),
        ("unmet", "2021-12-31", 49),
        ("answer", "2022-03-15", 74),
        ("answer", "2022-09-01", 170),
        ("resource", "2023-04-10", 221),
    ]
    assert told(case.waits_for) == ("project", "Ban Quản lý dự án", "2023-04-10", 1327, True)
    assert (case.days, case.days_since_last, case.is_closed) == (1925, 1327, False)
    assert str(case.criterion) == "II.1 Tiêu chí II.1"


def test_recommendation_without_an_answer_waits_for_its_body():
    _city, ward, member, _department = make_place()
    make_recommendation(make_obstacle([ward]), ward, "2025-11-10", answer_due="2026-01-31")
    case = only(cases_of_city(member, TODAY))
    assert told(case.waits_for) == ("body", CITY_BODY, "2025-11-10", 382, True)
    assert [(link.is_open, link.is_overdue) for link in case.links] == [(True, False), (True, True)]


def test_accepted_recommendation_waits_for_the_same_body_from_its_answer_on():
    _city, ward, member, _department = make_place()
    make_recommendation(make_obstacle([ward]), ward, steps=[(ACCEPTED, "2022-03-15")])
    assert told(only(cases_of_city(member, TODAY)).waits_for) == ("answered", CITY_BODY, "2022-03-15", 1718, False)


def test_declined_recommendation_leaves_nobody_to_wait_for():
    _city, ward, member, _department = make_place()
    make_recommendation(make_obstacle([ward]), ward, steps=[(RecommendationState.DECLINED, "2022-03-15")])
    case = only(cases_of_city(member, TODAY))
    assert told(case.waits_for) == ("committee", "", "2022-03-15", 1718, False)
    assert [(str(stretch.kind), stretch.days) for stretch in case.stretches] == [
        ("committee", 77),
        ("body", 130),
        ("committee", 1718),
    ]


def test_directive_under_way_waits_for_its_lead_and_is_overdue_after_its_day():
    city, ward, member, department = make_place()
    make_directive(city, department, [make_obstacle([ward])], "2026-01-01", "2026-06-30")
    assert told(only(cases_of_city(member, TODAY)).waits_for) == ("lead", "Phòng PH10", "2026-01-01", 330, True)


def test_directive_reported_done_waits_for_its_issuer():
    city, ward, member, department = make_place()
    make_directive(
        city,
        department,
        [make_obstacle([ward])],
        "2026-01-01",
        "2026-06-30",
        state=DirectiveState.REPORTED,
        reported_on="2026-07-15",
    )
    waits = only(cases_of_city(member, TODAY)).waits_for
    assert told(waits) == ("issuer", "Ban Chỉ đạo thành phố Đà Nẵng", "2026-07-15", 135, False)


def test_directive_that_follows_a_recommendation_belongs_to_the_chain():
    city, ward, member, department = make_place()
    recommendation = make_recommendation(make_obstacle([ward]), ward)
    make_directive(city, department, [], "2026-01-01", recommendation=recommendation)
    assert [kind for kind, _on, _days in links_of(only(cases_of_city(member, TODAY)))] == [
        "obstacle",
        "recommendation",
        "directive",
    ]


def test_task_of_another_unit_is_no_link_of_this_one():
    city, ward, member, department = make_place()
    other = make_unit("Thạch Thang", parent=city)
    obstacle = make_obstacle([ward])
    whole = make_directive(city, department, [obstacle], "2026-01-01")
    make_directive(city, ward, [obstacle], "2026-01-01", parent=whole, title="Việc của ta")
    make_directive(city, other, [obstacle], "2026-01-01", parent=whole, title="Việc của đơn vị khác")
    titles = [link.title for link in only(cases_of_city(member, TODAY)).links]
    assert titles == ["Trụ sở chật, xuống cấp", "Cải tạo, xây mới trụ sở", "Việc của ta"]


def test_turns_of_a_series_are_one_link_the_last():
    city, ward, member, department = make_place()
    obstacle = make_obstacle([ward])
    first = make_directive(city, department, [obstacle], "2026-01-01", "2026-03-31", repetition="quarterly")
    make_directive(city, department, [obstacle], "2026-04-01", "2026-06-30", repetition="quarterly", series=first)
    assert links_of(only(cases_of_city(member, TODAY)))[1:] == [("directive", "2026-04-01", 1685)]


def test_open_plan_waits_until_its_expected_day_and_counts_of_more_are_links():
    _city, ward, member, _department = make_place()
    kind = make_kind("vehicle", "Xe mô tô", "xe")
    make_obstacle([ward], "2024-05-02", resource=kind)
    ClosingPlan.objects.create(
        kind=kind, unit=ward, quantity=4, planned_on=day("2025-02-01"), expected_on=day("2026-06-30")
    )
    for on, quantity in (("2024-01-01", 2), ("2025-08-01", 4), ("2026-01-01", 4)):
        Holding.objects.create(kind=kind, unit=ward, on=day(on), quantity=quantity, source="Kiểm kê")
    case = only(cases_of_city(member, TODAY))
    assert told(case.waits_for) == ("plan", "", "2025-02-01", 664, True)
    assert [link.title for link in case.links[1:]] == ["Xe mô tô: +4 xe", "Xe mô tô: 2 → 4 xe"]


def test_what_was_delivered_before_the_obstacle_is_another_story():
    _city, ward, member, _department = make_place()
    kind = make_kind("vehicle", "Xe mô tô", "xe")
    make_obstacle([ward], "2024-05-02", resource=kind)
    for on, quantity in (("2020-01-01", 1), ("2021-01-01", 2)):
        Holding.objects.create(kind=kind, unit=ward, on=day(on), quantity=quantity, source="Kiểm kê")
    assert [kind for kind, _on, _days in links_of(only(cases_of_city(member, TODAY)))] == ["obstacle"]


def test_dropped_project_is_waited_for_no_longer():
    _city, ward, member, _department = make_place()
    make_obstacle([ward], "2021-08-20", resource=make_kind())
    make_project(
        ward,
        [("survey", "2023-03-31", "2023-04-10"), ("approval", "2023-10-31", None)],
        dropped_on=day("2024-01-01"),
        dropped_reason="Sắp xếp đơn vị",
    )
    assert told(only(cases_of_city(member, TODAY)).waits_for) == ("committee", "", "2024-01-01", 1061, False)


def test_cleared_obstacle_waits_for_the_next_round_until_the_criterion_is_met_again():
    world = make_world(NAMES[:1], second=False)
    make_obstacle([world.wards[0]], "2021-08-20", [criterion_of(world)], cleared_on="2022-06-01")
    case = only(cases_of_city(world.member, TODAY))
    assert told(case.waits_for) == ("round", "", "2022-06-01", 1640, False)
    assert chain_summary([case]).open == 0


def test_case_is_closed_when_cleared_and_met_in_a_decided_round():
    world = make_world(NAMES[:2])
    # Thạch Thang did not meet II.1 in 2021 and does, as decided, in 2022.
    make_obstacle([world.wards[1]], "2021-08-20", [criterion_of(world)], cleared_on="2022-06-01")
    case = only(cases_of_city(world.member, TODAY))
    assert links_of(case) == [
        ("obstacle", "2021-08-20", 0),
        ("unmet", "2021-12-31", 133),
        ("cleared", "2022-06-01", 152),
        ("met", "2022-12-31", 213),
    ]
    assert (case.is_closed, case.days, case.waits_for) == (True, 498, None)


def test_met_again_but_not_called_cleared_waits_for_the_unit():
    world = make_world(NAMES[:2])
    make_obstacle([world.wards[1]], "2021-08-20", [criterion_of(world)])
    waits = only(cases_of_city(world.member, TODAY)).waits_for
    assert told(waits) == ("clearing", "Công an phường Thạch Thang", "2022-12-31", 1427, False)


def test_self_score_alone_ends_no_waiting():
    world = make_world(NAMES[:1], second=False)
    world.second = make_open_round(world.wards, world.criteria_set, code="ky-2022", ends_on="2022-12-31")
    advance(assessments_of(world.second)[0], State.SUBMITTED)
    make_obstacle([world.wards[0]], "2021-08-20", [criterion_of(world)])
    assert [kind for kind, _on, _days in links_of(only(cases_of_city(world.member, TODAY)))] == ["obstacle", "unmet"]


def test_criterion_that_was_met_before_the_obstacle_is_another_story():
    world = make_world(NAMES[:2])
    make_obstacle([world.wards[1]], "2024-01-01", [criterion_of(world)])
    assert [kind for kind, _on, _days in links_of(only(cases_of_city(world.member, TODAY)))] == ["obstacle"]


def test_obstacle_is_cleared_for_one_unit_and_stands_for_another():
    city, ward, member, _department = make_place()
    other = make_unit("Thạch Thang", parent=city)
    obstacle = make_obstacle([ward, other])
    obstacle.blocked.filter(unit=ward).update(cleared_on=day("2022-01-01"))
    cases = cases_of_city(member, TODAY)
    assert [(case.facts.unit, case.is_closed) for case in cases] == [(other.pk, False), (ward.pk, True)]


def test_what_is_done_later_for_the_other_unit_does_not_lengthen_a_closed_case():
    city, ward, member, department = make_place()
    obstacle = make_obstacle([ward, make_unit("Thạch Thang", parent=city)])
    obstacle.blocked.filter(unit=ward).update(cleared_on=day("2022-01-01"))
    make_directive(city, department, [obstacle], "2026-09-01")
    standing, closed = cases_of_city(member, TODAY)
    assert [kind for kind, _on, _days in links_of(standing)] == ["obstacle", "directive"]
    assert [kind for kind, _on, _days in links_of(closed)] == ["obstacle", "cleared"]
    assert (closed.days, closed.waits_for) == (134, None)


def test_merged_unit_carries_on_the_chain_of_those_that_passed_in_whole():
    world = make_world(NAMES[:1], second=False)
    old = world.wards[0]
    merged = make_unit("Hải Châu", parent=world.city, valid_from="2025-01-01")
    make_lineage(old, merged, "2025-01-01")
    make_enrolment(merged, world.programme, "2025-01-01")
    old.enrolments.update(enrolled_to=day("2024-12-31"))
    later = make_open_round([merged], world.criteria_set, code="ky-2025", ends_on="2025-12-31")
    advance(later.assessments.get(), State.SUBMITTED, except_for=["II.1"])
    obstacle = make_obstacle([old], "2021-08-20", [criterion_of(world)])
    make_recommendation(obstacle, merged, "2025-11-10")
    cases = [
        only(cases_of_units(world.member, units, TODAY, recorded_only=True))
        for units in ([old.pk, merged.pk], [old.pk])
    ]
    assert cases[0] == cases[1]
    assert (cases[0].facts.unit, cases[0].facts.unit_name) == (merged.pk, "phường Hải Châu")
    assert links_of(cases[0]) == [
        ("obstacle", "2021-08-20", 0),
        ("unmet", "2021-12-31", 133),
        ("recommendation", "2025-11-10", 1410),
    ]


def test_two_units_that_merged_are_one_case_until_it_is_cleared_for_both():
    city, ward, member, _department = make_place()
    other, merged = make_unit("Hải Châu II", parent=city), make_unit("Hải Châu", parent=city)
    make_lineage(ward, merged)
    make_lineage(other, merged)
    obstacle = make_obstacle([ward, other])
    obstacle.blocked.filter(unit=ward).update(cleared_on=day("2022-01-01"))
    case = only(cases_of_city(member, TODAY))
    assert (case.facts.unit, case.is_closed) == (merged.pk, False)


def test_part_of_a_unit_hands_over_no_chain():
    city, ward, member, _department = make_place()
    other = make_unit("Hòa Minh", parent=city)
    make_lineage(ward, other, share="part")
    make_obstacle([ward])
    assert only(cases_of_city(member, TODAY)).facts.unit == ward.pk


def test_unmet_criterion_without_an_obstacle_is_a_case_that_waits_for_the_committee():
    world = make_world(NAMES[:1])
    case = only(cases_of_units(world.member, [world.wards[0].pk], TODAY))
    assert (case.is_recorded, case.facts.title, links_of(case)) == (
        False,
        "II.1 Tiêu chí II.1",
        [("unmet", "2021-12-31", 0)],
    )
    assert told(case.waits_for) == ("committee", "", "2021-12-31", 1792, False)


def test_unmet_criterion_of_which_an_obstacle_speaks_is_no_case_of_its_own():
    world = make_world(NAMES[:1])
    make_obstacle([world.wards[0]], criteria=[criterion_of(world)])
    assert [case.is_recorded for case in cases_of_units(world.member, [world.wards[0].pk], TODAY)] == [True]


def test_cleared_obstacle_of_long_ago_does_not_speak_for_what_is_unmet_now():
    world = make_world(NAMES[:2])
    ward = world.wards[1]
    make_obstacle([ward], "2021-08-20", [criterion_of(world)], cleared_on="2022-06-01")
    later = make_open_round(world.wards, world.criteria_set, code="ky-2023", ends_on="2023-12-31")
    advance(later.assessments.get(unit=ward), State.SUBMITTED, except_for=["II.1"])
    cases = cases_of_units(world.member, [ward.pk], TODAY)
    told_of = [(case.is_recorded, case.is_closed, case.since.isoformat()) for case in cases]
    assert told_of == [(False, False, "2023-12-31"), (True, True, "2021-08-20")]


def test_what_a_unit_has_not_answered_yet_stays_as_it_was_in_the_round_before():
    world = make_world()
    cases = cases_of_units(world.member, [world.wards[2].pk], TODAY)
    assert sorted(case.facts.title for case in cases) == [
        "I.1 Tiêu chí I.1",
        "I.2 Tiêu chí I.2",
        "II.1 Tiêu chí II.1",
    ]


def test_unrecorded_of_the_city_are_counted_without_those_that_an_obstacle_explains():
    world = make_world(second=False)
    before = unrecorded_of_city(world.member, ())
    make_obstacle(world.wards, criteria=[criterion_of(world)])
    after = unrecorded_of_city(world.member, cases_of_city(world.member, TODAY))
    assert (len(before), len(after)) == (6, 3)


def test_cases_of_a_criterion_are_those_of_the_units_that_the_reader_may_see():
    world = make_world()
    criterion = criterion_of(world)
    make_obstacle([world.wards[0], world.wards[2]], criteria=[criterion])
    officer = make_person(Role.OFFICER, world.wards[0])
    assert [case.facts.unit_name for case in cases_of_criterion(officer, criterion, TODAY)] == ["phường Hải Châu I"]
    assert len(cases_of_criterion(world.member, criterion, TODAY)) == 2


def test_stranger_sees_no_case():
    _city, ward, _member, _department = make_place()
    make_obstacle([ward])
    assert cases_of_city(make_person(Role.MEMBER, make_city("Huế")), TODAY) == ()


def test_reopened_second_round_is_read_on_the_track_of_its_result():
    world = make_world(NAMES[:1], second=False)
    obstacle = make_obstacle([world.wards[0]], "2021-08-20", [criterion_of(world)])
    before = links_of(only(cases_of_city(world.member, TODAY)))
    open_second(world)
    assert obstacle.criteria.count() == 1
    assert links_of(only(cases_of_city(world.member, TODAY))) == before
