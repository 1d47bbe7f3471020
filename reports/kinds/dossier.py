"""The index of a unit's dossier: which document proves which criterion (annex III of the periodic report)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from reports.content.document import Column, Heading, Table
from reports.content.prose import Figure, Prose
from reports.kinds.kind import Kind, Outline
from reports.models.issuer import Body

COLUMNS = (
    Column("STT", 0.6, "center"),
    Column("Tiêu chí", 1),
    Column("Tên tài liệu", 4),
    Column("Số, ký hiệu", 2),
    Column("Ngày ban hành", 1.4, "center"),
)


def outline(report):
    """Return the `Outline` of the dossier of `report.unit` in `report.round`."""
    assessment = Assessment.objects.select_related("round").get(round=report.round, unit=report.unit)
    rows = _rows(assessment)
    url = reverse("assessments:sheet", args=[assessment.round.code, assessment.unit_id])
    figures = [Figure("số tài liệu", str(len(rows)), "Tài liệu kiểm chứng của phiếu đánh giá", url)]
    opening = f"Hồ sơ của {assessment.police_name} phục vụ {assessment.round.title} gồm [[số tài liệu]] tài liệu."
    return Outline(
        subject=f"Danh mục hồ sơ, tài liệu kiểm chứng {assessment.round.title}",
        figures={each.name: each for each in figures},
        blocks=(
            Prose("mo-dau", opening, "Nêu căn cứ lập danh mục."),
            Heading(1, "I.", "Danh mục tài liệu"),
            Table("", COLUMNS, rows, name="Danh mục"),
        ),
        is_illustrative=report.round.is_illustrative,
    )


def _rows(assessment):
    return ()


KIND = Kind(
    code="dossier_index",
    title=_("Danh mục hồ sơ của đơn vị"),
    purpose=_("Tài liệu nào chứng minh tiêu chí nào, để nộp kèm báo cáo."),
    kind_name="Danh mục",
    abbreviation="DM",
    body=Body.UNIT,
    needs=frozenset({"round", "unit"}),
    outline=outline,
)
