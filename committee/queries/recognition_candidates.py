"""Who may be proposed for recognition from a published round, and what the others lack."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment, AssessmentRound, RoundState, State, Track
from committee.models import Recognition
from committee.queries.recognition_line import Earlier, lines_of
from criteria import wording
from criteria.queries import published_set

NAMED = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit with its published result. `missing`: what the best class asks and the result lacks, a sentence each.

    `lacking`: the criteria behind it by name. `recognition`: what stands for the round's year already, or None.
    `before`: what it and its whole predecessors held in earlier years.
    """

    assessment: Assessment
    class_title: str
    missing: tuple[str, ...]
    lacking: tuple[str, ...]
    recognition: Recognition | None
    before: tuple[Earlier, ...]

    @property
    def qualifies(self):
        return not self.missing

    @property
    def unmet(self):
        return self.assessment.applicable - self.assessment.met


@dataclass(frozen=True, slots=True)
class Candidates:
    """Of a round: those who qualify by name, then the others, the fewest unmet criteria first."""

    round: AssessmentRound
    year: int
    is_published: bool
    wanted_class: str
    qualified: tuple[Candidate, ...]
    others: tuple[Candidate, ...]

    @property
    def open(self):
        """Those who qualify and for whom nothing stands for the year."""
        return tuple(each for each in self.qualified if each.recognition is None)

    @property
    def offered_units(self):
        """All units of the round, so that one proposed a moment ago is told of as such."""
        return {each.assessment.unit_id for each in (*self.qualified, *self.others)}

    @property
    def unit_ids(self):
        """The units that may be ticked."""
        return {each.assessment.unit_id for each in (*self.qualified, *self.others) if each.recognition is None}


def year_of(assessment_round):
    """Return the year for which a round's results count: that of its last day."""
    return assessment_round.ends_on.year


def best_class(criteria_set):
    """Return (code, title) of the class that a set names for recognition: its first. ("", "") where it names none.

    A set is published with the opening of its first round; a draft names none yet.
    """
    if criteria_set.published_at is None:
        return "", ""
    known = published_set(criteria_set)
    code = known.classes[0]["code"] if known.classes else ""
    return code, known.class_titles.get(code, "")


def missing_of(assessment):
    """Return what keeps a result from being proposed, a sentence each; () for one that qualifies. No query.

    It qualifies when it is published, of the best class that its set names, and without a knock-out.
    """
    known = published_set(assessment.round.criteria_set)
    code, _title = best_class(assessment.round.criteria_set)
    if assessment.state != State.PUBLISHED or assessment.track != Track.OFFICIAL or not assessment.is_complete:
        return (_("Chưa có kết quả chính thức được công bố."),)
    if not code:
        return (_("Bộ tiêu chí chưa quy định loại đủ điều kiện công nhận."),)
    failures = _failures(assessment, code) if assessment.class_code != code else ()
    missing = [wording.failure_sentence(each, known.class_titles) for each in failures]
    if assessment.knock_outs and not any(each["condition"] == "no_knock_out" for each in failures):
        said = ngettext("Còn %(count)d điểm liệt", "Còn %(count)d điểm liệt", assessment.knock_outs)
        missing.append(said % {"count": assessment.knock_outs})
    if assessment.class_code != code and not missing:
        missing.append(_("Chưa đạt loại đủ điều kiện công nhận"))
    return tuple(missing)


def lacking_of(assessment):
    """Return the criteria, by code and title, that keep a result from the best class; at most three. No query."""
    known = published_set(assessment.round.criteria_set)
    code, _title = best_class(assessment.round.criteria_set)
    codes = dict.fromkeys(each for failure in _failures(assessment, code) for each in failure.get("codes", ()))
    ids = [known.criterion_ids[each] for each in codes if each in known.criterion_ids]
    return tuple(str(known.criteria[each]) for each in ids) if len(ids) <= NAMED else ()


def _failures(assessment, class_code):
    return next((each["failures"] for each in assessment.held_back if each["class"] == class_code), ())


def published_results(assessment_round, unit_ids=None):
    """Return the assessments of a round, or of these of its units, as `missing_of` reads them."""
    rows = Assessment.objects.filter(round=assessment_round).select_related("round__criteria_set")
    return rows if unit_ids is None else rows.filter(unit__in=unit_ids)


def candidates(user, assessment_round):
    """Return the `Candidates` of a round among the units whose results the user may see. Five queries."""
    rows = published_results(assessment_round) & Assessment.objects.visible_to(user)
    return candidates_among(assessment_round, rows)


def candidates_among(assessment_round, rows):
    """Return the `Candidates` of a round among these of its `published_results`. Four queries."""
    year, (_code, title) = year_of(assessment_round), best_class(assessment_round.criteria_set)
    found = []
    if assessment_round.state == RoundState.PUBLISHED:
        found = _candidates(assessment_round, year, list(rows.order_by("unit_sort_key", "pk")))
    others = [each for each in found if not each.qualifies]
    return Candidates(
        round=assessment_round,
        year=year,
        is_published=assessment_round.state == RoundState.PUBLISHED,
        wanted_class=title,
        qualified=tuple(each for each in found if each.qualifies),
        others=tuple(sorted(others, key=lambda each: each.unmet)),
    )


def rounds_to_propose(user):
    """Return the newest published round of each programme of which the user may see a result. One query."""
    rounds = AssessmentRound.objects.visible_to(user).filter(state=RoundState.PUBLISHED).newest_first()
    newest = {}
    for each in rounds.select_related("programme"):
        newest.setdefault(each.programme_id, each)
    return sorted(newest.values(), key=lambda each: each.programme.position)


def _candidates(assessment_round, year, results):
    programme = assessment_round.programme_id
    units = {each.unit_id for each in results}
    standing = Recognition.objects.standing().filter(programme=programme, year=year, unit__in=units)
    by_unit = {each.unit_id: each for each in standing}
    lines = lines_of([programme], units)
    titles = published_set(assessment_round.criteria_set).class_titles
    return [
        Candidate(
            assessment=each,
            class_title=titles.get(each.class_code, ""),
            missing=missing_of(each),
            lacking=lacking_of(each),
            recognition=by_unit.get(each.unit_id),
            before=lines.of(programme, each.unit_id, before=year),
        )
        for each in results
    ]
