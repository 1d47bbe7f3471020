"""Cheap facts for pages that are kept: what a person reaches, and whether any row of some tables has changed."""

from functools import cache

from django.db import connection


def reach_facts(user):
    """Return all that decides, today, what a person sees and may do: two who hold the same see the same."""
    held = [(str(each.role), each.unit_id, sorted(each.reach)) for each in user.current_memberships]
    return user.is_superuser, sorted(held)


def changes_of(with_history, *, without_history=(), values=(), words=()):
    """Return numbers that are never again what they were once anything in these models' tables has changed. One query.

    Each save, import and removal adds a row to a table's history, whoever made it, and none is ever changed. Counts
    stand beside the greatest ids: of two who save at once, the one that took its id first may end last.
    `without_history`: rows that come and go, and change only together with a row that has a history. `values`: further
    `value_of`, with their `words`. The first two are tuples of models.
    """
    columns = _columns(with_history, without_history)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([*columns, *values])}", words)
        return tuple(cursor.fetchone())


# Asking a model for its history makes a class anew each time, which costs more than the whole query.
@cache
def _columns(with_history, without_history):
    histories = [model.history.model for model in with_history]
    counted = [value_of(each, model) for model in histories for each in ("COUNT(*)", "MAX(history_id)")]
    return counted + [value_of(each, model) for model in without_history for each in ("COUNT(*)", "MAX(id)")]


def value_of(measure, model, condition="TRUE"):
    """Return the SQL of one value of a table, to stand among the columns of a query."""
    return f"(SELECT {measure} FROM {table_of(model)} WHERE {condition})"  # noqa: S608  (names of our own, no values)


def table_of(model):
    return connection.ops.quote_name(model._meta.db_table)
