"""What must be true of every result, whatever the set and the answers."""

import json
import random
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from criteria.scoring import result_document, rules_from_document, score
from criteria.scoring.numbers import plain
from tests.criteria.strategies import answered_documents, answers_to, criteria_of

patient = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def result_of(document, answers, **known):
    return score(rules_from_document(document), answers, **known)


def as_bytes(result):
    return json.dumps(result_document(result), sort_keys=True).encode()


def is_counted(criterion):
    return criterion["scale"]["kind"] not in ("bonus", "penalty")


@patient
@given(answered_documents())
def test_points_stay_within_bounds(answered):
    document, answers = answered
    result = result_of(document, answers)

    for line, criterion in zip(result.lines, criteria_of(document), strict=True):
        if criterion["scale"]["kind"] == "penalty":
            assert line.points <= line.max_points == 0
        else:
            assert 0 <= line.points <= line.max_points
    for group in result.groups:
        assert 0 <= group.points <= group.max_points
        assert 0 <= group.met <= group.applicable
    assert 0 <= result.points <= result.max_points + result.bonus
    assert 0 <= result.met <= result.applicable


@patient
@given(answered_documents())
def test_caps_hold(answered):
    document, answers = answered
    result = result_of(document, answers)

    if document["bonus_cap"] is not None:
        assert result.bonus <= Decimal(document["bonus_cap"])
    if document["total_cap"] is not None:
        assert result.points <= Decimal(document["total_cap"])


@patient
@given(answered_documents())
def test_lines_add_up_to_groups_and_groups_to_the_total(answered):
    document, answers = answered
    result = result_of(document, answers)
    lines = {line.code: line for line in result.lines}

    for group, fields in zip(result.groups, document["groups"], strict=True):
        counted = [lines[criterion["code"]] for criterion in fields["criteria"] if is_counted(criterion)]
        assert group.max_points == sum(line.max_points for line in counted)
        assert group.points == (0 if group.zeroed_by else sum(line.points for line in counted))
    total = sum(group.points for group in result.groups) + result.bonus - result.penalty
    cap = document["total_cap"]
    assert result.points == max(0, total if cap is None else min(total, Decimal(cap)))
    assert result.max_points == sum(group.max_points for group in result.groups)
    assert result.met == sum(group.met for group in result.groups)


@patient
@given(answered_documents())
def test_scoring_twice_gives_the_same_bytes(answered):
    document, answers = answered

    assert as_bytes(result_of(document, answers)) == as_bytes(result_of(json.loads(json.dumps(document)), answers))


@patient
@given(answered_documents(), st.randoms(use_true_random=False))
def test_order_of_answers_groups_and_criteria_does_not_matter(answered, chance: random.Random):
    document, answers = answered
    shuffled = json.loads(json.dumps(document))
    for group in shuffled["groups"]:
        chance.shuffle(group["criteria"])
    chance.shuffle(shuffled["groups"])
    pairs = list(answers.items())
    chance.shuffle(pairs)

    assert unordered(result_of(shuffled, dict(pairs))) == unordered(result_of(document, answers))


def unordered(result):
    """The result's document with every list sorted, for all of them stand in the order of the set."""
    return _sorted(result_document(result))


