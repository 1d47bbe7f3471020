"""Addresses of the committee's chain."""

from django.urls import path

from committee.views import chain as views
from units import converters  # noqa: F401  makes <key:…> known

urlpatterns = [
    path("", views.chain, name="chain"),
    path("units/<key:unit>/", views.show_unit, name="unit_chain"),
    path("criteria/<slug:set_code>/<str:criterion_code>/", views.show_criterion, name="criterion_chain"),
]
