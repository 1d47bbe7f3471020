"""Addresses of documents of many units at once."""

from django.urls import path, re_path

from reports.views import runs as views

RUN = "runs/<key:run>/"

urlpatterns = [
    path("runs/", views.list_runs, name="runs"),
    path(RUN, views.show_run, name="run"),
    path(f"{RUN}continue/", views.go_on, name="continue_run"),
    path(f"{RUN}stop/", views.stop, name="stop_run"),
    path(f"{RUN}files.zip", views.download_archive, name="run_archive"),
    re_path(
        r"^runs/(?P<run>\d{1,18})/(?P<outcome>\d{1,18})\.(?P<file_format>pdf|docx)$",
        views.download_file,
        name="run_file",
    ),
]
