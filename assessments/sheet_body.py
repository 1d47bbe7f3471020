"""The body of a sheet's page, kept or made anew (docs/adr/0008-kept-bodies.md).

A page of 80 forms costs its template 25 ms, and people turn its pages to and fro far more often than they save.
"""

from django.http import Http404
from django.template.loader import render_to_string

from accounts.kept import kept_body
from accounts.models import Role
from accounts.queries import scope_of
from assessments import forms
from assessments.models import Stage
from assessments.permissions import has_role_for, is_own_assessment
from assessments.queries import posts_on, sheet_for
from assessments.queries.resource import resource_facts

TEMPLATE = "assessments/sheet_body.html"


def sheet_body(*, user, assessment, group, token):
    """Return the body of a group's page with the reader's CSRF token in its forms; `Http404` without such a group."""

    def context():
        sheet = sheet_for(user, assessment, group)
        if sheet is None:
            raise Http404
        return _context(sheet)

    return kept_body(TEMPLATE, _facts(user, assessment, group), context, token=token)


def render_body(sheet, *, token, attempt=None, decision=None):
    """Return the body of a `Sheet` made anew; an attempt or a decision form with its faults stands in it."""
    return render_to_string(TEMPLATE, {**_context(sheet, attempt, decision), "csrf_token": token})


def _context(sheet, attempt=None, decision=None):
    return {
        "sheet": sheet,
        "assessment": sheet.assessment,
        "entries": forms.entries_of(sheet, attempt),
        "decision": decision or forms.DecisionForm(),
    }


def _facts(user, assessment, group):
    """Every action counts in `changes`; who reads matters by their roles over the unit and their departments only."""
    scope, assessment_round = scope_of(user), assessment.round
    reader = (
        sorted(scope.roles_over(assessment)),
        sorted(scope.departments_over(assessment)),
        is_own_assessment(user, assessment),
        user.is_superuser,
        user.holds(Role.APPRAISER, Role.SECRETARY),
        # A reviewer acts at one level of the chain and not at another.
        has_role_for(user, "pass_review", assessment),
    )
    answered = (assessment.pk, assessment.changes, posts_on(assessment), group)
    before = (assessment.previous_changes, assessment.previous_title)
    asked = (
        assessment_round.code,
        assessment_round.criteria_set.sha256,
        [assessment_round.due_of(stage) for stage in Stage],
        sorted(assessment_round.departments.items()),
        assessment_round.appraisal_gap,
        assessment_round.is_illustrative,
    )
    return reader, answered, before, asked, resource_facts(assessment)