def _sorted(value):
    if isinstance(value, dict):
        return {key: _sorted(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted((_sorted(inner) for inner in value), key=lambda inner: json.dumps(inner, sort_keys=True))
    return value


@patient
@given(answered_documents(not_applicable="exclude"), st.data())
def test_not_applicable_under_exclude_changes_nothing_else(answered, data):
    """Leaving a criterion out of the set, and out of whatever names it, gives the same as its not being applicable."""
    document, answers = answered
    criterion = data.draw(st.sampled_from(criteria_of(document)))
    criterion["may_be_not_applicable"] = True
    code = criterion["code"]

    away = result_of(document, {**answers, code: {"not_applicable": "Không có"}})
    without = result_of(without_criterion(document, code), {key: answers[key] for key in answers if key != code})

    assert [line for line in away.lines if line.code != code] == list(without.lines)
    for name in ("met", "applicable", "points", "max_points", "percent", "would_be", "groups", "missing", "held_back"):
        assert getattr(away, name) == getattr(without, name), name


def without_criterion(document, code):
    kept = json.loads(json.dumps(document))
    for group in kept["groups"]:
        group["criteria"] = [criterion for criterion in group["criteria"] if criterion["code"] != code]
        group["zero_if_unmet"] = [other for other in group["zero_if_unmet"] if other != code]
    for fields in kept["classes"]:
        if "met" in fields["requires"]:
            fields["requires"]["met"] = [other for other in fields["requires"]["met"] if other != code]
    return kept


@patient
@given(answered_documents(complete=True), st.data())
def test_better_answer_never_lowers_points_met_or_class(answered, data):
    document, answers = answered
    criterion = data.draw(st.sampled_from(criteria_of(document)))
    code = criterion["code"]
    assume("not_applicable" not in answers[code])
    better = better_answer(data, criterion, answers[code])
    assume(better is not None)
    # An accepted exemption stays with the answer: taking it away would be a change for the worse.
    better |= {key: answers[code][key] for key in answers[code] if key == "exempt"}

    before = result_of(document, answers)
    after = result_of(document, {**answers, code: better})

    line_before, line_after = ({line.code: line for line in each.lines}[code] for each in (before, after))
    assert line_after.points >= line_before.points
    assert line_after.met is None or line_after.met >= line_before.met
    assert (after.points, after.met) >= (before.points, before.met)
    assert after.met >= before.met
    assert rank(document, after) <= rank(document, before)


@patient
@given(answered_documents(), st.data())
def test_an_answer_is_never_worse_than_none(answered, data):
    document, answers = answered
    criterion = data.draw(st.sampled_from(criteria_of(document)))
    assume(criterion["scale"]["kind"] != "penalty")
    code = criterion["code"]
    without = {key: answers[key] for key in answers if key != code}
    answer = data.draw(answers_to(criterion, plain_only=True))

    before, after = result_of(document, without), result_of(document, {**without, code: answer})

    assert after.points >= before.points
    assert after.met >= before.met
    assert rank(document, after) <= rank(document, before)


def rank(document, result):
    return [fields["code"] for fields in document["classes"]].index(result.would_be)


def better_answer(data, criterion, answer):
    """An answer at least as good, by the meaning of the scale alone; None when there is no telling."""
    scale, kind = criterion["scale"], criterion["scale"]["kind"]
    if kind == "measure":
        return better_measure(data, scale, answer)
    if kind == "met":
        return {"met": True}
    if kind == "levels":
        values = [level["value"] for level in scale["levels"] if level["value"] >= answer["level"]]
        return {"level": data.draw(st.sampled_from(values))}
    if kind == "checklist":
        codes = [item["code"] for item in scale["items"]]
        return {"items": list({*answer["items"], data.draw(st.sampled_from(codes))})}
    if kind == "penalty":
        return {"occurrences": data.draw(st.integers(0, answer["occurrences"]))}
    step, most = Decimal(scale["step"]), Decimal(scale["max"])
    given = Decimal(answer["points"])
    return {"points": plain(given + step * data.draw(st.integers(0, int((most - given) // step))))}


def better_measure(data, scale, answer):
    if scale.get("required", {}).get("op") == "=":
        return None
    bound = (
        scale["required"]["op"] if "required" in scale else next(key for key in scale["bands"][0] if key != "points")
    )
    more = Decimal(data.draw(st.integers(0, 400))) / 10
    is_more_better = bound in (">=", ">", "from", "above")
    key = {"number": "value", "ratio": "numerator", "change": "current"}[scale["of"]]
    value = Decimal(answer[key]) + (more if is_more_better else -more)
    if scale["of"] != "number":
        value = max(value, Decimal(0))
    return {**answer, key: plain(value)}


@patient
@given(st.decimals(0, 1000, places=2), st.decimals(1, 1000, places=2), st.decimals(0, 100, places=6))
def test_percent_bound_agrees_with_exact_fractions(reached, most, bound):
    assume(reached <= most)
    document = {
        "groups": [{"code": "A", "criteria": [{"code": "1", "scale": {"kind": "points", "max": plain(most)}}]}],
        "classes": [
            {"code": "above", "requires": {"above_percent": plain(bound)}},
            {"code": "at", "requires": {"min_percent": plain(bound)}},
            {"code": "below", "requires": {}},
        ],
    }
    exact = 100 * Fraction(reached) / Fraction(most) - Fraction(bound)

    result = result_of(document, {"1": {"points": plain(reached)}})

    assert result.class_code == ("above" if exact > 0 else "at" if exact == 0 else "below")


@patient
@given(st.lists(st.integers(0, 30), min_size=2, max_size=8, unique=True))
def test_more_of_a_measure_climbs_its_bands(values):
    scale = {"kind": "measure", "of": "number", "bands": [{"from": str(n), "points": str(n)} for n in (20, 10, 5)]}
    document = {"groups": [{"code": "A", "criteria": [{"code": "1", "scale": scale}]}], "classes": []}
    points = [result_of(document, {"1": {"value": value}}).points for value in sorted(values)]

    assert all(lower <= upper for lower, upper in pairwise(points))
