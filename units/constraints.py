"""A constraint that SQL keeps on both databases: rows of one subject whose dates may not overlap."""

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.ddl_references import Statement, Table
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"

# The template takes quoted column and table names only, never a value.
TRIGGER = f"""CREATE TRIGGER %(trigger)s BEFORE %(event)s ON %(table)s
WHEN EXISTS (SELECT 1 FROM %(table)s AS other WHERE %(same)s
AND COALESCE(other.%(start)s, '{FIRST_DAY}') <= COALESCE(NEW.%(end)s, '{LAST_DAY}')
AND COALESCE(NEW.%(start)s, '{FIRST_DAY}') <= COALESCE(other.%(end)s, '{LAST_DAY}'))
BEGIN SELECT RAISE(ABORT, 'constraint failed: %(name)s'); END"""  # noqa: S608


class DatesDoNotOverlap(models.BaseConstraint):
    """Rows equal in `fields` have disjoint closed date ranges [start, end]; NULL is unbounded.

    PostgreSQL keeps it by an exclusion constraint (btree_gist), SQLite by a pair of triggers; either way
    two people writing at once cannot create the overlap.
    """

    default_violation_error_message = _(
        "Khoảng ngày trùng với một dòng đã có; hãy sửa ngày bắt đầu hoặc ngày kết thúc."
    )

    def __init__(self, *, fields, start="valid_from", end="valid_to", name, violation_error_message=None):
        self.fields, self.start, self.end = tuple(fields), start, end
        super().__init__(name=name, violation_error_message=violation_error_message)

    def _column(self, model, schema_editor, name):
        return schema_editor.quote_name(model._meta.get_field(name).column)

    def constraint_sql(self, model, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            # Triggers cannot stand inside CREATE TABLE; deferred, they also survive SQLite's table remakes.
            schema_editor.deferred_sql.extend(self._triggers(model, schema_editor))
            return None
        return f"CONSTRAINT {schema_editor.quote_name(self.name)} {self._exclusion(model, schema_editor)}"

    def create_sql(self, model, schema_editor):
        table = Table(model._meta.db_table, schema_editor.quote_name)
        name, body = schema_editor.quote_name(self.name), self._exclusion(model, schema_editor)
        return Statement(f"ALTER TABLE %(table)s ADD CONSTRAINT {name} {body}", table=table)

    def remove_sql(self, model, schema_editor):
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return Statement(f"ALTER TABLE %(table)s DROP CONSTRAINT {schema_editor.quote_name(self.name)}", table=table)

    def _exclusion(self, model, schema_editor):
        same = ", ".join(f"{self._column(model, schema_editor, name)} WITH =" for name in self.fields)
        start, end = (self._column(model, schema_editor, name) for name in (self.start, self.end))
        return f"EXCLUDE USING gist ({same}, daterange({start}, {end}, '[]') WITH &&)"

    def _triggers(self, model, schema_editor):
        columns = [self._column(model, schema_editor, name) for name in self.fields]
        same = " AND ".join(f"other.{column} = NEW.{column}" for column in columns)
        key = schema_editor.quote_name(model._meta.pk.column)
        for event, condition in (("INSERT", same), ("UPDATE", f"{same} AND other.{key} <> NEW.{key}")):
            yield Statement(
                TRIGGER,
                table=Table(model._meta.db_table, schema_editor.quote_name),
                trigger=schema_editor.quote_name(f"{self.name}_{event.lower()}"),
                event=event,
                same=condition,
                start=self._column(model, schema_editor, self.start),
                end=self._column(model, schema_editor, self.end),
                name=self.name,
            )

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        if exclude and {*self.fields, self.start, self.end} & set(exclude):
            return
        rows = model._default_manager.using(using).filter(
            **{name: getattr(instance, model._meta.get_field(name).attname) for name in self.fields}
        )
        start, end = getattr(instance, self.start), getattr(instance, self.end)
        if start:
            rows = rows.filter(Q(**{f"{self.end}__isnull": True}) | Q(**{f"{self.end}__gte": start}))
        if end:
            rows = rows.filter(Q(**{f"{self.start}__isnull": True}) | Q(**{f"{self.start}__lte": end}))
        if rows.exclude(pk=instance.pk).exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "fields": self.fields, "start": self.start, "end": self.end}

    def __eq__(self, other):
        return isinstance(other, DatesDoNotOverlap) and self.deconstruct() == other.deconstruct()
