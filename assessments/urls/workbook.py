"""The offline workbook: out and back in."""

from django.urls import path

from assessments.urls.addresses import SHEET
from assessments.views import workbook as views

urlpatterns = [
    path(f"{SHEET}workbook/", views.exchange, name="workbook"),
    path(f"{SHEET}workbook/file/", views.download, name="workbook_file"),
]
