"""Two appraisers of one criterion: within the gap the later answer counts, beyond it both stand until resolved."""

from decimal import Decimal

import pytest

from accounts.models import Role
from assessments import actions
from assessments.actions.disagreement import are_apart
from assessments.models import CriterionScore, Disagreement, State
from criteria import scoring
from tests.factories import advance, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(points_sheet):
    """A submitted sheet that counts points of 0 to 10, and a second appraiser of the same department."""
    points_sheet.assessment = advance(points_sheet.assessment, State.SUBMITTED)
    department = points_sheet.appraiser.memberships.get().unit
    points_sheet.second = make_person(Role.APPRAISER, department)
    points_sheet.third = make_person(Role.APPRAISER, department)
    return points_sheet


def score_of(stage):
    return CriterionScore.objects.get(assessment=stage.assessment, criterion__code="II.1")


def appraise(stage, points, by, answer=...):
    score = score_of(stage)
    return actions.save_appraisal(
        assessment=stage.assessment.pk,
        criterion=score.criterion_id,
        answer={"points": points} if answer is ... else answer,
        note=f"{points} điểm",
        revision=score.revision,
        by=by,
    )


def resolve(stage, points, reason="Theo biên bản kiểm tra", by=None):
    score = score_of(stage)
    return actions.resolve_disagreement(
        assessment=stage.assessment.pk,
        criterion=score.criterion_id,
        answer={"points": points},
        reason=reason,
        revision=score.revision,
        by=by or stage.secretary,
    )


def test_within_the_gap_the_later_answer_counts(two):
    appraise(two, "8", two.appraiser)
    appraise(two, "6", two.second)
    assert (score_of(two).appraised_points, score_of(two).is_disputed) == (Decimal(6), False)
    assert Disagreement.objects.count() == 0


def test_beyond_the_gap_both_answers_are_kept_and_shown(two):
    appraise(two, "8", two.appraiser)
    appraise(two, "5.5", two.second)
    found = Disagreement.objects.get()
    assert (found.first_points, found.first_by, found.first_note) == (Decimal(8), two.appraiser, "8 điểm")
    assert (found.second_points, found.second_by) == (Decimal("5.5"), two.second)
    assert score_of(two).is_disputed is True


def test_met_against_unmet_is_apart_whatever_the_gap(two):
    type(two.assessment.round).objects.update(appraisal_gap=100)
    appraise(two, "5", two.appraiser)
    appraise(two, "4.5", two.second)
    assert score_of(two).is_disputed is True


def test_ones_own_correction_is_no_disagreement(two):
    appraise(two, "9", two.appraiser)
    appraise(two, "1", two.appraiser)
    assert Disagreement.objects.count() == 0


def test_disagreement_holds_up_the_appraisal(two):
    two.assessment = advance(two.assessment, State.APPRAISING)
    appraise(two, "1", two.second)
    with pytest.raises(actions.DisagreementsOpen) as refused:
        actions.complete_appraisal(assessment=two.assessment.pk, by=two.secretary)
    assert refused.value.codes == ("II.1",)
    resolve(two, "4")
    assert actions.complete_appraisal(assessment=two.assessment.pk, by=two.secretary).state == State.APPRAISED


def test_coming_close_enough_resolves_it(two):
    appraise(two, "9", two.appraiser)
    appraise(two, "5", two.second)
    appraise(two, "6", two.appraiser)
    found = Disagreement.objects.get()
    assert (found.first_points, found.resolved_by, score_of(two).is_disputed) == (Decimal(6), two.appraiser, False)


def test_secretary_resolves_it_with_a_reason(two):
    appraise(two, "9", two.appraiser)
    appraise(two, "5", two.second)
    with pytest.raises(actions.ReasonMissing):
        resolve(two, "7", reason=" ")
    resolve(two, "7")
    found, score = Disagreement.objects.get(), score_of(two)
    assert (found.resolved_by, found.reason) == (two.secretary, "Theo biên bản kiểm tra")
    assert (score.appraised_points, score.appraised_by, score.is_disputed) == (Decimal(7), two.secretary, False)


def test_third_appraiser_stays_out_of_it(two):
    appraise(two, "9", two.appraiser)
    appraise(two, "5", two.second)
    with pytest.raises(actions.Disputed):
        appraise(two, "7", two.third)
    with pytest.raises(actions.Disputed):
        appraise(two, None, two.appraiser, answer=None)


def test_nobody_clears_a_colleagues_appraisal(two):
    appraise(two, "9", two.appraiser)
    with pytest.raises(actions.NotTheirsToClear):
        appraise(two, None, two.second, answer=None)
    appraise(two, None, two.appraiser, answer=None)
    assert score_of(two).appraised_answer is None


def test_whoever_answered_does_not_appraise(two):
    CriterionScore.objects.filter(assessment=two.assessment).update(self_by=two.appraiser)
    with pytest.raises(actions.HandsNotApart):
        appraise(two, "9", two.appraiser)


def line(points, most="10", met=True, state="scored"):
    return scoring.Line("I", Decimal(points), Decimal(most), met, state, scoring.Why("points_given"))


@pytest.mark.parametrize(
    "first, second, gap, apart",
    [
        (line("8"), line("6"), 20, False),
        (line("8"), line("5.99"), 20, True),
        (line("8"), line("8"), 0, False),
        (line("8"), line("7.99"), 0, True),
        (line("5"), line("5", met=False), 100, True),
        (line("0", met=None, state="not_applicable"), line("0", met=False), 100, True),
        (line("-2", most="0", met=None), line("-4", most="0", met=None), 100, True),
        (line("-2", most="0", met=None), line("-2", most="0", met=None), 0, False),
    ],
)
def test_how_far_apart_is_too_far(first, second, gap, apart):
    assert are_apart(first, second, gap) is apart
    assert are_apart(second, first, gap) is apart
