"""Two ways to store generated assessments: through the ORM on any database, and by COPY on PostgreSQL.

Both write rows directly, past the actions: nothing is locked, asked or recorded, which only generated data for
measuring may do. What is stored is what the actions would have stored (tested), but for events and history.
"""

import json
from contextlib import contextmanager
from functools import cache

from django.db import connection
from django.db.models import Max

from assessments.models import Assessment, CriterionScore, GroupResult

# Stands for the assessment's key in a prepared block; no answer and no note holds it.
PLACE = "\x01"
TABLES = (Assessment, CriterionScore, GroupResult)

FOREIGN_KEYS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])
"""


def write_by_orm(assessments, sheets):
    """Store unsaved assessments and, for each, the scores and group results of its sheet."""
    Assessment.objects.bulk_create(assessments, batch_size=500)
    pairs = list(zip(assessments, sheets, strict=True))
    CriterionScore.objects.bulk_create(
        (CriterionScore(assessment=each, **values) for each, sheet in pairs for values in sheet.scores),
        batch_size=1000,
    )
    GroupResult.objects.bulk_create(
        (GroupResult(assessment=each, **values) for each, sheet in pairs for values in sheet.groups), batch_size=1000
    )


def write_by_copy(assessments, sheets):
    """The same by COPY. A sheet's rows are made into text once, however many assessments share it."""
    first = (Assessment.objects.aggregate(Max("pk"))["pk__max"] or 0) + 1
    for pk, assessment in enumerate(assessments, start=first):
        assessment.pk = pk
    fields = Assessment._meta.concrete_fields
    _copy(Assessment, [field.column for field in fields], (_row_text(fields, each) for each in assessments))
    _copy(
        CriterionScore,
        _columns(CriterionScore),
        (score_block(sheet).replace(PLACE, str(each.pk)) for each, sheet in zip(assessments, sheets, strict=True)),
    )
    _copy(
        GroupResult,
        _columns(GroupResult),
        (group_block(sheet).replace(PLACE, str(each.pk)) for each, sheet in zip(assessments, sheets, strict=True)),
    )
    with connection.cursor() as cursor:
        table = Assessment._meta.db_table
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first + len(assessments)])


def _copy(model, columns, blocks):
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for block in blocks:
            copy.write(block)


def _fields(model):
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _columns(model):
    return [field.column for field in _fields(model)]


@cache
def score_block(sheet):
    """The text of a sheet's score rows, with PLACE for the assessment's key."""
    return "".join(_prepared(CriterionScore, {"revision": 0, **values}) for values in sheet.scores)


@cache
def group_block(sheet):
    return "".join(_prepared(GroupResult, values) for values in sheet.groups)


def _prepared(model, values):
    row = model(**values)
    cells = [PLACE if field.name == "assessment" else _cell(field, row) for field in _fields(model)]
    return "\t".join(cells) + "\n"


def _row_text(fields, row):
    return "\t".join(_cell(field, row) for field in fields) + "\n"


def _cell(field, row):
    value = field.pre_save(row, add=True)
    if hasattr(value, "resolve_expression"):
        # A column with a default of the database that was not given.
        value = field.db_default
    if value is None:
        return "\\N"
    if field.get_internal_type() == "JSONField":
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = str(field.get_prep_value(value))
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


@contextmanager
def without_foreign_keys():
    """Take the foreign keys off the three tables while millions of rows come in; putting them back checks them all.

    Checked row by row, 17 million scores would take five index look-ups each.
    """
    tables = [model._meta.db_table for model in TABLES]
    with connection.cursor() as cursor:
        # Checks of rows that are waiting for the end of the transaction would stand in the way.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(FOREIGN_KEYS, [tables])
        keys = cursor.fetchall()
        for table, name, _definition in keys:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield
        for table, name, definition in keys:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
