"""Writing a `scoring.Result` into the stored columns that every screen reads."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assessments.models import Assessment, CriterionScore, GroupResult, Track
from criteria import scoring
from criteria.queries import published_set

MILLIONTH = Decimal("0.000001")

RESULT_COLUMNS = [
    "track",
    "points",
    "max_points",
    "percent",
    "met",
    "applicable",
    "answered",
    "knock_outs",
    "is_complete",
    "class_code",
    "would_be",
    "held_back",
    "standing",
    "rank",
    "updated_at",
]


def result_of(assessment, answers):
    """Score `{criterion code: answer}` (None for no answer) by the round's criteria set."""
    rules = published_set(assessment.round.criteria_set).rules
    return scoring.score(
        rules,
        {code: answer for code, answer in answers.items() if answer is not None},
        held=classes_held(assessment, rules),
    )


def rounds_looked_back(rules):
    """Return how many rounds before this one the classes of a set ask about; mostly 0."""
    return max((each.requires["held"][1] for each in rules.classes if "held" in each.requires), default=0)


def classes_held(assessment, rules):
    """Return {class code: number of rounds in a row before this one in which the unit held at least it}.

    Only official results count: a self-score of a round that is still open holds nothing. Empty, without a query,
    when no class of the set asks for it.
    """
    order = [each.code for each in rules.classes]
    held, unbroken, previous = dict.fromkeys(order, 0), set(order), assessment
    for _round in range(rounds_looked_back(rules)):
        previous = previous.previous
        if previous is None or previous.track != Track.OFFICIAL or previous.class_code not in order:
            break
        unbroken &= set(order[order.index(previous.class_code) :])
        for code in unbroken:
            held[code] += 1
    return {code: rounds for code, rounds in held.items() if rounds}


def exact_percent(value):
    return None if value is None else value.quantize(MILLIONTH, rounding=ROUND_HALF_UP)


def standing_of(result, counts_met):
    """Return the whole number that ranks a result: by share met, then by percent; or by percent alone."""
    percent = int((result.percent or 0) * 1_000_000)
    if not counts_met:
        return percent
    share = result.met * 1_000_000 // result.applicable if result.applicable else 0
    return share * 1_000_000_000 + percent


def result_values(result, counts_met):
    """Return {column: value} of an assessment for a result, whatever its track; the rank becomes unknown."""
    return {
        "points": result.points,
        "max_points": result.max_points,
        "percent": exact_percent(result.percent),
        "met": result.met,
        "applicable": result.applicable,
        "answered": len(result.lines) - len(result.missing),
        "knock_outs": len(result.knock_outs),
        "is_complete": result.complete,
        "class_code": result.class_code or "",
        "would_be": result.would_be or "",
        "held_back": scoring.held_back_document(result),
        "standing": standing_of(result, counts_met),
        "rank": None,
    }


def group_values(group):
    """Return {column: value} of a `GroupResult` for a group's total."""
    return {
        "points": group.points,
        "max_points": group.max_points,
        "percent": exact_percent(group.percent),
        "met": group.met,
        "applicable": group.applicable,
        "knock_outs": len(group.knock_outs),
    }


def store_result(assessment, track, result):
    """Set the assessment's result columns from a result of `track`; the caller saves them."""
    assessment.track = track
    for column, value in result_values(result, assessment.round.criteria_set.counts_met).items():
        setattr(assessment, column, value)


def store_groups(assessment, result, codes=None):
    """Write the group rows of a result; `codes` limits them to the groups that can have changed."""
    group_ids = published_set(assessment.round.criteria_set).group_ids
    for group in result.groups:
        if codes is None or group.code in codes:
            rows = GroupResult.objects.filter(assessment=assessment, group_id=group_ids[group.code])
            rows.update(**group_values(group))


def locked_assessment(pk):
    """Return the assessment with its round and set, locked until the transaction ends."""
    return Assessment.objects.select_for_update(of=("self",)).for_saving().get(pk=pk)


@dataclass(frozen=True, slots=True)
class Stored:
    """One track of a score row as it stands: its key, the row's revision, and what is written in it."""

    pk: int
    revision: int
    is_locked: bool
    answer: object
    note: str


def stored_track(assessment, track):
    """Return {criterion id: `Stored`} of one track ("self" or "appraised"). One query.

    Without the times: reading eighty of them would make it half as dear again.
    """
    rows = CriterionScore.objects.filter(assessment=assessment).values_list(
        "criterion_id", "pk", "revision", "is_locked", f"{track}_answer", f"{track}_note"
    )
    return {criterion_id: Stored(*values) for criterion_id, *values in rows}


def answers_of(assessment, stored):
    """Return {criterion code: answer} of what `stored_track` gave."""
    criteria = published_set(assessment.round.criteria_set).criteria
    return {criteria[criterion_id].code: each.answer for criterion_id, each in stored.items()}
