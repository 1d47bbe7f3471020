"""What the appraisal found criterion by criterion, beside what the unit claimed."""

from assessments.models import LineState, Track
from criteria.wording import answer_sentence, figure
from reports.content.document import Column, Row, Table
from reports.content.phrasing import unended
from reports.kinds.parts.sheet_words import criterion_words, most_points, result_cell

SOURCE = "Phiếu đánh giá"
COLUMNS = (
    Column("STT", 0.7, "center"),
    Column("Tiêu chí", 3.6),
    Column("Điểm tối đa", 0.8, "right"),
    Column("Tự chấm", 1.4),
    Column("Thẩm định", 1.4),
    Column("Chênh lệch", 0.9, "center"),
    Column("Người thẩm định", 1.6),
    Column("Lý do, ý kiến thẩm định", 3),
)


def differing(sheet):
    """Return the lines that were appraised otherwise than the unit had answered."""
    return tuple(line for line in sheet.lines if _is_apart(line))


def _is_apart(line):
    own, judged = line.answer(Track.SELF), line.answer(Track.APPRAISED)
    return judged is not None and (own is None or _outcome(line, Track.SELF) != _outcome(line, Track.APPRAISED))


def _outcome(line, track):
    return line.state(track), line.met(track), line.points(track)


def difference_items(sheet, ledger):
    """Return a line for each criterion that was appraised otherwise, with the reason given."""
    return "\n".join(_difference_item(sheet, line, ledger) for line in differing(sheet))


def _difference_item(sheet, line, ledger):
    code = line.criterion.code
    own = ledger.note(f"{code} tự chấm", _words(sheet, line, Track.SELF), SOURCE, sheet.url)
    judged = ledger.note(f"{code} thẩm định", _words(sheet, line, Track.APPRAISED), SOURCE, sheet.url)
    reason = unended(line.score.appraised_note)
    why = f"lý do: {reason}" if reason else "người thẩm định chưa ghi lý do"
    return f"{unended(criterion_words(line))}: tự chấm {own}; thẩm định {judged}; {why}."


def _words(sheet, line, track):
    """“Chưa đạt”, “14/16 = 87,5% (đạt)”, “Mức 1: Chậm (2 điểm)”; “chưa trả lời” for nothing."""
    answer = line.answer(track)
    if answer is None:
        return "chưa trả lời"
    words = answer_sentence(line.criterion.rule.scale, answer)
    is_plain = line.criterion.scale["kind"] in ("met", "points", "bonus")
    if is_plain or line.state(track) != LineState.SCORED:
        return words
    if sheet.counts_met and line.met(track) is not None:
        return f"{words} ({'đạt' if line.met(track) else 'chưa đạt'})"
    return f"{words} ({figure(line.points(track))} điểm)"


def appraised_table(sheet):
    """Return the table of all criteria: claimed, found, the difference, by whom and why."""
    rows = []
    for group, lines in sheet.groups().items():
        rows.append(Row((group.code, group.title, *("",) * 6), is_strong=True))
        rows += [_row(sheet, line) for line in lines]
    note = "“–”: chưa có. Chênh lệch: “hạ”, “nâng” so với tự chấm, hoặc số điểm thẩm định trừ điểm tự chấm."
    return Table("", COLUMNS, tuple(rows), note, "Thẩm định")


def _row(sheet, line):
    score = line.score
    return Row(
        (
            line.criterion.code,
            line.criterion.title,
            most_points(line),
            _cell(sheet, line, Track.SELF),
            _cell(sheet, line, Track.APPRAISED),
            _gap(sheet, line),
            str(score.appraised_by) if score.appraised_by else None,
            score.appraised_note or None,
        )
    )


def _cell(sheet, line, track):
    """The answer where it says more than the result: a measure, a level."""
    if line.answer(track) is None:
        return None
    result = result_cell(sheet, line, track)
    return result if line.criterion.scale["kind"] == "met" else _words(sheet, line, track)


def _gap(sheet, line):
    if line.answer(Track.APPRAISED) is None or line.answer(Track.SELF) is None:
        return None
    if not _is_apart(line):
        return "không"
    if line.state(Track.SELF) != line.state(Track.APPRAISED):
        return "xét khác"
    if sheet.counts_met and line.met(Track.SELF) != line.met(Track.APPRAISED):
        return "nâng" if line.met(Track.APPRAISED) else "hạ"
    return line.points(Track.APPRAISED) - line.points(Track.SELF)
