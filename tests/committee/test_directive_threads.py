"""Two people, or two timers, at once."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Event, Role
from committee.actions.daily import renew_directives
from committee.actions.directive import issue_directive, withdraw_directive
from committee.actions.directive_progress import confirm_done, report_done, report_progress
from committee.actions.directive_refusals import IssuedAlready
from committee.models import Directive, DirectiveState, Repetition
from tests.assessments.test_concurrency import at_once, database_for_threads, in_a_thread
from tests.committee.directive_samples import REASON, in_days, issued, issued_to_all, make_place, stored
from tests.factories import make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place():
    return make_place()


def test_confirmed_twice_at_once_it_is_confirmed_once(place, tmp_path):
    directive = issued(place)
    report_done(by=place.commander, directive=directive, text="Xong")
    calls = [lambda by=by: confirm_done(by=by, directive=directive) for by in (place.secretary, place.member)]
    with database_for_threads(tmp_path):
        results = at_once(*calls)
        verbs = in_a_thread(lambda: [each.verb for each in Event.objects.filter(stream=directive.stream)])
    assert sorted(type(each).__name__ for each in results) == ["Directive", "PermissionDenied"]
    assert verbs == ["issue_directive", "report_done", "confirm_done"]


def test_renewed_twice_at_once_each_series_has_one_new_turn(place, tmp_path):
    for number in range(3):
        issued(place, title=f"Việc {number}", due=-1, repetition=Repetition.MONTHLY, units=[place.wards[1]])
    with database_for_threads(tmp_path):
        results = at_once(*[lambda: renew_directives(date=in_days(0))] * 2)
        turns, tasks = in_a_thread(
            lambda: (
                Directive.objects.exclude(series=None).count(),
                Directive.objects.filter(parent__series__isnull=False).count(),
            )
        )
    assert sorted(len(each) for each in results) == [0, 3]
    assert (turns, tasks) == (3, 3)


def test_tasks_reported_at_once_all_count_in_the_order(place, tmp_path):
    order, tasks = issued_to_all(place)
    people = [place.officer, place.second_commander, make_person(Role.COMMANDER, place.wards[2])]
    calls = [
        lambda by=by, task=task: report_progress(by=by, directive=task, percent=60, text="Đã làm")
        for by, task in zip(people, tasks, strict=True)
    ]
    with database_for_threads(tmp_path):
        results = at_once(*calls)
        percent = in_a_thread(lambda: stored(order).percent)
    assert [type(each).__name__ for each in results] == ["ProgressNote"] * 3
    assert percent == 60


def test_order_withdrawn_while_its_tasks_are_reported_leaves_none_standing(place, tmp_path):
    order, tasks = issued_to_all(place)
    calls = [
        lambda: report_done(by=place.commander, directive=tasks[0], text="Xong"),
        lambda: withdraw_directive(by=place.secretary, directive=order, reason=REASON),
        lambda: report_done(by=place.second_commander, directive=tasks[1], text="Xong"),
    ]
    with database_for_threads(tmp_path):
        results = at_once(*calls)
        states = in_a_thread(lambda: set(Directive.objects.values_list("state", flat=True)))
    assert {type(each) for each in results} <= {Directive, PermissionDenied}
    assert states == {DirectiveState.WITHDRAWN}


def test_form_pressed_twice_at_once_issues_once(place, tmp_path):
    def press():
        return issue_directive(
            by=place.secretary, issuer=place.city, lead=place.ward, title="Cải tạo", issued_on=in_days(-1),
            may_repeat=False,
        )  # fmt: skip

    with database_for_threads(tmp_path):
        results = at_once(press, press)
        count = in_a_thread(Directive.objects.count)
    assert {type(each) for each in results} == {Directive, IssuedAlready}
    assert count == 1
