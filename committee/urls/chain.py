"""Addresses of the committee's chain."""

urlpatterns: list = []
