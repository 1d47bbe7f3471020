"""A cell that a spreadsheet program would run comes out as text, and comes back unchanged."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from tablib import Dataset

from units.sheet_formats import LosslessCSV, LosslessJSON, LosslessXLSX

DANGEROUS = ["=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\tx", "'=1", "=1"]
HARMLESS = ["Hải Châu", "-5", "+84", "3,5", "", "a=b", "'quoted'"]


def dataset_of(values):
    dataset = Dataset(headers=["code", "text"])
    for number, value in enumerate(values):
        dataset.append([f"C{number}", value])
    return dataset


@pytest.mark.parametrize("file_format", [LosslessXLSX(), LosslessCSV(), LosslessJSON()], ids=lambda f: f.get_title())
def test_round_trip_keeps_every_text(file_format):
    values = DANGEROUS + HARMLESS

    read = file_format.create_dataset(file_format.export_data(dataset_of(values)))

    assert [value or "" for value in read["text"]] == values


def test_workbook_stores_a_formula_as_text():
    stream = BytesIO(LosslessXLSX().export_data(dataset_of(DANGEROUS)))

    cells = [row[1] for row in load_workbook(stream).active.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(DANGEROUS)
    assert [cell.value for cell in cells] == DANGEROUS


def test_csv_cell_never_starts_like_a_formula():
    lines = LosslessCSV().export_data(dataset_of(DANGEROUS)).removeprefix("\ufeff").splitlines()[1:]

    assert [line.split(",", 1)[1].lstrip('"')[0] for line in lines] == ["'"] * len(DANGEROUS)


def test_csv_says_that_it_is_utf8():
    assert LosslessCSV().export_data(dataset_of(["Hải Châu"])).startswith("\ufeff")


def test_number_stays_a_number_in_a_workbook():
    stream = BytesIO(LosslessXLSX().export_data(dataset_of([-5, 3.5])))

    assert [row[1].value for row in load_workbook(stream).active.iter_rows(min_row=2)] == [-5, 3.5]


def test_control_character_does_not_break_a_workbook():
    stream = BytesIO(LosslessXLSX().export_data(dataset_of(["a\x0bb"])))

    assert load_workbook(stream).active["B2"].value == "a\N{REPLACEMENT CHARACTER}b"
