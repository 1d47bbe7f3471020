"""From what is typed to an answer and back."""

from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from assessments.forms import NOTE_MOST, answer_form, answer_of, read_post, values_of
from criteria.scoring import rule_from_fields
from criteria.scoring.numbers import plain

SCALES = {
    "met": {"kind": "met"},
    "points": {"kind": "points", "max": "10", "step": "0.5"},
    "levels": {
        "kind": "levels",
        "levels": [{"value": value, "title": f"Mức {value}", "points": str(value)} for value in (1, 2, 3)],
    },
    "number": {"kind": "measure", "of": "number", "unit": "vụ", "required": {"op": ">=", "value": "3"}},
    "ratio": {"kind": "measure", "of": "ratio", "required": {"op": ">=", "value": "90"}},
    "change": {"kind": "measure", "of": "change", "required": {"op": "<=", "value": "0"}},
    "checklist": {"kind": "checklist", "items": [{"code": code, "title": code} for code in "abc"]},
    "bonus": {"kind": "bonus", "max": "5"},
    "penalty": {"kind": "penalty", "per": "1", "max": "5"},
}


def rule(name, **fields):
    return rule_from_fields({"code": "X", "scale": SCALES[name], **fields})


def typed(scale_rule, query):
    return read_post(scale_rule, QueryDict(query))


@pytest.mark.parametrize(
    "name, query, answer",
    [
        ("met", "met=true", {"met": True}),
        ("met", "met=false", {"met": False}),
        ("met", "met=maybe", {"met": "maybe"}),
        ("met", "", None),
        ("points", "points=7,5", {"points": "7.5"}),
        ("points", "points=7.5", {"points": "7.5"}),
        ("points", "points=+7,5+", {"points": "7.5"}),
        ("points", "points=NaN", {"points": "NaN"}),
        ("points", "points=1,2,3", {"points": "1,2,3"}),
        ("points", "points=%F0%9F%98%80", {"points": "😀"}),
        ("points", "points=", None),
        ("levels", "level=2", {"level": 2}),
        ("levels", "level=2.0", {"level": "2.0"}),
        ("number", "value=12", {"value": "12"}),
        ("ratio", "numerator=7&denominator=10", {"numerator": "7", "denominator": "10"}),
        ("ratio", "numerator=7&denominator=", {"numerator": "7"}),
        ("change", "previous=12&current=9,5", {"previous": "12", "current": "9.5"}),
        ("checklist", "items=a&items=c", {"items": ["a", "c"]}),
        ("checklist", "items=none", {"items": []}),
        ("checklist", "note=x", None),
        ("bonus", "points=2", {"points": "2"}),
        ("penalty", "occurrences=2", {"occurrences": 2}),
        ("penalty", "occurrences=hai", {"occurrences": "hai"}),
        ("penalty", "occurrences=" + "9" * 5000, {"occurrences": "9" * 5000}),
    ],
)
def test_post_becomes_answer(name, query, answer):
    scale_rule = rule(name)
    assert answer_of(scale_rule, typed(scale_rule, query)) == answer


def test_not_applicable_wins_over_a_chosen_button():
    scale_rule = rule("met", may_be_not_applicable=True)
    assert answer_of(scale_rule, typed(scale_rule, "met=true&not_applicable=Xã đảo")) == {"not_applicable": "Xã đảo"}


def test_not_applicable_is_no_answer_where_it_is_not_allowed():
    scale_rule = rule("met")
    assert answer_of(scale_rule, typed(scale_rule, "met=true&not_applicable=x&exempt=y")) == {"met": True}


def test_exemption_goes_with_the_answer():
    scale_rule = rule("met", exemptible=True)
    posted = typed(scale_rule, "met=false&exempt=Bão lũ")
    assert answer_of(scale_rule, posted) == {"met": False, "exempt": "Bão lũ"}


def test_cleared_is_no_answer():
    assert answer_of(rule("met"), typed(rule("met"), "met=true&clear=1")) is None


def test_texts_are_kept_in_nfc_without_nul_and_with_one_kind_of_line_end():
    posted = typed(rule("met"), "note=Ho%CC%80a%0D%0AVang%00")
    assert posted.note == "Hòa\nVang"


@pytest.mark.parametrize("revision, read", [("4", 4), ("", -1), ("x", -1), ("4.5", -1), ("٤", -1)])
def test_revision_that_is_no_number_was_never_read(revision, read):
    assert typed(rule("met"), f"revision={revision}").revision == read


def test_note_that_is_too_long_is_refused_with_its_length():
    faults = typed(rule("met"), "note=" + "a" * 100_000).faults
    assert faults == (f"Đoạn chữ dài 100000 ký tự, chỉ nhận tối đa {NOTE_MOST}. Hãy rút gọn rồi lưu lại.",)


NUMBERS = st.decimals(min_value=0, max_value=10**6, places=2).map(lambda value: plain(Decimal(value)))
ANSWERS = {
    "met": st.fixed_dictionaries({"met": st.booleans()}),
    "points": st.fixed_dictionaries({"points": NUMBERS}),
    "levels": st.fixed_dictionaries({"level": st.integers(1, 3)}),
    "number": st.fixed_dictionaries({"value": NUMBERS}),
    "ratio": st.fixed_dictionaries({"numerator": NUMBERS, "denominator": NUMBERS}),
    "change": st.fixed_dictionaries({"previous": NUMBERS, "current": NUMBERS}),
    "checklist": st.fixed_dictionaries({"items": st.sampled_from([[], ["a"], ["b", "c"], ["a", "b", "c"]])}),
    "bonus": st.fixed_dictionaries({"points": NUMBERS}),
    "penalty": st.fixed_dictionaries({"occurrences": st.integers(0, 1000)}),
}


@pytest.mark.parametrize("name", SCALES)
@given(data=st.data())
def test_what_stands_in_the_boxes_gives_the_same_answer_again(name, data):
    scale_rule = rule(name, exemptible=True, may_be_not_applicable=True)
    reason = st.fixed_dictionaries({"not_applicable": st.just("Không có địa bàn")})
    answer = data.draw(ANSWERS[name] | reason)
    query = QueryDict(mutable=True)
    for key, value in values_of(scale_rule, answer).items():
        query.setlist(key, list(value) if isinstance(value, tuple) else [value])
    assert answer_of(scale_rule, read_post(scale_rule, query)) == answer


def test_form_marks_what_is_chosen():
    form = answer_form(rule("levels"), {"level": "2"})
    assert [(choice.value, choice.is_chosen) for choice in form.choices] == [("1", False), ("2", True), ("3", False)]


def test_boxes_show_what_was_typed_even_if_it_is_wrong():
    form = answer_form(rule("ratio"), {"numerator": "=cmd|x", "denominator": ""})
    assert [(box.name, box.value) for box in form.numbers] == [("numerator", "=cmd|x"), ("denominator", "")]


@pytest.mark.parametrize("text, advice", [("1.234", "1234, hoặc 1,234"), ("-12.000.000", "-12000000, hoặc -12,000000")])
def test_dots_between_thousands_are_asked_about_not_guessed(text, advice):
    (sentence,) = typed(rule("number"), f"value={text}").faults
    assert sentence == f"“{text}” có thể hiểu theo hai cách. Hãy viết {advice} nếu là số lẻ."


@pytest.mark.parametrize("text", ["7.5", "0.125", "12.34", "1,234", "1234"])
def test_numbers_with_one_meaning_are_not_asked_about(text):
    assert typed(rule("number"), f"value={text}").faults == ()
