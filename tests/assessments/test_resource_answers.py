"""Criteria that a unit's resources answer: taken when asked, shown with its source, and never changed by itself."""

import re
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import Event, Role
from assessments import actions
from assessments.actions.resource import NothingToTake, take_resource
from assessments.models import CriterionScore, ResourceAnswer, ResourceMeasure, State
from tests.assessments.addresses import HTMX, address, save_address
from tests.factories import (
    advance,
    make_city,
    make_criteria_set,
    make_open_round,
    make_person,
    make_user,
    met_criterion,
)
from tests.resources.samples import make_holding, make_kind, make_norm

RATIO = {"kind": "measure", "unit": "%", "of": "ratio", "required": {"op": ">=", "value": "90"}, "points": "1"}
TAKEN = (
    "Câu trả lời lấy từ nguồn lực: Biên chế 14/16 = 87,5% "
    "(tại ngày 30/06/2021, nguồn: Biên bản kiểm kê; định mức theo: Định mức minh họa)."
)


def measured(code, of="ratio", unit="%"):
    return {"code": code, "title": f"Tiêu chí {code}", "scale": {**RATIO, "of": of, "unit": unit}}


def sheet_of(stage, *criteria):
    criteria_set = make_criteria_set(groups=[{"code": "I", "title": "Nhóm", "criteria": list(criteria)}])
    return make_open_round([stage.ward], criteria_set, code="measured").assessments.get()


@pytest.fixture
def place(stage):
    """Hải Châu I has 14 of 16 posts; criterion I.1 asks for 90% of them."""
    stage.assessment = sheet_of(stage, measured("I.1"), met_criterion("I.2"))
    stage.kind = make_kind(code="posts")
    make_norm(stage.kind)
    make_holding(stage.kind, stage.ward)
    ResourceMeasure.objects.create(criterion=score(stage).criterion, resource=stage.kind)
    return stage


def score(place, code="I.1"):
    return CriterionScore.objects.select_related("criterion").get(assessment=place.assessment, criterion__code=code)


def take(place, by=None, revision=None, note=""):
    row = score(place)
    return take_resource(
        assessment=place.assessment.pk,
        criterion=row.criterion_id,
        note=note,
        revision=row.revision if revision is None else revision,
        by=by or place.officer,
    )


def type_over(place, **answer):
    row = score(place)
    return actions.save_self_score(
        assessment=place.assessment.pk,
        criterion=row.criterion_id,
        answer=answer,
        note="",
        revision=row.revision,
        by=place.officer,
    )


def submit(place):
    answered = score(place, "I.2")
    actions.save_self_score(
        assessment=place.assessment.pk,
        criterion=answered.criterion_id,
        answer={"met": True},
        note="",
        revision=answered.revision,
        by=place.officer,
    )
    actions.submit(assessment=place.assessment.pk, by=place.commander)


def told(page):
    """The words of the block's resource."""
    block = page.split('data-resource="I.1"')[1].split("</div>")[0]
    return [" ".join(words.split()) for words in re.findall(r"<p[^>]*>(.*?)</p>", block)]


def read(place, at, who="officer"):
    return at(getattr(place, who), address(place.assessment))


# ---------------------------------------------------------------- taking a figure


def test_figure_is_taken_with_its_source(place):
    take(place, note="theo biên bản")
    row = score(place)
    assert (row.self_answer, row.self_note) == ({"numerator": "14", "denominator": "16"}, "theo biên bản")
    kept = ResourceAnswer.objects.get()
    assert (kept.score, kept.resource, kept.quantity, kept.norm) == (row, place.kind, 14, 16)
    assert (kept.source, kept.norm_document, kept.by) == ("Biên bản kiểm kê", "Định mức minh họa", place.officer)
    verbs = Event.objects.filter(stream=place.assessment.stream).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["save_self", "take_resource"]


def test_figure_taken_twice_is_taken_once(place):
    take(place)
    take(place, revision=0)
    assert (score(place).revision, ResourceAnswer.objects.count()) == (1, 1)


def test_figure_is_not_taken_over_what_somebody_else_saved(place):
    type_over(place, numerator="10", denominator="16")
    with pytest.raises(actions.StaleScore):
        take(place, revision=0)
    assert (score(place).self_answer["numerator"], ResourceAnswer.objects.count()) == ("10", 0)


@pytest.mark.parametrize("who", ["appraiser", "secretary", "member", "stranger"])
def test_only_the_unit_takes(place, who):
    with pytest.raises(PermissionDenied):
        take(place, by=getattr(place, who))


def test_nothing_is_taken_after_submitting(place):
    take(place)
    submit(place)
    with pytest.raises(PermissionDenied):
        take(place)


def test_nothing_is_taken_without_a_figure_or_a_norm(place):
    place.kind.norms.all().delete()
    with pytest.raises(NothingToTake):
        take(place)
    make_norm(place.kind)
    place.kind.holdings.all().delete()
    with pytest.raises(NothingToTake):
        take(place)


def test_criterion_without_a_resource_takes_nothing(place):
    ResourceMeasure.objects.all().delete()
    with pytest.raises(NothingToTake):
        take(place)


