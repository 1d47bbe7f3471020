"""Evidence: attaching, revising, reading."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
