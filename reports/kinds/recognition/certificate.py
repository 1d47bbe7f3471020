"""What goes onto the certificate of a recognised unit, for whoever prints it."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, GroupResult
from committee.models import Recognition, RecognitionState
from committee.queries.recognition_line import version_on
from reports.content.document import Column, Heading, Row, Table
from reports.content.phrasing import items, plain
from reports.content.prose import Prose
from reports.kinds.kind import Kind, Outline
from reports.kinds.ledger import Ledger
from reports.kinds.recognition.words import (
    class_of,
    register_url,
    result_of,
    sheet_url,
    title_of,
    unit_of,
)
from reports.models.issuer import Body

MANNERS = {
    RecognitionState.RECOGNISED: "công nhận",
    RecognitionState.MAINTAINED: "duy trì công nhận",
    RecognitionState.RE_RECOGNISED: "công nhận lại",
    # A warned unit holds what was decided.
    RecognitionState.WARNED: "công nhận",
}
GROUP_COLUMNS = (Column("Nhóm tiêu chí", 5), Column("Tiêu chí đạt", 1.2, "center"))
POINT_COLUMNS = (Column("Điểm", 1, "right"), Column("Điểm tối đa", 1, "right"))


def outline(report):
    """Return the `Outline` of the data sheet of `report.unit` for the year of `report.round`.

    What is not decided yet, and what was revoked, leaves gaps: no certificate is printed of it.
    """
    shown = report.round
    rows = Recognition.objects.standing().filter(programme=shown.programme_id, unit=report.unit_id)
    recognition = rows.filter(year=shown.ends_on.year).first()
    results = Assessment.objects.filter(round=shown, unit=report.unit_id).select_related("round__criteria_set")
    assessment = results.first()
    named = recognition or assessment or version_on(report.unit_id, shown.ends_on)
    unit = unit_of(shown.programme, named)
    ledger = Ledger()
    _note_recognition(shown, recognition, unit, ledger)
    _note_result(shown, assessment, ledger)
    return Outline(
        subject=f"Phục vụ in giấy chứng nhận công nhận năm {shown.ends_on.year} cho {unit}",
        figures=ledger.figures,
        blocks=_blocks(shown, assessment),
        recipients=("Đơn vị in, cấp giấy chứng nhận", capfirst(unit)),
        is_illustrative=shown.is_illustrative or bool(recognition and recognition.is_illustrative),
    )


def _note_recognition(shown, recognition, unit, ledger):
    held = recognition if recognition and recognition.holds else None
    source = "Sổ công nhận đơn vị"
    url = reverse("committee:recognition", args=[recognition.pk]) if recognition else register_url(shown)
    decided = held if held and held.decided_on else None
    manner = MANNERS[RecognitionState(held.state)] if held else None
    ledger.fix("tên đơn vị", unit, source, url)
    ledger.fix("năm công nhận", str(shown.ends_on.year), source, url)
    ledger.fix("hình thức công nhận", manner, source, url)
    ledger.fix("số quyết định", decided and decided.document, source, url)
    ledger.fix("ngày quyết định", decided and decided.decided_on, source, url)
    ledger.fix("cấp quyết định", decided and decided.authority, source, url)


def _note_result(shown, assessment, ledger):
    source = f"Phiếu đánh giá, {shown.title}"
    url = sheet_url(assessment) if assessment else ""
    official = assessment if shown.published_at else None
    ledger.fix("tiêu chí đạt", official and result_of(official), source, url)
    ledger.fix("xếp loại", official and class_of(official), source, url)
    if not shown.criteria_set.counts_met:
        ledger.fix("điểm", official and official.points, source, url)
    ledger.fix("số điểm liệt", official and official.knock_outs, source, url)


def _blocks(shown, assessment):
    title = title_of(shown.programme)
    return (
        Prose("mo-dau", _opening(), "Nêu việc cung cấp thông tin để in giấy chứng nhận."),
        Heading(1, "I.", "Thông tin ghi trên giấy chứng nhận"),
        Prose("thong-tin", _lines(title), "Nêu thông tin ghi trên giấy chứng nhận.", is_item=True),
        Prose("loi-ghi", _wording(title), "Nêu lời ghi trên giấy chứng nhận."),
        Heading(1, "II.", "Kết quả làm căn cứ"),
        Prose("ket-qua", _result_lines(shown), "Nêu kết quả làm căn cứ.", is_item=True),
        *_groups(assessment),
        Prose("luu-y", CHECK, "Nêu việc phải đối chiếu trước khi in."),
    )


def _opening():
    return "Ban Chỉ đạo cung cấp thông tin để in giấy chứng nhận cho [[tên đơn vị]] như sau:"


def _lines(title):
    return items(
        (
            "Tên đơn vị (theo ngày quyết định): [[tên đơn vị]]",
            f"Nội dung công nhận: {title}",
            "Năm công nhận: [[năm công nhận]]",
            "Hình thức: [[hình thức công nhận]]",
            "Số, ký hiệu quyết định: [[số quyết định]]",
            "Ngày quyết định: [[ngày quyết định]]",
            "Cấp quyết định: [[cấp quyết định]]",
        )
    )


def _wording(title):
    return (
        f"Lời ghi đề nghị: “[[tên đơn vị]] được [[hình thức công nhận]] là {title} năm [[năm công nhận]], theo Quyết "
        "định số [[số quyết định]] ngày [[ngày quyết định]] của [[cấp quyết định]]”."
    )


def _result_lines(shown):
    points = () if shown.criteria_set.counts_met else ("Điểm: [[điểm]]",)
    return items(
        (
            f"Kỳ đánh giá: {plain(shown.title)}",
            "Số tiêu chí đạt trên số tiêu chí áp dụng: [[tiêu chí đạt]]",
            *points,
            "Xếp loại: [[xếp loại]]",
            "Số điểm liệt: [[số điểm liệt]]",
        )
    )


def _groups(assessment):
    """The result by group of criteria, where there is one."""
    if assessment is None or assessment.round.published_at is None:
        return
    results = GroupResult.objects.filter(assessment=assessment).select_related("group").order_by("group__position")
    # Where each criterion counts as one, points would say the same again.
    has_points = not assessment.round.criteria_set.counts_met
    rows = tuple(
        Row(
            (
                str(each.group),
                f"{each.met}/{each.applicable}",
                *((each.points, each.max_points) if has_points else ()),
            )
        )
        for each in results
    )
    columns = (*GROUP_COLUMNS, *POINT_COLUMNS) if has_points else GROUP_COLUMNS
    if rows:
        yield Table("Kết quả theo nhóm tiêu chí", columns, rows, name="Theo nhóm")


CHECK = (
    "Đề nghị đối chiếu tên đơn vị, số và ngày quyết định với bản chính của quyết định trước khi in. Phiếu này không "
    "thay cho quyết định công nhận."
)

KIND = Kind(
    code="certificate_data",
    title=_("Phiếu thông tin in giấy chứng nhận"),
    purpose=_("Tên đơn vị, quyết định và kết quả để in giấy chứng nhận công nhận."),
    kind_name="Phiếu thông tin",
    abbreviation="PTT",
    body=Body.COMMITTEE,
    needs=frozenset({"round", "unit"}),
    outline=outline,
)
