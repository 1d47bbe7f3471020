"""Addresses of documents of many units at once."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
