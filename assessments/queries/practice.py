"""What a person may practise on, and a page of a practice: the dossier as it was handed in, without any result."""

from dataclasses import dataclass
from urllib.parse import quote

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.urls import reverse

from accounts.queries import scope_of
from assessments.models import Assessment, AssessmentRound, CriterionScore, EvidenceUse, Practice, State
from assessments.queries.asked import Asked, asked_groups
from assessments.queries.sheet import GroupLink
from units.models import UnitVersion
from units.names import search_key

DOSSIERS_A_PAGE = 50
# What is read of a dossier that is scored blind: who it is about, and nothing of how it came out.
BLIND = (
    *("unit_id", "unit_name", "unit_type", "round__code", "round__title", "round__is_illustrative"),
    *("round__departments", "round__criteria_set__sha256", "round__criteria_set__published_at"),
    "round__criteria_set__note",
)


@dataclass(frozen=True, slots=True)
class PracticeBlock:
    """One criterion to be scored: what the unit wrote and the titles of its evidence; `answer` is one's own."""

    asked: Asked
    anchor: str
    note: str
    evidence: tuple[str, ...]
    answer: dict | None
    save_url: str


@dataclass(frozen=True, slots=True)
class PracticePage:
    practice: Practice
    assessment: Assessment
    group: str
    groups: tuple[GroupLink, ...]
    blocks: tuple[PracticeBlock, ...]
    answered: int
    total: int
    department: str
    departments: tuple[str, ...]


def practised_rounds(user):
    """Return the published rounds of which the user may see a sheet, newest first. One query."""
    seen = _dossiers(user).filter(round=OuterRef("pk"))
    return list(AssessmentRound.objects.filter(Exists(seen)).newest_first())


def dossiers_of(user, assessment_round, q="", page=1):
    """Return the page of sheets of a published round on which the user may practise, in Vietnamese order of names."""
    rows = _dossiers(user).filter(round=assessment_round).only("unit_id", "unit_name", "unit_type", "round_id")
    if q:
        versions = UnitVersion.objects.as_of(assessment_round.ends_on).matching(search_key(q))
        rows = rows.filter(unit_id__in=versions.order_by().values("unit_id"))
    return Paginator(rows.order_by("unit_sort_key", "pk"), DOSSIERS_A_PAGE).get_page(page)


def dossier_of(user, code, unit=None):
    """Return the key of the sheet of a unit in a published round; of any, those not practised on first; or None."""
    rows = _dossiers(user).filter(round__code=code)
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    known = Practice.objects.filter(user=user, assessment=OuterRef("pk"))
    return rows.annotate(is_known=Exists(known)).order_by("is_known", "?").values_list("pk", flat=True).first()


def practice_of(user, pk):
    """Return the person's own `Practice` with what is read of a dossier blind, or None. One query."""
    own = Practice.objects.filter(user=user, assessment__in=_dossiers(user).order_by())
    names = [f"assessment__{name}" for name in BLIND]
    rows = own.select_related("assessment__round__criteria_set")
    return rows.only("user_id", "answers", "started_at", "finished_at", *names).filter(pk=pk).first()


def departments_of(user, assessment_round):
    """Return the departments of an appraiser that have criteria in the round: practice may be limited to one."""
    groups = asked_groups(assessment_round.criteria_set)
    named = {assessment_round.department_of(asked.criterion) for group in groups for asked in group.criteria}
    return tuple(sorted(named & scope_of(user).departments))


def practice_page(user, practice, group_code="", department=""):
    """Return the `PracticePage` of a group (the first when no code is given), or None when there is none.

    `department` limits it to what that department appraises; one that is not the user's limits nothing. Two queries.
    """
    shown = practice.assessment.round
    departments = departments_of(user, shown)
    department = department if department in departments else ""
    groups = _groups(shown, department)
    group = next((each for each in groups if group_code in ("", each[0].code)), None)
    if group is None:
        return None
    return PracticePage(
        practice=practice,
        assessment=practice.assessment,
        group=group[0].code,
        groups=_links(practice, groups, group[0].code, department),
        blocks=_blocks(practice, group[1], department),
        answered=len(practice.answers),
        total=sum(len(criteria) for _group, criteria in groups),
        department=department,
        departments=departments,
    )


def practice_url(practice, group="", department=""):
    """Return the address of a practice, of one of its groups when named, limited to a department when named."""
    arguments = [practice.pk, group] if group else [practice.pk]
    query = f"?department={quote(department)}" if department else ""
    return reverse("practice:group" if group else "practice:practice", args=arguments) + query


def _dossiers(user):
    return Assessment.objects.visible_to(user).filter(state=State.PUBLISHED)


def _groups(shown, department):
    """Return ((group, its criteria), …), the criteria being those of the department and those of none."""
    chosen = ("", department)
    limited = (
        (
            group,
            [each for each in group.criteria if not department or shown.department_of(each.criterion) in chosen],
        )
        for group in asked_groups(shown.criteria_set)
    )
    return [(group, criteria) for group, criteria in limited if criteria]


def _links(practice, groups, current, department):
    codes = [group.code for group, _criteria in groups]
    following = codes.index(current) + 1
    return tuple(
        GroupLink(
            code=group.code,
            label=group.label,
            url=practice_url(practice, group.code, department),
            answered=sum(asked.code in practice.answers for asked in criteria),
            total=len(criteria),
            is_current=group.code == current,
            is_next=place == following,
        )
        for place, (group, criteria) in enumerate(groups)
    )


def _blocks(practice, criteria, department):
    """The unit's words and the titles of its evidence; no answer of any track is read."""
    ids = [asked.criterion.pk for asked in criteria]
    scores = CriterionScore.objects.filter(assessment=practice.assessment_id, criterion__in=ids)
    notes = dict(scores.values_list("criterion_id", "self_note"))
    evidence: dict[int, list[str]] = {}
    uses = EvidenceUse.objects.filter(score__in=scores)
    for criterion, title, number in uses.values_list(
        "score__criterion_id", "evidence__title", "evidence__document_number"
    ):
        evidence.setdefault(criterion, []).append(f"{title} ({number})" if number else title)
    query = f"?department={quote(department)}" if department else ""
    return tuple(
        PracticeBlock(
            asked=asked,
            anchor=f"criterion-{asked.code}",
            note=notes.get(asked.criterion.pk, ""),
            evidence=tuple(evidence.get(asked.criterion.pk, ())),
            answer=practice.answers.get(asked.code),
            save_url=reverse("practice:save", args=[practice.pk, asked.code]) + query,
        )
        for asked in criteria
    )
