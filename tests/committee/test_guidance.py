"""Who guides whom, the visits that were paid, and what other pages read of them."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Event
from committee.actions.guidance import NobodyToGuide, end_assignment
from committee.actions.guidance_rows import AlreadyRecorded, DatesReversed, DayAhead
from committee.actions.obstacle import open_obstacle
from committee.models import Assignment, Visit
from committee.queries.guidance import matrix_on, visit_lines
from tests.committee.guidance_samples import TEXT, ago, make_assignment, make_place, make_visit
from tests.factories import day, make_criteria_set, make_enrolment, make_lineage, make_unit
from units.models import Unit, UnitVersion


@pytest.fixture
def place(db):
    return make_place()


def merge(place, unit, name="Gộp"):
    """The unit passed whole into a new one two days ago."""
    UnitVersion.objects.filter(unit=unit).update(valid_to=ago(3))
    merged = make_unit(name, parent=place.city, valid_from=ago(2).isoformat())
    make_lineage(unit, merged, ago(2))
    return Unit.objects.get(pk=merged.pk)


# ---------------------------------------------------------------- assignments


def test_assignment_is_recorded_with_its_units_and_groups(place):
    group = make_criteria_set(place.programme).groups.first()
    found = make_assignment(place, units=[place.ward, place.other], groups=[group])
    event = Event.objects.get(stream=f"assignment:{found.pk}")
    assert (set(found.units.all()), list(found.groups.all())) == ({place.ward, place.other}, [group])
    assert event.data == {"department": place.department.pk, "units": [place.ward.pk, place.other.pk]}


@pytest.mark.parametrize("who", ["officer", "commander", "appraiser", "member", "stranger"])
def test_only_the_secretary_assigns(place, who):
    with pytest.raises(PermissionDenied):
        make_assignment(place, by=getattr(place, who))
    with pytest.raises(PermissionDenied):
        end_assignment(by=getattr(place, who), assignment=make_assignment(place), on=ago(1))


def test_secretary_of_another_city_does_not_assign(place):
    with pytest.raises(PermissionDenied):
        make_assignment(place, by=make_place().secretary)


@pytest.mark.parametrize("changes, refusal", [({"units": []}, NobodyToGuide), ({"valid_to": ago(101)}, DatesReversed)])
def test_assignment_that_makes_no_sense_is_refused(place, changes, refusal):
    with pytest.raises(refusal):
        make_assignment(place, **changes)
    assert not Assignment.objects.exists()


def test_assignment_is_recorded_once(place):
    make_assignment(place)
    with pytest.raises(AlreadyRecorded):
        make_assignment(place, units=[place.other])


def test_assignment_ends_with_a_day_and_ended_twice_records_once(place):
    found = make_assignment(place)
    for _time in range(2):
        end_assignment(by=place.secretary, assignment=found, on=ago(-30))
    found.refresh_from_db()
    assert (found.valid_to, Event.objects.filter(verb="end_assignment").count()) == (ago(-30), 1)
    with pytest.raises(DatesReversed):
        end_assignment(by=place.secretary, assignment=found, on=ago(101))


def test_matrix_shows_who_guides_whom_and_who_is_guided_by_nobody(place):
    make_enrolment(place.other, place.programme)
    make_assignment(place)
    found = matrix_on(place.secretary, ago(0))
    assert [each.code for each in found.departments] == ["PH10", "PV05"]
    assert [(row.version.name, [len(cell) for cell in row.cells]) for row in found.rows] == [
        ("Hải Châu", [0, 1]),
        ("Thanh Khê", [0, 0]),
    ]
    assert [version.name for version in found.unguided] == ["Thanh Khê"]


@pytest.mark.parametrize("days, guided", [(101, 0), (100, 1), (50, 1), (49, 0)])
def test_matrix_is_of_its_day(place, days, guided):
    make_assignment(place, valid_to=ago(50))
    assert len(matrix_on(place.secretary, ago(days)).assignments) == guided


def test_assignment_goes_on_over_what_its_unit_became(place):
    make_assignment(place)
    merged = merge(place, place.ward)
    (row,) = matrix_on(place.secretary, ago(0)).rows
    assert (row.version.unit_id, row.is_guided) == (merged.pk, True)


def test_matrix_of_a_programme_leaves_out_what_is_for_another(place):
    other = make_criteria_set().programme
    make_assignment(place, programme=place.programme)
    make_assignment(place, programme=other, task="Khác")
    make_assignment(place, task="Mọi chương trình")
    found = matrix_on(place.secretary, ago(0), place.programme.pk)
    assert sorted(each.task for each in found.assignments) == sorted(["Mọi chương trình", TEXT])


@pytest.mark.parametrize(
    "who, rows", [("officer", 1), ("appraiser", 2), ("member", 2), ("neighbour", 1), ("stranger", 0)]
)
def test_reader_sees_the_units_that_their_roles_reach(place, who, rows):
    make_assignment(place, units=[place.ward, place.other])
    assert len(matrix_on(getattr(place, who), ago(0)).rows) == rows


# ---------------------------------------------------------------- visits


@pytest.mark.parametrize("who", ["officer", "commander", "appraiser", "secretary"])
def test_either_side_and_the_secretary_record_a_visit(place, who):
    found = make_visit(place, by=getattr(place, who))
    event = Event.objects.get(stream=f"visit:{found.pk}")
    assert (found.by, event.data) == (getattr(place, who), {"unit": place.ward.pk, "on": ago(10).isoformat()})


@pytest.mark.parametrize("who", ["neighbour", "member", "stranger"])
def test_others_record_no_visit(place, who):
    with pytest.raises(PermissionDenied):
        make_visit(place, by=getattr(place, who))


def test_department_records_no_visit_of_another(place):
    with pytest.raises(PermissionDenied):
        make_visit(place, by=place.appraiser, department=place.logistics)


def test_visit_still_to_come_is_refused(place):
    with pytest.raises(DayAhead):
        make_visit(place, on=ago(-1))


def test_visit_is_recorded_once(place):
    make_visit(place)
    with pytest.raises(AlreadyRecorded):
        make_visit(place, outcome="Gửi lại")
    make_visit(place, on=ago(9))
    assert Visit.objects.count() == 2


def test_visit_may_be_about_an_obstacle(place):
    obstacle = open_obstacle(by=place.commander, title="Trụ sở", units=[place.ward], since=ago(90))
    assert make_visit(place, obstacle=obstacle).obstacle == obstacle


def test_lines_begin_with_those_who_were_never_visited(place):
    make_enrolment(place.other, place.programme)
    make_enrolment(place.commune, place.programme)
    for unit, on in ((place.ward, "2025-05-05"), (place.ward, "2025-06-06"), (place.other, "2025-07-07")):
        make_visit(place, unit=unit, on=day(on))
    lines = visit_lines(place.secretary, 2025)
    assert [(line.version.name, line.count) for line in lines] == [("Hòa Vang", 0), ("Thanh Khê", 1), ("Hải Châu", 2)]
    assert lines[-1].last == day("2025-06-06")
    assert {line.count for line in visit_lines(place.secretary, 2024)} == {0}


def test_visit_before_a_merger_counts_for_what_the_unit_became(place):
    make_visit(place)
    merged = merge(place, place.ward)
    make_enrolment(merged, place.programme, ago(2).isoformat())
    (line,) = visit_lines(place.secretary, ago(10).year)
    assert (line.version.name, line.count) == ("Gộp", 1)


# ---------------------------------------------------------------- who sees them


@pytest.mark.parametrize(
    "who, seen", [("officer", 1), ("appraiser", 1), ("member", 1), ("neighbour", 0), ("stranger", 0)]
)
def test_visits_are_shown_to_those_whom_they_concern(place, who, seen):
    make_visit(place)
    assert Visit.objects.visible_to(getattr(place, who)).count() == seen
