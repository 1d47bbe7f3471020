"""Opening a round, ranking, publishing, sealing."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import translation

from accounts.actions import canonical_json
from accounts.models import Role
from assessments import actions
from assessments.actions.ranking import ensure_ranks
from assessments.actions.seal import round_document
from assessments.models import (
    Assessment,
    CriterionScore,
    CriterionStatistic,
    GroupResult,
    Publication,
    RoundState,
    State,
)
from assessments.queries import first_break
from tests.factories import (
    advance,
    make_city,
    make_criteria_set,
    make_enrolment,
    make_lineage,
    make_open_round,
    make_person,
    make_round,
    make_unit,
    met_criterion,
)

pytestmark = pytest.mark.django_db


# ---------------------------------------------------------------- opening


def test_open_round_expects_the_units_enrolled_on_its_last_day():
    criteria_set, city = make_criteria_set(), make_city()
    inside, before, after = (make_unit(name, parent=city) for name in ("Trong", "Trước", "Sau"))
    make_enrolment(inside, criteria_set.programme, "2021-06-01")
    make_enrolment(before, criteria_set.programme, "2020-01-01", "2021-12-30")
    make_enrolment(after, criteria_set.programme, "2022-01-01")
    opened = actions.open_round(assessment_round=make_round(criteria_set), by=None)
    assert [(each.unit, each.parent, each.root) for each in opened.assessments.all()] == [(inside, city, city)]
    assert (opened.state, opened.criteria_set.is_published) == (RoundState.OPEN, True)


def test_open_sheet_carries_the_result_of_no_answers():
    assessment = make_open_round().assessments.get()
    assert (assessment.met, assessment.applicable, assessment.max_points, assessment.would_be) == (0, 3, 3, "not-yet")
    rows = GroupResult.objects.filter(assessment=assessment).values_list("group__code", "applicable", "max_points")
    assert sorted(rows) == [("I", 2, 2), ("II", 1, 1)]
    assert CriterionScore.objects.filter(assessment=assessment).count() == 3


@pytest.mark.parametrize("units", [1, 3])
def test_open_round_costs_the_same_for_any_number_of_units(units, django_assert_num_queries):
    criteria_set = make_criteria_set()
    for _number in range(units):
        make_enrolment(make_unit(), criteria_set.programme)
    prepared = make_round(criteria_set)
    with django_assert_num_queries(29):
        actions.open_round(assessment_round=prepared, by=None)


def test_open_round_without_units_says_what_to_do():
    with pytest.raises(actions.NothingToOpen) as refusal:
        actions.open_round(assessment_round=make_round(), by=None)
    assert str(refusal.value) == (
        "Chưa có đơn vị nào tham gia chương trình vào ngày 31/12/2021. Hãy ghi danh đơn vị trước khi mở kỳ."
    )


def test_open_round_twice_is_denied(stage):
    with pytest.raises(PermissionDenied):
        actions.open_round(assessment_round=stage.assessment.round, by=stage.secretary)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COMMANDER, Role.ADMINISTRATOR])
def test_open_round_by_another_role_is_denied(role):
    criteria_set, city = make_criteria_set(), make_city()
    make_enrolment(make_unit(parent=city), criteria_set.programme)
    with pytest.raises(PermissionDenied):
        actions.open_round(assessment_round=make_round(criteria_set), by=make_person(role, city))


def test_secretary_of_another_city_opens_nothing_here():
    criteria_set = make_criteria_set()
    make_enrolment(make_unit(parent=make_city()), criteria_set.programme)
    stranger = make_person(Role.SECRETARY, make_city("Huế"))
    with pytest.raises(PermissionDenied):
        actions.open_round(assessment_round=make_round(criteria_set), by=stranger)


def test_previous_assessment_follows_a_whole_merger_but_not_a_split_past():
    criteria_set, city = make_criteria_set(), make_city()
    old, twin, other = (make_unit(name, parent=city) for name in ("Cũ", "Sinh đôi", "Khác"))
    first = make_open_round([old, twin, other], criteria_set, ends_on="2021-12-31")
    heir, joined = make_unit("Kế thừa", parent=city), make_unit("Nhập", parent=city)
    make_lineage(old, heir)
    for part in (twin, other):
        make_lineage(part, joined)
    second = make_open_round([heir, joined, other], criteria_set, ends_on="2025-12-31")
    previous = {each.unit: each.previous and each.previous.unit for each in second.assessments.all()}
    assert previous[heir] == old
    assert previous[joined] is None
    assert previous[other] == other
    assert first.assessments.count() == 3


# ---------------------------------------------------------------- ranking


def test_equal_results_share_a_place():
    city = make_city()
    held = make_open_round([make_unit(name, parent=city) for name in "ABCD"])
    for name, unmet in (("A", []), ("B", ["I.1"]), ("C", ["I.2"]), ("D", ["I.1", "I.2"])):
        advance(held.assessments.get(unit_name=name), State.SUBMITTED, except_for=unmet)
    ensure_ranks(held)
    assert list(held.assessments.ranked().values_list("unit_name", "rank")) == [("A", 1), ("B", 2), ("C", 2), ("D", 4)]


def test_ranks_are_made_again_only_after_a_change(django_assert_num_queries):
    held = make_open_round()
    ensure_ranks(held)
    with django_assert_num_queries(1):
        ensure_ranks(held)


# ---------------------------------------------------------------- publishing


def published(except_for=(), **fields):
    city = make_city()
    held = make_open_round([make_unit("A", parent=city), make_unit("B", parent=city)], **fields)
    for assessment in held.assessments.all():
        advance(assessment, State.DECIDED, except_for if assessment.unit_name == "A" else ())
    secretary = make_person(Role.SECRETARY, city)
    actions.publish(assessment_round=held, by=secretary)
    held.refresh_from_db()
    return held


def test_publish_ranks_counts_and_seals():
    held = published(except_for=["I.1"])
    assert list(held.assessments.ranked().values_list("unit_name", "rank", "state")) == [
        ("B", 1, State.PUBLISHED),
        ("A", 2, State.PUBLISHED),
    ]
    counted = CriterionStatistic.objects.filter(round=held).order_by("criterion__position")
    assert list(counted.values_list("criterion__code", "assessed", "met", "unmet", "points")) == [
        ("I.1", 2, 1, 1, 1),
        ("I.2", 2, 2, 0, 2),
        ("II.1", 2, 2, 0, 2),
    ]
    assert held.publication.sequence == 1


def test_statistics_tell_apart_what_is_not_applicable_exempt_and_uncounted():
    criteria = [
        met_criterion("1", may_be_not_applicable=True),
        met_criterion("2", exemptible=True),
        {"code": "3", "title": "Điểm cộng", "scale": {"kind": "bonus", "max": "5"}},
    ]
    criteria_set = make_criteria_set(
        groups=[{"code": "I", "title": "Nhóm", "criteria": criteria}],
        classes=[{"code": "all", "title": "Mọi trường hợp", "requires": {}}],
    )
    city = make_city()
    ward = make_unit(parent=city)
    held = make_open_round([ward], criteria_set)
    answers = {"1": {"not_applicable": "x"}, "2": {"met": False, "exempt": "bão"}, "3": {"points": "2"}}
    commander, secretary = make_person(Role.COMMANDER, ward), make_person(Role.SECRETARY, city)

    def fill(save, by):
        for score in CriterionScore.objects.filter(assessment__round=held).select_related("criterion"):
            answer = answers[score.criterion.code]
            save(
                assessment=score.assessment_id,
                criterion=score.criterion_id,
                answer=answer,
                note="",
                revision=score.revision,
                by=by,
            )

    assessment = held.assessments.get()
    fill(actions.save_self_score, commander)
    actions.submit(assessment=assessment.pk, by=commander)
    fill(actions.save_appraisal, secretary)
    advance(assessment.__class__.objects.get(pk=assessment.pk), State.PUBLISHED)
    columns = ("met", "unmet", "exempt", "not_applicable", "uncounted", "points")
    counted = CriterionStatistic.objects.filter(round=held).order_by("criterion__position").values_list(*columns)
    assert list(counted) == [(0, 0, 0, 1, 0, 0), (0, 0, 1, 0, 0, 0), (0, 0, 0, 0, 1, 2)]


def test_publish_names_who_is_not_decided(stage):
    advance(stage.assessment, State.APPRAISED)
    with pytest.raises(actions.RoundNotReady) as refusal:
        actions.publish(assessment_round=stage.assessment.round, by=stage.secretary)
    assert refusal.value.units == ("phường Hải Châu I",)


@pytest.mark.parametrize("who", ["member", "commander", "appraiser", "reviewer"])
def test_publish_by_another_role_is_denied(stage, who):
    advance(stage.assessment, State.DECIDED)
    with pytest.raises(PermissionDenied):
        actions.publish(assessment_round=stage.assessment.round, by=getattr(stage, who))


def test_publish_by_a_secretary_of_elsewhere_is_denied(stage):
    advance(stage.assessment, State.DECIDED)
    with pytest.raises(PermissionDenied):
        actions.publish(assessment_round=stage.assessment.round, by=make_person(Role.SECRETARY, make_city("Huế")))


# ---------------------------------------------------------------- seals


def test_seals_of_two_rounds_hold_and_are_chained():
    first, second = published(), published()
    assert second.publication.previous_sha256 == first.publication.sha256
    assert first_break() is None


def test_sealed_document_is_canonical_and_says_who_got_what():
    document = json.loads(published(code="seal-1").publication.document)
    assert (document["format"], document["round"]) == ("round-result/1", "seal-1")
    assert [(each["type"], each["name"], each["rank"], each["class"]) for each in document["results"]] == [
        ("ward", "A", 1, "recognised"),
        ("ward", "B", 1, "recognised"),
    ]


def test_sealed_document_does_not_depend_on_the_language_of_whoever_publishes():
    with translation.override("en"):
        held = published(code="seal-en")

    with translation.override("vi"):
        assert canonical_json(round_document(held)) == held.publication.document


def tamper_with_document(held):
    document = held.publication.document.replace('"name":"A"', '"name":"Z"')
    Publication.objects.filter(pk=held.publication.pk).update(document=document)


def tamper_with_score(held):
    CriterionScore.objects.filter(assessment__round=held, criterion__code="I.1").update(official_met=False)


def tamper_with_result(held):
    Assessment.objects.filter(round=held).update(class_code="not-yet")


def tamper_with_chain(held):
    Publication.objects.filter(pk=held.publication.pk).update(sequence=7)


@pytest.mark.parametrize(
    "tamper, sentence",
    [
        (tamper_with_document, "nội dung đã bị sửa sau khi niêm phong (mã băm không khớp)"),
        (tamper_with_score, "kết quả đang lưu khác với nội dung đã niêm phong"),
        (tamper_with_result, "kết quả đang lưu khác với nội dung đã niêm phong"),
        (tamper_with_chain, "không nối tiếp bản công bố liền trước (thiếu hoặc đổi thứ tự)"),
    ],
)
def test_tampering_is_found_and_named(tamper, sentence):
    held = published(code="round-x")
    tamper(held)
    assert first_break().sentence == sentence
    with pytest.raises(CommandError) as fault:
        call_command("check_publications")
    assert str(fault.value).endswith(f"{sentence}.")


# ---------------------------------------------------------------- commands


def test_check_publications_counts_what_holds(capsys):
    published()
    call_command("check_publications")
    assert capsys.readouterr().out == "1 bản công bố đều nguyên vẹn.\n"


def test_list_rounds_as_json(capsys):
    criteria_set = make_criteria_set(code="set-x")
    make_open_round([make_unit(), make_unit()], criteria_set, code="round-x")
    call_command("list_rounds", "--json")
    assert json.loads(capsys.readouterr().out) == [
        {
            "code": "round-x",
            "programme": criteria_set.programme.code,
            "criteria_set": "set-x",
            "state": "open",
            "units": 2,
        }
    ]
