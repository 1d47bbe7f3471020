"""How the programmes stand that the overview does not show at the moment."""

from dataclasses import dataclass

from assessments.models import Assessment, AssessmentRound

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another programme's newest round, and the units that stand best in it, best first."""

    round: AssessmentRound
    best: tuple[Assessment, ...]


def standing_elsewhere(user, switch):
    """Return an `Elsewhere` for each other programme in which this person sees a unit. One query a programme."""
    found = []
    for each in switch.newest:
        if each.programme_id == switch.round.programme_id:
            continue
        rows = Assessment.objects.visible_to(user).filter(round=each).order_by("-standing", "pk")
        best = tuple(rows.only("unit_id", "unit_type", "unit_name", "met", "applicable", "percent")[:SHOWN])
        if best:
            found.append(Elsewhere(each, best))
    return tuple(found)
