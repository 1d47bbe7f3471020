"""A piece of evidence through time: a new document under it, and its facts put right."""

from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions import record_event
from assessments.actions.evidence import add_revision, current_revision, record_use
from assessments.actions.evidence_refusals import FactsHandedIn
from assessments.actions.results import locked_assessment
from assessments.actions.stored_file import keep
from assessments.models import Evidence, EvidenceUse
from assessments.permissions import can_revise_evidence


def revise(*, evidence, content, note, by):
    """Put a new document under a piece of evidence (by primary key); return the `EvidenceRevision`.

    Sheets that are the unit's to change show the new one from now on; those handed in keep the one they showed.
    The same document once more changes nothing. Raises `PermissionDenied` before a byte is stored, `ContentRefused`.
    """
    if not can_revise_evidence(by, Evidence.objects.get(pk=evidence)):
        raise PermissionDenied
    return _revise(evidence, keep(content), note, by)


@transaction.atomic
def _revise(pk, kept, note, by):
    sheets, evidence = _locked_with_sheets(pk)
    current = current_revision(evidence)
    if (current.file, current.url) == (kept.file, kept.url):
        return current
    revision = add_revision(evidence=evidence, number=current.number + 1, kept=kept, note=note, by=by)
    record_event(stream=evidence.stream, verb="revise_evidence", by=by, data={"revision": revision.number})
    for use in _changeable_uses(evidence, sheets):
        use.revision = revision
        use.save(update_fields=["revision"])
        sheet = sheets[use.score.assessment_id]
        record_use(verb="revise_evidence", assessment=sheet, score=use.score, use=use, by=by)
    return revision


@transaction.atomic
def edit_facts(*, evidence, facts, by):
    """Put title, number and dates of a piece of evidence right, as long as no handed-in sheet shows them.

    Raises `PermissionDenied`, `FactsHandedIn`.
    """
    sheets, evidence = _locked_with_sheets(evidence)
    if not can_revise_evidence(by, evidence):
        raise PermissionDenied
    changeable = _changeable_uses(evidence, sheets)
    if len(changeable) != EvidenceUse.objects.filter(evidence=evidence).count():
        raise FactsHandedIn
    before = {name: getattr(evidence, name) for name in asdict(facts)}
    changed = {name: value for name, value in asdict(facts).items() if value != before[name]}
    if not changed:
        return evidence
    for name, value in changed.items():
        setattr(evidence, name, value)
    evidence.save(update_fields=list(changed))
    words = {name: {"from": str(before[name] or ""), "to": str(value or "")} for name, value in changed.items()}
    record_event(stream=evidence.stream, verb="edit_evidence", by=by, data=words)
    for use in changeable:
        sheet = sheets[use.score.assessment_id]
        record_use(verb="edit_evidence", assessment=sheet, score=use.score, use=use, by=by)
    return evidence


def _locked_with_sheets(pk):
    """Return ({assessment id: locked sheet that uses the piece}, locked piece), locked in the order of all actions."""
    using = EvidenceUse.objects.filter(evidence=pk).order_by().values_list("score__assessment_id", flat=True)
    open_sheets = using.filter(**EvidenceUse.CHANGEABLE)
    sheets = {each: locked_assessment(each) for each in sorted(set(open_sheets))}
    return sheets, Evidence.objects.select_for_update().get(pk=pk)


def _changeable_uses(evidence, sheets):
    """Return the uses in sheets that are still the unit's to change, read again under the locks."""
    uses = EvidenceUse.objects.filter(evidence=evidence, score__assessment__in=sheets, **EvidenceUse.CHANGEABLE)
    return list(uses.select_related("score__criterion", "revision", "evidence"))
