"""What of a round's results a meeting should look at: knock-outs, disputes, units close to a higher class."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_UP, Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment, CriterionScore, Disagreement, LineState, Track
from assessments.queries.conditions import judged_on_track
from committee.models import Obstacle, ObstacleState
from committee.queries.agenda_subject import Fact, days_words
from criteria import wording
from criteria.models import Criterion
from criteria.queries import published_set
from criteria.scoring import Failure, failure_from_document

# A class is near when this share of the whole is missing at most, in percent.
NEAR = Decimal(5)
LEAST = Decimal("0.01")
ONE_CRITERION = {"min_met", "max_unmet", "met"}
POINTS = {"min_points", "above_points"}
SHARES_OF_ALL = {"min_percent", "above_percent"}
PERCENTS = {*SHARES_OF_ALL, "each_group_min_percent", "group_min_percent"}


# ---------------------------------------------------------------- how a unit stands


def result_words(assessment):
    """“21/22 tiêu chí · Cơ bản đạt”, “87,5% · Khá”; the round and its set are loaded."""
    criteria_set = assessment.round.criteria_set
    title = published_set(criteria_set).class_titles.get(assessment.class_code or assessment.would_be)
    words = _("%(met)d/%(of)d tiêu chí") % {"met": assessment.met, "of": assessment.applicable}
    if not criteria_set.counts_met and assessment.percent is not None:
        words = wording.percent_figure(assessment.percent)
    return f"{words} · {title}" if title else words


def self_words(assessment):
    """What the unit gave itself: “22/22 tiêu chí”, “91,5 điểm”; “–” before it handed anything in."""
    if assessment.self_met is None:
        return "–"
    if assessment.round.criteria_set.counts_met:
        return _("%(met)d/%(of)d tiêu chí") % {"met": assessment.self_met, "of": assessment.applicable}
    return _("%(points)s điểm") % {"points": wording.figure(assessment.self_points or 0)}


# ---------------------------------------------------------------- knock-outs


@dataclass(frozen=True, slots=True)
class KnockOut:
    """A criterion that knocks a unit out. `before`: whether it was met in the round before, None when not judged.

    `is_unmet`: it still is. `obstacle`: the title of the oldest one that stands in its way, or "".
    """

    assessment: Assessment
    criterion: Criterion
    is_unmet: bool
    before: bool | None
    obstacle: str

    @property
    def facts(self):
        state = _("chưa đạt") if self.is_unmet else _("nay đã đạt")
        before = {None: _("kỳ trước chưa đánh giá"), True: _("kỳ trước đạt"), False: _("kỳ trước cũng chưa đạt")}
        words = _("%(state)s; %(before)s") % {"state": state, "before": before[self.before]}
        return (
            Fact(_("Kết quả kỳ này"), result_words(self.assessment)),
            Fact(_("Tiêu chí này"), words[:1].upper() + words[1:]),
            Fact(_("Đang vướng"), self.obstacle or _("Chưa ghi vướng mắc nào")),
        )


def open_knock_outs(assessments):
    """Return the (assessment, criterion) of every unmet knock-out of complete results. One query."""
    found = {each.pk: each for each in assessments if each.knock_outs}
    if not found:
        return []
    scores = CriterionScore.objects.filter(
        judged_on_track(is_met=False), assessment__in=found, criterion__knock_out=True
    ).select_related("criterion")
    pairs = [(found[score.assessment_id], score.criterion) for score in scores]
    return sorted(pairs, key=lambda pair: (pair[0].unit_sort_key, pair[1].position))


def knock_outs(pairs):
    """Return the `KnockOut` of each (assessment, criterion). Three queries for any number."""
    if not pairs:
        return []
    assessments = {assessment.pk for assessment, _criterion in pairs}
    previous = {assessment.previous_id for assessment, _criterion in pairs} - {None}
    met = _met_in(assessments | previous, {criterion.code for _assessment, criterion in pairs})
    obstacles = _obstacles_of(pairs)
    return [
        KnockOut(
            assessment=assessment,
            criterion=criterion,
            is_unmet=met.get((assessment.pk, criterion.code)) is False,
            before=met.get((assessment.previous_id, criterion.code)),
            obstacle=obstacles.get((criterion.pk, assessment.unit_id), ""),
        )
        for assessment, criterion in pairs
    ]


def _met_in(assessments, codes):
    """Return {(assessment id, criterion code): met} of what was judged, on each assessment's own track."""
    columns = [f"{track}_{name}" for track in Track.values for name in ("met", "state")]
    rows = CriterionScore.objects.filter(assessment__in=assessments, criterion__code__in=codes)
    return {
        (row["assessment_id"], row["criterion__code"]): row[f"{track}_met"]
        for row in rows.values("assessment_id", "criterion__code", "assessment__track", *columns)
        if row[f"{(track := row['assessment__track'])}_state"] == LineState.SCORED
    }


def _obstacles_of(pairs):
    """Return {(criterion id, unit id): title of the obstacle that has stood there longest}."""
    rows = (
        Obstacle.objects.exclude(state=ObstacleState.CLEARED)
        .filter(criteria__in={criterion.pk for _assessment, criterion in pairs})
        .filter(
            blocked__unit__in={assessment.unit_id for assessment, _criterion in pairs},
            blocked__cleared_on__isnull=True,
        )
        .order_by("-since", "-pk")
    )
    return {
        (criterion, unit): title for criterion, unit, title in rows.values_list("criteria", "blocked__unit", "title")
    }


