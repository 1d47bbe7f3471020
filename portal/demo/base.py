"""What every demonstration stands on: the city's units and departments, and the criteria sets that ship."""

from pathlib import Path

from criteria.actions import store_criteria_set
from criteria.interchange import read_criteria_file
from portal.demo.story import CITY, DEPARTMENTS
from units.actions import load_units
from units.models import Unit, UnitType, UnitVersion

CRITERIA = Path(__file__).resolve().parents[2] / "criteria" / "data" / "criteria"


def load_base():
    """Load units, departments and criteria sets; what is there already is left as it is."""
    load_units(by=None)
    city = Unit.objects.get(key=CITY)
    for code, name in DEPARTMENTS.items():
        unit, created = Unit.objects.get_or_create(key=department_key(code))
        if created:
            UnitVersion.objects.create(unit=unit, code=code, name=name, type=UnitType.DEPARTMENT, parent=city)
    for path in sorted(CRITERIA.glob("*.json")):
        store_criteria_set(document=read_criteria_file(path), by=None)


def department_key(code):
    return f"{CITY}-{code.lower()}"
