"""A few invented documents of the story's newest rounds: one lapses soon, one has lapsed, one serves two rounds."""

import datetime as dt
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils import timezone

from assessments.actions.evidence import Facts, attach, reuse_from_previous
from assessments.actions.stored_file import Content
from assessments.models import EvidenceRevision, EvidenceUse
from criteria.queries import published_set
from portal.demo.dossiers import CLOSED_ROUNDS
from portal.demo.papers import pdf_page, picture

HAI_CHAU, CAM_LE, HOA_VANG = "2025-07-20242", "2025-07-20260", "2025-07-20320"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a unit at a criterion, in the closed round of 2025 or the open one after it.

    `holds_days`: how many days from loading it is valid; `is_reused`: said to be still valid in the round after.
    """

    unit: str
    round: str
    criterion: str
    title: str
    number: str = ""
    holds_days: int | None = None
    is_picture: bool = False
    is_reused: bool = False


PAPERS = (
    Paper(HAI_CHAU, "model-ward-2025", "VII.1", "Kế hoạch phường điển hình 2025–2027", "12/KH-ĐU", 400, is_reused=True),
    Paper(HAI_CHAU, "model-ward-2025", "IV.1", "Quyết định phân loại phong trào năm 2025", "31/QĐ-PV05", 500),
    Paper(HAI_CHAU, "", "VII.2", "Quy chế phối hợp với Mặt trận và các đoàn thể", "07/QCPH-CAP", 12),
    Paper(HAI_CHAU, "", "II.1", "Ảnh hiện trạng trụ sở", is_picture=True),
    Paper(CAM_LE, "model-ward-2025", "I.1", "Quyết định xếp loại chi bộ năm 2025", "15/QĐ-ĐU", 300),
    Paper(CAM_LE, "model-ward-2025", "I.2", "Quyết định phân bổ biên chế", "44/QĐ-PX01", -30),
    Paper(CAM_LE, "", "I.3", "Danh sách cán bộ đã tập huấn theo vị trí", "09/DS-CAP"),
    Paper(CAM_LE, "", "I.4", "Báo cáo chấp hành kỷ luật sáu tháng", "21/BC-CAP", 12),
    Paper(HOA_VANG, "model-commune-2025", "2", "Nghị quyết về phong trào bảo vệ an ninh Tổ quốc", "05/NQ-ĐU", 700),
    Paper(HOA_VANG, "", "9", "Ảnh Ngày hội toàn dân bảo vệ an ninh Tổ quốc", is_picture=True),
)  # fmt: skip


def give_evidence(assessment, actors):
    """Attach the documents of a dossier that the unit is still filling in."""
    criteria = {each.code: each.pk for each in published_set(assessment.round.criteria_set).criteria.values()}
    is_open = all(facts.code != assessment.round.code for facts in CLOSED_ROUNDS)
    for paper in PAPERS:
        if paper.unit != assessment.unit.key:
            continue
        where = {"assessment": assessment.pk, "criterion": criteria.get(paper.criterion)}
        by = actors.officers[paper.unit]
        if paper.round == assessment.round.code or (not paper.round and is_open):
            attach(**where, facts=_facts(paper), content=Content(_file(paper)), by=by)
        elif paper.is_reused and is_open:
            reuse_from_previous(**where, evidence=_piece_before(assessment, paper), by=by)


def date_evidence(assessment, at):
    """Date what was attached to a closed dossier to the day of its answers."""
    uses = EvidenceUse.objects.filter(score__assessment=assessment)
    uses.update(at=at)
    EvidenceRevision.objects.filter(uses__in=uses, at__gt=at).update(at=at)


def _facts(paper):
    today = timezone.localdate()
    return Facts(
        title=f"{paper.title} (minh họa)",
        document_number=paper.number,
        issued_on=None if paper.is_picture else today - dt.timedelta(days=330),
        valid_until=None if paper.holds_days is None else today + dt.timedelta(days=paper.holds_days),
    )


def _file(paper):
    if paper.is_picture:
        return ContentFile(picture(len(paper.title)), name="minh-hoa.png")
    return ContentFile(pdf_page(paper.number), name="minh-hoa.pdf")


def _piece_before(assessment, paper):
    before = EvidenceUse.objects.filter(
        score__assessment=assessment.previous_id, score__criterion__code=paper.criterion
    )
    return before.get(evidence__title=_facts(paper).title).evidence_id
