"""The lines that the committee decides otherwise than they were appraised, beside the appraised answers."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.models import ChangedLine, CriterionScore, State, Track
from assessments.queries.asked import Asked, asked_groups
from assessments.queries.words import TRACK_TITLES, TrackAnswer, time_words, track_answer
from criteria import wording
from criteria.queries import published_set

# Where a change may stand: prepared, in force, and in force for good.
DECIDING = frozenset({State.APPRAISED, State.DECIDED, State.PUBLISHED})
NOTED = (Track.SELF, Track.APPRAISED)


@dataclass(frozen=True, slots=True)
class Change:
    """One changed line in words; `document` is "" until the decision puts it in force."""

    criterion_id: int
    code: str
    title: str
    answer: dict
    appraised: str
    decided: str
    reason: str
    by: str
    at: str
    document: str


def changes_on(assessment):
    """Return {criterion id: `Change`}, in the order of the set. One query, none before the appraisal is complete."""
    if assessment.state not in DECIDING:
        return {}
    in_force = ChangedLine.objects.filter(score__assessment=assessment, superseded_at__isnull=True)
    rows = {row.score.criterion_id: row for row in in_force.select_related("score", "by")}
    known = published_set(assessment.round.criteria_set).criteria
    return {key: _change(known[key], rows[key]) for key in known if key in rows}


@dataclass(frozen=True, slots=True)
class LineToChange:
    """A criterion to decide otherwise: what unit and appraisers answered, and what stands in the form so far."""

    asked: Asked
    tracks: tuple[TrackAnswer, ...]
    answer: dict | None
    reason: str


def line_to_change(assessment, criterion_id):
    """Return the `LineToChange` of a criterion, or None when the set has none of this key. Two queries."""
    groups = asked_groups(assessment.round.criteria_set)
    asked = next((each for group in groups for each in group.criteria if each.criterion.pk == criterion_id), None)
    if asked is None:
        return None
    columns = ("answer", "points", "met", "state", "at", "by__post", "note")
    names = [f"{track}_{column}" for track in NOTED for column in columns]
    row = CriterionScore.objects.values("pk", *names).get(assessment=assessment, criterion=criterion_id)
    change = ChangedLine.objects.filter(score=row["pk"], superseded_at__isnull=True).first()
    return LineToChange(
        asked=asked,
        tracks=tuple(
            track_answer(str(TRACK_TITLES[track]), asked.rule, asked.is_knock_out, row, track) for track in NOTED
        ),
        answer=change.answer if change else row["appraised_answer"],
        reason=change.reason if change else "",
    )


def _change(criterion, row):
    scale = criterion.rule.scale
    return Change(
        criterion_id=criterion.pk,
        code=criterion.code,
        title=_("Ban Chỉ đạo quyết định khác") if row.decision_document else _("Dự kiến quyết định khác"),
        answer=row.answer,
        appraised=wording.answer_sentence(scale, row.score.appraised_answer),
        decided=wording.answer_sentence(scale, row.answer),
        reason=row.reason,
        by=row.by.post,
        at=time_words(row.at),
        document=row.decision_document,
    )
