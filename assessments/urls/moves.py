from django.urls import path

from assessments.urls.addresses import SHEET
from assessments.views import sheet as views

STEPS = f"{SHEET}steps/"

urlpatterns = [
    path(f"{STEPS}submit/", views.submit, name="submit"),
    path(f"{STEPS}complete-appraisal/", views.complete_appraisal, name="complete_appraisal"),
    path(f"{STEPS}decide/", views.decide, name="decide"),
]
