"""The rows of the appraiser's grid and their cells: a page holds a thousand, so each is a few ready words."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from assessments.models import Assessment, CriterionScore, EvidenceUse, Explanation, LineState, State
from assessments.permissions import IN_APPRAISAL, appraises, is_own_assessment
from assessments.queries.words import SIGN_WORDS, sign_of
from criteria import wording

SCORE_COLUMNS = [
    "pk", "assessment_id", "criterion_id", "is_disputed",
    *(f"{track}_{name}" for track in ("self", "appraised") for name in ("answer", "points", "met", "state")),
]  # fmt: skip
JUDGED = {LineState.SCORED, LineState.EXEMPT}


@dataclass(frozen=True, slots=True)
class Look:
    """What stands in a cell: `own` is the self-score, `words` the appraisal with its `sign`, `marks` what to see.

    `pieces` counts the evidence, as text.
    """

    own: str
    pieces: str
    sign: str
    words: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion of one unit; `is_waiting`: the reader may appraise it and nobody has."""

    path: str
    look: Look
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One unit. `is_closed`: the reader can appraise nothing in it; `note` says why where its state does not."""

    assessment: Assessment
    path: str
    state: str
    is_closed: bool
    note: str
    cells: tuple[Cell, ...]
    appraised: int


def rows_of(user, assessment_round, columns, assessments):
    """Return the `Row`s of assessments of one round. Three queries, whatever their number."""
    ids = [each.pk for each in assessments]
    criteria = [column.asked.criterion.pk for column in columns]
    scores = CriterionScore.objects.filter(assessment__in=ids, criterion__in=criteria)
    pieces = EvidenceUse.objects.filter(score__in=scores).order_by().values_list("score").annotate(Count("pk"))
    explanations = Explanation.objects.unsettled().filter(score__in=scores).values_list("score", "explained_at")
    beside = _Beside(dict(pieces), dict(explanations), _words())
    by_place = {(row["assessment_id"], row["criterion_id"]): row for row in scores.values(*SCORE_COLUMNS)}
    rows = []
    for each in assessments:
        each.round = assessment_round
        rows.append(_row(user, each, columns, by_place, beside))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the scores of a page, and the words that its cells share."""

    pieces: dict
    explanations: dict
    words: dict


def _words():
    signs = {sign: str(words) for sign, words in SIGN_WORDS.items()}
    return signs | {
        "missing": _("Chưa thẩm định"),
        "inflated": _("Tự chấm cao hơn"),
        "disputed": _("Chưa thống nhất"),
        "asked": _("Chờ giải trình"),
        "explained": _("Đã giải trình"),
    }


def _row(user, assessment, columns, by_place, beside):
    is_open = assessment.state in IN_APPRAISAL
    may_by_department = _departments(user, assessment, columns) if is_open else {}
    cells, appraised = [], 0
    for column in columns:
        score = by_place[assessment.pk, column.asked.criterion.pk]
        is_missing = score["appraised_state"] == LineState.MISSING
        appraised += not is_missing
        is_waiting = is_missing and may_by_department.get(column.department, False)
        cells.append(Cell(column.path, _look(column, score, beside, is_open=is_open), is_waiting))
    reason = reason_against(user, assessment)
    return Row(
        assessment=assessment,
        path=f"{assessment.unit_id}/",
        state=assessment.get_state_display(),
        is_closed=bool(reason),
        note=reason if is_own_assessment(user, assessment) else "",
        cells=tuple(cells),
        appraised=appraised,
    )


def _departments(user, assessment, columns):
    """Return {department: whether the user appraises for it here}: asked once a department, not once a cell."""
    sample = {column.department: column.asked.criterion for column in columns}
    return {department: appraises(user, assessment, criterion) for department, criterion in sample.items()}


def reason_against(user, assessment):
    """Return why the user can appraise nothing of this sheet; "" when the sheet itself stands in nobody's way."""
    if is_own_assessment(user, assessment):
        return _("Phiếu của chính đơn vị bạn: người khác thẩm định.")
    if assessment.state == State.DRAFTING:
        return _("Đơn vị chưa nộp; thẩm định được sau khi nộp.")
    if assessment.state == State.REVIEWING:
        return _("Cấp trên trực tiếp đang xem xét; thẩm định được sau đó.")
    return "" if assessment.state in IN_APPRAISAL else _("Đã thẩm định xong; không sửa ở đây nữa.")


def _look(column, score, beside, *, is_open):
    scale = column.asked.rule.scale
    sign = sign_of(score["appraised_state"], score["appraised_met"], column.asked.is_knock_out)
    # Nobody waits for the appraisal of a sheet that was not handed in.
    is_idle = sign == "missing" and not is_open
    return Look(
        own=wording.short_answer(scale, score["self_answer"]),
        pieces=str(beside.pieces.get(score["pk"], 0)),
        sign="" if is_idle else sign,
        words="–" if is_idle else _appraised_words(scale, score, sign, beside.words),
        marks=tuple(_marks(score, beside)),
    )


def _appraised_words(scale, score, sign, words):
    """The answer; where it is met or not the sign's own words, which name a knock-out."""
    if scale.kind == "met" or sign in ("missing", "not_applicable", "exempt"):
        return words[sign]
    return wording.short_answer(scale, score["appraised_answer"])


def _marks(score, beside):
    if is_inflated(score):
        yield beside.words["inflated"]
    if score["is_disputed"]:
        yield beside.words["disputed"]
    if score["pk"] in beside.explanations:
        yield beside.words["explained" if beside.explanations[score["pk"]] else "asked"]


def is_inflated(score):
    """Whether the unit gave itself more than the appraiser did: in points, or met where it is not."""
    if score["self_state"] not in JUDGED or score["appraised_state"] not in JUDGED:
        return False
    return score["self_points"] > score["appraised_points"] or (
        score["self_met"] is True and score["appraised_met"] is False
    )
