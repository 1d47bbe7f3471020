"""Addresses of publishing, amending and the published files."""

from django.urls import path, re_path

from reports.views import publications, register

urlpatterns = [
    path("register/", register.show_register, name="register"),
    re_path(r"^register\.(?P<kind>csv|xlsx)$", register.download_register, name="register_file"),
    path("<key:pk>/publish/", publications.publish, name="publish"),
    path("<key:pk>/amend/", publications.amend, name="amend"),
    path("<key:pk>/files/<slug:file_format>/", publications.download, name="published_file"),
]
