"""What goes out comes back the same, in either form, however awkward the texts."""

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from criteria.interchange import normalise, read_criteria_file, write_json, write_xlsx
from tests.criteria.strategies import documents

SHIPPED = ("model-ward-2021", "model-commune-2022", "safe-commune-2021", "movement-2022")
patient = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(documents(wordy=True))
def test_generated_document_is_its_own_normal_form(document):
    assert normalise(document) == document


@patient
@given(documents(wordy=True))
def test_json_round_trip_is_the_identity(document):
    assert read_criteria_file(write_json(document), "set.json") == document


@patient
@given(documents(wordy=True))
def test_json_to_workbook_to_json_is_the_identity(document):
    assert read_criteria_file(write_xlsx(document), "set.xlsx") == document


@pytest.mark.parametrize("code", SHIPPED)
def test_shipped_set_survives_both_forms(repository, code):
    path = repository / "criteria/data/criteria" / f"{code}.json"
    document = read_criteria_file(path)

    assert read_criteria_file(write_xlsx(document), "set.xlsx") == document
    assert read_criteria_file(write_json(document), "set.json") == document


@pytest.mark.parametrize("code", SHIPPED)
def test_normalising_a_shipped_set_keeps_all_it_says(repository, code):
    """Every value of the file stands unchanged in the normal form, which only adds defaults."""
    raw = json.loads((repository / "criteria/data/criteria" / f"{code}.json").read_text())

    assert lost(raw, normalise(raw)) == []


def lost(raw, normal, path=""):
    if isinstance(raw, dict):
        return [each for key in raw for each in lost(raw[key], normal.get(key), f"{path}/{key}")]
    if isinstance(raw, list) and len(raw) == len(normal):
        return [each for i, value in enumerate(raw) for each in lost(value, normal[i], f"{path}/{i}")]
    return [] if raw == normal else [path]


def test_normal_form_of_decimals_is_plain():
    document = minimal(weight="+01.50")

    assert normalise(document)["groups"][0]["criteria"][0]["weight"] == "1.5"
    assert Decimal("1.5") == Decimal("+01.50")


def minimal(**criterion):
    return {
        "format": "criteria-set/1",
        "code": "s",
        "title": "Bộ",
        "groups": [
            {
                "code": "A",
                "title": "Nhóm",
                "criteria": [{"code": "1", "title": "T", "scale": {"kind": "met"}, **criterion}],
            }
        ],
        "classes": [{"code": "z", "title": "Z", "requires": {}}],
    }
