"""Headquarters projects as they stood on a day."""

import datetime as dt

from django.utils import timezone

from resources.models import HeadquartersProject
from resources.queries.projects import timeline_of


def projects_of(unit_ids, date):
    """Return the `Timeline`s of the projects of some units as they stood on a day, in the order of their names.

    What was reached or dropped later had not happened yet. A project of which nothing had happened by a past day is
    left out, because nobody noted when it was begun. Four queries.
    """
    found = HeadquartersProject.objects.filter(unit__in=unit_ids).for_page().order_by("unit_id", "pk")
    timelines = [timeline_of(_as_of(project, date), date) for project in found if _had_begun(project, date)]
    return tuple(sorted(timelines, key=_by_name))


def _by_name(timeline):
    project = timeline.project
    return project.unit.latest.sort_key, project.unit_id, project.pk


def _had_begun(project, date):
    days = [step.actual_on for step in project.steps.all() if step.actual_on]
    return date >= timezone.localdate() or any(day <= date for day in days)


def _as_of(project, date):
    """The rows stay unsaved: only what is read of them is taken back to the day."""
    for step in project.steps.all():
        if _is_later(step.actual_on, date):
            step.actual_on = None
    if _is_later(project.dropped_on, date):
        project.dropped_on = None
    return project


def _is_later(day: dt.date | None, date: dt.date):
    return day is not None and day > date
