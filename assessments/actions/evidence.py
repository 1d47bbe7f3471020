"""Evidence at a criterion of a sheet: attached, used again, taken off. Its documents change in `evidence_revision`.

Rows are locked in one order, the sheet before the piece of evidence, so that two people never wait for each other.
"""

from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from assessments.actions.evidence_refusals import EvidenceLapsed, NotUsedBefore
from assessments.actions.results import locked_assessment
from assessments.actions.stored_file import keep
from assessments.models import Assessment, CriterionScore, Evidence, EvidenceRevision, EvidenceUse
from assessments.permissions import can_attach_evidence
from units.queries import with_whole_predecessors


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document besides its content, in the columns of `Evidence`."""

    title: str
    document_number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None


def attach(*, assessment, criterion, facts, content, by):
    """Attach a new document to a criterion (both by primary key); return its `EvidenceUse`.

    `facts` is a `Facts`, `content` a `stored_file.Content`. The same document with the same facts is one piece of
    evidence, so that a form sent twice attaches once. Raises `PermissionDenied` before a byte is stored, or
    `ContentRefused`.
    """
    unlocked = Assessment.objects.for_saving().get(pk=assessment)
    _check_may_attach(by, unlocked, _score(unlocked, criterion))
    return _attach(assessment, criterion, facts, keep(content), by)


@transaction.atomic
def _attach(assessment, criterion, facts, kept, by):
    assessment, score = _locked(assessment, criterion, by)
    evidence = _same_piece(assessment.unit_id, facts, kept) or _new_piece(assessment.unit_id, facts, kept, by)
    return _use(assessment, score, evidence, by)


@transaction.atomic
def attach_existing(*, assessment, criterion, evidence, by):
    """Attach a piece of evidence that the unit, or one that passed into it whole, has already.

    All are primary keys. Attached already, it is left alone. Raises `PermissionDenied`.
    """
    assessment, score = _locked(assessment, criterion, by)
    evidence = Evidence.objects.select_for_update().get(pk=evidence)
    if evidence.unit_id not in with_whole_predecessors([assessment.unit_id]):
        raise PermissionDenied
    return _use(assessment, score, evidence, by)


@transaction.atomic
def reuse_from_previous(*, assessment, criterion, evidence, by):
    """Attach what proved the criterion of the same code in the unit's round before: it is still valid.

    Raises `PermissionDenied`, `NotUsedBefore`, `EvidenceLapsed`.
    """
    assessment, score = _locked(assessment, criterion, by)
    before = EvidenceUse.objects.filter(
        evidence=evidence,
        score__assessment=assessment.previous_id,
        score__criterion__code=score.criterion.code,
    )
    if assessment.previous_id is None or not before.exists():
        raise NotUsedBefore
    evidence = Evidence.objects.select_for_update().get(pk=evidence)
    if evidence.valid_until and evidence.valid_until < timezone.localdate():
        raise EvidenceLapsed(evidence)
    return _use(assessment, score, evidence, by)


@transaction.atomic
def detach(*, assessment, criterion, evidence, by):
    """Take a piece of evidence off a criterion; the unit keeps it. Not there, nothing happens."""
    assessment, score = _locked(assessment, criterion, by)
    found = EvidenceUse.objects.filter(score=score, evidence=evidence).select_related("evidence", "revision").first()
    if found is None:
        return
    found.delete()
    record_use(verb="detach_evidence", assessment=assessment, score=score, use=found, by=by)


def record_use(*, verb, assessment, score, use, by):
    """Record what happened to a use, and count the change of its locked sheet, whose pages are kept."""
    assessment.save(update_fields=["updated_at"])
    data = {"criterion": score.criterion.code, "evidence": use.evidence_id, "title": use.evidence.title}
    record_event(stream=assessment.stream, verb=verb, by=by, data={**data, "revision": use.revision.number})


def current_revision(evidence):
    return EvidenceRevision.objects.filter(evidence=evidence).order_by("-number").first()


def add_revision(*, evidence, number, kept, note, by):
    return EvidenceRevision.objects.create(
        evidence=evidence,
        number=number,
        file=kept.file,
        file_name=kept.file_name,
        url=kept.url,
        note=note,
        by=by,
        at=timezone.now(),
    )


def _locked(assessment, criterion, by):
    """Return (locked assessment, score) when the user may attach to it. Raises `PermissionDenied`."""
    assessment = locked_assessment(assessment)
    score = _score(assessment, criterion)
    _check_may_attach(by, assessment, score)
    return assessment, score


def _score(assessment, criterion):
    return CriterionScore.objects.select_related("criterion").get(assessment=assessment, criterion=criterion)


def _check_may_attach(by, assessment, score):
    if not can_attach_evidence(by, assessment, score):
        raise PermissionDenied


def _same_piece(unit_id, facts, kept):
    """Return the unit's piece of evidence that says the same and whose current revision holds the same, if any."""
    alike = {f"evidence__{name}": value for name, value in asdict(facts).items()}
    holding = EvidenceRevision.objects.filter(evidence__unit=unit_id, file=kept.file, url=kept.url, **alike)
    for revision in holding.select_related("evidence").order_by("pk"):
        if current_revision(revision.evidence) == revision:
            return revision.evidence
    return None


def _new_piece(unit_id, facts, kept, by):
    evidence = Evidence.objects.create(unit_id=unit_id, created_by=by, **asdict(facts))
    add_revision(evidence=evidence, number=1, kept=kept, note="", by=by)
    return evidence


def _use(assessment, score, evidence, by):
    use, is_new = EvidenceUse.objects.get_or_create(
        score=score,
        evidence=evidence,
        defaults={"revision": current_revision(evidence), "by": by, "at": timezone.now()},
    )
    if is_new:
        record_use(verb="attach_evidence", assessment=assessment, score=score, use=use, by=by)
    return use
