"""To which states a recommendation comes from which."""

from committee.models import RecommendationState

# What was done or declined has ended: asking again is a new letter with a number, a day and an answer of its own.
NEXT = {
    RecommendationState.RAISED: (
        RecommendationState.ACCEPTED,
        RecommendationState.UNDER_WAY,
        RecommendationState.DONE,
        RecommendationState.DECLINED,
    ),
    RecommendationState.ACCEPTED: (
        RecommendationState.UNDER_WAY,
        RecommendationState.DONE,
        RecommendationState.DECLINED,
    ),
    RecommendationState.UNDER_WAY: (RecommendationState.DONE, RecommendationState.DECLINED),
    RecommendationState.DONE: (),
    RecommendationState.DECLINED: (),
}