def test_figure_counted_after_the_rounds_window_does_not_answer(place):
    make_holding(place.kind, place.ward, 16, "2022-01-01")
    take(place)
    assert score(place).self_answer["numerator"] == "14"


@pytest.mark.parametrize(
    "unit, quantity, answer", [("người", "14.5", "14.5"), ("%", "14", "87.5"), ("%", "15.99", "99.93")]
)
def test_number_is_the_quantity_or_its_percent(stage, unit, quantity, answer):
    stage.assessment = sheet_of(stage, measured("I.1", "number", unit), met_criterion("I.2"))
    kind = make_kind()
    make_norm(kind)
    make_holding(kind, stage.ward, Decimal(quantity))
    ResourceMeasure.objects.create(criterion=score(stage).criterion, resource=kind)
    take(stage)
    assert score(stage).self_answer == {"value": answer}


def test_number_needs_no_norm(stage):
    stage.assessment = sheet_of(stage, measured("I.1", "number", "người"))
    kind = make_kind()
    make_holding(kind, stage.ward)
    ResourceMeasure.objects.create(criterion=score(stage).criterion, resource=kind)
    take(stage)
    assert (score(stage).self_answer, ResourceAnswer.objects.get().norm) == ({"value": "14"}, None)


# ---------------------------------------------------------------- what the sheet says


def test_draft_offers_the_figure_and_answers_nothing_by_itself(place, at):
    page = read(place, at)
    assert told(page) == [
        "Từ số liệu nguồn lực: Biên chế 14/16 = 87,5% "
        "(tại ngày 30/06/2021, nguồn: Biên bản kiểm kê; định mức theo: Định mức minh họa)."
    ]
    assert f'formaction="{save_address(place.assessment, "I.1", "take_resource")}"' in page
    assert score(place).self_answer is None


def test_saving_button_comes_before_the_one_that_takes(place, at):
    """Enter in a box presses the first button of its form."""
    page = read(place, at)
    form = page.split(f'action="{save_address(place.assessment, "I.1")}"')[1].split("</form>")[0]
    buttons = re.findall(r"<button[^>]*>", form)
    assert [("formaction" in button) for button in buttons] == [False, True]


def test_taken_answer_stands_with_its_source(place, at, send):
    answer = send(
        place.officer, save_address(place.assessment, "I.1", "take_resource"), {"revision": "0", "numerator": "9"}
    )
    assert answer.url == f"{address(place.assessment, 'I')}#criterion-I.1"
    page = read(place, at)
    assert told(page) == [TAKEN]
    assert "take_resource" not in page
    assert 'name="numerator" value="14"' in page


def test_source_of_an_answer_typed_the_same_before_is_shown_at_once(place, at):
    type_over(place, numerator="14", denominator="16")
    before = told(read(place, at))
    take(place)
    assert (before != [TAKEN], told(read(place, at))) == (True, [TAKEN])


def test_figure_that_changed_is_offered_to_a_draft(place, at):
    take(place)
    read(place, at)
    make_holding(place.kind, place.ward, 15, "2021-09-01")
    page = read(place, at)
    assert told(page) == [
        TAKEN,
        "Số nguồn lực nay là: Biên chế 15/16 = 93,8% "
        "(tại ngày 01/09/2021, nguồn: Biên bản kiểm kê; định mức theo: Định mức minh họa); bấm để lấy lại.",
    ]
    assert "Lấy lại số này" in page
    assert score(place).self_answer["numerator"] == "14"


@pytest.mark.parametrize("who", ["officer", "appraiser", "member"])
def test_submitted_answer_stays_and_says_that_the_figure_changed(place, at, who):
    take(place)
    submit(place)
    assert told(read(place, at, who)) == [TAKEN]
    make_holding(place.kind, place.ward, 15, "2021-09-01")
    page = read(place, at, who)
    assert told(page)[1].startswith("Từ khi lấy, số nguồn lực đã đổi, nay là: Biên chế 15/16 = 93,8%")
    assert ("/resource/" in page, score(place).self_answer["numerator"]) == (False, "14")


def test_criterion_that_was_not_returned_offers_nothing(place, at):
    take(place)
    submit(place)
    CriterionScore.objects.filter(pk=score(place).pk).update(is_locked=True)
    type(place.assessment).objects.filter(pk=place.assessment.pk).update(state=State.DRAFTING, submitted_at=None)
    make_holding(place.kind, place.ward, 15, "2021-09-01")
    page = read(place, at)
    assert (told(page)[1][:13], "/resource/" in page) == ("Từ khi lấy, s", False)


def test_new_count_of_the_same_is_no_change_once_submitted(place, at):
    take(place)
    submit(place)
    make_holding(place.kind, place.ward, 14, "2021-09-01")
    assert told(read(place, at)) == [TAKEN]


def test_changed_norm_is_a_change_too(place, at):
    take(place)
    read(place, at)
    place.kind.norms.update(quantity=20)
    assert "14/20 = 70%" in told(read(place, at))[1]


