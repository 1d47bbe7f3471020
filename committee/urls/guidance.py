"""Addresses of the committee's guidance."""

urlpatterns: list = []
