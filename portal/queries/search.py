"""Units, criteria and rounds by text, with or without diacritics."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from assessments.models import Assessment, AssessmentRound
from committee.models import Directive, Initiative, Meeting, Obstacle, Recommendation
from criteria.models import Criterion
from units.names import search_key
from units.queries import Found, search_units

MOST = 20


@dataclass(frozen=True, slots=True)
class Results:
    units: tuple[Found, ...]
    criteria: tuple[Criterion, ...]
    rounds: tuple[AssessmentRound, ...]
    obstacles: tuple[Obstacle, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    directives: tuple[Directive, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    initiatives: tuple[Initiative, ...] = ()

    def __len__(self):
        return sum(len(getattr(self, each)) for each in self.__slots__)


def search(user, text):
    """Return the `Results` for a text, at most `MOST` of a kind, of what this person may see.

    Criteria and rounds are hundreds, not thousands: their words are compared here, all others' in the database.
    """
    key = search_key(text)
    wanted = key.split()
    if not wanted:
        return Results((), (), ())
    criteria = Criterion.objects.select_related("criteria_set").order_by("-criteria_set__document_date", "position")
    seen = Assessment.objects.visible_to(user).filter(round=OuterRef("pk"))
    rounds = AssessmentRound.objects.opened().filter(Exists(seen)).select_related("programme").newest_first()
    return Results(
        units=tuple(search_units(text, limit=MOST)),
        criteria=_matching(criteria, wanted, lambda each: f"{each.code} {each.title}"),
        rounds=_matching(rounds, wanted, lambda each: f"{each.code} {each.title} {each.programme}"),
        obstacles=tuple(Obstacle.objects.visible_to(user).matching(key)[:MOST]),
        recommendations=tuple(Recommendation.objects.visible_to(user).matching(key).select_related("body")[:MOST]),
        directives=tuple(Directive.objects.visible_to(user).matching(key)[:MOST]),
        meetings=tuple(Meeting.objects.visible_to(user).matching(key)[:MOST]),
        initiatives=tuple(Initiative.objects.matching(key)[:MOST]),
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
