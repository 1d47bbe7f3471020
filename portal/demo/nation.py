"""A nation of invented units, of the size of Việt Nam's before July 2025: 10,600 communes and wards in 63 provinces."""

from django.db import connection, transaction

from accounts.models import Role
from portal.demo import story
from portal.demo.actors import Cast
from portal.demo.bench_set import bench_document
from portal.demo.scale import fill_round, make_rounds, make_scorers, make_set, make_store
from portal.demo.writers import TABLES, without_foreign_keys, write_by_copy
from units.models import Unit, UnitType, UnitVersion

UNITS, ROUNDS, MONTHS_APART = 10_600, 20, 3
PROVINCES, COMMUNES_A_DISTRICT = 63, 15
TOP = "nation"
TYPES = (UnitType.COMMUNE, UnitType.COMMUNE, UnitType.WARD, UnitType.TOWNSHIP)


class NeedsPostgres(Exception):
    """Millions of rows are loaded by COPY, which SQLite does not have."""


@transaction.atomic
def load_nation(password, units=None, rounds=None):
    """Load `rounds` rounds (20) of 80 criteria for `units` units (10,600). Raises `NeedsPostgres`."""
    if connection.vendor != "postgresql":
        raise NeedsPostgres
    unit_ids = make_units(units or UNITS)
    cast = Cast(password)
    secretary = cast.person(*story.SECRETARY, Role.SECRETARY, TOP)
    cast.person(*story.MEMBER, Role.MEMBER, TOP)
    criteria_set = make_set(bench_document())
    store = make_store(criteria_set, len(unit_ids), secretary)
    made = make_rounds(criteria_set, unit_ids, rounds or ROUNDS, MONTHS_APART)
    with without_foreign_keys():
        for assessment_round in made:
            fill_round(assessment_round, store, write_by_copy)
            analyse()
    make_scorers(cast)


def analyse():
    with connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def make_units(number):
    """Make the tree nation → province → district → commune; return the communes' ids."""
    districts = -(-number // COMMUNES_A_DISTRICT)
    [top] = _make([TOP], ["Toàn quốc"], UnitType.PROVINCE, [None])
    provinces = _level("p", "Tỉnh minh họa", min(PROVINCES, districts), UnitType.PROVINCE, [top])
    above = _level("d", "Huyện minh họa", districts, UnitType.RURAL_DISTRICT, provinces)
    return [unit.pk for unit in _level("c", "Minh họa", number, None, above)]


def _level(letter, name, number, unit_type, parents):
    places = range(1, number + 1)
    return _make(
        [f"{TOP}-{letter}{place:05}" for place in places],
        [f"{name} {place}" for place in places],
        unit_type,
        [parents[place * len(parents) // (number + 1)] for place in places],
    )


def _make(keys, names, unit_type, parents):
    units = Unit.objects.bulk_create([Unit(key=key) for key in keys], batch_size=1000)
    UnitVersion.objects.bulk_create(
        [
            UnitVersion(
                unit=unit, code=unit.key[-6:], name=name, type=unit_type or TYPES[place % len(TYPES)], parent=parent
            )
            for place, (unit, name, parent) in enumerate(zip(units, names, parents, strict=True))
        ],
        batch_size=1000,
    )
    return units
