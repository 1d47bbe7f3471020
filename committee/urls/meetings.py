"""Addresses of the committee's meetings."""

urlpatterns: list = []
