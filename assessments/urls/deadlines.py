"""Extensions of one unit's days, and the days of a round."""

from django.urls import path

from assessments.urls.addresses import ROUND, SHEET
from assessments.views import deadlines as views

urlpatterns = [
    path(f"{ROUND}dates/", views.round_dates, name="round_dates"),
    path(f"{SHEET}deadlines/", views.show_deadlines, name="deadlines"),
    path(f"{SHEET}deadlines/extend/", views.extend_deadline, name="extend"),
]
