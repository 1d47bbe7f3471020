"""One kind of document for many units: each prepared, written and kept by itself (docs/adr/0009).

A document is written outside any transaction, because it takes as long as a hundred saves, and kept in a short one that
looks first whether anybody kept it meanwhile. So a killed process loses at most the document that it was writing, and
two that work on one run never keep a document twice.
"""

import logging
from time import monotonic

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.actions import record_event
from accounts.refusals import Refused
from assessments.actions.bulk import SLICE_SECONDS, is_queued
from assessments.models import Assessment, BulkState, OutcomeState
from assessments.models.bulk import ACTIVE
from reports.actions.preparation import Subject, prepare_report
from reports.actions.refusals import NoUnitToWriteFor, SubjectMissing
from reports.kinds import KINDS
from reports.models import Body, ReportOutcome, ReportRun
from reports.permissions import can_run_reports
from reports.queries.files import files_of

log = logging.getLogger(__name__)
WRITTEN = ("pdf", "docx")
# What a run can write: documents about one unit in one round.
OF_A_UNIT = frozenset({"round", "unit"})


def kinds_for_runs():
    """Return the kinds of which one a unit can be written, in order."""
    return [kind for kind in KINDS.values() if kind.needs == OF_A_UNIT]


@transaction.atomic
def start_report_run(*, kind, assessment_round, city, token, by):
    """Ask for one document of a kind (its code) for every unit of a round below `city`; return the `ReportRun`.

    Nothing is written yet. The same `token` again is the same form sent twice: the run of the first time is returned.
    Raises `PermissionDenied`, `SubjectMissing`, `NoUnitToWriteFor`.
    """
    if not can_run_reports(by, city.pk):
        raise PermissionDenied
    if kind not in {each.code for each in kinds_for_runs()}:
        raise SubjectMissing
    before = ReportRun.objects.filter(token=token, by=by).first()
    if before:
        return before
    assessments = list(Assessment.objects.filter(round=assessment_round, root=city).order_by("unit_sort_key", "pk"))
    if not assessments:
        raise NoUnitToWriteFor
    run = ReportRun.objects.create(
        kind=kind,
        city=city,
        round=assessment_round,
        token=token,
        language=translation.get_language(),
        by=by,
        at=timezone.now(),
    )
    outcomes = [ReportOutcome(run=run, unit_id=each.unit_id, unit_name=each.full_name) for each in assessments]
    ReportOutcome.objects.bulk_create(outcomes, batch_size=1000)
    record_event(stream=run.stream, verb="start_report_run", by=by, data={"kind": kind, "units": len(outcomes)})
    if is_queued():
        write_run.enqueue(run.pk)
    return run


def continue_report_run(*, run, by):
    """Do up to two seconds of a run's work and return the run, re-read. Raises `PermissionDenied`.

    Each document is begun as the person who asked for the run, whoever goes on with it.
    """
    if not can_run_reports(by, run.city_id):
        raise PermissionDenied
    return work_on(run.pk, until=monotonic() + SLICE_SECONDS)


@task()
def write_run(run_id):
    """Do all of a run's work, in a worker."""
    work_on(run_id)


@transaction.atomic
def stop_report_run(*, run, by):
    """Leave unwritten what is not written yet. Returns the run; one that has ended already stays as it is."""
    if not can_run_reports(by, run.city_id):
        raise PermissionDenied
    run = ReportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.is_active:
        _end(run, BulkState.CANCELLED)
        record_event(stream=run.stream, verb="stop_report_run", by=by)
    return run


def work_on(run_id, until=None):
    """Take the units that wait one by one: all, or as many as can be begun before `until` (a monotonic time).

    May be called by several at once, and again after a crash. Returns the run as it stands then.
    """
    ReportRun.objects.filter(pk=run_id, state=BulkState.WAITING).update(state=BulkState.RUNNING)
    waiting = ReportOutcome.objects.filter(run=run_id, state=OutcomeState.WAITING, run__state__in=ACTIVE)
    # The person is read anew for each unit: roles that end in the middle of a run end with it.
    while outcome := waiting.select_related("run__by", "run__round__programme", "unit").order_by("pk").first():
        with translation.override(outcome.run.language):
            _settle(outcome)
        if until is not None and monotonic() >= until:
            break
    return _finish(run_id)


def _settle(outcome):
    """Write a unit's document and keep it, or keep why it could not be written."""
    try:
        report, files = _written(outcome)
    except Refused as refusal:
        _keep(outcome, sentence=str(refusal))
    except PermissionDenied:
        _keep(outcome, sentence=_("Người yêu cầu không còn quyền lập văn bản của đơn vị này."))
    except Exception:
        # One unit's fault must not hold up the others.
        log.exception("Report run %s, unit %s", outcome.run_id, outcome.unit_id)
        unexpected = _("Có lỗi ngoài dự kiến, đã ghi vào nhật ký máy chủ. Hãy mở văn bản của đơn vị và thử lại.")
        _keep(outcome, sentence=unexpected)
    else:
        _keep(outcome, report=report, files=files)


def _written(outcome):
    run = outcome.run
    if not run.by.is_active:
        raise PermissionDenied
    issuer = outcome.unit if KINDS[run.kind].body == Body.UNIT else run.city
    subject = Subject(issuer=issuer, round=run.round, unit=outcome.unit)
    report = prepare_report(kind=run.kind, subject=subject, by=run.by)
    return report, dict(files_of(report, WRITTEN))


def _keep(outcome, *, report=None, files=None, sentence=""):
    """Keep what became of a unit, unless somebody kept it meanwhile. The bytes are stored before the row names them."""
    stored = {each: _stored(outcome, each, content) for each, content in (files or {}).items()}
    with transaction.atomic():
        kept = ReportOutcome.objects.select_for_update().get(pk=outcome.pk)
        if kept.state != OutcomeState.WAITING:
            return
        kept.state = OutcomeState.REFUSED if sentence else OutcomeState.DONE
        kept.sentence, kept.report, kept.at = sentence, report, timezone.now()
        for file_format, name in stored.items():
            setattr(kept, file_format, name)
        kept.save(update_fields=["state", "sentence", "report", "at", *stored])


def _stored(outcome, file_format, content):
    """Store one file under the only name that it can have: what a killed process left there is written over."""
    name = f"report-runs/{outcome.run_id}/{outcome.pk}.{file_format}"
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))


@transaction.atomic
def _finish(run_id):
    """Close a run of which no unit waits any more. Returns it, re-read."""
    run = ReportRun.objects.select_for_update(of=("self",)).select_related("by").get(pk=run_id)
    if run.is_active and not run.outcomes.filter(state=OutcomeState.WAITING).exists():
        refused = run.outcomes.filter(state=OutcomeState.REFUSED).count()
        _end(run, BulkState.DONE)
        record_event(stream=run.stream, verb="finish_report_run", by=run.by, data={"refused": refused})
    return run


def _end(run, state):
    run.state, run.finished_at = state, timezone.now()
    run.save(update_fields=["state", "finished_at"])
