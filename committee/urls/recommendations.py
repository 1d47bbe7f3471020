"""Addresses of the committee's recommendations."""

urlpatterns: list = []
