"""A sheet in the words of its documents: where it stands, its period, what a table says of a criterion."""

from assessments.models import LineState, State
from units.models import police_name

# Where a sheet stands, as it follows “phiếu đánh giá của đơn vị”.
STEPS = {
    State.DRAFTING: "đang được đơn vị tự chấm, chưa nộp",
    State.REVIEWING: "đã nộp, đang chờ cấp trên trực tiếp xem xét",
    State.SUBMITTED: "đã nộp, chưa thẩm định",
    State.APPRAISING: "đang được thẩm định",
    State.APPRAISED: "đã thẩm định xong, chờ Ban Chỉ đạo quyết định",
    State.DECIDED: "đã có quyết định",
    State.PUBLISHED: "đã có quyết định và được công bố",
}
SIGNS = {
    LineState.NOT_APPLICABLE: "Không áp dụng",
    LineState.EXEMPT: "Bất khả kháng",
    LineState.MISSING: None,
}


def period_words(about_round):
    """“kỳ từ ngày 13/11/2021 đến ngày 15/11/2022”."""
    return f"kỳ từ ngày {about_round.starts_on:%d/%m/%Y} đến ngày {about_round.ends_on:%d/%m/%Y}"


def above(assessment):
    """Return the police names of the levels above, as the sheet remembers them, nearest first."""
    return [police_name(each["type"], each["name"]) for each in assessment.parents]


def sign_words(line, track):
    """“Đạt”, “Chưa đạt”, “Không áp dụng”, “Bất khả kháng”; None for what was not answered on the track."""
    if line.answer(track) is None:
        return None
    if line.state(track) != LineState.SCORED:
        return SIGNS[line.state(track)]
    met = line.met(track)
    return "" if met is None else "Đạt" if met else "Chưa đạt"


def result_cell(sheet, line, track):
    """Return what a table says of a criterion on a track: the sign where the set counts what is met, else points."""
    if line.answer(track) is None:
        return None
    if line.state(track) != LineState.SCORED or (sheet.counts_met and line.met(track) is not None):
        return sign_words(line, track)
    return line.points(track)


def most_points(line):
    """The most points that the criterion gives; None for a penalty, which gives none."""
    return line.criterion.rule.max_points or None


def criterion_words(line):
    """“II.1 Trụ sở làm việc”."""
    return f"{line.criterion.code} {line.criterion.title}"
