"""Reading and storing the workbooks that came back from many units, against calamine's reading of the same files.

Run in a process of its own after `django.setup()`, as `bench.facts` is. Each turn ends in a rollback, so that the next
finds the same sheets: what is missing is a COMMIT a workbook.
"""

import io
import json
import sys
from dataclasses import asdict

from django.db import transaction
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from accounts.models import User
from assessments.actions.answers import save_answers
from assessments.forms import values_of
from assessments.models import Assessment, RoundState, State
from assessments.queries.workbook import assessment_of
from assessments.workbook.difference import difference_of
from assessments.workbook.layout import ANSWERS, ITEM, KEY_TITLE, columns_of, groups_of, rows_of
from assessments.workbook.reader import open_workbook, read_answers
from assessments.workbook.writer import write_workbook
from bench.databases import PASSWORD
from bench.desks import drafting_sheets, make_officer, scores_of, two_answers
from bench.ratio import measure
from portal.demo.actors import Cast


def returned_workbooks(number):
    """Return [(officer's key, bytes)] of so many sheets, with another answer and other words to every criterion."""
    handed_in = Assessment.objects.filter(state=State.SUBMITTED, round__state=RoundState.OPEN)
    handed_in.update(state=State.DRAFTING, submitted_at=None)
    cast, sheets = Cast(PASSWORD), drafting_sheets()[:number]
    return [(make_officer(cast, sheet.unit).pk, filled(write_workbook(sheet), sheet)) for sheet in sheets]


def filled(content, sheet):
    """The workbook as a unit gives it back, saved by another program than the portal."""
    workbook, stream = load_workbook(io.BytesIO(content)), io.BytesIO()
    rows = workbook[ANSWERS]
    columns = {column.name: place for place, column in enumerate(columns_of(groups_of(sheet)))}
    cells = {line[columns["key"]].value: line for line in rows.iter_rows() if len(line) > columns["key"]}
    cells.pop(KEY_TITLE)
    answers = {score.criterion.code: other_answer(score) for score in scores_of(sheet)}
    for group in groups_of(sheet):
        for asked in group.criteria:
            for row in rows_of(asked):
                line = cells[row.key]
                line[columns["answer"]].value = cell_of(row, values_of(asked.rule, answers[asked.code]))
                if row.is_first:
                    line[columns["note"]].value = "Điền ngoài mạng (minh họa)"
                    line[columns["not_applicable"]].value = None
    workbook.save(stream)
    return stream.getvalue()


def other_answer(score):
    good, poor = two_answers(score.criterion)
    return poor if score.self_answer == good else good


def cell_of(row, values):
    if row.name.startswith(ITEM):
        return row.name.removeprefix(ITEM) in values["items"]
    return values[row.name]


@transaction.atomic
def take_in(workbooks):
    """What `manage.py read_workbook` does with each, but for printing. Returns how many answers changed."""
    changed = 0
    for officer, content in workbooks:
        workbook = open_workbook(content)
        assessment = assessment_of(workbook.header.round, workbook.header.unit)
        answers = difference_of(assessment, read_answers(workbook, assessment)).resolved({})
        changed += save_answers(assessment=assessment.pk, answers=answers, by=User.objects.get(pk=officer))
    transaction.set_rollback(True)
    return changed


def read_cells(workbooks):
    for _officer, content in workbooks:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()


def measure_import(number, pairs):
    workbooks = returned_workbooks(number)
    of = f"calamine's reading of {len(workbooks)} workbooks ({take_in(workbooks)} answers to store)"
    return measure("workbook_import", of, lambda: take_in(workbooks), lambda: read_cells(workbooks), pairs)


if __name__ == "__main__":
    json.dump(asdict(measure_import(int(sys.argv[1]), int(sys.argv[2]))), sys.stdout)
