"""Addresses at which anybody checks a document in hand; beneath /verify/, as the QR codes say."""

from django.urls import URLPattern

app_name = "verification"

urlpatterns: list[URLPattern] = []
