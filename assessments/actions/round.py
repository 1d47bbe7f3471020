"""Opening a round for all enrolled units, and publishing its results."""

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import record_event
from assessments.actions.refusals import NothingToOpen, RoundNotReady
from assessments.actions.ranking import refresh_ranks
from assessments.actions.seal import seal_round
from assessments.actions.statistics import write_statistics
from assessments.models import Assessment, AssessmentRound, RoundState, State
from assessments.permissions import can_open_round, can_publish_round
from criteria.actions import freeze_criteria_set
from units.models import Enrolment, UnitVersion
from units.queries import with_whole_predecessors

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
    if not expected:
        raise NothingToOpen(
            _("Chưa có đơn vị nào tham gia chương trình vào ngày %(date)s. Hãy ghi danh đơn vị trước khi mở kỳ.")
            % {"date": f"{assessment_round.ends_on:%d/%m/%Y}"}
        )
    criteria_set = freeze_criteria_set(criteria_set=assessment_round.criteria_set, by=by)
    Assessment.objects.bulk_create(expected, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute(ROWS_OF_SCORES, [assessment_round.pk, criteria_set.pk])
        cursor.execute(ROWS_OF_GROUPS, [assessment_round.pk, criteria_set.pk])
    assessment_round.state = RoundState.OPEN
    assessment_round.opened_at = timezone.now()
    assessment_round.save(update_fields=["state", "opened_at"])
    record_event(stream=f"round:{assessment_round.pk}", verb="open", by=by, data={"units": len(expected)})
    return assessment_round


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
    before = _previous_assessments(assessment_round)
    return [
        _expected(assessment_round, version, versions, before)
        for version in versions.values()
        if version.unit_id in enrolled
    ]


def _expected(assessment_round, version, versions, before):
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
        previous=_previous_of(version.unit_id, before),
    )


def _chain_above(version, versions):
    while version.parent_id in versions:
        version = versions[version.parent_id]
        yield version


def _previous_assessments(assessment_round):
    """Return {unit id: assessment} of the programme's last opened round before this one."""
    last = (
        AssessmentRound.objects.opened()
        .filter(programme=assessment_round.programme, ends_on__lt=assessment_round.ends_on)
        .newest_first()
        .first()
    )
    return {each.unit_id: each for each in Assessment.objects.filter(round=last)} if last else {}


def _previous_of(unit_id, before):
    """The unit's own assessment in the round before; else that of the one whole predecessor that has one.

    With two or more assessed predecessors no single one is "the previous", so there is none.
    """
    if unit_id in before or not before:
        return before.get(unit_id)
    candidates = [before[each] for each in with_whole_predecessors([unit_id]) if each in before]
    return candidates[0] if len(candidates) == 1 else None


@transaction.atomic
def publish(*, assessment_round, by):
    """Publish a round of which every assessment is decided: ranks, statistics and the sealed record are written.

    Raises `PermissionDenied`, or `RoundNotReady` with the units that have no decision. Returns the `Publication`.
    """
    assessment_round = (
        AssessmentRound.objects.select_for_update(of=("self",))
        .select_related("criteria_set", "programme")
        .get(pk=assessment_round.pk)
    )
    if not can_publish_round(by, assessment_round):
        raise PermissionDenied
    assessments = Assessment.objects.select_for_update(of=("self",)).filter(round=assessment_round)
    waiting = [each.full_name for each in assessments.order_by("unit_sort_key") if each.state != State.DECIDED]
    if waiting:
        raise RoundNotReady(waiting)
    now = timezone.now()
    assessments.update(state=State.PUBLISHED, updated_at=now)
    refresh_ranks(assessment_round)
    write_statistics(assessment_round)
    assessment_round.state, assessment_round.published_at = RoundState.PUBLISHED, now
    assessment_round.save(update_fields=["state", "published_at"])
    publication = seal_round(assessment_round, by, now)
    record_event(stream=f"round:{assessment_round.pk}", verb="publish", by=by, data={"sha256": publication.sha256})
    return publication
