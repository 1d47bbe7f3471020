"""Addresses of the official documents, by what they are about. Saves and steps take POST."""

from reports.urls import documents, pack, publications, runs
from units import converters  # noqa: F401  makes <key:…> known

app_name = "reports"

urlpatterns = [
    *runs.urlpatterns,
    *pack.urlpatterns,
    *publications.urlpatterns,
    *documents.urlpatterns,
]
