"""The register of recognitions on a day, through the years and through the reorganisations."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from committee.models import HOLDING, STATE_AFTER, Recognition, RecognitionState
from committee.queries.concerned import units_called
from committee.queries.recognition_line import Earlier, lines_of
from units.models import Programme, UnitVersion

STATES_OF_VERBS = {verb.value: state for verb, state in STATE_AFTER.items()}


@dataclass(frozen=True, slots=True)
class RegisterChoice:
    """What the register is narrowed to, as it stood on `date` (None: today)."""

    programme: int | None = None
    year: int | None = None
    state: str = ""
    text: str = ""
    date: dt.date | None = None

    @property
    def day(self):
        return self.date or timezone.localdate()


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A recognition as it stood on the day.

    `heirs`: the units of the day that it has passed into whole, when it is no more, and `heirs_state`: how the best of
    them stands in the programme (None: not recognised). `before`: what it and its whole predecessors held earlier.
    """

    recognition: Recognition
    state: RecognitionState
    heirs: tuple[UnitVersion, ...]
    heirs_state: RecognitionState | None
    before: tuple[Earlier, ...]

    @property
    def predecessors(self):
        return tuple(each for each in self.before if not each.is_own)


@dataclass(frozen=True, slots=True)
class RegisterSummary:
    """How many recognitions of the choice are in which state, and of how many units."""

    states: Counter
    units: int

    @property
    def total(self):
        return self.states.total()

    @property
    def held(self):
        return sum(self.states[state] for state in HOLDING)


def chosen_recognitions(user, choice: RegisterChoice) -> QuerySet:
    """Return the recognitions of a choice that the user may see, the newest year first."""
    rows = Recognition.objects.visible_to(user).as_of(choice.day)
    if choice.programme:
        rows = rows.filter(programme=choice.programme)
    if choice.year:
        rows = rows.filter(year=choice.year)
    if choice.state:
        verbs = [verb.value for verb, state in STATE_AFTER.items() if state == choice.state]
        rows = rows.filter(verb_then__in=verbs)
    if choice.text:
        rows = rows.filter(unit__in=units_called(choice.text))
    return rows.for_register()


def summary_of(rows):
    """Return the `RegisterSummary` of a queryset of `chosen_recognitions`. One query."""
    told = list(rows.order_by().values_list("verb_then", "unit"))
    return RegisterSummary(Counter(STATES_OF_VERBS[verb] for verb, _unit in told), len({unit for _verb, unit in told}))


def register_rows(rows, date):
    """Return the `RegisterRow`s of a page, or of all, of `chosen_recognitions`, as of `date`. At most four queries."""
    rows = list(rows)
    if not rows:
        return []
    lines = lines_of({each.programme_id for each in rows}, {each.unit_id for each in rows})
    after = set().union(*(lines.successors[each.unit_id] for each in rows))
    standing = {each.unit_id: each for each in UnitVersion.objects.as_of(date).filter(unit__in=after)}
    return [_row(each, lines, standing) for each in rows]


def register(user, programme=None, year=None, date=None):
    """Return the `RegisterRow`s of a programme (id) and a year as they stood on a day. Five queries."""
    choice = RegisterChoice(programme=programme, year=year, date=date)
    return register_rows(chosen_recognitions(user, choice), choice.day)


def _row(recognition, lines, standing):
    unit, programme = recognition.unit_id, recognition.programme_id
    heirs = ()
    if unit not in standing:
        heirs = tuple(standing[each] for each in sorted(lines.successors[unit]) if each in standing)
    return RegisterRow(
        recognition=recognition,
        state=STATES_OF_VERBS[recognition.verb_then],
        heirs=heirs,
        heirs_state=_newest_state(lines, programme, heirs),
        before=lines.of(programme, unit, before=recognition.year),
    )


def _newest_state(lines, programme, heirs):
    own = [each for heir in heirs for each in lines.of(programme, heir.unit_id) if each.is_own]
    return max(own, key=lambda each: each.year).state if own else None


def years_of(user):
    """Return the years of which the register holds anything that the user may see, newest first. One query."""
    rows = Recognition.objects.visible_to(user).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def programmes_of_register():
    """Return [(id, name)] of all programmes. One query."""
    return [(each.pk, str(each)) for each in Programme.objects.all()]
