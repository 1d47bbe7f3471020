"""Addresses of the committee's business, by what they are about. Saves and steps take POST."""

from committee.urls import (
    chain,
    directives,
    guidance,
    initiatives,
    meetings,
    obstacles,
    recognition,
    recommendations,
    rollout,
)
from units import converters  # noqa: F401  makes <key:…> known

app_name = "committee"

urlpatterns = [
    *chain.urlpatterns,
    *obstacles.urlpatterns,
    *recommendations.urlpatterns,
    *directives.urlpatterns,
    *meetings.urlpatterns,
    *rollout.urlpatterns,
    *guidance.urlpatterns,
    *initiatives.urlpatterns,
    *recognition.urlpatterns,
]
