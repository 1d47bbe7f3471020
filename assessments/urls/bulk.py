"""One step for many units of a round."""

from django.urls import path

from assessments.urls.addresses import ROUND
from assessments.views import bulk as views

BULK = f"{ROUND}bulk/"
RUN = f"{BULK}runs/<key:run>/"

urlpatterns = [
    path(BULK, views.show_bulk, name="bulk"),
    path(f"{BULK}open/", views.preview_opening, name="preview_opening"),
    path(f"{BULK}publish/", views.preview_publishing, name="preview_publishing"),
    path(RUN, views.show_run, name="bulk_run"),
    path(f"{RUN}continue/", views.go_on, name="continue_run"),
    path(f"{RUN}stop/", views.stop, name="stop_run"),
    path(f"{BULK}<slug:verb>/", views.preview_run, name="preview_run"),
]
