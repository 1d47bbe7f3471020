"""Writing a `scoring.Result` into the stored columns that every screen reads."""

from decimal import ROUND_HALF_UP, Decimal

from assessments.models import Assessment, CriterionScore, GroupResult
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


def result_of(assessment, track, answers):
    """Score `{criterion code: answer}` (None for no answer) by the round's criteria set."""
    rules = published_set(assessment.round.criteria_set).rules
    return scoring.score(
        rules,
        {code: answer for code, answer in answers.items() if answer is not None},
        held=classes_held(assessment, rules),
    )


def classes_held(assessment, rules):
    """Return {class code: number of rounds in a row before this one in which the unit held at least it}.

    Empty, without a query, when no class of the set asks for it.
    """
    if not any("held" in each.requires for each in rules.classes):
        return {}
    order = [each.code for each in rules.classes]
    held, unbroken, previous = dict.fromkeys(order, 0), set(order), assessment.previous
    while previous is not None and unbroken:
        if previous.class_code not in order:
            break
        unbroken &= set(order[order.index(previous.class_code) :])
        for code in unbroken:
            held[code] += 1
        previous = previous.previous
    return held


def exact_percent(value):
    return None if value is None else value.quantize(MILLIONTH, rounding=ROUND_HALF_UP)


def standing_of(result, counts_met):
    """Return the whole number that ranks a result: by share met, then by percent; or by percent alone."""
    percent = int((result.percent or 0) * 1_000_000)
    if not counts_met:
        return percent
    share = result.met * 1_000_000 // result.applicable if result.applicable else 0
    return share * 1_000_000_000 + percent


def store_result(assessment, track, result):
    """Set the assessment's result columns from a result (the caller saves them); the rank becomes unknown."""
    assessment.track = track
    assessment.points = result.points
    assessment.max_points = result.max_points
    assessment.percent = exact_percent(result.percent)
    assessment.met = result.met
    assessment.applicable = result.applicable
    assessment.answered = len(result.lines) - len(result.missing)
    assessment.knock_outs = len(result.knock_outs)
    assessment.is_complete = result.complete
    assessment.class_code = result.class_code or ""
    assessment.would_be = result.would_be or ""
    assessment.held_back = scoring.result_document(result)["held_back"]
    assessment.standing = standing_of(result, assessment.round.criteria_set.counts_met)
    assessment.rank = None


def store_groups(assessment, result, codes=None):
    """Write the group rows of a result; `codes` limits them to the groups that can have changed."""
    group_ids = published_set(assessment.round.criteria_set).group_ids
    for group in result.groups:
        if codes is None or group.code in codes:
            GroupResult.objects.filter(assessment=assessment, group_id=group_ids[group.code]).update(
                points=group.points,
                max_points=group.max_points,
                percent=exact_percent(group.percent),
                met=group.met,
                applicable=group.applicable,
                knock_outs=len(group.knock_outs),
            )


def locked_assessment(pk):
    """Return the assessment with its round and set, locked until the transaction ends."""
    return (
        Assessment.objects.select_for_update(of=("self",)).select_related("round__criteria_set", "previous").get(pk=pk)
    )


def answers_of(assessment, track):
    """Return ({criterion id: (score id, revision)}, {criterion code: answer}) of one track. One query."""
    criteria = published_set(assessment.round.criteria_set).criteria
    rows = CriterionScore.objects.filter(assessment=assessment).values_list(
        "criterion_id", "pk", "revision", f"{track}_answer"
    )
    places, answers = {}, {}
    for criterion_id, pk, revision, answer in rows:
        places[criterion_id] = (pk, revision)
        answers[criteria[criterion_id].code] = answer
    return places, answers
