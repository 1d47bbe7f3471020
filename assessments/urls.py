"""Addresses of rounds and sheets. Saves and steps take POST; a group's code is any code without a slash."""

from django.urls import path

from assessments.views import round as round_views
from assessments.views import sheet as sheet_views
from units import converters  # noqa: F401  makes <key:…> known

app_name = "assessments"


SHEET = "<slug:code>/units/<key:unit>/"
CRITERION = f"{SHEET}criteria/<str:criterion>/"

urlpatterns = [
    path("", round_views.list_rounds, name="rounds"),
    path("<slug:code>/", round_views.show_round, name="round"),
    path("<slug:code>/open/", round_views.open_round, name="open_round"),
    path("<slug:code>/publish/", round_views.publish, name="publish"),
    path(SHEET, sheet_views.show_sheet, name="sheet"),
    path(f"{SHEET}<str:group>/", sheet_views.show_sheet, name="sheet"),
    path(f"{CRITERION}self-score/", sheet_views.save_self_score, name="save_self_score"),
    path(f"{CRITERION}appraisal/", sheet_views.save_appraisal, name="save_appraisal"),
    path(f"{CRITERION}agree/", sheet_views.agree, name="agree"),
    path(f"{SHEET}steps/submit/", sheet_views.submit, name="submit"),
    path(f"{SHEET}steps/complete-appraisal/", sheet_views.complete_appraisal, name="complete_appraisal"),
    path(f"{SHEET}steps/decide/", sheet_views.decide, name="decide"),
]
