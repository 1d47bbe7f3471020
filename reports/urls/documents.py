"""Addresses of documents: listed, begun, worded, approved."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
