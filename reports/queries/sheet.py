"""One unit's sheet of a round with all that its documents say of it, read from stored rows."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, AssessmentRound, CriterionScore, EvidenceUse, LineState, State, Track
from assessments.queries.unmet_since import path_back, unmet_since
from criteria.models import Criterion
from criteria.queries import published_set
from reports.content.phrasing import plain
from units.models import Unit
from units.queries import Lineage, lineage_of


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One criterion of the sheet; `before` is its row of the round before, on the same criteria set.

    `unmet_since`: the last day of the earliest round from which on it was unmet without a break, up to this one.
    """

    criterion: Criterion
    score: CriterionScore
    proofs: tuple[EvidenceUse, ...]
    before: CriterionScore | None = None
    unmet_since: dt.date | None = None

    def met(self, track):
        return getattr(self.score, f"{track}_met")

    def points(self, track):
        return getattr(self.score, f"{track}_points")

    def state(self, track):
        return getattr(self.score, f"{track}_state")

    def answer(self, track):
        return getattr(self.score, f"{track}_answer")

    def is_met(self, track):
        return self.state(track) == LineState.SCORED and self.met(track) is True

    def is_unmet(self, track):
        return self.state(track) == LineState.SCORED and self.met(track) is False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`assessment` is None where the unit has none in the round. `path`: it and those before it, newest first.

    `rounds`: all of the programme up to this one, of the unit and of what passed into it whole, oldest first.
    """

    round: AssessmentRound
    unit: Unit
    lineage: Lineage
    assessment: Assessment | None = None
    lines: tuple[SheetLine, ...] = ()
    rounds: tuple[Assessment, ...] = ()

    @property
    def track(self):
        """The track that the stored result stands on."""
        return self.assessment.track if self.assessment else Track.SELF

    @property
    def version(self):
        """The unit's names of the round's last day; of the day nearest to it where it did not exist then."""
        return version_on(self.lineage.unit(self.unit.pk).versions, self.round.ends_on)

    @property
    def police_name(self):
        named = self.assessment or self.version
        return plain(named.police_name)

    @property
    def place_name(self):
        named = self.assessment or self.version
        return plain(named.full_name)

    @property
    def counts_met(self):
        return self.round.criteria_set.counts_met

    @property
    def url(self):
        return reverse("assessments:sheet", args=[self.round.code, self.unit.pk])

    @property
    def is_decided(self):
        return self.assessment is not None and self.assessment.state in {State.DECIDED, State.PUBLISHED}

    @property
    def is_appraised(self):
        return self.is_decided or (self.assessment is not None and self.assessment.state == State.APPRAISED)

    @property
    def counted_on(self):
        """The day up to which the document tells: that of the decision or the round's last; today while undecided."""
        today = timezone.localdate()
        decided_at = self.assessment.decided_at if self.assessment else None
        if not self.is_decided or decided_at is None:
            return today
        return max(timezone.localdate(decided_at), min(self.round.ends_on, today))

    @property
    def stood_on(self):
        """The day for which stocks are read: the round's last day, or today while that is ahead."""
        return min(self.round.ends_on, timezone.localdate())

    @property
    def previous(self):
        """The assessment of the round before, or None."""
        if self.assessment is None or self.assessment.previous_id is None:
            return None
        return next((each for each in self.rounds if each.pk == self.assessment.previous_id), None)

    @property
    def is_comparable(self):
        """Whether the round before was judged on the same criteria set."""
        before = self.previous
        return before is not None and before.round.criteria_set_id == self.round.criteria_set_id

    @property
    def past(self):
        """The ids of the unit and of all that passed into it whole, at any remove."""
        return self.lineage.whole_past()

    @property
    def unmet(self):
        return tuple(line for line in self.lines if line.is_unmet(self.track))

    def count_met(self, track):
        """How many criteria are met on a track, by the rows as they are stored."""
        return sum(line.is_met(track) for line in self.lines)

    def groups(self):
        """Return {group: its lines} in the order of the set."""
        found = defaultdict(list)
        for line in self.lines:
            found[line.criterion.group].append(line)
        return found


def sheet_of(report, *, with_history=True):
    """Return the `Sheet` that a report is about. Six to eight queries, whatever the number of criteria.

    `with_history`: with the rounds before, and since when something is unmet.
    """
    lineage = lineage_of(report.unit)
    found = Assessment.objects.filter(round=report.round, unit=report.unit)
    assessment = found.select_related("round__criteria_set", "round__programme").first()
    if assessment is None:
        return Sheet(report.round, report.unit, lineage)
    rounds = _rounds(assessment, lineage) if with_history else (assessment,)
    lines = _lines(assessment, rounds)
    return Sheet(assessment.round, report.unit, lineage, assessment, lines, rounds)


def _rounds(assessment, lineage):
    rows = Assessment.objects.filter(
        unit__in=lineage.whole_past(),
        round__programme=assessment.round.programme_id,
        round__ends_on__lte=assessment.round.ends_on,
    )
    return tuple(rows.select_related("round__criteria_set").order_by("round__ends_on", "round_id", "unit_sort_key"))


def _lines(assessment, rounds):
    criteria = published_set(assessment.round.criteria_set).criteria
    proofs = EvidenceUse.objects.select_related("evidence", "revision__file").order_by("at", "pk")
    rows = CriterionScore.objects.filter(assessment=assessment).select_related("self_by", "appraised_by")
    scores = {each.criterion_id: each for each in rows.prefetch_related(Prefetch("evidence_uses", proofs))}
    path = path_back(assessment, {each.pk: each for each in rounds})
    before = {}
    if len(path) > 1:
        before = {each.criterion_id: each for each in CriterionScore.objects.filter(assessment=path[1])}
    track = assessment.track
    unmet = [pk for pk, each in scores.items() if getattr(each, f"{track}_met") is False]
    since = unmet_since(unmet, path) if unmet else {}
    return tuple(
        SheetLine(criterion, scores[pk], tuple(scores[pk].evidence_uses.all()), before.get(pk), since.get(pk))
        for pk, criterion in criteria.items()
        if pk in scores
    )


def version_on(versions, date):
    """Return the version of a day; else the last one that had begun by then; else the first."""
    begun = [each for each in versions if each.first_day() <= date]
    return begun[-1] if begun else versions[0]