def test_answer_typed_over_loses_its_source(place, at):
    take(place)
    type_over(place, numerator="13", denominator="16")
    assert told(read(place, at))[0].startswith("Từ số liệu nguồn lực: Biên chế 14/16")


def test_save_by_htmx_takes_the_source_away_at_once(place, send):
    take(place)
    typed = {"numerator": "13", "denominator": "16", "revision": "1", "has_resource": "1"}
    page = send(place.officer, save_address(place.assessment, "I.1"), typed, **HTMX).content.decode()
    assert "hx-swap-oob=\"outerHTML:[data-resource='I.1']\"" in page
    assert told(page)[0].startswith("Từ số liệu nguồn lực: Biên chế 14/16")


def test_taking_by_htmx_shows_the_whole_page_anew(place, send):
    taken = send(place.officer, save_address(place.assessment, "I.1", "take_resource"), {"revision": "0"}, **HTMX)
    assert taken.headers["HX-Refresh"] == "true"


def test_resource_without_a_figure_says_so(place, at):
    place.kind.holdings.all().delete()
    assert told(read(place, at)) == ["Nguồn lực “Biên chế” chưa có số liệu đến hết kỳ đánh giá."]
    make_holding(place.kind, place.ward)
    place.kind.norms.all().delete()
    assert told(read(place, at)) == ["Nguồn lực “Biên chế” chưa có định mức nên chưa tính được."]


def test_figure_that_cannot_be_taken_says_why(place, send):
    place.kind.holdings.all().delete()
    answer = send(place.officer, save_address(place.assessment, "I.1", "take_resource"), {"revision": "0"})
    assert (answer.status_code, "Chưa lấy được số" in answer.content.decode()) == (422, True)


def test_taking_after_the_sheet_moved_on_says_so(place, send):
    take(place)
    submit(place)
    answer = send(place.officer, save_address(place.assessment, "I.1", "take_resource"), {"revision": "1"})
    assert (answer.status_code, "nay đã nộp" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("who, status", [("stranger", 404), ("appraiser", 403), ("member", 403)])
def test_taking_is_refused_to_others(place, send, who, status):
    take_url = save_address(place.assessment, "I.1", "take_resource")
    assert send(getattr(place, who), take_url, {"revision": "0"}).status_code == status


def test_appraiser_sees_the_source_beside_the_grid(place, at):
    take(place)
    advance(submitted(place), State.SUBMITTED)
    page = at(place.secretary, reverse("assessments:grid_cell", args=["measured", place.ward.pk, "I.1"]))
    assert told(page) == [TAKEN]


def submitted(place):
    submit(place)
    return type(place.assessment).objects.get(pk=place.assessment.pk)


# ---------------------------------------------------------------- what it costs


@pytest.mark.parametrize("measures", [0, 1, 3])
def test_sheet_costs_the_same_for_any_number_of_measures(stage, client, measures, django_assert_num_queries):
    codes = [f"I.{number}" for number in range(3)]
    stage.assessment = sheet_of(stage, *(measured(code) for code in codes))
    for code in codes[:measures]:
        kind = make_kind()
        make_norm(kind)
        make_holding(kind, stage.ward)
        ResourceMeasure.objects.create(criterion=score(stage, code).criterion, resource=kind)
    client.force_login(stage.officer)
    client.get(address(stage.assessment))
    cache.clear()
    with django_assert_num_queries(18 if measures else 12):
        client.get(address(stage.assessment))


def test_kept_sheet_with_measures_costs_five_queries_more(place, client, django_assert_num_queries):
    client.force_login(place.officer)
    client.get(address(place.assessment))
    with django_assert_num_queries(6 + 5):
        client.get(address(place.assessment))


# ---------------------------------------------------------------- which criterion


@pytest.mark.parametrize("scale", [{"kind": "met"}, {**RATIO, "of": "change"}])
def test_criterion_that_measures_nothing_takes_no_resource(stage, scale):
    stage.assessment = sheet_of(stage, {"code": "I.1", "title": "Tiêu chí", "scale": scale})
    measure = ResourceMeasure(criterion=score(stage).criterion, resource=make_kind())
    with pytest.raises(ValidationError) as refused:
        measure.full_clean()
    assert list(refused.value.message_dict) == ["criterion"]


def test_measure_is_set_in_the_admin_site(stage, client):
    stage.assessment = sheet_of(stage, measured("I.1"), met_criterion("I.2"))
    client.force_login(make_person(Role.ADMINISTRATOR, make_city("Huế")))
    kind, add = make_kind(), reverse("admin:assessments_resourcemeasure_add")
    refused = client.post(add, {"criterion": score(stage, "I.2").criterion_id, "resource": kind.pk})
    assert "Chỉ tiêu chí đo bằng một số hoặc một tỷ lệ" in refused.content.decode()
    assert client.post(add, {"criterion": score(stage).criterion_id, "resource": kind.pk}).status_code == 302
    assert ResourceMeasure.objects.get().history.count() == 1
    client.force_login(make_user(is_superuser=True, is_staff=True))
    assert client.get(reverse("admin:assessments_resourcemeasure_changelist")).status_code == 200
