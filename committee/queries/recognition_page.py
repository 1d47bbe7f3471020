"""One recognition: its steps, the years beside it in the line of its unit, and what may be recorded next."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from accounts.history import HistoryLine, history_of
from accounts.models import Role
from accounts.queries import scope_of
from assessments.models import AssessmentRound, RoundState
from committee.models import (
    HOLDING,
    TRANSITIONS,
    Recognition,
    RecognitionState,
    RecognitionStep,
    RecognitionVerb,
)
from committee.permissions import can_record_recognition
from committee.queries.recognition_candidates import missing_of, published_results
from units.models import LineageShare, Unit, UnitLineage, UnitVersion
from units.queries import with_whole_predecessors, with_whole_successors

# What stands in the address of a step, in the order in which the steps are offered.
STEPS = {
    "decide": RecognitionVerb.DECIDED,
    "refuse": RecognitionVerb.REFUSED,
    "withdraw": RecognitionVerb.WITHDRAWN,
    "maintain": RecognitionVerb.MAINTAINED,
    "warn": RecognitionVerb.WARNED,
    "revoke": RecognitionVerb.REVOKED,
    "recognise-again": RecognitionVerb.RE_RECOGNISED,
}


@dataclass(frozen=True, slots=True)
class Passing:
    """On a day units of the line passed into another, whole."""

    date: dt.date
    predecessors: tuple[str, ...]
    successor: str


@dataclass(frozen=True, slots=True)
class RecognitionPage:
    """`line`: all recognitions of the unit's line in the programme, the earliest year first, their steps at hand.

    `heirs`: today's units that it passed into when it is no more. `steps_open`: keys of `STEPS` that the reader may
    record. `keeping`: the published round by which it may be maintained, or None; `not_kept`: what that round's
    result lacks for it.
    """

    recognition: Recognition
    steps: tuple[RecognitionStep, ...]
    line: tuple[Recognition, ...]
    passings: tuple[Passing, ...]
    heirs: tuple[UnitVersion, ...]
    history: tuple[HistoryLine, ...]
    steps_open: tuple[str, ...]
    keeping: AssessmentRound | None
    not_kept: tuple[str, ...]

    @property
    def state(self):
        return RecognitionState(self.recognition.state)

    @property
    def others(self):
        return tuple(each for each in self.line if each.pk != self.recognition.pk)


def recognition_page(user, recognition):
    """Return the `RecognitionPage` of one that the user may see. At most fourteen queries."""
    past = with_whole_predecessors([recognition.unit_id])
    future = with_whole_successors([recognition.unit_id])[recognition.unit_id]
    line = Recognition.objects.visible_to(user).filter(programme=recognition.programme_id, unit__in=past | future)
    line = list(line.order_by("year", "unit_sort_key", "pk").prefetch_related("steps__by"))
    keeping, not_kept = _keeping(user, recognition)
    return RecognitionPage(
        recognition=recognition,
        steps=next(tuple(each.steps.all()) for each in line if each.pk == recognition.pk),
        line=tuple(line),
        passings=_passings(past | future),
        heirs=_heirs(recognition.unit_id, future),
        history=tuple(history_of(recognition.stream)),
        steps_open=steps_open(user, recognition, keeping if not not_kept else None),
        keeping=keeping,
        not_kept=not_kept,
    )


def steps_open(user, recognition, keeping):
    """Return the keys of `STEPS` that the user may record now. At most three queries."""
    if not can_record_recognition(user, recognition.unit_id):
        return ()
    allowed = set(TRANSITIONS[RecognitionState(recognition.state)])
    if recognition.state == RecognitionState.PROPOSED:
        # The decision itself finds out whether it is one anew.
        allowed.discard(RecognitionVerb.RE_RECOGNISED)
    if allowed & {RecognitionVerb.WARNED, RecognitionVerb.REVOKED} and _has_later_year(recognition):
        allowed -= {RecognitionVerb.WARNED, RecognitionVerb.REVOKED}
    if keeping:
        allowed.add(RecognitionVerb.MAINTAINED)
    return tuple(key for key, verb in STEPS.items() if verb in allowed)


def keeping_round(user, recognition):
    """Return the published round by whose result the user may maintain a recognition, or None."""
    found, missing = _keeping(user, recognition)
    return None if missing else found


def _keeping(user, recognition):
    """Return (the newest published round of the next year with a result of the unit, what that lacks)."""
    if recognition.state not in HOLDING or not scope_of(user).reach.get(Role.SECRETARY):
        return None, ()
    year = recognition.year + 1
    if _later(recognition).filter(year=year).exists():
        return None, ()
    rounds = AssessmentRound.objects.filter(
        programme=recognition.programme_id, ends_on__year=year, state=RoundState.PUBLISHED
    )
    found = rounds.filter(assessments__unit=recognition.unit_id).newest_first().first()
    result = found and published_results(found, [recognition.unit_id]).first()
    return (found, missing_of(result)) if result else (None, ())


def _later(recognition):
    rows = Recognition.objects.standing().filter(programme=recognition.programme_id, unit=recognition.unit_id)
    return rows.filter(year__gt=recognition.year)


def _has_later_year(recognition):
    return _later(recognition).exclude(state=RecognitionState.PROPOSED).exists()


def _passings(units):
    links = UnitLineage.objects.filter(predecessor__in=units, successor__in=units, share=LineageShare.WHOLE)
    by_successor: dict[tuple, list[int]] = {}
    for predecessor, successor, date in links.order_by("date", "pk").values_list("predecessor", "successor", "date"):
        by_successor.setdefault((date, successor), []).append(predecessor)
    asked = {unit for (_date, successor), before in by_successor.items() for unit in (successor, *before)}
    names = {each.pk: each.latest.full_name for each in Unit.objects.named().filter(pk__in=asked)} if asked else {}
    return tuple(
        Passing(date, tuple(names[each] for each in before), names[successor])
        for (date, successor), before in by_successor.items()
    )


def _heirs(unit_id, future):
    standing = list(UnitVersion.objects.as_of(timezone.localdate()).filter(unit__in=future))
    return () if any(each.unit_id == unit_id for each in standing) else tuple(standing)


def recordable_units(user):
    """Return [(unit id, name)] of all commune-level units that ever stood below the user's cities, by name.

    A unit that is no more bears its days, because two of one name follow each other. One query.
    """
    tops = scope_of(user).reach.get(Role.SECRETARY, frozenset())
    children = UnitVersion.objects.filter(parent__in=tops).values("unit")
    below = UnitVersion.objects.filter(parent__in=children).values("unit")
    rows = UnitVersion.objects.commune_level().filter(unit__in=children) | UnitVersion.objects.commune_level().filter(
        unit__in=below
    )
    latest: dict[int, UnitVersion] = {}
    for version in rows.order_by("sort_key", "pk"):
        before = latest.get(version.unit_id)
        if before is None or before.first_day() < version.first_day():
            latest[version.unit_id] = version
    shown = sorted(latest.values(), key=lambda each: (each.valid_to is not None, each.sort_key, each.pk))
    return [
        (each.unit_id, f"{each.police_name} ({each.span})" if each.valid_to else each.police_name) for each in shown
    ]
