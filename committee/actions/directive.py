"""Issuing directives, with a task for each of many units where one goes to many; wording and withdrawing them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from accounts.refusals import ReasonMissing
from assessments.models import NoticeKind
from committee.actions.directive_family import (
    drop_request,
    follow_tasks,
    follow_up,
    locked,
    locked_standing_tasks,
    tell_new,
)
from committee.actions.directive_notices import tell_doers
from committee.actions.directive_refusals import (
    DueBeforeIssue,
    IssuedAlready,
    IssuerLeads,
    LeadCoordinates,
    RepetitionWithoutDue,
)
from committee.actions.obstacle import let_go, take_in_hand
from committee.models import Directive, DirectiveState, Repetition
from committee.permissions import can_add_tasks, can_change_directive, can_issue_directive
from units.models import Unit

# What a task has from its directive; what the directive is about and comes from is read there.
SHARED = ("title", "content", "expected_result", "issued_on", "due", "document_number", "is_illustrative")
WORDING = ("title", "content", "expected_result")


@transaction.atomic
def issue_directive(*, by, issuer, lead, coordinating=(), obstacles=(), units=(), may_repeat=True, **columns):
    """Issue a directive of the committee of `issuer` (a Unit) to the `lead`. Returns it.

    `columns`: title, issued_on, due, content, expected_result, recommendation, meeting, agenda_item, document_number,
    programme, target, repetition, is_illustrative. `units`: each gets a task of its own beneath the directive.
    `obstacles`: open ones are in hand from now on. `may_repeat=False` refuses a second one that says the same, as a
    form sent twice does. Raises `PermissionDenied`, `IssuerLeads`, `LeadCoordinates`, `DueBeforeIssue`,
    `RepetitionWithoutDue`, `IssuedAlready`.
    """
    if not can_issue_directive(by, issuer.pk):
        raise PermissionDenied
    columns = {"repetition": Repetition.NONE, "due": None, **columns}
    _check_units(issuer.pk, lead, coordinating, units)
    _check_dates(columns)
    if not may_repeat:
        _refuse_second(issuer, lead, columns)
    obstacles = _by_key(obstacles)
    for obstacle in obstacles:
        take_in_hand(by=by, obstacle=obstacle)
    directive = store_directive(
        by=by, verb="issue_directive", coordinating=coordinating, issuer=issuer, lead=lead, **columns
    )
    directive.obstacles.set(obstacles)
    store_tasks(by=by, directive=directive, units=units)
    return directive


def _check_units(issuer_id, lead, coordinating, units):
    if issuer_id in {lead.pk, *(unit.pk for unit in units)}:
        raise IssuerLeads
    if lead.pk in {unit.pk for unit in coordinating}:
        raise LeadCoordinates


def _check_dates(columns):
    due = columns["due"]
    if due is not None and due < columns["issued_on"]:
        raise DueBeforeIssue
    if due is None and columns["repetition"] != Repetition.NONE:
        raise RepetitionWithoutDue


def _refuse_second(issuer, lead, columns):
    # Without this lock two presses of one button would look at the same moment. Weak: rows that name the unit pass.
    Unit.objects.select_for_update(no_key=True).get(pk=issuer.pk)
    same = {name: columns[name] for name in ("title", "issued_on", "due")}
    if Directive.objects.standing().filter(issuer=issuer, lead=lead, parent=None, **same).exists():
        raise IssuedAlready


def store_directive(*, by, verb, coordinating=(), **columns):
    """Store a directive, record it in its stream and tell those who have to do it. Returns it."""
    directive = Directive.objects.create(issued_by=by, **columns)
    directive.coordinating.set(coordinating)
    event = record_event(stream=directive.stream, verb=verb, by=by, data={"title": directive.title})
    tell_new(directive=directive, event=event, by=by)
    return directive


def store_tasks(*, by, directive, units):
    """Give each unit that has none yet a task of its own beneath a directive that is locked or new. Returns them."""
    have = set(directive.tasks.values_list("lead", flat=True))
    wanted = {unit.pk: unit for unit in units if unit.pk not in have}
    shared = {name: getattr(directive, name) for name in SHARED}
    place = {"parent": directive, "issuer_id": directive.issuer_id, "programme_id": directive.programme_id}
    tasks = [store_directive(by=by, verb="issue_directive", lead=unit, **place, **shared) for unit in wanted.values()]
    if tasks:
        follow_tasks(directive)
    return tasks


@transaction.atomic
def add_tasks(*, by, directive, units):
    """Give a directive under way to more units. Returns their tasks; a unit that has, or had, one gets no second.

    Raises `PermissionDenied`, `IssuerLeads`.
    """
    directive = locked(directive)
    if not can_add_tasks(by, directive):
        raise PermissionDenied
    if directive.issuer_id in {unit.pk for unit in units}:
        raise IssuerLeads
    tasks = store_tasks(by=by, directive=directive, units=units)
    if tasks:
        record_event(stream=directive.stream, verb="add_tasks", by=by, data={"units": [task.lead_id for task in tasks]})
    return tasks


@transaction.atomic
def change_directive(*, by, directive, title, content="", expected_result="", coordinating=None):
    """Word a standing directive anew, its standing tasks with it. Returns it.

    `coordinating` (None: as before) replaces the units that coordinate. Raises `PermissionDenied`, `LeadCoordinates`.
    """
    directive = locked(directive)
    if not can_change_directive(by, directive):
        raise PermissionDenied
    wording = dict(zip(WORDING, (title, content, expected_result), strict=True))
    changed = [name for name in WORDING if getattr(directive, name) != wording[name]]
    if coordinating is not None:
        _check_units(None, directive.lead, coordinating, ())
        if {unit.pk for unit in coordinating} != {unit.pk for unit in directive.coordinating.all()}:
            directive.coordinating.set(coordinating)
            changed.append("coordinating")
    if changed:
        for each in (directive, *locked_standing_tasks(directive)):
            _word(each, wording)
        record_event(stream=directive.stream, verb="change_directive", by=by, data={"changed": changed})
    return directive


def _word(directive, wording):
    for name, words in wording.items():
        setattr(directive, name, words)
    # The key by which it is found is made from the title.
    directive.save(update_fields=[*wording, "search_key"])


@transaction.atomic
def withdraw_directive(*, by, directive, reason):
    """Withdraw a standing directive and its standing tasks. Returns it.

    A recurring one whose newest turn is withdrawn ends there. Its obstacles are open again unless something else is in
    hand. Raises `PermissionDenied`, `ReasonMissing`.
    """
    directive = locked(directive)
    if not can_change_directive(by, directive):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    for each in (directive, *locked_standing_tasks(directive)):
        _withdraw(each, reason, by)
    follow_up(directive)
    for obstacle in _by_key(directive.obstacles.all()):
        let_go(by=by, obstacle=obstacle)
    return directive


def _by_key(obstacles):
    """In the order in which rows are locked, so that two who lock the same never wait for each other."""
    return sorted(obstacles, key=lambda each: each.pk)


def _withdraw(directive, reason, by):
    directive.state = DirectiveState.WITHDRAWN
    directive.closed_on, directive.closed_by, directive.closing_note = timezone.localdate(), by, reason
    directive.save(update_fields=["state", "closed_on", "closed_by", "closing_note"])
    drop_request(directive=directive, by=by, at=timezone.now())
    event = record_event(stream=directive.stream, verb="withdraw_directive", by=by, data={"reason": reason})
    tell_doers(directive=directive, kind=NoticeKind.DIRECTIVE_CLOSED, event=event, by=by, reason=reason)
