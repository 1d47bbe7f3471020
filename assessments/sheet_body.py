"""The body of a sheet's page, kept as long as nothing that it shows has changed (docs/adr/0008-kept-bodies.md).

A page of 80 forms costs its template 25 ms, and people turn its pages to and fro far more often than they save.
"""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from accounts.models import Role
from accounts.queries import scope_of
from assessments import forms
from assessments.permissions import is_own_dossier
from assessments.queries import sheet_for

TEN_MINUTES = 600


def sheet_body(*, user, assessment, group, token):
    """Return the body of a group's page with the reader's CSRF token in its forms, or None without such a group."""
    key = _key(user, assessment, group)
    # While templates are being written they are to be seen as they stand.
    body = None if settings.DEBUG else cache.get(key)
    if body is None:
        sheet = sheet_for(user, assessment, group)
        if sheet is None:
            return None
        body = render_body(sheet, token=_place())
        cache.set(key, body, TEN_MINUTES)
    # Safe: rendered by our template; a token is made of letters and digits.
    return mark_safe(body.replace(_place(), token))


def render_body(sheet, *, token, attempt=None, decision=None):
    """Return the body of a `Sheet` made anew; an attempt or a decision form with its faults stands in it."""
    context = {
        "sheet": sheet,
        "assessment": sheet.assessment,
        "entries": forms.entries_of(sheet, attempt),
        "decision": decision or forms.DecisionForm(),
        "csrf_token": token,
    }
    return render_to_string("assessments/sheet_body.html", context)


def _place():
    """What stands for the token in a kept body: nobody can type it, and every process knows the same."""
    return salted_hmac("assessments.sheet_body", "token").hexdigest()


def _key(user, assessment, group):
    """Every action sets `updated_at`; who reads matters by their roles over the unit and their departments only."""
    scope, assessment_round = scope_of(user), assessment.round
    reader = (
        *(
            sorted(scope.roles_over(assessment)),
            is_own_dossier(user, assessment),
            sorted(scope.departments_over(assessment)),
        ),
        *(user.is_superuser, user.holds(Role.APPRAISER, Role.SECRETARY)),
    )
    shown = (assessment.pk, assessment.updated_at, assessment.previous_updated_at, group)
    asked = (assessment_round.criteria_set.sha256, assessment_round.self_score_due, assessment_round.is_illustrative)
    known = repr((get_language(), timezone.localdate(), reader, shown, asked))
    return f"sheet:{hashlib.sha256(known.encode()).hexdigest()}"
