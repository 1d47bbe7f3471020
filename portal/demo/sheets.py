"""Whole sheets of invented answers, scored by the real engine once and then used by many units."""

from dataclasses import dataclass, field
from random import Random

from assessments.actions.results import group_values, result_values
from assessments.models import State, Track
from criteria import scoring
from portal.demo.answers import invent_answer

NOT_APPLICABLE = {"not_applicable": "Địa bàn không có đối tượng này"}


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One set of answers with all that is stored of it, ready for any number of assessments.

    `scores` and `groups` are {column: value} of each row but for its assessment; `result` of the assessment itself.
    """

    state: str
    result: dict
    scores: list[dict]
    groups: list[dict]
    answers: dict[str, dict] = field(repr=False)


class SheetStore:
    """Sheets of one published set, each made when it is first asked for; `by` and `at` are those of all its scores."""

    def __init__(self, contents, different, by, at):
        self.contents, self.different, self.by, self.at = contents, different, by, at
        self.sheets = {}

    def sheet(self, state, number):
        key = (state, number % self.different)
        if key not in self.sheets:
            self.sheets[key] = invent_sheet(self.contents, *key, self.by, self.at)
        return self.sheets[key]


def invent_sheet(contents, state, number, by, at):
    """Return sheet `number` of a published set's contents for a state: drafting, submitted, decided or published."""
    random = Random(f"{state} {number}")
    appraised, own = _invent_answers(contents, random)
    if state == State.DRAFTING:
        # Somebody is at work: a part is answered.
        own = dict(list(own.items())[: random.randint(0, len(own))])
    is_decided = state in (State.DECIDED, State.PUBLISHED)
    own_result = scoring.score(contents.rules, own)
    result = scoring.score(contents.rules, appraised) if is_decided else own_result
    tracks = {Track.SELF: (own, own_result)}
    if is_decided:
        tracks |= {Track.APPRAISED: (appraised, result), Track.OFFICIAL: (appraised, result)}
    return Sheet(
        state=state,
        result=_assessment_values(contents, state, result, own_result, is_decided, at),
        scores=_score_rows(contents, tracks, by, at),
        groups=[{"group_id": contents.group_ids[group.code], **group_values(group)} for group in result.groups],
        answers=appraised if is_decided else own,
    )


def _invent_answers(contents, random):
    """Return (the appraisers' answers, the unit's own): some units are better, and some see themselves better."""
    quality, optimism = random.uniform(0.5, 0.98), random.uniform(0, 0.3)
    appraised, own = {}, {}
    for criterion in contents.criteria.values():
        if criterion.may_be_not_applicable and random.random() < 0.05:
            appraised[criterion.code] = own[criterion.code] = NOT_APPLICABLE
            continue
        is_met = random.random() < quality
        is_claimed = is_met or random.random() < optimism
        appraised[criterion.code] = invent_answer(criterion.scale, is_met, random)
        own[criterion.code] = (
            invent_answer(criterion.scale, is_claimed, random) if is_claimed != is_met else appraised[criterion.code]
        )
    return appraised, own


def _assessment_values(contents, state, result, own_result, is_decided, at):
    values = result_values(result, contents.rules.counting == "met")
    values |= {"state": state, "track": Track.OFFICIAL if is_decided else Track.SELF}
    if state != State.DRAFTING:
        values |= {"submitted_at": at, "self_points": own_result.points, "self_met": own_result.met}
    if is_decided:
        values |= {"appraised_at": at, "decided_at": at, "decision_document": "Số liệu đo tải (minh họa)"}
        values |= {"appraised_count": len(result.lines)}
    return values


def _score_rows(contents, tracks, by, at):
    """One row a criterion, in the order of the set, as `save_…` and `decide` would have left it."""
    rows = {code: {"criterion_id": pk, "revision": 0} for code, pk in contents.criterion_ids.items()}
    for track, (answers, result) in tracks.items():
        for line in result.lines:
            row, answer = rows[line.code], answers.get(line.code)
            row[f"{track}_points"], row[f"{track}_state"] = line.points, line.state
            row[f"{track}_answer"] = answer
            row[f"{track}_met"] = None if answer is None else line.met
            row[f"{track}_by_id"] = None if answer is None else by.pk
            row[f"{track}_at"] = None if answer is None else at
            row["revision"] += answer is not None
    return list(rows.values())
