"""The appraiser's grid: a department's criteria across all units."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
