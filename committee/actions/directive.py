"""Issuing directives, with a task for each of many units where one goes to many."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions import record_event
from committee.models import Directive
from committee.permissions import can_issue_directive


@transaction.atomic
def issue_directive(*, by, issuer, lead, coordinating=(), obstacles=(), units=(), **columns):
    """Issue a directive of the committee of `issuer` (a Unit) to the `lead`. Returns it; raises `PermissionDenied`.

    `columns`: title, issued_on, due, content, expected_result, recommendation, meeting, agenda_item, document_number,
    programme, target, repetition, is_illustrative. `units`: each gets a task of its own beneath the directive.
    """
    if not can_issue_directive(by, issuer.pk):
        raise PermissionDenied
    directive = Directive.objects.create(issuer=issuer, lead=lead, issued_by=by, **columns)
    directive.coordinating.set(coordinating)
    directive.obstacles.set(obstacles)
    record_event(stream=directive.stream, verb="issue_directive", by=by, data={"title": directive.title})
    return directive
