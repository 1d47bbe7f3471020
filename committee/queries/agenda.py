"""What the portal proposes that a meeting takes up: the exceptions, read from its round and the city's business."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from assessments.models import Assessment, AssessmentRound
from committee.models import Directive, ItemKind, Obstacle
from committee.queries.agenda_results import disputes, knock_outs, near_class, open_knock_outs
from committee.queries.agenda_subject import Fact, directive_facts, obstacle_facts, subject_key
from units.queries import with_whole_predecessors

# A meeting does not go through more of one kind.
MOST_OF_A_KIND = 20
MOST_OBSTACLES = 5
TITLE_MOST = 300


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that a meeting should look at, with three `Fact`s; the rows that it is about as their keys."""

    kind: ItemKind
    title: str
    facts: tuple[Fact, ...]
    assessment_id: int | None = None
    criterion_id: int | None = None
    obstacle_id: int | None = None
    directive_id: int | None = None
    is_illustrative: bool = False

    @property
    def key(self):
        return "-".join([self.kind.value, *(str(each or 0) for each in subject_key(self))])


def proposals(user, meeting):
    """Return the `Proposal`s for a meeting as far as the user may see them, without what is on its agenda.

    Knock-outs, disputes and units near a higher class of the meeting's round (else of the newest opened round of its
    programme), overdue directives of the city, the obstacles that have stood longest. At most 18 queries.
    """
    there = {(item.kind, subject_key(item)) for item in meeting.items.all()}
    found = []
    for those in (*_of_results(user, meeting), _overdue(user, meeting), _obstacles(user, meeting)):
        found += [each for each in those if (each.kind, subject_key(each)) not in there][:MOST_OF_A_KIND]
    return found


def round_of(user, meeting):
    """Return the round whose results the meeting is about, None without a round and a programme."""
    if meeting.round_id:
        return meeting.round
    if not meeting.programme_id:
        return None
    rounds = AssessmentRound.objects.visible_to(user).opened().filter(programme=meeting.programme_id)
    return rounds.select_related("criteria_set").newest_first().first()


# ---------------------------------------------------------------- results


def _of_results(user, meeting):
    """The proposals of the round, a list for each kind."""
    shown = round_of(user, meeting)
    if shown is None:
        return ()
    rows = Assessment.objects.visible_to(user).filter(round=shown, root__in=with_whole_predecessors([meeting.city_id]))
    assessments = list(rows.select_related("round__criteria_set").defer("parents").order_by("unit_sort_key", "pk"))
    whole = [each for each in assessments if each.is_complete]
    return (
        [_knock_out(each) for each in knock_outs(open_knock_outs(whole)[: 2 * MOST_OF_A_KIND])],
        [_dispute(each) for each in disputes(assessments)],
        [_near(near) for each in whole if (near := near_class(each))],
    )


def _knock_out(found):
    assessment, criterion = found.assessment, found.criterion
    title = _("%(unit)s – %(code)s %(title)s")
    values = {"unit": assessment.full_name, "code": criterion.code, "title": criterion.title}
    return _proposal(ItemKind.KNOCK_OUT, title % values, found, assessment, criterion_id=criterion.pk)


def _dispute(found):
    criterion = found.criterion
    title = _("%(unit)s – %(code)s %(title)s")
    values = {"unit": found.assessment.full_name, "code": criterion.code, "title": criterion.title}
    return _proposal(ItemKind.DISPUTED, title % values, found, found.assessment, criterion_id=criterion.pk)


def _near(found):
    title = _("%(unit)s – còn %(gap)s là đạt loại “%(title)s”")
    values = {"unit": found.assessment.full_name, "gap": found.gap, "title": found.class_title}
    return _proposal(ItemKind.NEAR_CLASS, title % values, found, found.assessment)


def _proposal(kind, title, found, assessment, **refs):
    return Proposal(
        kind=kind,
        title=_line(title),
        facts=found.facts,
        assessment_id=assessment.pk,
        is_illustrative=assessment.round.is_illustrative,
        **refs,
    )


def _line(title):
    """The title as an item holds it."""
    return Truncator(title[:1].upper() + title[1:]).chars(TITLE_MOST)


# ---------------------------------------------------------------- directives and obstacles


def _overdue(user, meeting):
    rows = Directive.objects.visible_to(user).filter(issuer=meeting.city_id).overdue_on(timezone.localdate())
    if meeting.programme_id:
        rows = rows.filter(Q(programme=meeting.programme_id) | Q(programme__isnull=True))
    rows = rows.prefetch_related("lead__versions").order_by("due", "pk")
    return [
        Proposal(
            kind=ItemKind.OVERDUE,
            title=_line(each.title),
            facts=directive_facts(each),
            directive_id=each.pk,
            is_illustrative=each.is_illustrative,
        )
        for each in rows[: 2 * MOST_OF_A_KIND]
    ]


def _obstacles(user, meeting):
    rows = Obstacle.objects.visible_to(user).standing()
    if meeting.programme_id:
        rows = rows.filter(Q(programme=meeting.programme_id) | Q(programme__isnull=True))
    taken = [item.obstacle_id for item in meeting.items.all() if item.kind == ItemKind.OBSTACLE]
    rows = with_steps(rows.exclude(pk__in=[each for each in taken if each])).order_by("since", "pk")
    return [
        Proposal(
            kind=ItemKind.OBSTACLE,
            title=_line(each.title),
            facts=obstacle_facts(each),
            obstacle_id=each.pk,
            is_illustrative=each.is_illustrative,
        )
        for each in rows[:MOST_OBSTACLES]
    ]


def with_steps(obstacles):
    """Obstacles with the number of recommendations (`asked`) and directives (`ordered`) about them, units named."""
    counts = {"asked": Count("recommendations", distinct=True), "ordered": Count("directives", distinct=True)}
    return obstacles.annotate(**counts).prefetch_related("blocked__unit__versions")
