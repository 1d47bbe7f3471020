"""Addresses of units' resources."""

from units import converters  # noqa: F401  makes <key:…> known

app_name = "resources"

urlpatterns: list = []
