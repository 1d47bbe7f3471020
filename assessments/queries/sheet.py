"""The scoring sheet: one group of one unit's assessment, with everything that its page says."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.actions.results import result_of
from assessments.models import Assessment, ChangedLine, CriterionScore, Return, ReviewStep, State, Track
from assessments.permissions import IN_APPRAISAL, can_appraise_criterion, can_move, can_save_self_score
from assessments.queries.asked import Asked, asked_groups
from assessments.queries.changes import Change, changes_on
from assessments.queries.criterion import TalkPart, talk_on
from assessments.queries.deadlines import SheetDue, sheet_due
from assessments.queries.evidence import EvidencePart, evidence_on
from assessments.queries.foot import Foot, foot_of, whole_sentence
from assessments.queries.moves import Moves, moves_for
from assessments.queries.resource import ResourcePart, resource_parts
from assessments.queries.words import TRACK_TITLES, Outcome, TrackAnswer, outcome_of, track_answer
from criteria.models import CriteriaSet
from criteria.queries import published_set

# In which track the work of a state is done, and so whose lines the page explains.
TRACK_OF_STATE = {
    State.DRAFTING: Track.SELF,
    State.REVIEWING: Track.SELF,
    State.SUBMITTED: Track.APPRAISED,
    State.APPRAISING: Track.APPRAISED,
    State.APPRAISED: Track.APPRAISED,
    State.DECIDED: Track.OFFICIAL,
    State.PUBLISHED: Track.OFFICIAL,
}
NOTED = (Track.SELF, Track.APPRAISED)


@dataclass(frozen=True, slots=True)
class Block:
    """One criterion of the page. `save_url` is "" when it may not be changed; then `reason` may say why."""

    asked: Asked
    anchor: str
    answer: dict | None
    note: str
    revision: int
    outcome: Outcome
    tracks: tuple[TrackAnswer, ...]
    past: TrackAnswer | None
    department: str = ""
    evidence: EvidencePart | None = None
    talk: TalkPart | None = None
    change: Change | None = None
    change_url: str = ""
    resource: ResourcePart | None = None
    page_url: str = ""
    save_url: str = ""
    agree_url: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GroupLink:
    code: str
    label: str
    url: str
    answered: int
    total: int
    is_current: bool
    is_next: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    assessment: Assessment
    group: str
    groups: tuple[GroupLink, ...]
    blocks: tuple[Block, ...]
    foot: Foot
    due: SheetDue
    moves: Moves
    with_changes: str
    is_appraisal: bool
    workbook_url: str = ""


def sheet_url(assessment, group=""):
    """Return the address of a unit's sheet in a round; the assessment's round is loaded."""
    base = reverse("assessments:sheet", args=[assessment.round.code, assessment.unit_id])
    return f"{base}{quote(group)}/" if group else base


def asked_in(assessment, criterion_code):
    """Return (`Asked`, group code) of a criterion of the assessment's set, or None when it has no such criterion."""
    for group in asked_groups(assessment.round.criteria_set):
        for asked in group.criteria:
            if asked.code == criterion_code:
                return asked, group.code
    return None


def sheet_for(user, assessment, group_code=""):
    """Return the `Sheet` of a group (the first when no code is given), or None when there is no such group.

    `assessment` comes from `Assessment.objects.visible_to(user).for_sheet()`. The number of queries does not grow with
    the criteria; the engine runs once.
    """
    groups = asked_groups(assessment.round.criteria_set)
    group = next((each for each in groups if group_code in ("", each.code)), None)
    if group is None:
        return None
    track = TRACK_OF_STATE[assessment.state]
    answers = _answers(assessment, track)
    result = result_of(assessment, answers)
    lines = {line.code: line for line in result.lines}
    verb, base = _verb_for(user, assessment), sheet_url(assessment)
    changes = changes_on(assessment)
    page = _Page(user, assessment, track, verb, base, f"{base}{quote(group.code)}/", changes)
    moves = moves_for(user, assessment, base, changes)
    return Sheet(
        assessment=assessment,
        group=group.code,
        groups=group_links(groups, result, base, group.code),
        blocks=_blocks(page, group, lines),
        foot=foot_of(user, assessment, result, groups, base, moves.hindrances),
        due=sheet_due(assessment),
        moves=moves,
        with_changes=_with_changes(assessment, answers, changes),
        is_appraisal=verb == "save_appraisal",
        workbook_url=f"{base}workbook/" if verb == "save_self_score" else "",
    )


