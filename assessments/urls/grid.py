"""The appraiser's grid: a department's criteria across all units."""

from django.urls import path

from assessments.urls.addresses import ROUND
from assessments.views import grid as views

GRID = f"{ROUND}grid/"
CELL = f"{GRID}<key:unit>/<str:criterion>/"

urlpatterns = [
    path(GRID, views.show_grid, name="grid"),
    path(CELL, views.show_cell, name="grid_cell"),
    path(f"{CELL}appraisal/", views.appraise, name="grid_appraise"),
    path(f"{CELL}agree/", views.agree, name="grid_agree"),
]
