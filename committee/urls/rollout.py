"""Addresses of the committee's rollout."""

from django.urls import path

from committee.views import rollout

urlpatterns = [
    path("rollout/", rollout.show_rollout, name="rollout"),
    path("rollout/new/", rollout.new_target, name="target_new"),
    path("rollout/<key:target>/change/", rollout.edit_target, name="target_change"),
]
