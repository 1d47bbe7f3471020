"""One step for many units: each in a transaction of its own, through the real action (docs/adr/0009)."""

import logging
from time import monotonic

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.actions import record_event
from accounts.refusals import Refused
from assessments.actions.bulk_steps import STEPS
from assessments.models import Assessment, AssessmentRound, BulkOutcome, BulkRun, BulkState, OutcomeState, RoundState
from assessments.models.bulk import ACTIVE
from assessments.permissions import can_manage_rounds, can_run_bulk
from assessments.queries.prospects import denial

log = logging.getLogger(__name__)
# As long as a request may be kept busy.
SLICE_SECONDS = 2


class NothingChosen(Refused):
    """A run over no unit would say that all went well."""

    def __str__(self):
        return _("Chưa chọn đơn vị nào. Hãy đánh dấu đơn vị cần làm rồi bấm lại.")


class RoundNotOpen(Refused):
    """Steps for units are taken while the round is open."""

    def __str__(self):
        return _("Kỳ đánh giá không ở trạng thái đang mở nên không làm được bước này.")


def is_queued():
    """Whether a worker does the work; else the page that shows a run asks for it slice by slice."""
    return settings.TASKS_BACKEND == "database"


@transaction.atomic
def start_run(*, assessment_round, verb, arguments, assessments, token, by):
    """Ask for one step on these assessments (their ids) and return the `BulkRun`; nothing is done to them yet.

    The same `token` again is the same form sent twice: the run of the first time is returned. `arguments` is what
    the step needs, ready for JSON. Raises `PermissionDenied`, `NothingChosen`, `RoundNotOpen`.
    """
    assessment_round = AssessmentRound.objects.select_for_update().get(pk=assessment_round.pk)
    chosen = list(Assessment.objects.filter(round=assessment_round, pk__in=assessments))
    if verb not in STEPS or not can_run_bulk(by, chosen):
        raise PermissionDenied
    before = BulkRun.objects.filter(round=assessment_round, by=by, arguments__token=token).first()
    if before:
        return before
    if assessment_round.state != RoundState.OPEN:
        raise RoundNotOpen
    if not chosen:
        raise NothingChosen
    run = BulkRun.objects.create(
        round=assessment_round,
        verb=verb,
        arguments={**arguments, "token": token, "language": translation.get_language()},
        by=by,
        at=timezone.now(),
    )
    chosen.sort(key=lambda each: (each.parent_id or 0, each.unit_sort_key, each.pk))
    BulkOutcome.objects.bulk_create([BulkOutcome(run=run, assessment=each) for each in chosen], batch_size=1000)
    _record(run, "start_bulk", by, units=len(chosen))
    if is_queued():
        carry_out.enqueue(run.pk)
    return run


def continue_run(*, run, by):
    """Do up to two seconds of a run's work and return the run, re-read. Raises `PermissionDenied`.

    Each unit's step is taken as the person who asked for the run, whoever goes on with it.
    """
    if not can_manage_rounds(by):
        raise PermissionDenied
    return work_on(run.pk, until=monotonic() + SLICE_SECONDS)


@task()
def carry_out(run_id):
    """Do all of a run's work, in a worker."""
    work_on(run_id)


@transaction.atomic
def stop_run(*, run, by):
    """Leave undone what is not done yet. Returns the run; one that has ended already stays as it is."""
    if not can_manage_rounds(by):
        raise PermissionDenied
    run = _locked_run(run.pk)
    if run.is_active:
        run.state, run.finished_at = BulkState.CANCELLED, timezone.now()
        run.save(update_fields=["state", "finished_at"])
        _record(run, "stop_bulk", by)
    return run


def work_on(run_id, until=None):
    """Take the units that wait one by one: all, or as many as can be begun before `until` (a monotonic time).

    May be called by several at once, and again after a crash. Returns the run as it stands then.
    """
    BulkRun.objects.filter(pk=run_id, state=BulkState.WAITING).update(state=BulkState.RUNNING)
    while _settle_next(run_id):
        if until is not None and monotonic() >= until:
            break
    return _finish(run_id)


@transaction.atomic
def _settle_next(run_id):
    """Take the first unit whose turn nobody else has; False when there is none.

    The step and the word that it was done are committed together, so neither is ever there without the other.
    """
    waiting = BulkOutcome.objects.filter(run=run_id, state=OutcomeState.WAITING, run__state__in=ACTIVE)
    locked = waiting.select_for_update(of=("self",), skip_locked=True)
    # The person is read anew for each unit: roles that end in the middle of a run end with it.
    outcome = locked.select_related("run__by", "assessment__round").order_by("pk").first()
    if outcome is None:
        return False
    with translation.override(outcome.run.arguments["language"]):
        outcome.sentence = _take_step(outcome)
    outcome.state = OutcomeState.REFUSED if outcome.sentence else OutcomeState.DONE
    outcome.at = timezone.now()
    outcome.save(update_fields=["state", "sentence", "at"])
    return True


def _take_step(outcome):
    """Take the step and return "", or why it was not taken."""
    run = outcome.run
    try:
        # So that what a failed step wrote is undone, but not the outcome.
        with transaction.atomic():
            if not run.by.is_active:
                return _("Tài khoản của người yêu cầu đã ngừng hoạt động.")
            STEPS[run.verb](outcome)
    except Refused as refusal:
        return str(refusal)
    except PermissionDenied:
        return denial(run.by, run.verb, outcome.assessment, run.arguments)
    except Exception:
        # One unit's fault must not hold up the others.
        log.exception("Run %s, assessment %s", run.pk, outcome.assessment_id)
        return _("Có lỗi ngoài dự kiến, đã ghi vào nhật ký máy chủ. Hãy mở phiếu của đơn vị này và làm lại.")
    return ""


@transaction.atomic
def _finish(run_id):
    """Close a run of which no unit waits any more. Returns it, re-read."""
    run = BulkRun.objects.select_related("by").get(pk=run_id)
    if not run.is_active or run.outcomes.filter(state=OutcomeState.WAITING).exists():
        return run
    run = _locked_run(run_id)
    if run.is_active:
        run.state, run.finished_at = BulkState.DONE, timezone.now()
        run.save(update_fields=["state", "finished_at"])
        refused = run.outcomes.filter(state=OutcomeState.REFUSED).count()
        _record(run, "finish_bulk", run.by, refused=refused)
    return run


def _locked_run(run_id):
    """Return the run, locked, and its round with it: the round is the subject of the record."""
    run = BulkRun.objects.select_related("by").get(pk=run_id)
    AssessmentRound.objects.select_for_update().get(pk=run.round_id)
    return BulkRun.objects.select_for_update(of=("self",)).select_related("by").get(pk=run_id)


def _record(run, verb, by, **data):
    record_event(stream=f"round:{run.round_id}", verb=verb, by=by, data={"run": run.pk, "step": run.verb, **data})
