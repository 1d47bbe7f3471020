"""One criterion of a sheet: its history, discussions, explanations and disagreements."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