@dataclass(frozen=True, slots=True)
class AfterSave:
    """The parts of the page that a saved answer changes; `agree_url` as in `Block`."""

    agree_url: str
    outcome: Outcome
    groups: tuple[GroupLink, ...]
    foot: Foot


def after_save(user, saved, asked, group_code):
    """Return what a `Saved` changes on the page of `asked`, from its own result: without a query."""
    assessment, groups = saved.assessment, asked_groups(saved.assessment.round.criteria_set)
    base = sheet_url(assessment)
    line = next(line for line in saved.result.lines if line.code == asked.code)
    is_appraisal = assessment.state == State.APPRAISING
    return AfterSave(
        agree_url=f"{base}criteria/{quote(asked.code)}/agree/" if is_appraisal else "",
        outcome=outcome_of(asked, line, saved.at, user.post),
        groups=group_links(groups, saved.result, base, group_code),
        foot=foot_of(user, assessment, saved.result, groups, base),
    )


def group_links(groups, result, base, current):
    missing, codes = set(result.missing), [group.code for group in groups]
    following = dict(pairwise(codes)).get(current)
    return tuple(
        GroupLink(
            code=group.code,
            label=group.label,
            url=f"{base}{quote(group.code)}/",
            answered=sum(asked.code not in missing for asked in group.criteria),
            total=len(group.criteria),
            is_current=group.code == current,
            is_next=group.code == following,
        )
        for group in groups
    )


def _with_changes(assessment, answers, changes):
    """Return how the unit will stand with the lines that are to be decided otherwise; "" when there are none."""
    if assessment.state != State.APPRAISED or not changes:
        return ""
    changed = {change.code: change.answer for change in changes.values()}
    return whole_sentence(assessment, result_of(assessment, answers | changed))


def _verb_for(user, assessment):
    if can_save_self_score(user, assessment):
        return "save_self_score"
    return "save_appraisal" if assessment.state in IN_APPRAISAL else ""


def _answers(assessment, track):
    codes = published_set(assessment.round.criteria_set).criteria
    rows = CriterionScore.objects.filter(assessment=assessment).values_list("criterion_id", f"{track}_answer")
    return {codes[criterion_id].code: answer for criterion_id, answer in rows}


ROW_COLUMNS = [
    "criterion_id", "revision", "is_locked",
    *(f"{track}_{name}" for track in Track.values for name in ("answer", "points", "met", "state", "at", "by__post")),
    *(f"{track}_note" for track in NOTED),
]  # fmt: skip
SET_COLUMNS = [f"assessment__round__criteria_set__{name}" for name in ("pk", "sha256", "published_at")]
PAST_COLUMNS = [
    "criterion_id", "assessment__track", "assessment__round__title", "self_note", "appraised_note",
    *SET_COLUMNS,
    *(f"{track}_{name}" for track in Track.values for name in ("answer", "points", "met", "state")),
]  # fmt: skip


def _rows(assessment, group):
    """Return {criterion id: row} of the group's scores, with the posts that gave them. One query."""
    ids = [asked.criterion.pk for asked in group.criteria]
    rows = CriterionScore.objects.filter(assessment=assessment, criterion__in=ids).values(*ROW_COLUMNS)
    return {row["criterion_id"]: row for row in rows}


def posts_on(assessment):
    """Return the posts that a sheet names, in order. One query; a post may be put in new words."""
    scores = CriterionScore.objects.filter(assessment=assessment).order_by()
    acts = (
        Return.objects.filter(assessment=assessment),
        ReviewStep.objects.filter(assessment=assessment),
        ChangedLine.objects.filter(score__assessment=assessment, superseded_at__isnull=True),
    )
    found = scores.values_list("self_by__post").union(
        *(scores.values_list(f"{track}_by__post") for track in (Track.APPRAISED, Track.OFFICIAL)),
        *(rows.order_by().values_list("by__post") for rows in acts),
    )
    return sorted(post for (post,) in found if post)


@dataclass(frozen=True, slots=True)
class _Page:
    user: object
    assessment: Assessment
    track: str
    verb: str
    base: str
    url: str
    changes: dict[int, Change]

    @property
    def change_url(self):
        """Where the committee decides a line otherwise; the key of the criterion follows."""
        if not can_move(self.user, "change_line", self.assessment):
            return ""
        address = reverse("assessments:change_line", args=[self.assessment.round.code, self.assessment.unit_id])
        return f"{address}?criterion="

    def may_change(self, asked, row):
        if self.verb == "save_appraisal":
            return can_appraise_criterion(self.user, self.assessment, asked.criterion)
        return bool(self.verb) and not row["is_locked"]


