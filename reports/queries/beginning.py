"""Which documents a person may begin, and about what."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Role
from accounts.queries import OWN_UNIT_ROLES, scope_of
from assessments.models import Assessment, AssessmentRound
from committee.models import Meeting, MeetingState
from committee.queries.concerned import speaks_for, tops_of
from reports.kinds import KINDS
from reports.models import Body
from units.models import Unit

DRAFTERS = frozenset({*OWN_UNIT_ROLES, Role.SECRETARY})


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be chosen for a kind: [(primary key, words)] each, None where the kind does not ask for it.

    `round`: the one that is chosen, by which the units are offered, None as long as there is none; `before` the one
    with which it is compared. `issuers`: the committees.
    """

    kind: object
    issuers: list | None = None
    rounds: list | None = None
    earlier_rounds: list | None = None
    meetings: list | None = None
    units: list | None = None
    as_of: bool = False
    round: AssessmentRound | None = None
    before: AssessmentRound | None = None
    round_choices: tuple = ()

    @property
    def lacks(self):
        """Whether something that the kind asks for is not there to be chosen, and there is no form to fill."""
        asked = (self.issuers, self.rounds, self.earlier_rounds, self.meetings, self.units)
        return any(each is not None and not each for each in asked)


def kinds_for(user):
    """Return the `Kind`s that the user may begin, in their order."""
    reach = scope_of(user).reach
    leads, drafts = bool(reach.get(Role.SECRETARY)), any(reach.get(role) for role in DRAFTERS)
    return [kind for kind in KINDS.values() if (leads if kind.body == Body.COMMITTEE else drafts)]


def offer_of(user, kind, round_code="", earlier_code=""):
    """Return the `Offer` of a kind that the user may begin; the codes name the rounds, by default the newest and the
    one before it in its programme.

    At most five queries.
    """
    needs = kind.needs
    rounds = list(AssessmentRound.objects.visible_to(user).opened().newest_first()) if "round" in needs else []
    chosen = next((each for each in rounds if each.code == round_code), rounds[0] if rounds else None)
    named = [(each.pk, each.title) for each in rounds]
    return Offer(
        kind=kind,
        issuers=_committees(user) if kind.body == Body.COMMITTEE and "meeting" not in needs else None,
        rounds=named if "round" in needs else None,
        earlier_rounds=named if "earlier_round" in needs else None,
        meetings=_meetings(user) if "meeting" in needs else None,
        units=_units(user, kind, chosen) if "unit" in needs or kind.body == Body.UNIT else None,
        as_of="as_of" in needs,
        round=chosen,
        round_choices=tuple(rounds),
        before=_before(rounds, chosen, earlier_code) if "earlier_round" in needs else None,
    )


def _before(rounds, chosen, code):
    named = next((each for each in rounds if each.code == code), None)
    if named or chosen is None:
        return named
    same = (each for each in rounds if each.programme_id == chosen.programme_id and each.ends_on < chosen.ends_on)
    return next(same, None)


def _committees(user):
    return [(each.unit_id, each.full_name) for each in tops_of(user, Role.SECRETARY)]


def _meetings(user):
    rows = Meeting.objects.visible_to(user).filter(city__in=scope_of(user).reach.get(Role.SECRETARY, ()))
    rows = rows.exclude(state=MeetingState.CANCELLED).order_by("-on", "-pk")
    return [(each.pk, f"{each.title} ({each.on:%d/%m/%Y})") for each in rows]


def _units(user, kind, chosen):
    """Units of the round's sheets where the kind is about a round, else today's."""
    if "round" not in kind.needs:
        return [(each.unit_id, each.police_name) for each in speaks_for(user, DRAFTERS)]
    if chosen is None:
        return []
    scope = scope_of(user)
    led = scope.reach.get(Role.SECRETARY, frozenset())
    rows = Assessment.objects.visible_to(user).filter(round=chosen).order_by("unit_sort_key", "pk")
    rows = rows.only("unit_id", "unit_name", "unit_type", "parent_id", "root_id")
    own = scope.own if kind.body == Body.UNIT else frozenset()
    return [
        (each.unit_id, each.police_name)
        for each in rows
        if each.unit_id in own or {each.unit_id, each.parent_id, each.root_id} & led
    ]


def issuer_of(kind, chosen):
    """Return the `Unit` that issues a document of a kind about what was chosen ({name: object or None})."""
    if kind.body == Body.UNIT:
        return chosen["unit"]
    if chosen.get("meeting"):
        return chosen["meeting"].city
    return chosen["issuer"]


def units_in(offered):
    """Return the queryset of the units of [(primary key, words)]."""
    return Unit.objects.filter(pk__in=[pk for pk, _words in offered or ()])


def default_day():
    return timezone.localdate()
