"""Units, criteria and rounds by text, with or without diacritics."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from assessments.models import Assessment, AssessmentRound
from criteria.models import Criterion
from units.names import search_key
from units.queries import Found, search_units

MOST = 20


@dataclass(frozen=True, slots=True)
class Results:
    units: tuple[Found, ...]
    criteria: tuple[Criterion, ...]
    rounds: tuple[AssessmentRound, ...]

    def __len__(self):
        return len(self.units) + len(self.criteria) + len(self.rounds)


def search(user, text):
    """Return the `Results` for a text, at most `MOST` of a kind; rounds only where this person sees a unit.

    Criteria and rounds are hundreds, not thousands: their words are compared here, units' in the database.
    """
    wanted = search_key(text).split()
    if not wanted:
        return Results((), (), ())
    criteria = Criterion.objects.select_related("criteria_set").order_by("-criteria_set__document_date", "position")
    seen = Assessment.objects.visible_to(user).filter(round=OuterRef("pk"))
    rounds = AssessmentRound.objects.opened().filter(Exists(seen)).select_related("programme").newest_first()
    return Results(
        units=tuple(search_units(text, limit=MOST)),
        criteria=_matching(criteria, wanted, lambda each: f"{each.code} {each.title}"),
        rounds=_matching(rounds, wanted, lambda each: f"{each.code} {each.title} {each.programme}"),
    )


def _matching(rows, wanted, text_of):
    found = []
    for each in rows:
        key = search_key(text_of(each))
        if all(word in key for word in wanted):
            found.append(each)
            if len(found) == MOST:
                break
    return tuple(found)