# ---------------------------------------------------------------- disputes


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two appraisals of a criterion that are too far apart."""

    assessment: Assessment
    disagreement: Disagreement

    @property
    def criterion(self):
        return self.disagreement.score.criterion

    @property
    def answers(self):
        """The two answers in a word each."""
        scale = self.criterion.rule.scale
        both = (self.disagreement.first_answer, self.disagreement.second_answer)
        return tuple(wording.short_answer(scale, answer) for answer in both)

    @property
    def facts(self):
        told = self.disagreement
        first, second = self.answers
        until = timezone.localdate(told.resolved_at)
        days = (until - timezone.localdate(told.second_at)).days
        waiting = _("Đã thống nhất sau %(days)s") if told.resolved_at else _("Chờ thống nhất đã %(days)s")
        waiting = waiting if days or told.resolved_at else _("Chờ thống nhất từ hôm nay")
        return (
            Fact(_("Thẩm định thứ nhất"), _answer_words(first, told.first_by)),
            Fact(_("Thẩm định thứ hai"), _answer_words(second, told.second_by)),
            Fact(_("Tình trạng"), waiting % {"days": days_words(days)}),
        )


def _answer_words(answer, user):
    return _("%(answer)s (%(post)s)") % {"answer": answer, "post": user.post}


def disputes(assessments):
    """Return the open `Dispute`s of these assessments. One query."""
    found = {each.pk: each for each in assessments}
    rows = (
        Disagreement.objects.filter(resolved_at__isnull=True, score__is_disputed=True, score__assessment__in=found)
        .select_related("score__criterion", "first_by", "second_by")
        .order_by("second_at", "pk")
    )
    return [Dispute(found[each.score.assessment_id], each) for each in rows]


def last_dispute(assessment, criterion):
    """Return the newest `Dispute` of a criterion, settled or not, or None. One query."""
    rows = Disagreement.objects.filter(score__assessment=assessment, score__criterion=criterion)
    found = rows.select_related("score__criterion", "first_by", "second_by").order_by("-second_at", "-pk").first()
    return found and Dispute(assessment, found)


# ---------------------------------------------------------------- close to a higher class


@dataclass(frozen=True, slots=True)
class NearClass:
    """One condition keeps a unit from the class just above, and little is missing (`gap` in words)."""

    assessment: Assessment
    class_title: str
    failure: Failure
    gap: str

    @property
    def facts(self):
        return (
            Fact(_("Kết quả kỳ này"), result_words(self.assessment)),
            Fact(_("Đơn vị tự chấm"), self_words(self.assessment)),
            Fact(_("Còn thiếu"), self._missing),
        )

    @property
    def _missing(self):
        """The criterion by its name where it is one alone, else the condition that fails."""
        known = published_set(self.assessment.round.criteria_set)
        codes = self.failure.codes
        if self.failure.condition in ONE_CRITERION and len(codes) == 1:
            return str(known.criteria[known.criterion_ids[codes[0]]])
        if _is_counted(self.failure, self.assessment):
            values = {"needed": self.assessment.met + 1, "of": self.assessment.applicable}
            return _("Cần đạt %(needed)d/%(of)d tiêu chí") % values
        return wording.failure_sentence(self.failure, known.class_titles)


def near_class(assessment):
    """Return the `NearClass` of a complete result from its stored `held_back`, None when it is not near. No query."""
    if not assessment.is_complete or not assessment.held_back:
        return None
    nearest = assessment.held_back[-1]
    if len(nearest["failures"]) != 1:
        return None
    failure = failure_from_document(nearest["failures"][0])
    gap = _gap_words(failure, assessment)
    if not gap:
        return None
    titles = published_set(assessment.round.criteria_set).class_titles
    return NearClass(assessment, titles[nearest["class"]], failure, gap)


def _gap_words(failure, assessment):
    """How little is missing, or "" when it is more than a step. A knock-out is an item of its own."""
    if failure.reached is None:
        return ""
    gap = abs(Decimal(failure.needed) - Decimal(failure.reached))
    if _is_counted(failure, assessment):
        gap = _criteria_short(failure, assessment)
    if failure.condition in ONE_CRITERION or isinstance(gap, int):
        return ngettext("%(gap)d tiêu chí", "%(gap)d tiêu chí", 1) % {"gap": 1} if gap == 1 else ""
    if failure.condition in POINTS and gap * 100 <= NEAR * assessment.max_points:
        return _("%(gap)s điểm") % {"gap": wording.figure(max(gap, LEAST))}
    if failure.condition in PERCENTS and gap <= NEAR:
        # Rounded up: what falls short by less than a hundredth still falls short.
        return _("%(gap)s điểm phần trăm") % {"gap": wording.figure(max(gap.quantize(LEAST, ROUND_UP), LEAST))}
    return ""


def _is_counted(failure, assessment):
    """Whether a percent is said in what the set counts: one more of 22 rather than 3,64 percent."""
    return failure.condition in SHARES_OF_ALL and assessment.round.criteria_set.counts_met


def _criteria_short(failure, assessment):
    """How many more criteria must be met for a percent of all, the set counting each as one."""
    needed = failure.needed * assessment.applicable / 100
    whole = needed.to_integral_value(ROUND_CEILING)
    is_strict = failure.condition == "above_percent"
    return int(whole + (is_strict and whole == needed)) - assessment.met
