"""What was decided: obstacles, recommendations, directives, meetings, roll-out, recognition, guidance, initiatives."""

from committee.models.directive import (
    Directive,
    DirectiveState,
    Postponement,
    PostponementState,
    ProgressNote,
    Repetition,
)
from committee.models.guidance import Assignment, Visit, VisitKind
from committee.models.initiative import (
    Commendation,
    CommendationForm,
    CountKind,
    Initiative,
    InitiativeCount,
    InitiativeKind,
    Replication,
)
from committee.models.meeting import AgendaItem, ItemKind, ItemState, Meeting, MeetingKind, MeetingState
from committee.models.obstacle import BlockedUnit, Cause, Obstacle, ObstacleState
from committee.models.recognition import (
    CLOSED,
    HOLDING,
    STATE_AFTER,
    TRANSITIONS,
    Recognition,
    RecognitionState,
    RecognitionStep,
    RecognitionVerb,
)
from committee.models.recommendation import (
    Body,
    BodyKind,
    Recommendation,
    RecommendationState,
    RecommendationStep,
)
from committee.models.rollout import Measure, RolloutTarget, Spread

__all__ = [
    "CLOSED",
    "HOLDING",
    "STATE_AFTER",
    "TRANSITIONS",
    "AgendaItem",
    "Assignment",
    "BlockedUnit",
    "Body",
    "BodyKind",
    "Cause",
    "Commendation",
    "CommendationForm",
    "CountKind",
    "Directive",
    "DirectiveState",
    "Initiative",
    "InitiativeCount",
    "InitiativeKind",
    "ItemKind",
    "ItemState",
    "Measure",
    "Meeting",
    "MeetingKind",
    "MeetingState",
    "Obstacle",
    "ObstacleState",
    "Postponement",
    "PostponementState",
    "ProgressNote",
    "Recognition",
    "RecognitionState",
    "RecognitionStep",
    "RecognitionVerb",
    "Recommendation",
    "RecommendationState",
    "RecommendationStep",
    "Repetition",
    "Replication",
    "RolloutTarget",
    "Spread",
    "Visit",
    "VisitKind",
]
