"""Addresses of publishing, amending and the published files."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
