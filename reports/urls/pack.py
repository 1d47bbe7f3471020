"""Addresses of a conference's pack and its deck."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
