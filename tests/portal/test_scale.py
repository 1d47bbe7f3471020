"""Generated rounds: what they store is what the actions would have stored."""

import json
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Sum

from accounts.models import Role
from assessments.actions.ranking import refresh_ranks
from assessments.actions.results import answers_of, group_values, result_of, result_values, stored_track
from assessments.models import (
    Assessment,
    AssessmentRound,
    CriterionScore,
    CriterionStatistic,
    GroupResult,
    Publication,
    RoundState,
    State,
    Track,
)
from criteria import scoring
from criteria.queries import published_set
from portal.demo.answers import invent_answer
from portal.demo.bench_set import bench_document, one_page_document
from portal.demo.nation import load_nation
from portal.demo.scale import load_city
from tests.factories import make_city, make_person, make_unit

pytestmark = pytest.mark.django_db
PASSWORD = "chi-de-kiem-thu-2026"
IS_POSTGRES = connection.vendor == "postgresql"
needs_postgres = pytest.mark.skipif(not IS_POSTGRES, reason="COPY is PostgreSQL's")


def stored_values(assessment):
    names = result_values(result_of(assessment, {}), counts_met=False)
    return {name: getattr(assessment, name) for name in names if name != "rank"}


def engine_values(assessment):
    stored = stored_track(assessment, "self" if assessment.track == Track.SELF else "appraised")
    result = result_of(assessment, answers_of(assessment, stored))
    values = result_values(result, assessment.round.criteria_set.counts_met)
    values.pop("rank")
    return json.loads(json.dumps(values, default=str)), result


def check_against_the_engine():
    for assessment in Assessment.objects.select_related("round__criteria_set"):
        wanted, result = engine_values(assessment)
        assert json.loads(json.dumps(stored_values(assessment), default=str)) == wanted
        groups = GroupResult.objects.filter(assessment=assessment).order_by("group__position")
        for stored, group in zip(groups, result.groups, strict=True):
            assert {name: getattr(stored, name) for name in group_values(group)} == group_values(group)
        check_lines(assessment)


def check_lines(assessment):
    contents = published_set(assessment.round.criteria_set)
    for score in CriterionScore.objects.filter(assessment=assessment).select_related("criterion"):
        for track in Track.values:
            answer = getattr(score, f"{track}_answer")
            line = scoring.score_line(score.criterion.rule, answer, not_applicable=contents.rules.not_applicable)
            assert (getattr(score, f"{track}_points"), getattr(score, f"{track}_state")) == (line.points, line.state)
            assert getattr(score, f"{track}_met") == (None if answer is None else line.met)


def check_ranks_and_statistics():
    for each in AssessmentRound.objects.all():
        ranks = list(Assessment.objects.filter(round=each).order_by("pk").values_list("rank", flat=True))
        refresh_ranks(each)
        assert list(Assessment.objects.filter(round=each).order_by("pk").values_list("rank", flat=True)) == ranks
        statistics = CriterionStatistic.objects.filter(round=each)
        points = CriterionScore.objects.filter(assessment__round=each).aggregate(Sum("official_points"))
        if each.state == RoundState.PUBLISHED:
            assert statistics.count() == 80
            assert statistics.aggregate(Sum("points"))["points__sum"] == points["official_points__sum"]
        else:
            assert statistics.count() == 0


@pytest.mark.parametrize("document", [bench_document(), one_page_document()], ids=["groups", "one-page"])
def test_every_scale_gives_answers_that_are_met_or_not_as_wanted(document):
    rules = scoring.rules_from_document(document)
    scales = {each["code"]: each["scale"] for group in document["groups"] for each in group["criteria"]}
    counted = [rule for group in rules.groups for rule in group.criteria if rule.is_counted]
    assert len(scales) == 80
    for seed in range(20):
        for rule in counted:
            for is_met in (True, False):
                answer = invent_answer(scales[rule.code], is_met, Random(seed))
                assert scoring.score_line(rule, answer).met is is_met, (rule.code, answer)


def test_city_holds_what_the_engine_says():
    load_city(PASSWORD, units=11, rounds=2)
    states = set(Assessment.objects.values_list("round__code", "state"))
    assert states == {("bench-01", State.PUBLISHED)} | {
        (code, state)
        for code in ("bench-02", "bench-one-page-01")
        for state in (State.DRAFTING, State.SUBMITTED, State.DECIDED)
    }
    check_against_the_engine()
    check_ranks_and_statistics()
    assert [each.round.code for each in Publication.objects.all()] == ["bench-01"]


def test_city_is_loaded_once(capsys):
    load_city(PASSWORD, units=2, rounds=1)
    call_command("load_demo", scale="city", password=PASSWORD)
    assert "không cần nạp lại" in capsys.readouterr().out
    assert Assessment.objects.count() == 4


@needs_postgres
def test_nation_holds_what_the_engine_says():
    load_nation(PASSWORD, units=31, rounds=3)
    assert Assessment.objects.count() == 31 * 3
    assert CriterionScore.objects.count() == 31 * 3 * 80
    check_against_the_engine()
    check_ranks_and_statistics()


@needs_postgres
def test_nation_leaves_every_foreign_key_in_place():
    keys = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f' ORDER BY 1, 2"
    with connection.cursor() as cursor:
        cursor.execute(keys)
        before = cursor.fetchall()
        load_nation(PASSWORD, units=2, rounds=2)
        cursor.execute(keys)
        assert cursor.fetchall() == before


@needs_postgres
def test_rows_can_be_added_after_a_copy():
    load_nation(PASSWORD, units=2, rounds=1)
    copied = Assessment.objects.order_by("pk").last()
    unit = make_unit()
    added = Assessment.objects.create(
        round=copied.round, unit=unit, root=unit, unit_name="Thêm", unit_code="1", unit_type="ward"
    )
    assert added.pk > copied.pk


@pytest.mark.skipif(IS_POSTGRES, reason="PostgreSQL has COPY")
def test_nation_on_sqlite_is_refused_with_advice():
    with pytest.raises(CommandError, match=r"PostgreSQL.*--scale city"):
        call_command("load_demo", scale="nation", password=PASSWORD)


def test_story_is_refused_where_its_accounts_exist():
    make_person(Role.SECRETARY, make_city(), username="thuky")
    with pytest.raises(CommandError, match="thuky"):
        call_command("load_demo", password=PASSWORD)
