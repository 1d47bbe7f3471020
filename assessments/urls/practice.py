"""Practice on a published dossier."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
