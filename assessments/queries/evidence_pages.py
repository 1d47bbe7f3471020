"""One piece of evidence with its revisions and uses, and all pieces of a unit."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from accounts.queries import scope_of
from assessments.display.validity import SOON, Validity, validity_of
from assessments.files.kinds import preview_of
from assessments.models import Assessment, Evidence, EvidenceRevision, EvidenceUse, State
from assessments.permissions import can_revise_evidence, can_save_self_score
from assessments.queries.asked import Asked
from assessments.queries.evidence import EvidencePart, evidence_on, facts_sentence, kind_words
from assessments.queries.sheet import asked_in, sheet_url
from units.models import UnitVersion
from units.queries import with_whole_predecessors

PIECES_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class RevisionRow:
    revision: EvidenceRevision
    kind: str
    url: str
    is_file: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class UseRow:
    use: EvidenceUse
    url: str
    is_handed_in: bool


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """Everything that the page of a piece says. `preview` is "pdf", "image" or "" and shows the revision `opened`."""

    evidence: Evidence
    unit_name: str
    facts: str
    validity: Validity
    revisions: tuple[RevisionRow, ...]
    opened: RevisionRow
    uses: tuple[UseRow, ...]
    preview: str
    can_revise: bool
    can_edit: bool


@dataclass(frozen=True, slots=True)
class EvidencePlace:
    """A criterion of a sheet as the place of evidence; `keys` name it to an action."""

    assessment: Assessment
    asked: Asked
    part: EvidencePart
    back_url: str

    @property
    def keys(self):
        return {"assessment": self.assessment.pk, "criterion": self.asked.criterion.pk}

    @property
    def auto_id(self):
        """Ids of a form's fields: several criteria of one page may have theirs open."""
        return f"evidence-{self.asked.code}-%s"

    @property
    def steps(self):
        """The way back, for components/breadcrumb.html."""
        title = f"{self.assessment.police_name}, {self.assessment.round.title}"
        return [{"label": title, "url": self.back_url}]


def evidence_at(user, assessment, criterion_code):
    """Return the `EvidencePlace` of a criterion, or None when the assessment's set has no such criterion."""
    found = asked_in(assessment, criterion_code)
    if found is None:
        return None
    asked, group = found
    verb = "save_self_score" if can_save_self_score(user, assessment) else ""
    part = evidence_on(user, assessment, [asked], verb)[asked.criterion.pk]
    return EvidencePlace(assessment, asked, part, f"{sheet_url(assessment, group)}#criterion-{asked.code}")


def file_of(user, evidence_id, number):
    """Return the `EvidenceRevision` of a number whose file the user may read, or None. One query beside the reach."""
    seen = Evidence.objects.visible_to(user).filter(pk=evidence_id)
    revisions = EvidenceRevision.objects.filter(evidence__in=seen, number=number, file__isnull=False)
    return revisions.select_related("file").first()


def evidence_page(user, evidence, number=0):
    """Return the `EvidencePage` of a piece that the user may see; its uses as far as they reach. Four queries.

    It opens the revision of that number, as a sheet shows it that was handed in; without one the current.
    """
    revisions = _revisions(evidence)
    uses = list(_uses(user, evidence))
    can_revise = can_revise_evidence(user, evidence)
    opened = next((row for row in revisions if row.revision.number == number), revisions[0])
    return EvidencePage(
        evidence=evidence,
        unit_name=_unit_name(evidence.unit_id),
        facts=facts_sentence(evidence.document_number, evidence.issued_on, opened.revision.number),
        validity=validity_of(evidence.valid_until),
        revisions=revisions,
        opened=opened,
        uses=tuple(_use_row(use) for use in uses),
        preview=preview_of(opened.revision.file and opened.revision.file.content_type),
        can_revise=can_revise,
        can_edit=can_revise and all(_is_open(use) for use in uses),
    )


def _revisions(evidence):
    rows = evidence.revisions.select_related("file", "by").order_by("-number")
    return tuple(_revision_row(revision, is_current=place == 0) for place, revision in enumerate(rows))


def _revision_row(revision, *, is_current):
    file = revision.file
    return RevisionRow(
        revision=revision,
        kind=kind_words(file and file.content_type, file and file.size),
        url=reverse("assessments:evidence_file", args=[revision.evidence_id, revision.number])
        if file
        else revision.url,
        is_file=file is not None,
        is_current=is_current,
    )


def _uses(user, evidence):
    seen = Assessment.objects.visible_to(user)
    uses = EvidenceUse.objects.filter(evidence=evidence, score__assessment__in=seen)
    related = uses.select_related("revision", "score__criterion__group", "score__assessment__round")
    return related.order_by("-score__assessment__round__ends_on", "score__criterion__position", "pk")


def _use_row(use):
    assessment, criterion = use.score.assessment, use.score.criterion
    sheet = reverse("assessments:sheet", args=[assessment.round.code, assessment.unit_id, criterion.group.code])
    return UseRow(use, f"{sheet}#criterion-{criterion.code}", is_handed_in=not _is_open(use))


def _is_open(use):
    return use.score.assessment.state == State.DRAFTING and not use.score.is_locked


@dataclass(frozen=True, slots=True)
class PieceRow:
    """A line of a unit's list; `validity` is that of today."""

    evidence: Evidence
    facts: str
    kind: str
    url: str
    validity: Validity
    uses: int


@dataclass(frozen=True, slots=True)
class UnitEvidence:
    """The evidence of a unit and of those that passed into it whole: a page of rows, and how many lapse."""

    unit_id: int
    unit_name: str
    rows: tuple[PieceRow, ...]
    page: Page
    lapsed: int
    soon: int


def evidence_of_unit(user, unit_id, *, page=1):
    """Return the `UnitEvidence` that the user may see, or None when the unit is out of their reach.

    What lapses first stands first, then the newest. Few queries, whatever the number.
    """
    if not scope_of(user).holds_unit(unit_id):
        return None
    mine = Evidence.objects.visible_to(user).filter(unit__in=with_whole_predecessors([unit_id]))
    today = timezone.localdate()
    counts = mine.aggregate(
        lapsed=Count("pk", filter=Q(valid_until__lt=today)),
        soon=Count("pk", filter=Q(valid_until__range=(today, today + SOON))),
    )
    listed = mine.annotate(**_current(), used=Count("uses")).order_by(F("valid_until").asc(nulls_last=True), "-pk")
    shown = Paginator(listed, PIECES_A_PAGE).get_page(page)
    return UnitEvidence(unit_id, _unit_name(unit_id), tuple(_piece_row(each) for each in shown), shown, **counts)


def _unit_name(unit_id):
    """Return the name that a unit bears, or bore last."""
    return UnitVersion.objects.filter(unit=unit_id).order_by(F("valid_to").desc(nulls_first=True))[0].police_name


def _current():
    latest = EvidenceRevision.objects.filter(evidence=OuterRef("pk")).order_by("-number")
    columns = {"current_number": "number", "content_type": "file__content_type", "size": "file__size"}
    return {name: Subquery(latest.values(column)[:1]) for name, column in columns.items()}


def _piece_row(evidence):
    return PieceRow(
        evidence=evidence,
        facts=facts_sentence(evidence.document_number, evidence.issued_on, evidence.current_number),
        kind=kind_words(evidence.content_type, evidence.size),
        url=reverse("assessments:evidence", args=[evidence.pk]),
        validity=validity_of(evidence.valid_until),
        uses=evidence.used,
    )
