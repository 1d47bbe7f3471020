"""The index of a unit's dossier: which document proves which criterion."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.content.document import Annex, Column, Heading, Row, Table
from reports.content.phrasing import items, listed, plain, quoted, unended
from reports.content.prose import Prose
from reports.kinds.kind import Kind, Outline
from reports.kinds.ledger import Ledger
from reports.kinds.parts.proofs import documents_table, proofs_of
from reports.kinds.parts.sheet_words import STEPS, criterion_words, period_words
from reports.kinds.parts.unit_names import name_sentences
from reports.models.issuer import Body
from reports.queries.sheet import sheet_of

SOURCE = "Tài liệu kiểm chứng của phiếu đánh giá"
COUNT_COLUMNS = (
    Column("Mã", 0.7, "center"),
    Column("Tiêu chí", 5),
    Column("Số tài liệu", 1, "right"),
    Column("Hết hiệu lực", 1, "right"),
)


def outline(report):
    """Return the `Outline` of the dossier of `report.unit` in `report.round`. At most seven queries."""
    sheet, ledger = sheet_of(report, with_history=False), Ledger()
    proofs = proofs_of(sheet)
    return Outline(
        subject=f"Hồ sơ, tài liệu kiểm chứng theo tiêu chí của {sheet.police_name}, {period_words(sheet.round)}",
        figures=ledger.figures,
        blocks=_blocks(sheet, ledger, proofs) if sheet.assessment else (_nothing(sheet),),
        annexes=(Annex("Danh mục tài liệu kiểm chứng", (documents_table(proofs),), is_landscape=True),)
        if proofs
        else (),
        is_illustrative=sheet.round.is_illustrative,
    )


def _nothing(sheet):
    text = f"{sheet.police_name} không có phiếu đánh giá trong {plain(sheet.round.title)} nên không có hồ sơ kèm theo."
    return Prose("mo-dau", text, "Nêu căn cứ lập danh mục.")


def _blocks(sheet, ledger, proofs):
    return (
        Prose("mo-dau", _opening(sheet, ledger, proofs), "Nêu căn cứ lập danh mục và số tài liệu."),
        Prose("ten-don-vi", name_sentences(sheet, ledger), ""),
        Heading(1, "I.", "Danh mục tài liệu"),
        Prose("danh-muc", _listed(proofs), ""),
        Prose("hieu-luc", _validity(sheet, ledger, proofs), "Nêu tài liệu đã hết hiệu lực và cách thay thế."),
        Heading(1, "II.", "Số tài liệu theo tiêu chí"),
        Table("", COUNT_COLUMNS, _count_rows(sheet, proofs), name="Theo tiêu chí"),
        Heading(1, "III.", "Tiêu chí chưa có tài liệu"),
        Prose("chua-co", _without(sheet, ledger), "Nêu lý do tiêu chí chưa có tài liệu kiểm chứng."),
        _without_items(sheet),
    )


def _opening(sheet, ledger, proofs):
    step = STEPS[sheet.assessment.state]
    start = f"Hồ sơ của {sheet.police_name} phục vụ {quoted(sheet.round.title)}"
    if not proofs:
        return f"{start} chưa có tài liệu kiểm chứng nào. Phiếu đánh giá của đơn vị {step}."
    proved = sum(bool(line.proofs) for line in sheet.lines)
    documents = ledger.note("số tài liệu", len(proofs), SOURCE, sheet.url)
    criteria = ledger.note("số tiêu chí có tài liệu", proved, SOURCE, sheet.url)
    every = ledger.note("số tiêu chí của bộ tiêu chí", len(sheet.lines), "Bộ tiêu chí", sheet.url)
    return (
        f"{start} gồm {documents} tài liệu, chứng minh {criteria}/{every} tiêu chí. Phiếu đánh giá của đơn vị {step}."
    )


def _listed(proofs):
    return "Các tài liệu được liệt kê tại Phụ lục kèm theo, theo thứ tự tiêu chí." if proofs else ""


def _validity(sheet, ledger, proofs):
    if not proofs:
        return "Chưa có tài liệu nên chưa xét hiệu lực."
    flags = [each.flag for each in proofs if each.flag]
    if not flags:
        return "Các tài liệu đều còn hiệu lực trong thời gian đánh giá."
    url = reverse("assessments:unit_evidence", args=[sheet.unit.pk])
    day = ledger.note("ngày xét hiệu lực", sheet.stood_on, SOURCE, url)
    parts = []
    if lapsed := flags.count("lapsed"):
        parts.append(f"{ledger.note('số tài liệu hết hiệu lực', lapsed, SOURCE, url)} tài liệu đã hết hiệu lực")
    if soon := flags.count("soon"):
        count = ledger.note("số tài liệu sắp hết hiệu lực", soon, SOURCE, url)
        parts.append(f"{count} tài liệu hết hiệu lực trước ngày cuối kỳ")
    return f"Tính đến ngày {day}, có {listed(parts)}; đơn vị cần bổ sung tài liệu thay thế."


def _count_rows(sheet, proofs):
    lapsed = {each.evidence.pk for each in proofs if each.flag == "lapsed"}
    rows = []
    for group, lines in sheet.groups().items():
        total = len({use.evidence_id for line in lines for use in line.proofs})
        gone = len({use.evidence_id for line in lines for use in line.proofs} & lapsed)
        rows.append(Row((group.code, group.title, total, gone), is_strong=True))
        rows += [
            Row(
                (
                    line.criterion.code,
                    line.criterion.title,
                    len(line.proofs),
                    sum(use.evidence_id in lapsed for use in line.proofs),
                )
            )
            for line in lines
        ]
    return (*rows, Row(("", "Toàn hồ sơ (mỗi tài liệu tính một lần)", len(proofs), len(lapsed)), is_strong=True))


def _without(sheet, ledger):
    bare = [line for line in sheet.lines if not line.proofs]
    if not bare:
        return "Tiêu chí nào cũng có tài liệu kiểm chứng."
    count = ledger.note("số tiêu chí chưa có tài liệu", len(bare), SOURCE, sheet.url)
    required = sum(line.criterion.evidence_required for line in bare)
    if not required:
        return f"Còn {count} tiêu chí chưa có tài liệu kiểm chứng, không tiêu chí nào bắt buộc phải có:"
    if required == len(bare):
        return f"Còn {count} tiêu chí chưa có tài liệu kiểm chứng, đều là tiêu chí bắt buộc phải có:"
    asked = ledger.note("số tiêu chí bắt buộc mà chưa có tài liệu", required, SOURCE, sheet.url)
    return f"Còn {count} tiêu chí chưa có tài liệu kiểm chứng, trong đó {asked} tiêu chí bắt buộc phải có:"


def _without_items(sheet):
    bare = [line for line in sheet.lines if not line.proofs]
    is_mixed = len({line.criterion.evidence_required for line in bare}) > 1
    text = items([_bare(line, is_marked=is_mixed) for line in bare])
    # Where nothing is missing the place stays, empty, so that the next period finds it under the same name.
    return Prose("chua-co-danh-sach", text, "", is_item=True)


def _bare(line, *, is_marked):
    needed = " (bắt buộc có tài liệu)" if is_marked and line.criterion.evidence_required else ""
    return f"{unended(criterion_words(line))}{needed}"


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
