"""Addresses of the committee's directives."""

urlpatterns: list = []
