"""Opening a round for all enrolled units, and publishing its results."""

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import record_event
from accounts.models import Role
from assessments.actions.notices import store_notices
from assessments.actions.ranking import refresh_ranks
from assessments.actions.refusals import NothingToOpen, RoundNotReady
from assessments.actions.results import classes_held, group_values, result_values
from assessments.actions.review import expected_steps
from assessments.actions.seal import seal_round
from assessments.actions.statistics import write_statistics
from assessments.models import (
    Assessment,
    AssessmentRound,
    GroupResult,
    Notice,
    NoticeKind,
    ReviewStep,
    RoundState,
    State,
)
from assessments.permissions import can_open_round, can_publish_round, reaches_all
from assessments.queries.people import holders_over
from criteria import scoring
from criteria.actions import SetIsEmpty, freeze_criteria_set
from criteria.queries import published_set
from units.models import Enrolment, UnitVersion
from units.queries import only_whole_predecessor_among

ROWS_OF_SCORES = """
INSERT INTO assessments_criterionscore (assessment_id, criterion_id)
SELECT assessment.id, criterion.id FROM assessments_assessment AS assessment
CROSS JOIN criteria_criterion AS criterion
WHERE assessment.round_id = %s AND criterion.criteria_set_id = %s
ORDER BY assessment.id, criterion.position
"""
ROWS_OF_GROUPS = """
INSERT INTO assessments_groupresult (assessment_id, group_id)
SELECT assessment.id, grouping.id FROM assessments_assessment AS assessment
CROSS JOIN criteria_criteriongroup AS grouping
WHERE assessment.round_id = %s AND grouping.criteria_set_id = %s
ORDER BY assessment.id, grouping.position
"""


@transaction.atomic
def open_round(*, assessment_round, by):
    """Open a prepared round: freeze its criteria set and expect an assessment of every enrolled unit.

    Units, names and parents are those of the round's last day. Raises `PermissionDenied`, `NothingToOpen`.
    Returns the round.
    """
    assessment_round = (
        AssessmentRound.objects.select_for_update(of=("self",))
        .select_related("criteria_set", "programme")
        .get(pk=assessment_round.pk)
    )
    if by is not None and not can_open_round(by, assessment_round):
        raise PermissionDenied
    _check_prepared(assessment_round)
    expected = expected_assessments(assessment_round)
    if by is not None and not reaches_all(by, expected):
        raise PermissionDenied
    if not expected:
        raise NothingToOpen(
            _("Chưa có đơn vị nào tham gia chương trình vào ngày %(date)s. Hãy ghi danh đơn vị trước khi mở kỳ.")
            % {"date": f"{assessment_round.ends_on:%d/%m/%Y}"}
        )
    try:
        assessment_round.criteria_set = freeze_criteria_set(criteria_set=assessment_round.criteria_set, by=by)
    except SetIsEmpty as refusal:
        raise NothingToOpen(refusal) from None
    _store_expected(assessment_round, expected)
    assessment_round.state = RoundState.OPEN
    assessment_round.opened_at = timezone.now()
    assessment_round.save(update_fields=["state", "opened_at"])
    record_event(stream=f"round:{assessment_round.pk}", verb="open", by=by, data={"units": len(expected)})
    return assessment_round


