"""Addresses of a sheet and of what is sent from it."""

from django.urls import reverse

HTMX = {"HTTP_HX_REQUEST": "true"}


def address(assessment, *group):
    return reverse("assessments:sheet", args=[assessment.round.code, assessment.unit_id, *group])


def save_address(assessment, code, verb="save_self_score"):
    return reverse(f"assessments:{verb}", args=[assessment.round.code, assessment.unit_id, code])


def step_address(assessment, verb):
    return reverse(f"assessments:{verb}", args=[assessment.round.code, assessment.unit_id])


def criterion_address(assessment, code="II.1"):
    return save_address(assessment, code, "criterion")


def talk_address(assessment, verb, *keys, code="II.1"):
    """Where a form of a criterion's page goes; `keys`: that of a discussion."""
    return reverse(f"assessments:{verb}", args=[assessment.round.code, assessment.unit_id, code, *keys])
