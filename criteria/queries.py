"""Reads of criteria sets that are asked for on every request."""

from dataclasses import dataclass
from functools import lru_cache

from criteria.models import CriteriaSet, Criterion
from criteria.scoring import Rules


@dataclass(frozen=True, slots=True)
class PublishedSet:
    """A published criteria set as the scoring of assessments needs it: rules, and codes to database keys."""

    rules: Rules
    criteria: dict[int, Criterion]
    criterion_ids: dict[str, int]
    group_ids: dict[str, int]
    class_titles: dict[str, str]

    def group_code_of(self, criterion_id):
        return self.criteria[criterion_id].group.code

    def groups_touched_by(self, criterion_id):
        """Codes of the groups whose total may change with this criterion: its own, and those it can zero."""
        code = self.criteria[criterion_id].code
        zeroed = [group.code for group in self.rules.groups if code in group.zero_if_unmet]
        return {self.group_code_of(criterion_id), *zeroed}


def published_set(criteria_set):
    """Return the `PublishedSet` of a published criteria set; no query after the first time in a process.

    It may be kept for ever, because a published set never changes; its hash and time are part of the key.
    """
    return _published_set(criteria_set.pk, criteria_set.sha256, criteria_set.published_at)


@lru_cache(maxsize=64)
def _published_set(pk, sha256, published_at):
    criteria_set = CriteriaSet.objects.with_contents().get(pk=pk, published_at__isnull=False)
    groups = list(criteria_set.groups.all())
    criteria = [criterion for group in groups for criterion in group.criteria.all()]
    return PublishedSet(
        rules=criteria_set.rules,
        criteria={criterion.pk: criterion for criterion in criteria},
        criterion_ids={criterion.code: criterion.pk for criterion in criteria},
        group_ids={group.code: group.pk for group in groups},
        class_titles={each.code: each.title for each in criteria_set.classes.all()},
    )
