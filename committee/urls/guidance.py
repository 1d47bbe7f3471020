"""Addresses of the committee's guidance."""

from django.urls import path

from committee.views import guidance

urlpatterns = [
    path("assignments/", guidance.list_assignments, name="assignments"),
    path("assignments/new/", guidance.new_assignment, name="assignment_new"),
    path("assignments/<key:assignment>/end/", guidance.end, name="assignment_end"),
    path("visits/", guidance.list_visits, name="visits"),
    path("visits/new/", guidance.new_visit, name="visit_new"),
]
