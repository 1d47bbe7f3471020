"""Beginning a document."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.actions import record_event
from reports.actions.refusals import SubjectMissing
from reports.actions.wording import carry_words
from reports.kinds import KINDS
from reports.models import Report
from reports.permissions import can_prepare
from reports.queries.compose import compose

PLACES = ("round", "earlier_round", "unit", "meeting", "as_of")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about; a kind's `needs` says which of these it asks. `issuer`: the unit that issues."""

    issuer: Any
    round: Any = None
    earlier_round: Any = None
    unit: Any = None
    meeting: Any = None
    as_of: Any = None

    def key(self, kind):
        """Return the one text that names the subject of a kind."""
        parts = [f"issuer={self.issuer.pk}"]
        for name in PLACES:
            if name in kind.needs:
                value = getattr(self, name)
                parts.append(f"{name}={getattr(value, 'pk', value)}")
        return " ".join(parts)


def unsaved_report(kind_code, subject):
    """Return a `Report` that is not stored, to be composed and written. Raises `SubjectMissing`."""
    kind = KINDS[kind_code]
    if any(getattr(subject, name) is None for name in kind.needs):
        raise SubjectMissing
    about_round = subject.round
    return Report(
        kind=kind.code,
        issuer=subject.issuer,
        body=kind.body,
        programme=about_round.programme if about_round else getattr(subject.meeting, "programme", None),
        about=subject.key(kind),
        is_illustrative=bool(getattr(about_round or subject.meeting, "is_illustrative", False)),
        **{name: getattr(subject, name) for name in PLACES if name in kind.needs},
    )


@transaction.atomic
def prepare_report(*, kind, subject, by):
    """Begin a document of a kind (its code) about a `Subject` and return it, or the one that was begun before.

    The words that people gave the document of the period before are carried over (`reports.actions.wording`).

    Raises `PermissionDenied`, `SubjectMissing`.
    """
    report = unsaved_report(kind, subject)
    if not can_prepare(by, report.body, report.issuer_id):
        raise PermissionDenied
    if report.round is None and report.meeting is None:
        # Neither says whether its figures are invented; what they are read from does.
        report.is_illustrative = compose(report).outline.is_illustrative
    standing = Report.objects.standing().filter(kind=kind, about=report.about, amends=None)
    report.created_by = by
    try:
        with transaction.atomic():
            if before := standing.first():
                return before
            report.save()
    except IntegrityError:
        # Somebody began the same document at the same time.
        return standing.get()
    record_event(stream=report.stream, verb="prepare_report", by=by, data={"kind": kind, "about": report.about})
    carry_words(report=report, by=by)
    return report
