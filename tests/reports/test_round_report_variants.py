"""The periodic report of a round: what holds whatever the data say. No database."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.utils import translation

from committee.models import (
    Cause,
)
from reports.content.prose import Prose, names_in
from reports.kinds.round_report.figures import figures_of
from reports.kinds.round_report.pictures import drawn
from reports.kinds.round_report.prose import ahead, direction, judgement, opening, results, unmet
from tests.reports import round_samples as made
from tests.reports.round_samples import said

BEFORE_SET = made.a_round(pk=1, set_pk=9, ends_on=dt.date(2024, 12, 31))


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


# ---------------------------------------------------------------- all branches at once

VARIANTS = {
    "nobody": made.facts_about(shown=made.a_round(state="preparing")),
    "enrolled only": made.facts_about(shown=made.a_round(state="preparing"), enrolled=12),
    "one unit": made.facts_about(made.a_unit(1, 8, before=8)),
    "one unit late": made.facts_about(made.a_unit(1, 8, is_late=True, self_met=9, knock_outs=1)),
    "all met": made.facts_about(made.a_unit(1, 10, before=9), made.a_unit(2, 10, before=10)),
    "nothing moved": made.facts_about(made.a_unit(1, 8, before=8), made.a_unit(2, 7, before=7)),
    "fell": made.facts_about(made.a_unit(1, 6, before=8), made.a_unit(2, 7, before=7, is_late=True)),
    "other set": made.facts_about(made.a_unit(1, 6, before=8), made.a_unit(2, 9, before=7), before=BEFORE_SET),
    "open": made.facts_about(
        made.a_unit(1, 6, state="submitted"), made.a_unit(2, 7, state="decided"), shown=made.a_round(state="open")
    ),
    "points": made.facts_about(
        made.a_unit(1, 9, points=Decimal(90)),
        made.a_unit(2, 7, points=Decimal(70)),
        shown=made.a_round(counting="points"),
        groups=(made.group_total(90), made.group_total(70, code="II")),
    ),
    "unmet": made.facts_about(
        made.a_unit(1, 9, before=9),
        made.a_unit(2, 9, before=10),
        unmet=(made.unmet_of(made.a_unit(1, 9), before=1), made.unmet_of(made.a_unit(2, 9), criterion=made.OTHER)),
        groups=(made.group_total(90, 95), made.group_total(70, 60, code="II")),
        business=made.business_of(obstacles=[made.obstacle(units=(1, 2)), made.obstacle(2, cause=Cause.INTERNAL)]),
    ),
}
NOUGHT = re.compile(r"(?<![\d.,/])0 (?!điểm liệt)|tăng 0\b|giảm 0\b|\b00\b")


def all_blocks(facts):
    drawings = drawn(facts.results)
    return [
        *opening.blocks(facts),
        *direction.blocks(facts),
        *results.blocks(facts, drawings),
        *unmet.blocks(facts, drawings),
        *judgement.blocks(facts),
        *ahead.blocks(facts),
    ]


@pytest.mark.parametrize("facts", VARIANTS.values(), ids=VARIANTS)
def test_every_reference_has_its_figure(facts):
    figures = figures_of(facts)

    named = {name for each in all_blocks(facts) if isinstance(each, Prose) for name in names_in(each.text)}

    assert named - set(figures) == set()


@pytest.mark.parametrize("facts", VARIANTS.values(), ids=VARIANTS)
def test_no_sentence_counts_nought(facts):
    words = [said(each.text, facts) for each in all_blocks(facts) if isinstance(each, Prose)]

    assert [each for each in words if NOUGHT.search(each)] == []


@pytest.mark.parametrize("facts", VARIANTS.values(), ids=VARIANTS)
def test_only_facts_that_nobody_recorded_are_gaps(facts):
    words = "\n".join(said(each.text, facts) for each in all_blocks(facts) if isinstance(each, Prose))

    assert set(re.findall(r"chưa có số liệu: ([^\]]+)", words)) <= {
        "dân số địa bàn",
        "diện tích địa bàn",
        "biên chế được giao",
        "quân số thực có",
    }


def test_slots_are_the_same_in_every_period():
    slots = {tuple(each.slot for each in all_blocks(facts) if isinstance(each, Prose)) for facts in VARIANTS.values()}

    assert len(slots) == 1
    (names,) = slots
    assert len(names) == len(set(names))


def test_pictures_follow_what_there_is():
    keys = {name: [each.key for each in drawn(facts.results).pictures] for name, facts in VARIANTS.items()}

    assert keys["nobody"] == []
    assert keys["one unit"] == ["trend"]
    assert keys["unmet"] == ["trend", "classes", "heatmap", "unmet"]
