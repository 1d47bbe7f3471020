"""The units of a submission as tables: those proposed, their results, and what the others lack."""

from django.utils.text import capfirst

from committee.queries.recognition_line import years_in_words
from reports.content.document import Annex, Column, Row, Table
from reports.content.phrasing import enumerated
from reports.kinds.recognition.words import class_of, result_of


def first_step(candidate):
    """Return how the recognition of a candidate began; its steps are at hand."""
    return candidate.recognition.steps.all()[0]


LIST_COLUMNS = (
    Column("STT", 0.6, "center"),
    Column("Đơn vị", 3),
    Column("Tiêu chí đạt", 1.2, "center"),
    Column("Xếp loại", 2.2),
    Column("Đề nghị", 1.6),
    Column("Công nhận các năm trước", 2.2),
)


def proposed_table(submitted):
    """Return the list of the units that are proposed."""
    rows = tuple(
        Row(
            (
                number,
                capfirst(submitted.name(each)),
                result_of(each.assessment),
                class_of(each.assessment),
                _manner(each),
                years_in_words(each.before) or None,
            )
        )
        for number, each in enumerate(submitted.proposed, start=1)
    )
    return Table("", LIST_COLUMNS, rows, name="Danh sách đề nghị")


def _manner(candidate):
    """Whether the unit would be recognised for the first time without a break, or again."""
    last_year = candidate.recognition.year - 1
    is_unbroken = any(each.is_own and each.holds and each.year == last_year for each in candidate.before)
    return "Công nhận lại" if candidate.before and not is_unbroken else "Công nhận"


def annexes(submitted):
    """Yield the annexes: the results of those proposed; what those lack who are not."""
    if submitted.proposed:
        title = "Kết quả của các đơn vị được đề nghị công nhận"
        yield Annex(title, (_result_table(submitted),), is_landscape=True)
    if submitted.left:
        yield Annex("Các đơn vị chưa đề nghị và nội dung còn thiếu", (_left_table(submitted),))


def _result_table(submitted):
    counts_met = submitted.round.criteria_set.counts_met
    points = () if counts_met else (Column("Điểm", 1, "right"), Column("Điểm tối đa", 1, "right"))
    columns = (
        Column("STT", 0.5, "center"),
        Column("Đơn vị", 2.4),
        Column("Tiêu chí đạt", 1, "center"),
        *points,
        Column("Xếp loại", 2),
        Column("Điểm liệt", 0.8, "center"),
        Column("Văn bản quyết định kết quả", 2),
        Column("Công nhận các năm trước", 2),
        Column("Ghi chú", 2),
    )
    rows = tuple(_result_row(submitted, number, each) for number, each in enumerate(submitted.proposed, start=1))
    return Table("", columns, rows, name="Kết quả từng đơn vị")


def _result_row(submitted, number, candidate):
    assessment = candidate.assessment
    counts_met = submitted.round.criteria_set.counts_met
    return Row(
        (
            number,
            capfirst(submitted.name(candidate)),
            result_of(assessment),
            *(() if counts_met else (assessment.points, assessment.max_points)),
            class_of(assessment),
            assessment.knock_outs,
            assessment.decision_document or None,
            years_in_words(candidate.before) or None,
            first_step(candidate).reason or None,
        )
    )


def _left_table(submitted):
    columns = (
        Column("STT", 0.6, "center"),
        Column("Đơn vị", 2.4),
        Column("Tiêu chí đạt", 1, "center"),
        Column("Nội dung còn thiếu", 5),
    )
    rows = tuple(
        Row((number, capfirst(submitted.name(each)), result_of(each.assessment), _missing(each)))
        for number, each in enumerate(submitted.left, start=1)
    )
    return Table("", columns, rows, name="Chưa đề nghị")


def _missing(candidate):
    if candidate.qualifies:
        return "Đủ điều kiện, chưa đề nghị trong kỳ này"
    missing = enumerated(candidate.lacking or candidate.missing)
    return f"{missing} (còn điểm liệt)" if candidate.lacking and candidate.assessment.knock_outs else missing
