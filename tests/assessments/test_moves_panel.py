"""The panel of moves beneath a sheet: its way, its buttons, and who makes the other moves and why they are not here."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.models import Role
from assessments import actions
from assessments.models import Assessment, CriterionScore, ReviewStep, State
from assessments.permissions import VERBS, can_move
from assessments.queries.changes import changes_on
from assessments.queries.moves import EFFECTS, PLACES, TITLES, moves_for
from assessments.queries.sheet import sheet_url
from tests.assessments.addresses import address, step_address
from tests.factories import (
    advance,
    answer_everything,
    make_criteria_set,
    make_membership,
    make_open_round,
    make_person,
    make_unit,
    met_criterion,
)
from units.models import UnitType

PEOPLE = ("officer", "commander", "appraiser", "secretary", "member", "reviewer")


def moves_of(user, assessment):
    assessment = Assessment.objects.visible_to(user).for_sheet().get(pk=assessment.pk)
    return moves_for(user, assessment, sheet_url(assessment), changes_on(assessment))


def why(user, assessment, verb):
    """(who, why) of a move that has no button."""
    return next((each.who, each.why) for each in moves_of(user, assessment).others if each.verb == verb)


@pytest.fixture
def district(stage):
    return make_unit("Hải Châu", parent=stage.city, type=UnitType.URBAN_DISTRICT)


@pytest.fixture
def waiting(stage, district):
    """A sheet that waits at the district."""
    ward = make_unit("Hải Châu II", parent=district)
    stage.assessment = make_open_round([ward]).assessments.get()
    stage.commander = make_person(Role.COMMANDER, ward)
    answer_everything(stage.assessment, stage.commander)
    actions.submit(assessment=stage.assessment.pk, by=stage.commander)
    return stage


# ---------------------------------------------------------------- every move is accounted for


def test_every_move_has_its_words():
    assert (set(TITLES), EFFECTS.keys() & PLACES.keys()) == (set(VERBS), set())


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", [state for state in State if state != State.REVIEWING])
def test_reader_finds_a_button_for_what_they_may_do_and_a_reason_for_all_else(stage, who, state):
    user, assessment = getattr(stage, who), advance(stage.assessment, state)
    moves = moves_of(user, assessment)
    verbs = set(VERBS) - {"pass_review"}
    assert {each.verb for each in moves.open} == {verb for verb in EFFECTS if can_move(user, verb, assessment)}
    assert {each.verb for each in (*moves.open, *moves.others)} == verbs
    assert all(each.who and each.why for each in moves.others)


@pytest.mark.parametrize(
    ("who", "verb", "state", "expected"),
    [
        (
            "officer",
            "submit",
            State.DRAFTING,
            ("Chỉ huy Công an phường Hải Châu I", "Bạn không giữ vai trò này."),
        ),
        (
            "commander",
            "submit",
            State.DRAFTING,
            ("Chỉ huy Công an phường Hải Châu I", "Nút nộp hiện ở ngay trên, khi mọi tiêu chí đã có câu trả lời."),
        ),
        (
            "member",
            "decide",
            State.DRAFTING,
            (
                "Thành viên Ban Chỉ đạo",
                "Phiếu đang tự chấm; bước này chỉ làm khi phiếu đã thẩm định.",
            ),
        ),
        (
            "commander",
            "return_sheet",
            State.SUBMITTED,
            ("Thư ký Tổ giúp việc", "Bạn không giữ vai trò này."),
        ),
        (
            "secretary",
            "withdraw",
            State.DRAFTING,
            (
                "Chỉ huy Công an phường Hải Châu I",
                "Phiếu đang tự chấm; bước này chỉ làm khi phiếu đã nộp.",
            ),
        ),
        (
            "appraiser",
            "save_appraisal",
            State.SUBMITTED,
            (
                "Cán bộ thẩm định của phòng được giao hoặc thư ký Tổ giúp việc",
                "Làm ở từng tiêu chí của phiếu.",
            ),
        ),
    ],
)
def test_panel_says_who_makes_a_move_and_why_it_has_no_button(stage, who, verb, state, expected):
    assert why(getattr(stage, who), advance(stage.assessment, state), verb) == expected


def test_own_unit_is_named_as_the_reason(stage):
    advance(stage.assessment, State.APPRAISED)
    make_membership(stage.commander, stage.city, Role.MEMBER)
    words = "Bạn thuộc đơn vị được đánh giá nên không làm được bước này."
    assert why(stage.commander, stage.assessment, "decide") == ("Thành viên Ban Chỉ đạo", words)


# ---------------------------------------------------------------- the sheet's way


def test_way_without_a_middle_level_has_no_review(stage):
    stops = moves_of(stage.officer, stage.assessment).passage.stops
    assert [stop.label for stop in stops][:2] == ["Tự chấm", "Đã nộp"]
    assert (stops[0].standing, stops[0].words) == ("current", "hạn 31/12/2021")


def test_way_names_the_level_that_the_sheet_waits_at(waiting, at):
    assert "<strong>Công an quận Hải Châu</strong>: chờ xem xét" in at(waiting.commander, address(waiting.assessment))
    assert "phiếu đang chờ Công an quận Hải Châu xem xét" in at(waiting.member, address(waiting.assessment))


def test_reviewer_finds_the_buttons_of_the_own_level_only(waiting, district, at):
    own, other = make_person(Role.REVIEWER, district), waiting.reviewer
    urls = [step_address(waiting.assessment, verb) for verb in ("pass_review", "return_sheet")]
    pages = [at(user, address(waiting.assessment)) for user in (own, other)]
    assert [[url in page for url in urls] for page in pages] == [[True, True], [False, False]]
    assert why(other, waiting.assessment, "pass_review")[1] == "Phiếu đang chờ ở cấp khác."


def test_open_matters_keep_the_button_of_completion_away(stage, at, score_of):
    advance(stage.assessment, State.APPRAISING)
    url = step_address(stage.assessment, "complete_appraisal")
    before = at(stage.secretary, address(stage.assessment))
    actions.ask_explanation(
        assessment=stage.assessment.pk,
        criterion=score_of(stage.assessment, "I.1").criterion_id,
        question="Căn cứ nào?",
        by=stage.secretary,
    )
    after = at(stage.secretary, address(stage.assessment))
    assert [url in page for page in (before, after)] == [True, False]
    assert "Giải trình chưa kết thúc ở tiêu chí I.1." in after


def test_day_of_a_return_stands_on_the_way_while_it_waits(stage):
    advance(stage.assessment, State.SUBMITTED)
    today = timezone.localdate()
    actions.return_sheet(assessment=stage.assessment.pk, criteria=[], reason="Sai", due=today, by=stage.secretary)
    stop = moves_of(stage.officer, stage.assessment).passage.stops[0]
    assert (stop.standing, stop.words) == ("current", f"hạn {today:%d/%m/%Y}")


def test_earlier_returns_stay_readable(stage, at):
    advance(stage.assessment, State.SUBMITTED)
    actions.return_sheet(
        assessment=stage.assessment.pk, criteria=[], reason="Sai mẫu", due=timezone.localdate(), by=stage.secretary
    )
    actions.submit(assessment=stage.assessment.pk, by=stage.commander)
    page = at(stage.member, address(stage.assessment))
    assert ("Đã bị trả lại 1 lần trước đây" in page, "Sai mẫu" in page) == (True, True)


def test_commander_is_led_to_the_checks_while_drafting(stage, at):
    checks = f"{address(stage.assessment)}checks/"
    before = at(stage.commander, address(stage.assessment))
    advance(stage.assessment, State.SUBMITTED)
    assert [checks in page for page in (before, at(stage.commander, address(stage.assessment)))] == [True, False]


# ---------------------------------------------------------------- what it costs, and what is kept


@pytest.mark.parametrize("count", [1, 3])
def test_panel_costs_the_same_for_any_number_of_returns_and_changes(stage, client, count, django_assert_num_queries):
    criteria = [met_criterion(f"I.{number}") for number in range(count)]
    criteria_set = make_criteria_set(groups=[{"code": "I", "title": "Nhóm", "criteria": criteria}])
    assessment = advance(make_open_round([stage.ward], criteria_set).assessments.get(), State.SUBMITTED)
    for _number in range(count):
        keys = list(CriterionScore.objects.filter(assessment=assessment).values_list("criterion_id", flat=True))
        due = timezone.localdate()
        actions.return_sheet(assessment=assessment.pk, criteria=keys, reason="Sai", due=due, by=stage.secretary)
        actions.submit(assessment=assessment.pk, by=stage.commander)
    advance(Assessment.objects.get(pk=assessment.pk), State.APPRAISED)
    for key in keys:
        actions.change_line(
            assessment=assessment.pk, criterion=key, answer={"met": False}, reason="Khác", by=stage.member
        )
    client.force_login(stage.member)
    client.get(address(assessment))
    cache.clear()
    with django_assert_num_queries(14):
        client.get(address(assessment))


def test_kept_sheet_shows_the_post_of_whoever_returned_it_in_new_words_at_once(stage, at):
    advance(stage.assessment, State.SUBMITTED)
    actions.return_sheet(
        assessment=stage.assessment.pk, criteria=[], reason="Sai", due=timezone.localdate(), by=stage.secretary
    )
    before = at(stage.officer, address(stage.assessment))
    stage.secretary.post = "Phó thư ký"
    stage.secretary.save()
    assert ["Phó thư ký" in page for page in (before, at(stage.officer, address(stage.assessment)))] == [False, True]


def test_sheet_shows_that_a_level_passed_it_on_at_once(waiting, at):
    before = at(waiting.commander, address(waiting.assessment))
    level = ReviewStep.objects.get(assessment=waiting.assessment).unit
    by = make_person(Role.REVIEWER, level, post="Đội trưởng")
    actions.pass_review(assessment=waiting.assessment.pk, note="Khớp", by=by)
    after = at(waiting.commander, address(waiting.assessment))
    assert ["Đội trưởng" in page for page in (before, after)] == [False, True]
