"""Which programme and round a page is about."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.http import Http404

from accounts.queries import scope_of
from assessments.actions.ranking import refresh_ranks
from assessments.models import Assessment, AssessmentRound
from assessments.queries.conditions import awaited_late, handed_in_late
from units.models import Programme


@dataclass(frozen=True, slots=True)
class Switch:
    """The round shown, and what one may switch to: every programme's newest round, the programme's rounds."""

    round: AssessmentRound
    rounds: tuple[AssessmentRound, ...]
    newest: tuple[AssessmentRound, ...]

    @property
    def programme(self) -> Programme:
        return self.round.programme

    @property
    def is_newest(self):
        """Whether the round shown is the newest of its programme."""
        return self.round == self.rounds[0]

    @property
    def oldest_first(self):
        """The rounds up to the one shown: later ones are not its history."""
        return tuple(reversed(self.rounds[self.rounds.index(self.round) :]))


def opened_rounds():
    """Every round that has assessments, newest first, with its programme and set. One query."""
    return list(AssessmentRound.objects.opened().select_related("programme", "criteria_set").newest_first())


def switch_to(programme_code, round_code):
    """Return the `Switch` for the codes in an address, or None when nothing was ever opened.

    Without codes: the newest round of the first programme in the administrator's order. `Http404` for a code that is
    not there.
    """
    opened = opened_rounds()
    newest = {}
    for each in opened:
        newest.setdefault(each.programme.code, each)
    if not opened and not (programme_code or round_code):
        return None
    shown = _shown(opened, newest, programme_code, round_code)
    return Switch(
        round=shown,
        rounds=tuple(each for each in opened if each.programme_id == shown.programme_id),
        newest=tuple(sorted(newest.values(), key=lambda each: (each.programme.position, each.programme.code))),
    )


def _shown(opened, newest, programme_code, round_code):
    if round_code:
        found = [each for each in opened if each.code == round_code]
        if not found:
            raise Http404
        return found[0]
    if programme_code:
        if programme_code not in newest:
            raise Http404
        return newest[programme_code]
    return min(newest.values(), key=lambda each: (each.programme.position, each.programme.code))


def late_assessments(rounds, today):
    """Return the Q over assessments that were handed in late, or are still awaited after their due day."""
    return handed_in_late(rounds) | awaited_late(rounds, today)


def sees_units_of(user, assessment_round):
    """Whether the person may see the result of at least one unit of the round."""
    return Assessment.objects.visible_to(user).filter(round=assessment_round).exists()


def standing_facts(user, rounds):
    """Return what all stored results of these rounds, as this person sees them, depend on; one query.

    Every action counts in `changes` of the assessment that it changes, so that their sum is never again what it was.
    It goes over whole rounds, because a rank moves with results out of the person's reach. Brings the ranks of the
    last round up to date first, when a result has changed since they were made.
    """
    shown = rounds[-1]
    found = Assessment.objects.filter(round__in=rounds).aggregate(
        units=Count("pk"),
        changed=Sum("changes"),
        unranked=Count("pk", filter=Q(round=shown, rank__isnull=True)),
    )
    if found["unranked"]:
        refresh_ranks(shown)
    scope = scope_of(user)
    plan = [
        (each.pk, each.title, each.state, each.is_illustrative, each.ends_on, each.self_score_due) for each in rounds
    ]
    return scope.everything, sorted(scope.own), sorted(scope.below), found["units"], found["changed"], plan
