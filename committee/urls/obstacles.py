"""Addresses of the committee's obstacles."""

urlpatterns: list = []
