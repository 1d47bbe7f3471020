"""Taking in a hundred returned workbooks, against the time that calamine needs to read the same files.

Run in a process of its own after `django.setup()`, as `bench.facts` is. Each workbook comes back with a new note at
every criterion. Storing ends in a rollback, so that each turn finds the same answers.
"""

import io
import json
import sys
from dataclasses import asdict
from functools import partial
from itertools import cycle, islice

from django.db import transaction
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from accounts.models import Membership, Role, User
from assessments.actions.answers import save_answers
from assessments.models import Assessment, State
from assessments.workbook.difference import difference_of
from assessments.workbook.layout import ANSWERS, columns_of, groups_of
from assessments.workbook.reader import open_workbook, read_answers
from assessments.workbook.writer import write_workbook
from bench.ratio import measure

NUMBER = 100


def drafting_sheets():
    """Return the sheets that are being filled in, and an officer of all their units."""
    rows = Assessment.objects.for_sheet().select_related("unit").filter(state=State.DRAFTING)
    sheets = list(rows.order_by("round", "pk")[:NUMBER])
    officer = User.objects.create(username="bench-workbooks", post="Cán bộ tổng hợp (đo tải)")
    for unit in {sheet.unit for sheet in sheets}:
        Membership.objects.create(user=officer, unit=unit, role=Role.OFFICER)
    return sheets, officer


def returned_workbook(assessment):
    """The sheet's workbook with a note at every criterion."""
    workbook, stream = load_workbook(io.BytesIO(write_workbook(assessment))), io.BytesIO()
    note = next(n for n, column in enumerate(columns_of(groups_of(assessment))) if column.name == "note")
    for row in workbook[ANSWERS].iter_rows():
        if row[-1].value and not row[note].protection.locked and row[0].value:
            row[note].value = f"Ghi chú {row[0].value}"
    workbook.save(stream)
    return stream.getvalue()


def read_by_calamine(workbooks):
    for _assessment, content in workbooks:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def compared(workbooks):
    """Read each and say what it would change, as the page does before anything is stored."""
    return [
        (assessment, difference_of(assessment, read_answers(open_workbook(content), assessment)))
        for assessment, content in workbooks
    ]


@transaction.atomic
def imported(workbooks, by):
    for assessment, difference in compared(workbooks):
        save_answers(assessment=assessment.pk, answers=difference.resolved({}), by=by)
    transaction.set_rollback(True)


def measure_workbooks(pairs):
    """Yield the `Ratio`s of comparing and of storing; a city has fewer sheets in hand, so some come twice."""
    sheets, officer = drafting_sheets()
    made = [(sheet, returned_workbook(sheet)) for sheet in sheets]
    workbooks = list(islice(cycle(made), NUMBER))
    of = f"calamine's reading of the same {NUMBER} workbooks of {len(sheets)} units"
    yield measure("workbooks_compared", of, partial(compared, workbooks), partial(read_by_calamine, workbooks), pairs)
    # Each but once in a turn: the second time there would be nothing to store.
    changes = sum(len(difference.changes) for _sheet, difference in compared(made))
    of = f"calamine's reading of the same {len(made)} workbooks ({changes} answers stored)"
    turns = max(pairs // 10, 3)
    yield measure("workbooks_imported", of, partial(imported, made, officer), partial(read_by_calamine, made), turns)


if __name__ == "__main__":
    json.dump([asdict(each) for each in measure_workbooks(int(sys.argv[1]))], sys.stdout)
