"""The evidence of a sheet's criteria, as a page shows it, and what is missing of it."""

from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Exists, OuterRef
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.display.validity import Validity, validity_of
from assessments.files.kinds import ERASED, kind_named, preview_of
from assessments.models import Assessment, CriterionScore, EvidenceUse
from assessments.permissions import HANDED_IN
from criteria.queries import published_set

REVISION = "evidence_uses__revision"
PIECE = "evidence_uses__evidence"
FACTS = ("title", "document_number", "issued_on", "valid_until")
CONTENT = ("number", "file__content_type", "file__size")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence at a criterion; `act_url` takes it off or, offered from the round before, attaches it.

    `preview` is "pdf", "image" or "": what can be looked at without leaving the page.
    """

    title: str
    facts: str
    kind: str
    url: str
    validity: Validity
    act_url: str = ""
    preview: str = ""
    preview_url: str = ""


@dataclass(frozen=True, slots=True)
class EvidencePart:
    """What a criterion's block says of its evidence; `add_url` is "" when the reader may add none."""

    code: str
    pieces: tuple[Piece, ...]
    offers: tuple[Piece, ...]
    add_url: str
    choose_url: str
    is_required: bool
    is_missed: bool


def evidence_on(user, assessment, criteria, verb):
    """Return {criterion id: `EvidencePart`} for the `Asked` criteria of a page; `verb` is what the user may do.

    One query, and one more where the evidence of the unit's round before is offered.
    """
    rows = _rows(
        CriterionScore.objects.filter(assessment=assessment, criterion__in=[each.criterion for each in criteria])
    )
    may_change = verb == "save_self_score"
    offered = _offered(assessment, criteria) if may_change else {}
    return {
        asked.criterion.pk: _part(assessment, asked, rows[asked.code], offered.get(asked.code, []), may_change)
        for asked in criteria
    }


def evidence_lacking(assessment, result):
    """Return the codes of criteria that are claimed without the evidence they require and without a word why.

    Claimed is what is met or earns points. `result` is that of the unit's own answers. One query.
    """
    claimed = {line.code for line in result.lines if line.met or line.points > 0}
    criteria = published_set(assessment.round.criteria_set).criteria
    asked = [pk for pk, each in criteria.items() if each.evidence_required and each.code in claimed]
    if not asked:
        return []
    bare = CriterionScore.objects.filter(assessment=assessment, criterion__in=asked, self_note="")
    bare = bare.exclude(Exists(EvidenceUse.objects.filter(score=OuterRef("pk"))))
    found = set(bare.values_list("criterion_id", flat=True))
    return [criteria[pk].code for pk in asked if pk in found]


def _rows(scores):
    """Return {criterion code: [row of a use, or one row without]}, in the order in which things were attached."""
    columns = ("criterion__code", "is_locked", "evidence_uses__evidence_id")
    facts = [*(f"{PIECE}__{name}" for name in FACTS), *(f"{REVISION}__{name}" for name in CONTENT)]
    rows = {}
    for row in scores.order_by("evidence_uses__at", "evidence_uses__pk").values(*columns, *facts):
        rows.setdefault(row["criterion__code"], []).append(row)
    return rows


def _offered(assessment, criteria):
    if assessment.previous_id is None:
        return {}
    codes = [each.code for each in criteria]
    before = CriterionScore.objects.filter(assessment=assessment.previous_id, criterion__code__in=codes)
    return _rows(before.filter(evidence_uses__isnull=False))


def _part(assessment, asked, rows, offered, may_change):
    may_change = may_change and not rows[0]["is_locked"]
    used = [row for row in rows if row["evidence_uses__evidence_id"]]
    ids = {row["evidence_uses__evidence_id"] for row in used}
    base = (
        f"{reverse('assessments:sheet', args=[assessment.round.code, assessment.unit_id])}criteria/{quote(asked.code)}/"
    )
    place = _Place(assessment, f"{base}evidence/")
    return EvidencePart(
        code=asked.code,
        pieces=tuple(place.piece(row, "detach" if may_change else "") for row in used),
        offers=tuple(
            place.piece(row, "reuse") for row in offered if may_change and row["evidence_uses__evidence_id"] not in ids
        ),
        add_url=f"{place.base}add/" if may_change else "",
        choose_url=f"{place.base}choose/" if may_change else "",
        is_required=asked.criterion.evidence_required,
        is_missed=bool(asked.evidence) and not used and assessment.state in HANDED_IN,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a criterion's evidence stands: its sheet, and the beginning of its addresses."""

    assessment: Assessment
    base: str

    def piece(self, row, verb):
        pk = row["evidence_uses__evidence_id"]
        title, number, issued, until = (row[f"{PIECE}__{name}"] for name in FACTS)
        revision, content_type, size = (row[f"{REVISION}__{name}"] for name in CONTENT)
        # What was handed in is judged by the day on which it was.
        on = self.assessment.submitted_at and timezone.localdate(self.assessment.submitted_at)
        validity = validity_of(until, on=on, needed_until=self.assessment.round.ends_on)
        # What has lapsed is offered to be seen, not to be taken.
        may = verb == "detach" or (verb == "reuse" and validity.flag != "lapsed")
        return Piece(
            title=title,
            facts=facts_sentence(number, issued, revision),
            kind=kind_words(content_type, size),
            url=self._url(pk, revision),
            validity=validity,
            act_url=f"{self.base}{pk}/{verb}/" if may else "",
            preview=preview_of(content_type),
            preview_url=f"{reverse('assessments:evidence_file', args=[pk, revision])}?preview",
        )

    def _url(self, pk, revision):
        """The page of the piece; from a sheet that was handed in, with the document that it was handed in with."""
        page = reverse("assessments:evidence", args=[pk])
        return f"{page}?revision={revision}" if self.assessment.state in HANDED_IN else page


def facts_sentence(number, issued_on, revision):
    """Return “số 12/KH-CAP · ngày 03/02/2026 · lần 2”, as much of it as there is."""
    parts = [_("số %(number)s") % {"number": number}] if number else []
    parts += [_("ngày %(date)s") % {"date": f"{issued_on:%d/%m/%Y}"}] if issued_on else []
    parts += [_("lần %(number)d") % {"number": revision}] if revision > 1 else []
    return " · ".join(parts)


def kind_words(content_type, size):
    """Return “PDF 1,2 MB” of a file; a link has no content type."""
    if content_type is None:
        return _("liên kết")
    if content_type == ERASED:
        return kind_named(content_type).label
    return f"{kind_named(content_type).label} {filesizeformat(size)}"
