"""Since when a criterion is unmet: back along the rounds before, as long as they were on the same criteria set."""

from assessments.models import CriterionScore
from assessments.queries.conditions import judged_on_track


def path_back(shown, known):
    """Return the assessment shown and those before it along `previous`, newest first, on the same criteria set.

    `known`: {id: assessment, or what holds its `round` and `previous_id`} of those that may be looked at.
    """
    path, step = [], shown
    while step is not None and step.round.criteria_set_id == shown.round.criteria_set_id:
        path.append(step)
        step = known.get(step.previous_id)
    return path


def unmet_since(criteria, path):
    """Return {criterion id: last day of the first round of its unbroken run of being unmet, up to path[0]}.

    `criteria`: ids; `path`: as `path_back` gives it. One query.
    """
    ends = {each.pk: each.round.ends_on for each in path}
    scores = CriterionScore.objects.filter(
        judged_on_track(is_met=False), assessment__in=list(ends), criterion__in=criteria
    )
    unmet = set(scores.values_list("assessment_id", "criterion_id"))
    since = {}
    for criterion in criteria:
        for step in path:
            if (step.pk, criterion) not in unmet:
                break
            since[criterion] = ends[step.pk]
    return since
