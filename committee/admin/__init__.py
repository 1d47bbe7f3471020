"""Administration of the committee's catalogues; what has a workflow can be looked at here and never changed."""

from committee.admin import (
    directives,
    guidance,
    initiatives,
    meetings,
    obstacles,
    recognition,
    recommendations,
    rollout,
)

__all__ = [
    "directives",
    "guidance",
    "initiatives",
    "meetings",
    "obstacles",
    "recognition",
    "recommendations",
    "rollout",
]
