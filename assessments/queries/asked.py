"""What a sheet asks, in words: the part of a page that is the same for every unit and every round of a set."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from criteria import scoring, wording
from criteria.models import CriteriaSet, Criterion
from criteria.queries import published_set


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion as it is asked: the stored row, its rule, and sentences for the reader."""

    criterion: Criterion
    rule: scoring.Rule
    code: str
    title: str
    sentence: str
    weight: str
    evidence: str
    guidance: str
    is_knock_out: bool


@dataclass(frozen=True, slots=True)
class AskedGroup:
    code: str
    label: str
    criteria: tuple[Asked, ...]


def asked_groups(criteria_set):
    """Return the `AskedGroup`s of a published set, in order; without a query after the first time in a process."""
    return _asked_groups(criteria_set.pk, criteria_set.sha256, criteria_set.published_at, get_language())


@lru_cache(maxsize=64)
def _asked_groups(pk, sha256, published_at, language):
    contents = published_set(CriteriaSet(pk=pk, sha256=sha256, published_at=published_at))
    by_group = {}
    for criterion in contents.criteria.values():
        by_group.setdefault(criterion.group, []).append(_asked(criterion))
    return tuple(AskedGroup(group.code, str(group), tuple(criteria)) for group, criteria in by_group.items())


def _asked(criterion):
    rule = criterion.rule
    return Asked(
        criterion=criterion,
        rule=rule,
        code=criterion.code,
        title=criterion.title,
        sentence=wording.scale_sentence(rule.scale),
        weight="" if rule.weight == 1 else _("Hệ số %(weight)s") % {"weight": wording.figure(rule.weight)},
        evidence=criterion.evidence,
        guidance=criterion.guidance,
        is_knock_out=criterion.knock_out,
    )
