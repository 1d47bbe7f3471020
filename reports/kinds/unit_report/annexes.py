"""The annexes of the periodic report of a unit: results criterion by criterion, resources, documents."""

from assessments.models import LineState, Track
from reports.content.document import Annex, Column, Paragraph, Row, Run, Table
from reports.kinds.parts.proofs import documents_table, proofs_of
from reports.kinds.parts.sheet_words import most_points, result_cell
from reports.kinds.unit_report.resources import annex_blocks

RESULT_COLUMNS = (
    Column("STT", 0.7, "center"),
    Column("Tiêu chí", 3.6),
    Column("Điểm tối đa", 0.8, "right"),
    Column("Tự chấm", 0.9, "center"),
    Column("Thẩm định", 0.9, "center"),
    Column("Kết luận", 0.9, "center"),
    Column("Tài liệu kiểm chứng", 2.6),
    Column("Giải trình", 3.2),
)


def annexes(facts, explanations):
    """Return annexes I to III; `explanations`: {score id: its `Explanation`s}."""
    sheet = facts.sheet
    proofs = proofs_of(sheet)
    listed = documents_table(proofs) if proofs else Paragraph((Run("Chưa có tài liệu kiểm chứng nào."),))
    return (
        Annex("Bảng tổng hợp kết quả tự chấm, thẩm định", (results_table(sheet, explanations),), is_landscape=True),
        Annex("Biên chế, trụ sở, trang bị so với định mức", annex_blocks(facts)),
        Annex("Danh mục văn bản, tài liệu kiểm chứng", (listed,), is_landscape=True),
    )


def results_table(sheet, explanations):
    """Return the table of annex I: a row a criterion, “–” in the columns that are not there yet."""
    rows = []
    for group, lines in sheet.groups().items():
        rows.append(_total(group.code, group.title, sheet, lines))
        rows += [_line(sheet, line, explanations.get(line.score.pk, ())) for line in lines]
    rows.append(_total("", "Tổng cộng", sheet, sheet.lines))
    note = "“–”: chưa có. Tự chấm, thẩm định, kết luận của nhóm ghi số tiêu chí đạt trên số tiêu chí được tính."
    return Table("", RESULT_COLUMNS, tuple(rows), note, "Kết quả")


def _total(code, title, sheet, lines):
    most = sum(line.criterion.rule.max_points for line in lines if line.criterion.is_counted)
    return Row((code, title, most, *(_met(lines, track) for track in Track), "", ""), is_strong=True)


def _met(lines, track):
    counted = [line for line in lines if line.state(track) == LineState.SCORED and line.met(track) is not None]
    return f"{sum(line.is_met(track) for line in counted)}/{len(counted)}" if counted else None


def _line(sheet, line, explained):
    return Row(
        (
            line.criterion.code,
            line.criterion.title,
            most_points(line),
            *(result_cell(sheet, line, track) for track in Track),
            _proofs(line),
            _explained(line, explained),
        )
    )


def _proofs(line):
    named = [_named(use.evidence) for use in line.proofs]
    return "; ".join(named) or None


def _named(evidence):
    return f"{evidence.title} (số {evidence.document_number})" if evidence.document_number else evidence.title


def _explained(line, explained):
    said = [line.score.self_note, *(f"Giải trình: {each.text}" for each in explained if each.text)]
    return "\n".join(filter(None, said)) or None