def _blocks(page, group, lines):
    assessment, criteria = page.assessment, group.criteria
    rows, past = _rows(assessment, group), past_answers(assessment, criteria)
    evidence = evidence_on(page.user, assessment, criteria, page.verb)
    talk = talk_on(page.user, assessment, criteria)
    resources = resource_parts(
        assessment,
        {key: row["self_answer"] for key, row in rows.items()},
        {key for key, row in rows.items() if page.verb == "save_self_score" and not row["is_locked"]},
    )
    change_url = page.change_url
    return tuple(
        _block(
            page,
            asked,
            rows[asked.criterion.pk],
            lines[asked.code],
            past=past.get(asked.code),
            evidence=evidence.get(asked.criterion.pk),
            talk=talk.get(asked.criterion.pk),
            change=page.changes.get(asked.criterion.pk),
            change_url=f"{change_url}{asked.criterion.pk}" if change_url else "",
            resource=resources.get(asked.criterion.pk),
        )
        for asked in criteria
    )


def _block(page, asked, row, line, **beside):
    track, may = page.track, page.may_change(asked, row)
    address = f"{page.base}criteria/{quote(asked.code)}/"
    is_appraisal = page.verb == "save_appraisal"
    return Block(
        asked=asked,
        anchor=f"criterion-{asked.code}",
        answer=row[f"{track}_answer"],
        note=row.get(f"{track}_note", ""),
        revision=row["revision"],
        outcome=outcome_of(asked, line, row[f"{track}_at"], row[f"{track}_by__post"]),
        tracks=_tracks(asked, row, editing=track if may else None),
        department=page.assessment.round.department_of(asked.criterion),
        page_url=page.url,
        save_url=f"{address}{'appraisal' if is_appraisal else 'self-score'}/" if may else "",
        agree_url=f"{address}agree/" if may and is_appraisal and row["self_answer"] is not None else "",
        reason="" if may else _reason(page, asked, row),
        **beside,
    )


def _reason(page, asked, row):
    """Why nobody finds a button at this criterion, where the page has one at others. Else the page says it once."""
    department = page.assessment.round.department_of(asked.criterion)
    if page.assessment.state in IN_APPRAISAL and department:
        return _("%(department)s thẩm định tiêu chí này.") % {"department": department}
    if page.verb == "save_self_score" and row["is_locked"]:
        return _("Tiêu chí này không nằm trong phần được trả lại nên giữ nguyên như đã nộp.")
    return ""


def _tracks(asked, row, editing):
    return tuple(
        track_answer(str(TRACK_TITLES[track]), asked.rule, asked.is_knock_out, row, track)
        for track in Track
        if track != editing and row[f"{track}_answer"] is not None
    )


def past_answers(assessment, criteria):
    """Return {criterion code: `TrackAnswer`} of the unit's round before, matched by code: the set may differ.

    The answers are those of the track that its result stands on, the appraiser's words with them. One query.
    """
    if assessment.previous_id is None:
        return {}
    codes = [asked.code for asked in criteria]
    rows = CriterionScore.objects.filter(assessment=assessment.previous_id, criterion__code__in=codes)
    return dict(_past_answer(row) for row in rows.values(*PAST_COLUMNS) if row[f"{row['assessment__track']}_answer"])


def _past_answer(row):
    track = row["assessment__track"]
    criterion = criterion_of(*(row[column] for column in ("criterion_id", *SET_COLUMNS)))
    title = _("Kỳ trước: %(round)s") % {"round": row["assessment__round__title"]}
    told = {**row, f"{track}_note": row["appraised_note"] or row["self_note"]}
    return criterion.code, track_answer(title, criterion.rule, criterion.knock_out, told, track)


@lru_cache(maxsize=4096)
def criterion_of(criterion_id, pk, sha256, published_at):
    """Return a criterion of a published set, known by `SET_COLUMNS` of a row; no query after the first time."""
    criteria_set = CriteriaSet(pk=pk, sha256=sha256, published_at=published_at)
    return published_set(criteria_set).criteria[criterion_id]
