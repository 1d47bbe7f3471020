"""Addresses of the committee's rollout."""

urlpatterns: list = []
