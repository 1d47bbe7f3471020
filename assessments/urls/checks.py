"""What to look at before handing in."""

from django.urls import path

from assessments.urls.addresses import SHEET
from assessments.views import checks as views

urlpatterns = [path(f"{SHEET}checks/", views.show_checks, name="checks")]
