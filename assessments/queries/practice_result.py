"""A practice beside the official result, once it is finished."""

from dataclasses import dataclass
from decimal import Decimal

from assessments.models import CriterionScore, Practice, Track
from assessments.queries.asked import Asked, asked_groups
from assessments.queries.words import TRACK_TITLES, TrackAnswer, points_words, sign_of, track_answer
from criteria import scoring, wording
from criteria.queries import published_set

LISTED = 30
OFFICIAL = [f"official_{name}" for name in ("answer", "points", "met", "state")]


@dataclass(frozen=True, slots=True)
class Difference:
    """One criterion: one's own answer and the official one; `gap` is own points less official ones."""

    asked: Asked
    mine: TrackAnswer
    official: TrackAnswer
    opinion: str
    gap: Decimal
    is_same: bool

    @property
    def weight(self):
        """How far apart the two are, as a share of what the criterion is worth; met or not weighs most."""
        most = self.asked.rule.max_points or 1
        return (not self.is_same, self.mine.sign != self.official.sign, abs(self.gap) / most)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`differences` of all criteria that were answered, the furthest apart first."""

    differences: tuple[Difference, ...]
    total: int

    @property
    def answered(self):
        return len(self.differences)

    @property
    def same(self):
        return sum(each.is_same for each in self.differences)

    @property
    def gap(self):
        return sum((each.gap for each in self.differences), Decimal(0))


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """A practice in the list of one's own; `same` of `answered` agree, both None until it is finished."""

    practice: Practice
    answered: int
    total: int
    same: int | None


def comparison_of(practice):
    """Return the `Comparison` of a finished practice with the official result. One query."""
    columns = ["criterion_id", "appraised_note", *OFFICIAL]
    rows = CriterionScore.objects.filter(assessment=practice.assessment_id).values(*columns)
    by_criterion = {row["criterion_id"]: row for row in rows}
    asked = [each for group in asked_groups(practice.assessment.round.criteria_set) for each in group.criteria]
    found = [
        _difference(practice, each, by_criterion[each.criterion.pk]) for each in asked if each.code in practice.answers
    ]
    return Comparison(tuple(sorted(found, key=lambda each: each.weight, reverse=True)), len(asked))


def practices_of(user):
    """Return the `PracticeRow`s of a person's own practices, the newest first, at most thirty. Two queries."""
    found = list(
        Practice.objects.filter(user=user)
        .select_related("assessment__round__criteria_set")
        .order_by("-started_at", "-pk")[:LISTED]
    )
    ids = {each.assessment_id for each in found if each.finished_at}
    rows = CriterionScore.objects.filter(assessment__in=ids).values("assessment_id", "criterion_id", *OFFICIAL)
    by_place = {(row["assessment_id"], row["criterion_id"]): row for row in rows}
    return [_practice_row(each, by_place) for each in found]


def _practice_row(practice, by_place):
    contents, same = published_set(practice.assessment.round.criteria_set), None
    if practice.finished_at:
        places = {code: (practice.assessment_id, contents.criterion_ids[code]) for code in practice.answers}
        same = sum(_is_same(_line(practice, code), by_place[place]) for code, place in places.items())
    return PracticeRow(practice, len(practice.answers), len(contents.criteria), same)


def _line(practice, code):
    contents = published_set(practice.assessment.round.criteria_set)
    rule = contents.criteria[contents.criterion_ids[code]].rule
    return scoring.score_line(rule, practice.answers[code], not_applicable=contents.rules.not_applicable)


def _is_same(line, row):
    """Whether the line is judged and scored as the official one; by which answer matters not."""
    official = (row["official_state"], row["official_met"], row["official_points"])
    return (line.state, line.met, line.points) == official


def _difference(practice, asked, row):
    line, answer = _line(practice, asked.code), practice.answers[asked.code]
    mine = TrackAnswer(
        title="",
        sign=sign_of(line.state, line.met, asked.is_knock_out),
        words=wording.answer_sentence(asked.rule.scale, answer),
        points=points_words(asked.rule, line.points, line.max_points),
    )
    return Difference(
        asked=asked,
        mine=mine,
        official=track_answer(str(TRACK_TITLES[Track.OFFICIAL]), asked.rule, asked.is_knock_out, row, Track.OFFICIAL),
        opinion=row["appraised_note"],
        gap=line.points - row["official_points"],
        is_same=_is_same(line, row),
    )