def _store_expected(assessment_round, expected):
    """Store the assessments with an empty sheet each, and the result that an empty sheet has."""
    criteria_set = assessment_round.criteria_set
    contents = published_set(criteria_set)
    empty = {}
    for assessment in expected:
        held = classes_held(assessment, contents.rules)
        key = frozenset(held.items())
        if key not in empty:
            result = scoring.score(contents.rules, {}, held=held)
            empty[key] = result_values(result, criteria_set.counts_met), result.groups
        for column, value in empty[key][0].items():
            setattr(assessment, column, value)
    Assessment.objects.bulk_create(expected, batch_size=1000)
    ReviewStep.objects.bulk_create(expected_steps(expected), batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute(ROWS_OF_SCORES, [assessment_round.pk, criteria_set.pk])
        cursor.execute(ROWS_OF_GROUPS, [assessment_round.pk, criteria_set.pk])
    _values, groups = next(iter(empty.values()))
    for group in groups:
        rows = GroupResult.objects.filter(assessment__round=assessment_round, group_id=contents.group_ids[group.code])
        rows.update(**group_values(group))


def _check_prepared(assessment_round):
    criteria_set = assessment_round.criteria_set
    if assessment_round.state != RoundState.PREPARING:
        raise NothingToOpen(_("Kỳ đánh giá này đã được mở trước đó."))
    if criteria_set.programme_id != assessment_round.programme_id:
        raise NothingToOpen(_("Bộ tiêu chí không thuộc chương trình của kỳ đánh giá. Hãy chọn lại bộ tiêu chí."))


def expected_assessments(assessment_round):
    """Return unsaved assessments, one for every unit enrolled on the round's last day, in order of names."""
    date = assessment_round.ends_on
    enrolled = set(
        Enrolment.objects.as_of(date).filter(programme=assessment_round.programme).values_list("unit_id", flat=True)
    )
    versions = {version.unit_id: version for version in UnitVersion.objects.as_of(date)}
    previous = _previous_assessments(assessment_round)
    return [
        _expected(assessment_round, version, versions, previous.get(version.unit_id))
        for version in versions.values()
        if version.unit_id in enrolled
    ]


def _expected(assessment_round, version, versions, previous):
    chain = list(_chain_above(version, versions))
    return Assessment(
        round=assessment_round,
        unit_id=version.unit_id,
        unit_code=version.code,
        unit_name=version.name,
        unit_type=version.type,
        unit_sort_key=version.sort_key,
        parent_id=version.parent_id,
        root_id=chain[-1].unit_id if chain else version.unit_id,
        parents=[
            {"unit": above.unit_id, "code": above.code, "name": above.name, "type": above.type} for above in chain
        ],
        previous=previous,
    )


def _chain_above(version, versions):
    seen = {version.unit_id}
    # Dates of two versions can, by a slip of data entry, make a unit its own grandparent: that must not hang a round.
    while version.parent_id in versions and version.parent_id not in seen:
        version = versions[version.parent_id]
        seen.add(version.unit_id)
        yield version


def _previous_assessments(assessment_round):
    """Return {unit id: its assessment in the programme's last opened round before this one}. Two queries.

    That of the unit itself; else that of the one whole predecessor that has one. With two or more assessed
    predecessors no single one is "the previous", so there is none.
    """
    last = (
        AssessmentRound.objects.opened()
        .filter(programme=assessment_round.programme, ends_on__lt=assessment_round.ends_on)
        .newest_first()
        .first()
    )
    if last is None:
        return {}
    own = {each.unit_id: each for each in Assessment.objects.filter(round=last).select_related("previous")}
    inherited = only_whole_predecessor_among(own)
    return {unit: own[before] for unit, before in inherited.items()} | own


@transaction.atomic
def publish(*, assessment_round, by):
    """Publish a round of which every assessment is decided: ranks, statistics and the sealed record are written.

    Raises `PermissionDenied`, `RoundNotReady` with the units that have no decision, or `ChainMoved`. Returns the
    `Publication`.
    """
    assessment_round = (
        AssessmentRound.objects.select_for_update(of=("self",))
        .select_related("criteria_set", "programme")
        .get(pk=assessment_round.pk)
    )
    if not can_publish_round(by, assessment_round):
        raise PermissionDenied
    assessments = Assessment.objects.filter(round=assessment_round)
    locked = list(assessments.select_for_update(of=("self",)).order_by("unit_sort_key"))
    if not reaches_all(by, locked):
        raise PermissionDenied
    waiting = [each.full_name for each in locked if each.state != State.DECIDED]
    if waiting:
        raise RoundNotReady(waiting)
    now = timezone.now()
    assessments.update(state=State.PUBLISHED, updated_at=now, changes=F("changes") + 1)
    refresh_ranks(assessment_round)
    write_statistics(assessment_round)
    assessment_round.state, assessment_round.published_at = RoundState.PUBLISHED, now
    assessment_round.save(update_fields=["state", "published_at"])
    publication = seal_round(assessment_round=assessment_round, by=by, at=now)
    record_event(stream=f"round:{assessment_round.pk}", verb="publish", by=by, data={"sha256": publication.sha256})
    _tell_units(assessment_round, locked, by)
    return publication


def _tell_units(assessment_round, assessments, by):
    """Tell each unit's people that their result is out. The same number of statements for one unit and for many."""
    holders = holders_over(assessments, Role.OFFICER, Role.COMMANDER)
    now, told = timezone.now(), []
    for each in assessments:
        users = {holder.user.pk: holder.user for holder in holders[each.pk] if holder.user.pk != by.pk}
        told += [
            Notice(
                user=user,
                kind=NoticeKind.PUBLISHED,
                key=f"published:{each.pk}",
                round=assessment_round,
                assessment=each,
                at=now,
            )
            for user in users.values()
        ]
    store_notices(notices=told)
