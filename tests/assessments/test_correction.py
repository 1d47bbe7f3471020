"""Correcting a line of a published round: a further seal, never a change of the first."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from accounts.models import Event, Role
from accounts.refusals import ReasonMissing
from assessments.actions.correction import amend_result
from assessments.actions.refusals import DocumentMissing, NothingChanged
from assessments.models import (
    Assessment,
    ChangedLine,
    CriterionScore,
    CriterionStatistic,
    GroupResult,
    Notice,
    Publication,
    State,
)
from assessments.queries import first_break
from criteria import scoring
from tests.assessments.test_concurrency import at_once, database_for_threads, in_a_thread
from tests.factories import advance, make_city, make_open_round, make_person, make_unit

DOCUMENT, REASON = "15/QĐ-BCĐ", "Biên bản nghiệm thu trụ sở có sau ngày thẩm định"


def make_published():
    """A published round of two wards of one city, of which the first missed I.1."""
    city = make_city()
    held = make_open_round([make_unit("A", parent=city), make_unit("B", parent=city)])
    for assessment in held.assessments.all():
        last = advance(assessment, State.DECIDED, ["I.1"] if assessment.unit_name == "A" else ())
    advance(last, State.PUBLISHED)
    held.refresh_from_db()
    return held, make_person(Role.SECRETARY, city), held.assessments.get(unit_name="A")


@pytest.fixture
def published(db):
    return make_published()


def amend(assessment, by, met=True, code="I.1", document=DOCUMENT, reason=REASON):
    criterion = CriterionScore.objects.get(assessment=assessment, criterion__code=code).criterion_id
    return amend_result(
        assessment=assessment.pk, criterion=criterion, answer={"met": met}, document=document, reason=reason, by=by
    )


def test_line_result_ranks_and_statistics_follow(published):
    held, secretary, assessment = published
    assert list(held.assessments.ranked().values_list("unit_name", "rank", "met")) == [("B", 1, 3), ("A", 2, 2)]

    amend(assessment, secretary)

    score = CriterionScore.objects.get(assessment=assessment, criterion__code="I.1")
    assert (score.official_answer, score.official_met, score.official_by) == ({"met": True}, True, secretary)
    assert (score.self_answer, score.appraised_answer) == ({"met": False}, {"met": False})
    assert sorted(held.assessments.values_list("unit_name", "rank", "met", "class_code", "state")) == [
        ("A", 1, 3, "recognised", "published"),
        ("B", 1, 3, "recognised", "published"),
    ]
    assert GroupResult.objects.get(assessment=assessment, group__code="I").met == 2
    counted = CriterionStatistic.objects.filter(round=held).order_by("criterion__position")
    assert list(counted.values_list("met", "unmet")) == [(2, 0)] * 3


def test_further_seal_names_what_it_amends(published):
    held, secretary, assessment = published
    first = held.publication

    second = amend(assessment, secretary)

    assert (second.amends, second.sequence, second.previous_sha256) == (first, 2, first.sha256)
    sealed = json.loads(second.document)
    assert sealed["amends"] == {"sequence": 1, "sha256": first.sha256}
    assert sealed["correction"] == {
        "unit": assessment.unit.key,
        "criterion": "I.1",
        "from": {"met": False},
        "to": {"met": True},
        "decision": DOCUMENT,
        "reason": REASON,
    }
    assert Publication.objects.get(pk=first.pk).document == first.document
    assert held.publication == second


def test_seals_hold_after_corrections(published, capsys):
    _held, secretary, assessment = published
    amend(assessment, secretary)
    amend(assessment, secretary, met=False, code="I.2")

    assert first_break() is None
    call_command("check_publications")
    assert capsys.readouterr().out == "3 bản công bố đều nguyên vẹn.\n"


def test_changed_result_is_found_behind_a_correction(published):
    _held, secretary, assessment = published
    amend(assessment, secretary)
    Assessment.objects.filter(pk=assessment.pk).update(class_code="not-yet")

    assert first_break().sentence == "kết quả đang lưu khác với nội dung đã niêm phong"


def test_changed_first_seal_is_found_behind_a_correction(published):
    held, secretary, assessment = published
    first = held.publication
    amend(assessment, secretary)
    Publication.objects.filter(pk=first.pk).update(document=first.document.replace('"name":"A"', '"name":"Z"'))

    assert "mã băm không khớp" in first_break().sentence


def test_correction_is_recorded_and_told(published):
    held, secretary, assessment = published
    amend(assessment, secretary)

    change = ChangedLine.objects.get(score__assessment=assessment, superseded_at=None)
    assert (change.reason, change.decision_document, change.by) == (REASON, DOCUMENT, secretary)
    for stream in (assessment.stream, f"round:{held.pk}"):
        assert Event.objects.filter(stream=stream).last().verb == "amend_result"
    assert Notice.objects.filter(key__startswith="amended:").count() == 1


def test_page_that_was_kept_is_made_anew(published):
    held, secretary, assessment = published
    before = dict(held.assessments.values_list("unit_name", "changes"))

    amend(assessment, secretary)

    after = dict(held.assessments.values_list("unit_name", "changes"))
    assert all(after[name] > before[name] for name in before)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.REVIEWER, Role.ADMINISTRATOR])
def test_correcting_is_for_the_support_team(published, role):
    _held, _secretary, assessment = published

    with pytest.raises(PermissionDenied):
        amend(assessment, make_person(role, assessment.root))


def test_units_own_people_and_strangers_correct_nothing(published):
    _held, _secretary, assessment = published
    people = [make_person(Role.COMMANDER, assessment.unit), make_person(Role.SECRETARY, make_city("Huế"))]

    for by in people:
        with pytest.raises(PermissionDenied):
            amend(assessment, by)
    assert Publication.objects.count() == 1


def test_round_that_is_not_published_is_decided_the_usual_way(stage):
    advance(stage.assessment, State.DECIDED)

    with pytest.raises(PermissionDenied):
        amend(stage.assessment, stage.secretary, met=False)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"document": " "}, DocumentMissing),
        ({"reason": " "}, ReasonMissing),
        ({"met": False}, NothingChanged),
    ],
)
def test_what_is_missing_is_asked_for(published, fields, refusal):
    _held, secretary, assessment = published

    with pytest.raises(refusal):
        amend(assessment, secretary, **fields)
    assert Publication.objects.count() == 1


def test_answer_that_the_scale_does_not_know_is_refused(published):
    _held, secretary, assessment = published
    criterion = CriterionScore.objects.filter(assessment=assessment).first().criterion_id

    with pytest.raises(scoring.AnswersRefused):
        amend_result(
            assessment=assessment.pk, criterion=criterion, answer={"x": 1}, document="1", reason="x", by=secretary
        )


@pytest.mark.django_db(transaction=True)
def test_corrected_twice_at_once_it_is_sealed_once(tmp_path):
    _held, secretary, assessment = make_published()
    calls = [lambda: amend(assessment, secretary)] * 2
    with database_for_threads(tmp_path):
        done = at_once(*calls)
        count = in_a_thread(Publication.objects.count)

    assert sorted(type(each).__name__ for each in done) == ["NothingChanged", "Publication"]
    assert count == 2


# ---------------------------------------------------------------- the page


def page_of(assessment):
    return f"/rounds/{assessment.round.code}/units/{assessment.unit_id}/steps/amend-result/"


def criterion_of(assessment, code="I.1"):
    return CriterionScore.objects.get(assessment=assessment, criterion__code=code).criterion_id


def test_page_corrects_the_chosen_line(published, at, send):
    held, secretary, assessment = published
    address, criterion = page_of(assessment), criterion_of(assessment)
    sheet = f"/rounds/{held.code}/units/{assessment.unit_id}/"
    assert address in at(secretary, sheet)
    assert "Đính chính kết quả đã công bố" in at(secretary, f"{address}?criterion={criterion}")

    answer = send(secretary, address, {"criterion": criterion, "met": "true", "document": DOCUMENT, "reason": REASON})

    assert answer.status_code == 302
    assert held.publication.sequence == 2
    assert "Đã đính chính tiêu chí I.1" in at(secretary, sheet)


def test_page_says_what_is_missing(published, send):
    _held, secretary, assessment = published
    sent = {"criterion": criterion_of(assessment), "met": "false", "document": DOCUMENT, "reason": REASON}

    assert send(secretary, page_of(assessment), sent).status_code == 422
    assert send(secretary, page_of(assessment), {**sent, "met": "true", "reason": ""}).status_code == 422
    assert send(secretary, page_of(assessment), {**sent, "criterion": "x"}).status_code == 404
    assert Publication.objects.count() == 1


def test_page_is_for_the_support_team(published, at):
    _held, _secretary, assessment = published

    at(make_person(Role.MEMBER, assessment.root), page_of(assessment), 403)
    at(make_person(Role.OFFICER, make_unit()), page_of(assessment), 404)


def test_sheet_that_is_not_published_has_no_page(stage, at):
    advance(stage.assessment, State.DECIDED)

    at(stage.secretary, page_of(stage.assessment), 403)


def test_correction_stands_in_the_history_of_the_criterion(published, at):
    held, secretary, assessment = published
    amend(assessment, secretary)

    page = at(secretary, f"/rounds/{held.code}/units/{assessment.unit_id}/criteria/I.1/")

    assert f"{DOCUMENT}: {REASON}" in page
