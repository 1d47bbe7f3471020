"""The appraiser's grid: who sees it, what its cells say, what a search leaves of it."""

import re

import pytest
from django.urls import reverse

from accounts.models import Role
from assessments import actions
from assessments.models import AssessmentRound, CriterionScore, State
from tests.factories import (
    advance,
    make_city,
    make_criteria_set,
    make_department,
    make_membership,
    make_open_round,
    make_person,
    make_unit,
    met_criterion,
    points_criterion,
)


def grid_address(assessment, query=""):
    return reverse("assessments:grid", args=[assessment.round.code]) + query


def cell_of(page, unit, code):
    """The one cell of a unit and a criterion, as text without its tags."""
    found = re.search(rf'href="{unit.pk}/{re.escape(code)}/[^"]*"[^>]*>(.*?)</a>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def waiting_of(page):
    """How many cells wait for the reader."""
    return page.count("data-waiting")


def two_departments(stage):
    """The ward's sheet on a set of PV05, PC06 and nobody's criteria, handed in."""
    criteria = [met_criterion("1", department="PV05"), met_criterion("2", department="PC06"), met_criterion("3")]
    criteria_set = make_criteria_set(groups=[{"code": "I", "title": "Nhóm", "criteria": criteria}])
    return advance(make_open_round([stage.ward], criteria_set).assessments.get(), State.SUBMITTED)


def columns_in(page):
    return re.findall(r'class="grid-code">([^< ]+)', page)


# ---------------------------------------------------------------- who sees what


@pytest.mark.parametrize("who, status", [("appraiser", 200), ("secretary", 200), ("member", 403), ("officer", 403)])
def test_grid_is_for_those_who_appraise(stage, at, who, status):
    at(getattr(stage, who), grid_address(stage.assessment), status=status)


def test_stranger_finds_no_grid(stage, at):
    at(stage.stranger, grid_address(stage.assessment), status=404)


@pytest.mark.parametrize("who, leads", [("appraiser", True), ("secretary", True), ("officer", False)])
def test_round_leads_to_the_grid(stage, at, who, leads):
    page = at(getattr(stage, who), reverse("assessments:round", args=[stage.assessment.round.code]))
    assert (f'href="{grid_address(stage.assessment)}"' in page) is leads


def test_round_in_preparation_has_no_grid(stage, at):
    AssessmentRound.objects.filter(pk=stage.assessment.round_id).update(state="preparing", opened_at=None)
    at(stage.secretary, grid_address(stage.assessment), status=404)


def test_appraiser_of_another_city_finds_no_grid(stage, at):
    elsewhere = make_person(Role.APPRAISER, make_department(city=make_city("Huế")))
    at(elsewhere, grid_address(stage.assessment), status=404)


def test_appraiser_finds_the_criteria_of_the_department_and_those_of_none(stage, at):
    assessment = two_departments(stage)
    page = at(stage.appraiser, grid_address(assessment))
    assert (columns_in(page), waiting_of(page)) == (["1", "3"], 2)


def test_round_may_hand_a_criterion_to_another_department(stage, at):
    assessment = two_departments(stage)
    AssessmentRound.objects.filter(pk=assessment.round_id).update(departments={"2": "PV05", "1": "PC06"})
    assert columns_in(at(stage.appraiser, grid_address(assessment))) == ["2", "3"]


def test_secretary_finds_all_criteria_and_chooses_a_department(stage, at):
    assessment = two_departments(stage)
    assert columns_in(at(stage.secretary, grid_address(assessment))) == ["1", "2", "3"]
    assert columns_in(at(stage.secretary, grid_address(assessment, "?department=PC06"))) == ["2", "3"]


def test_who_acts_for_two_departments_chooses_among_them(stage, at):
    assessment = two_departments(stage)
    make_membership(stage.appraiser, make_department("PC06", stage.city), Role.APPRAISER)
    assert columns_in(at(stage.appraiser, grid_address(assessment))) == ["1", "2", "3"]
    assert columns_in(at(stage.appraiser, grid_address(assessment, "?department=PC06"))) == ["2", "3"]


def test_department_of_others_cannot_be_chosen(stage, at):
    page = at(stage.appraiser, grid_address(two_departments(stage), "?department=PC06"))
    assert columns_in(page) == ["1", "3"]


def test_own_sheet_is_shown_as_not_to_be_appraised_with_the_reason(stage, at):
    advance(stage.assessment, State.SUBMITTED)
    make_membership(stage.appraiser, stage.ward, Role.OFFICER)
    page = at(stage.appraiser, grid_address(stage.assessment))
    assert "Phiếu của chính đơn vị bạn: người khác thẩm định." in page
    assert (waiting_of(page), "Chưa có phiếu nào chờ thẩm định" in page) == (0, True)


# ---------------------------------------------------------------- what a cell says


def test_cell_shows_the_self_score_and_that_it_waits(stage, at):
    advance(stage.assessment, State.SUBMITTED, except_for=["I.1"])
    page = at(stage.appraiser, grid_address(stage.assessment))
    assert cell_of(page, stage.ward, "I.1") == "Chưa đạt 0 tài liệu Chưa thẩm định"
    assert "1 phiếu đang thẩm định: xong 0/3 ô, còn 3 ô." in page


def test_draft_is_shown_without_waiting_for_anybody(stage, at):
    page = at(stage.appraiser, grid_address(stage.assessment))
    assert (cell_of(page, stage.ward, "I.1"), waiting_of(page)) == ("– 0 tài liệu –", 0)


def appraise(assessment, code, answer, by):
    score = CriterionScore.objects.get(assessment=assessment, criterion__code=code)
    actions.save_appraisal(
        assessment=assessment.pk,
        criterion=score.criterion_id,
        answer=answer,
        note="",
        revision=score.revision,
        by=by,
    )


def test_self_score_above_the_appraisal_is_marked_in_words(points_sheet, at):
    stage = points_sheet
    advance(stage.assessment, State.SUBMITTED)
    for code, points in [("I.1", "10"), ("I.2", "9.5")]:
        appraise(stage.assessment, code, {"points": points}, stage.appraiser)
    page = at(stage.appraiser, grid_address(stage.assessment))
    assert cell_of(page, stage.ward, "I.1") == "10 0 tài liệu 10"
    assert cell_of(page, stage.ward, "I.2") == "10 0 tài liệu 9,5 Tự chấm cao hơn"


def test_disputed_cell_is_marked_and_counted(stage, at):
    advance(stage.assessment, State.APPRAISING)
    CriterionScore.objects.filter(assessment=stage.assessment, criterion__code="I.1").update(is_disputed=True)
    page = at(stage.secretary, grid_address(stage.assessment))
    assert cell_of(page, stage.ward, "I.1") == "Đạt 0 tài liệu Đạt Chưa thống nhất"
    assert "1 ô hai người thẩm định chưa thống nhất." in page


@pytest.mark.parametrize("is_explained, mark", [(False, "Chờ giải trình"), (True, "Đã giải trình")])
def test_cell_under_explanation_is_marked(stage, at, score_of, is_explained, mark):
    advance(stage.assessment, State.APPRAISING)
    day = stage.assessment.submitted_at or stage.assessment.updated_at
    explanation = score_of(stage.assessment, "I.1").explanations.create(
        question="Vì sao?", due=day.date(), asked_by=stage.appraiser, asked_at=day
    )
    if is_explained:
        explanation.explained_by, explanation.explained_at = stage.officer, day
        explanation.save()
    assert cell_of(at(stage.appraiser, grid_address(stage.assessment)), stage.ward, "I.1").endswith(mark)


def test_cell_counts_the_evidence(stage, at, score_of):
    advance(stage.assessment, State.SUBMITTED)
    evidence = stage.ward.evidence.create(title="Quyết định minh họa", created_by=stage.officer)
    revision = evidence.revisions.create(
        number=1, url="https://example.org/", by=stage.officer, at=stage.assessment.updated_at
    )
    score_of(stage.assessment, "I.1").evidence_uses.create(
        evidence=evidence, revision=revision, by=stage.officer, at=stage.assessment.updated_at
    )
    page = at(stage.appraiser, grid_address(stage.assessment))
    assert cell_of(page, stage.ward, "I.1") == "Đạt 1 tài liệu Chưa thẩm định"


# ---------------------------------------------------------------- what is asked for


@pytest.fixture
def city_of_three(db):
    """Three wards of two districts: one handed in, one drafting, one appraised in all its criteria."""
    city = make_city()
    districts = [make_unit(name, parent=city, type="urban-district") for name in ("Hải Châu", "Thanh Khê")]
    names = [("Bình Hiên", 0), ("An Khê", 1), ("Chính Gián", 1)]
    wards = [make_unit(name, parent=districts[district]) for name, district in names]
    shown = make_open_round(wards)
    sheets = {each.unit_name: each for each in shown.assessments.all()}
    advance(sheets["Bình Hiên"], State.SUBMITTED)
    advance(sheets["Chính Gián"], State.APPRAISING)
    return make_person(Role.SECRETARY, city), sheets["Bình Hiên"], districts


def shown_in(page):
    return re.findall(r'class="row-link" href="[^"]+">phường ([^<]+)<', page)


def test_units_stand_in_vietnamese_order(city_of_three, at):
    secretary, sheet, _districts = city_of_three
    assert shown_in(at(secretary, grid_address(sheet))) == ["An Khê", "Bình Hiên", "Chính Gián"]


@pytest.mark.parametrize(
    "query, found",
    [
        ("?waiting=on", ["Bình Hiên"]),
        ("?state=drafting", ["An Khê"]),
        ("?q=binh+hien", ["Bình Hiên"]),
        ("?q=khong+co", []),
        ("?page=99", ["An Khê", "Bình Hiên", "Chính Gián"]),
        ("?page=x&state=no&parent=²&department=%00", ["An Khê", "Bình Hiên", "Chính Gián"]),
    ],
)
def test_filter_narrows_the_units(city_of_three, at, query, found):
    secretary, sheet, _districts = city_of_three
    assert shown_in(at(secretary, grid_address(sheet, query))) == found


def test_units_of_one_superior_can_be_chosen(city_of_three, at):
    secretary, sheet, districts = city_of_three
    page = at(secretary, grid_address(sheet, f"?parent={districts[1].pk}"))
    assert shown_in(page) == ["An Khê", "Chính Gián"]
    assert f"/?parent={districts[1].pk}" in page


def test_pages_hold_fifty_units(client, db):
    city = make_city()
    shown = make_open_round([make_unit(parent=city) for _number in range(51)])
    client.force_login(make_person(Role.SECRETARY, city))
    first, last = (
        client.get(reverse("assessments:grid", args=[shown.code]), {"page": page}).content.decode() for page in (1, 2)
    )
    assert (len(shown_in(first)), len(shown_in(last))) == (50, 1)
    assert "Đơn vị 51–51 trong 51" in last


@pytest.mark.parametrize("units", [1, 3])
@pytest.mark.parametrize("who, queries", [("appraiser", 14), ("secretary", 12)])
def test_grid_costs_the_same_for_any_number_of_units(client, units, who, queries, django_assert_num_queries, db):
    city = make_city()
    shown = make_open_round([make_unit(parent=city) for _number in range(units)])
    for assessment in shown.assessments.all():
        advance(assessment, State.SUBMITTED)
    people = {
        "appraiser": make_person(Role.APPRAISER, make_department(city=city)),
        "secretary": make_person(Role.SECRETARY, city),
    }
    client.force_login(people[who])
    client.get(reverse("assessments:grid", args=[shown.code]))
    with django_assert_num_queries(queries):
        client.get(reverse("assessments:grid", args=[shown.code]))


def test_grid_of_a_set_that_asks_nothing_of_the_department_says_so(stage, at):
    criteria = [points_criterion("1", department="PC06")]
    criteria_set = make_criteria_set(
        criterion=points_criterion, groups=[{"code": "I", "title": "Nhóm", "criteria": criteria}]
    )
    assessment = make_open_round([stage.ward], criteria_set).assessments.get()
    page = at(stage.appraiser, grid_address(assessment))
    assert "Kỳ này không có tiêu chí nào giao cho bạn thẩm định" in page
