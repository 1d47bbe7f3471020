"""Answering a criterion from a unit's resource: only when somebody asks, and never by itself afterwards."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import record_event
from accounts.refusals import Refused
from assessments.actions.results import locked_assessment
from assessments.actions.self_score import save_self_score
from assessments.models import CriterionScore, ResourceAnswer
from assessments.permissions import can_save_self_score
from assessments.queries.resource import figure_of, standings_for
from criteria.queries import published_set


class NothingToTake(Refused):
    """No resource answers the criterion, or it has no figure yet."""

    def __str__(self):
        return _("Chưa lấy được số: nguồn lực chưa có số liệu hoặc định mức. Hãy ghi số thực có trước, hoặc tự nhập.")


@transaction.atomic
def take_resource(*, assessment, criterion, note, revision, by):
    """Answer a criterion by what its resource says now, and keep what that was. Returns `Saved`.

    A reason of force majeure that stands there stays. Raises what `save_self_score` does, and `NothingToTake`.
    """
    locked = locked_assessment(assessment)
    if not can_save_self_score(by, locked):
        raise PermissionDenied
    asked = published_set(locked.round.criteria_set).criteria[criterion]
    standing = standings_for(locked).get(criterion)
    figure = standing and figure_of(asked.rule.scale, standing)
    if figure is None:
        raise NothingToTake
    score = CriterionScore.objects.get(assessment=locked, criterion=criterion)
    kept = {key: value for key, value in (score.self_answer or {}).items() if key == "exempt"}
    saved = save_self_score(
        assessment=locked.pk, criterion=criterion, answer={**figure.answer, **kept}, note=note, revision=revision, by=by
    )
    _keep(score, figure, by)
    told = {"criterion": asked.code, "resource": figure.kind.code, "on": figure.counted_on.isoformat()}
    record_event(stream=locked.stream, verb="take_resource", by=by, data=told)
    return saved


def _keep(score, figure, by):
    ResourceAnswer.objects.update_or_create(
        score=score,
        defaults={
            "resource": figure.kind,
            "answer": figure.answer,
            "quantity": figure.quantity,
            "counted_on": figure.counted_on,
            "source": figure.source,
            "norm": figure.norm,
            "norm_document": figure.norm_document,
            "by": by,
            "at": timezone.now(),
        },
    )
