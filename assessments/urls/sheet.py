from django.urls import path

from assessments.urls.addresses import CRITERION, SHEET
from assessments.views import sheet as views

urlpatterns = [
    path(SHEET, views.show_sheet, name="sheet"),
    path(f"{SHEET}<str:group>/", views.show_sheet, name="sheet"),
    path(f"{CRITERION}self-score/", views.save_self_score, name="save_self_score"),
    path(f"{CRITERION}resource/", views.take_resource, name="take_resource"),
    path(f"{CRITERION}appraisal/", views.save_appraisal, name="save_appraisal"),
    path(f"{CRITERION}agree/", views.agree, name="agree"),
]
