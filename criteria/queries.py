"""Reads of criteria sets: for every request, for export, and through time."""

from dataclasses import dataclass
from functools import lru_cache

from django.shortcuts import get_object_or_404

from criteria.differences import Differences, compare
from criteria.interchange import write_json, write_xlsx
from criteria.models import CriteriaSet, Criterion
from criteria.scoring import Rules
from units.models import Programme

FORMATS = {"json": write_json, "xlsx": write_xlsx}
CONTENT_TYPES = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class PublishedSet:
    """A published criteria set as the scoring of assessments needs it: rules, and codes to database keys."""

    rules: Rules
    criteria: dict[int, Criterion]
    criterion_ids: dict[str, int]
    group_ids: dict[str, int]
    class_titles: dict[str, str]
    classes: tuple[dict, ...]

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
        classes=tuple(each.document() for each in criteria_set.classes.all()),
    )


def set_or_404(code):
    """Return the set of this code with all its contents; `Http404` when there is none."""
    return get_object_or_404(CriteriaSet.objects.with_contents(), code=code)


def exported_set(criteria_set, form):
    """Return the bytes of a set's file, `form` being a key of `FORMATS`. Loading them changes nothing."""
    return FORMATS[form](criteria_set.document())


@dataclass(frozen=True, slots=True)
class SetInTime:
    """One version of a programme's criteria. `differences` from the version before it, or None for the first."""

    criteria_set: CriteriaSet
    groups: int
    criteria: int
    rounds: list
    differences: Differences | None


@dataclass(frozen=True, slots=True)
class ProgrammeInTime:
    """A programme (None: sets that belong to none) and its sets, oldest first."""

    programme: Programme | None
    sets: list[SetInTime]


def programmes_through_time():
    """Return every programme in its order, each with its sets; sets of no programme come last. Six queries."""
    by_programme = {}
    # The rounds belong to an app further up, so they are reached by name only.
    for criteria_set in CriteriaSet.objects.with_contents().prefetch_related("rounds").oldest_first():
        by_programme.setdefault(criteria_set.programme_id, []).append(criteria_set)
    found = [ProgrammeInTime(each, _through_time(by_programme.pop(each.pk, ()))) for each in Programme.objects.all()]
    if homeless := by_programme.pop(None, ()):
        found.append(ProgrammeInTime(None, _through_time(homeless)))
    return found


def _through_time(sets):
    found, before = [], None
    for criteria_set in sets:
        document = criteria_set.document()
        found.append(
            SetInTime(
                criteria_set,
                groups=len(document["groups"]),
                criteria=sum(len(group["criteria"]) for group in document["groups"]),
                # A round in preparation may still choose another set.
                rounds=sorted(
                    (each for each in criteria_set.rounds.all() if each.opened_at), key=lambda each: each.ends_on
                ),
                differences=compare(before, document) if before else None,
            )
        )
        before = document
    return found
