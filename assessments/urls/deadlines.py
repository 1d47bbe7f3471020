"""Extensions and what the portal tells people."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
