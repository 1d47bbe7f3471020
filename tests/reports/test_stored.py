"""Documents to JSON and back, without loss."""

import datetime as dt
import json
from decimal import Decimal

import pytest

from reports.content import document as model
from reports.content.stored import from_data, to_data
from tests.reports.samples import full_document


def test_document_comes_back_equal():
    document = full_document()

    assert from_data(json.loads(json.dumps(to_data(document)))) == document


def test_every_kind_of_cell_comes_back():
    row = model.Row((None, 3, Decimal("1.50"), dt.date(2026, 2, 5), "chữ"), is_strong=True)

    assert from_data(json.loads(json.dumps(to_data(row)))) == row


def test_unknown_class_is_refused():
    with pytest.raises(KeyError):
        from_data({"is": "Macro"})
