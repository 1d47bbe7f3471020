"""Opening a round for a whole nation, against one COPY of the very rows that it makes into the same tables.

Run in a process of its own after `django.setup()`, as `bench.facts` is. Both sides end in a rollback, so that each turn
finds the same tables; the foreign keys, which the database would check as it commits, are checked before.
"""

import datetime as dt
import json
import sys
from dataclasses import asdict

from django.db import connection, transaction

from assessments.actions.round import open_round
from assessments.models import Assessment, AssessmentRound, CriterionScore, GroupResult, ReviewStep
from bench.ratio import measure

# Each model with how its rows know their round.
MADE = {
    Assessment: "round",
    ReviewStep: "assessment__round",
    CriterionScore: "assessment__round",
    GroupResult: "assessment__round",
}


def prepared_round():
    """A round like the last one, a month later, that is still to be opened."""
    last = AssessmentRound.objects.select_related("criteria_set").newest_first().first()
    days = {"self_score_due": 10, "appraisal_due": 20, "decision_due": 30}
    ends_on = last.ends_on + dt.timedelta(days=30)
    return AssessmentRound.objects.create(
        code="bench-opening",
        title="Kỳ đo mở hàng loạt (minh họa)",
        programme=last.programme,
        criteria_set=last.criteria_set,
        starts_on=last.ends_on,
        ends_on=ends_on,
        is_illustrative=True,
        **{name: ends_on + dt.timedelta(days=number) for name, number in days.items()},
    )


@transaction.atomic
def opening(assessment_round):
    open_round(assessment_round=assessment_round, by=None)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    transaction.set_rollback(True)


@transaction.atomic
def rows_made(assessment_round):
    """Return {model: the rows that opening makes, as COPY writes them}."""
    open_round(assessment_round=assessment_round, by=None)
    rows = {}
    with connection.cursor() as cursor:
        for model, lookup in MADE.items():
            select, values = model.objects.filter(**{lookup: assessment_round}).order_by("pk").query.sql_with_params()
            with cursor.copy(f"COPY ({select}) TO STDOUT", values) as out:
                rows[model] = b"".join(bytes(part) for part in out)
    transaction.set_rollback(True)
    return rows


@transaction.atomic
def copying(rows):
    with connection.cursor() as cursor:
        for model, content in rows.items():
            columns = ", ".join(field.column for field in model._meta.concrete_fields)
            with cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as into:
                into.write(content)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    transaction.set_rollback(True)


def measure_opening(pairs):
    assessment_round = prepared_round()
    rows = rows_made(assessment_round)
    units, number = rows[Assessment].count(b"\n"), sum(content.count(b"\n") for content in rows.values())
    of = f"COPY of its {number} rows ({units} units)"
    return measure("bulk_opening", of, lambda: opening(assessment_round), lambda: copying(rows), pairs)


if __name__ == "__main__":
    json.dump(asdict(measure_opening(int(sys.argv[1]))), sys.stdout)
