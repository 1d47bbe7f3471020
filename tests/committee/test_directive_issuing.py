"""Directives are issued, worded anew, given to more units, and withdrawn."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Event
from accounts.refusals import ReasonMissing
from assessments.models import Notice, NoticeKind
from committee.actions.directive import add_tasks, change_directive, withdraw_directive
from committee.actions.directive_due import ask_postponement
from committee.actions.directive_refusals import (
    DueBeforeIssue,
    IssuedAlready,
    IssuerLeads,
    LeadCoordinates,
    RepetitionWithoutDue,
)
from committee.actions.obstacle import open_obstacle
from committee.models import Directive, DirectiveState, Obstacle, ObstacleState, PostponementState, Repetition
from tests.committee.directive_samples import REASON, finish, in_days, issued, issued_to_all, make_place, stored


@pytest.fixture
def place(db):
    return make_place()


def told(kind):
    return {notice.user for notice in Notice.objects.filter(kind=kind)}


def verbs(thing):
    return list(Event.objects.filter(stream=thing.stream).values_list("verb", flat=True))


def test_directive_is_recorded_and_told_to_those_who_do_it(place):
    directive = issued(place, coordinating=[place.department])
    assert verbs(directive) == ["issue_directive"]
    assert told(NoticeKind.DIRECTIVE) == {place.commander, place.officer, place.appraiser}
    assert Notice.objects.filter(user=place.officer).get().data["url"] == f"/committee/directives/{directive.pk}/"


@pytest.mark.parametrize("who", ["commander", "officer", "appraiser", "stranger"])
def test_only_the_committee_issues(place, who):
    place.secretary = getattr(place, who)
    with pytest.raises(PermissionDenied):
        issued(place)
    assert not Directive.objects.exists()


def test_open_obstacle_is_in_hand_and_a_cleared_one_is_left_alone(place):
    opened, cleared = (
        open_obstacle(by=place.secretary, title=title, units=[place.ward], since=in_days(-90)) for title in ("A", "B")
    )
    Obstacle.objects.filter(pk=cleared.pk).update(state=ObstacleState.CLEARED, cleared_on=in_days(0))
    directive = issued(place, obstacles=[opened, cleared])
    assert [each.state for each in directive.obstacles.order_by("title")] == ["handling", "cleared"]
    assert (verbs(opened), verbs(cleared)) == (["open_obstacle", "take_in_hand"], ["open_obstacle"])


def test_obstacle_in_hand_is_not_taken_in_hand_again(place):
    obstacle = open_obstacle(by=place.secretary, title="A", units=[place.ward], since=in_days(-90))
    issued(place, obstacles=[obstacle])
    issued(place, obstacles=[obstacle])
    assert verbs(obstacle) == ["open_obstacle", "take_in_hand"]


def test_obstacle_is_open_again_once_the_last_directive_about_it_is_withdrawn(place):
    obstacle = open_obstacle(by=place.secretary, title="A", units=[place.ward], since=in_days(-90))
    directives = [issued(place, obstacles=[obstacle]) for _ in range(2)]
    states = []
    for directive in directives:
        withdraw_directive(by=place.secretary, directive=directive, reason=REASON)
        states.append(Obstacle.objects.get(pk=obstacle.pk).state)
    assert states == [ObstacleState.HANDLING, ObstacleState.OPEN]
    assert verbs(obstacle) == ["open_obstacle", "take_in_hand", "let_go"]


def test_order_to_many_units_is_a_task_for_each(place):
    order, tasks = issued_to_all(place, content="Theo bộ tiêu chí", document_number="12/KL-BCĐ")
    assert [task.lead for task in tasks] == place.wards
    assert {(task.title, task.content, task.due, task.issuer, task.document_number) for task in tasks} == {
        (order.title, "Theo bộ tiêu chí", order.due, place.city, "12/KL-BCĐ")
    }
    assert told(NoticeKind.DIRECTIVE) == {
        place.appraiser, place.commander, place.officer, place.second_commander,
    }  # fmt: skip


def test_unit_named_twice_gets_one_task(place):
    order = issued(place, lead=place.department, units=[place.ward, place.ward])
    assert order.tasks.count() == 1


@pytest.mark.parametrize(
    "fields, refusal",
    [
        (lambda place: {"coordinating": [place.ward]}, LeadCoordinates),
        (lambda place: {"lead": place.city}, IssuerLeads),
        (lambda place: {"units": [place.ward, place.city]}, IssuerLeads),
        (lambda place: {"due": -31}, DueBeforeIssue),
        (lambda place: {"due": None, "repetition": Repetition.MONTHLY}, RepetitionWithoutDue),
    ],
)
def test_directive_that_makes_no_sense_is_refused(place, fields, refusal):
    with pytest.raises(refusal) as refused:
        issued(place, **fields(place))
    assert "Hãy" in str(refused.value)
    assert not Directive.objects.exists()


def test_same_directive_sent_twice_by_a_form_is_issued_once(place):
    issued(place, may_repeat=False)
    with pytest.raises(IssuedAlready):
        issued(place, may_repeat=False)
    issued(place, may_repeat=False, title="Một việc khác")
    assert Directive.objects.count() == 2


# ---------------------------------------------------------------- more units


def test_directive_goes_to_more_units_and_to_each_once(place):
    order = issued(place, lead=place.department, units=place.wards[:1])
    added = add_tasks(by=place.secretary, directive=order, units=place.wards)
    assert [task.lead for task in added] == place.wards[1:]
    assert add_tasks(by=place.secretary, directive=order, units=place.wards) == []
    assert verbs(order) == ["issue_directive", "add_tasks"]


def test_new_task_lowers_how_far_the_whole_has_come(place):
    order = issued(place, lead=place.department, units=place.wards[:1])
    finish(place, order.tasks.get())
    assert stored(order).percent == 100
    add_tasks(by=place.secretary, directive=order, units=place.wards[1:2])
    assert stored(order).percent == 50


def test_task_has_no_tasks_and_strangers_add_none(place):
    order, (task, *_others) = issued_to_all(place)
    with pytest.raises(PermissionDenied):
        add_tasks(by=place.secretary, directive=task, units=[place.department])
    with pytest.raises(PermissionDenied):
        add_tasks(by=place.appraiser, directive=order, units=[place.department])
    with pytest.raises(IssuerLeads):
        add_tasks(by=place.secretary, directive=order, units=[place.city])


# ---------------------------------------------------------------- wording


def test_wording_changes_with_that_of_the_standing_tasks(place):
    order, (done, open_one, _third) = issued_to_all(place)
    finish(place, done)
    change_directive(by=place.member, directive=order, title="Mỗi phường hai mô hình", coordinating=[place.ward])
    assert [stored(each).title for each in (order, open_one, done)] == [
        "Mỗi phường hai mô hình", "Mỗi phường hai mô hình", "Mỗi phường một mô hình",
    ]  # fmt: skip
    assert stored(order).search_key == "moi phuong hai mo hinh"
    assert list(order.coordinating.all()) == [place.ward]
    changed = Event.objects.get(stream=order.stream, verb="change_directive").data["changed"]
    assert changed == ["title", "coordinating"]


def test_wording_that_stays_is_no_event(place):
    directive = issued(place)
    change_directive(by=place.secretary, directive=directive, title=directive.title)
    assert verbs(directive) == ["issue_directive"]


def test_wording_is_the_issuers_and_only_while_it_stands(place):
    directive = issued(place)
    with pytest.raises(PermissionDenied):
        change_directive(by=place.commander, directive=directive, title="Khác")
    with pytest.raises(LeadCoordinates):
        change_directive(by=place.secretary, directive=directive, title="Khác", coordinating=[place.ward])
    finish(place, directive)
    with pytest.raises(PermissionDenied):
        change_directive(by=place.secretary, directive=directive, title="Khác")
    assert stored(directive).title == "Cải tạo trụ sở"


# ---------------------------------------------------------------- withdrawing


def test_withdrawing_an_order_withdraws_its_standing_tasks(place):
    order, (done, open_one, _third) = issued_to_all(place)
    finish(place, done)
    withdraw_directive(by=place.secretary, directive=order, reason=REASON)
    assert [stored(each).state for each in (order, open_one, done)] == ["withdrawn", "withdrawn", "done"]
    assert (stored(open_one).closing_note, stored(open_one).closed_by) == (REASON, place.secretary)
    assert place.second_commander in told(NoticeKind.DIRECTIVE_CLOSED)


def test_withdrawn_task_counts_no_more(place):
    order, (done, open_one, third) = issued_to_all(place)
    finish(place, done)
    assert stored(order).percent == 33
    withdraw_directive(by=place.secretary, directive=open_one, reason=REASON)
    assert stored(order).percent == 50
    withdraw_directive(by=place.secretary, directive=third, reason=REASON)
    assert (stored(order).percent, stored(order).state) == (100, DirectiveState.UNDER_WAY)


def test_withdrawing_says_why_and_is_the_issuers(place):
    directive = issued(place)
    with pytest.raises(ReasonMissing):
        withdraw_directive(by=place.secretary, directive=directive, reason=" ")
    with pytest.raises(PermissionDenied):
        withdraw_directive(by=place.commander, directive=directive, reason=REASON)
    withdraw_directive(by=place.secretary, directive=directive, reason=REASON)
    with pytest.raises(PermissionDenied):
        withdraw_directive(by=place.secretary, directive=directive, reason=REASON)
    assert verbs(directive) == ["issue_directive", "withdraw_directive"]


def test_request_for_a_later_day_ends_with_its_directive(place):
    directive = issued(place)
    asked = ask_postponement(by=place.commander, directive=directive, due=in_days(20), reason=REASON)
    withdraw_directive(by=place.secretary, directive=directive, reason=REASON)
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == (PostponementState.REFUSED, place.secretary)
