"""Addresses of the committee's initiatives."""

urlpatterns: list = []
