"""One step for many units of a round."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
