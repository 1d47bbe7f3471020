"""Addresses of a sheet and of what is sent from it."""

from django.urls import reverse

HTMX = {"HTTP_HX_REQUEST": "true"}


def address(assessment, *group):
    return reverse("assessments:sheet", args=[assessment.round.code, assessment.unit_id, *group])


def save_address(assessment, code, verb="save_self_score"):
    return reverse(f"assessments:{verb}", args=[assessment.round.code, assessment.unit_id, code])


def step_address(assessment, verb):
    return reverse(f"assessments:{verb}", args=[assessment.round.code, assessment.unit_id])
