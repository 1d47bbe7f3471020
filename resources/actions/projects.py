"""Headquarters projects: started, brought from stage to stage, dropped."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from accounts.refusals import ReasonMissing
from resources.actions.refusals import DayAhead, NothingRecorded, ProjectEnded, StageOutOfOrder
from resources.models import HeadquartersProject, ProjectStage, ProjectStep
from resources.permissions import can_keep_project
from units.models import Unit

ORDER = list(ProjectStage)


@transaction.atomic
def start_project(*, by, unit, title, kind, investor="", document="", planned=None, is_illustrative=False):
    """Start a headquarters project of a unit, `planned` being {stage: day}. Returns it.

    The same title again, while that project is under way, is that one. Raises `PermissionDenied`, `StageOutOfOrder`.
    """
    if not can_keep_project(by, unit.pk):
        raise PermissionDenied
    days = {ProjectStage(stage): day for stage, day in (planned or {}).items() if day}
    for stage in days:
        _check_order(stage, days)
    Unit.objects.select_for_update().get(pk=unit.pk)
    if found := HeadquartersProject.objects.filter(unit=unit, title=title).under_way().first():
        return found
    project = HeadquartersProject.objects.create(
        unit=unit, title=title, kind=kind, investor=investor, document=document, is_illustrative=is_illustrative
    )
    for stage in sorted(days, key=ORDER.index):
        ProjectStep.objects.create(project=project, stage=stage, planned_on=days[stage])
    data = {"title": title, "planned": {stage.value: day.isoformat() for stage, day in days.items()}}
    record_event(stream=project.stream, verb="start_project", by=by, data=data)
    return project


@transaction.atomic
def record_step(*, by, project, stage, planned_on=None, actual_on=None, note="", is_taken_back=False):
    """Record when a stage is planned to be reached, and when it was; what is not given stays. Returns the step.

    `is_taken_back`: the stage is not reached after all. Raises `PermissionDenied`, `ProjectEnded` (dropped),
    `NothingRecorded`, `DayAhead`, `StageOutOfOrder`.
    """
    project = _locked(project, by)
    if project.dropped_on:
        raise ProjectEnded
    if not (planned_on or actual_on or note or is_taken_back):
        raise NothingRecorded
    if actual_on and actual_on > timezone.localdate():
        raise DayAhead(actual_on)
    steps = {step.stage: step for step in project.steps.all()}
    step = steps.setdefault(stage, ProjectStep(project=project, stage=ProjectStage(stage)))
    step.planned_on = planned_on or step.planned_on
    step.actual_on = None if is_taken_back else actual_on or step.actual_on
    step.note = note or step.note
    for name in ("planned_on", "actual_on"):
        _check_order(step.stage, {each.stage: day for each in steps.values() if (day := getattr(each, name))})
    step.save()
    days = {"planned_on": planned_on, "actual_on": actual_on}
    told = {name: day.isoformat() for name, day in days.items() if day}
    data = {"stage": str(step.stage), "note": note, "is_taken_back": is_taken_back, **told}
    record_event(stream=project.stream, verb="record_step", by=by, data=data)
    return step


@transaction.atomic
def drop_project(*, by, project, on, reason):
    """Drop a project that is under way. Returns it; raises `PermissionDenied`, `ProjectEnded`, and as to its words."""
    project = _locked(project, by)
    if project.has_ended:
        raise ProjectEnded
    if not reason.strip():
        raise ReasonMissing
    if on > timezone.localdate():
        raise DayAhead(on)
    project.dropped_on, project.dropped_reason = on, reason
    project.save(update_fields=["dropped_on", "dropped_reason"])
    record_event(stream=project.stream, verb="drop_project", by=by, data={"on": on.isoformat(), "reason": reason})
    return project


def _locked(project, by):
    project = HeadquartersProject.objects.select_for_update().get(pk=project.pk)
    if not can_keep_project(by, project.unit_id):
        raise PermissionDenied
    return project


def _check_order(stage, days):
    """Raise `StageOutOfOrder` when the stage's day lies on the wrong side of another's in {stage: day}."""
    stage = ProjectStage(stage)
    if stage not in days:
        return
    for other, day in days.items():
        other = ProjectStage(other)
        is_later = ORDER.index(other) > ORDER.index(stage)
        if (is_later and day < days[stage]) or (ORDER.index(other) < ORDER.index(stage) and day > days[stage]):
            raise StageOutOfOrder(stage, other, day, is_later)
