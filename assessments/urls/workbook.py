"""The offline workbook: out and back in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
