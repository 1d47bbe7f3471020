"""Recognition by programme and year: proposed, decided, maintained, warned, revoked, recognised again."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from accounts.refusals import ReasonMissing
from assessments.models import RoundState
from committee.actions.guidance_rows import AlreadyRecorded, check_happened
from committee.actions.recognition_refusals import (
    AlreadyStanding,
    BeforeItsYear,
    DocumentMissing,
    LaterYearStands,
    NobodyChosen,
    NotAssessed,
    NotHeld,
    NotKept,
    NotNextStep,
    NotQualified,
    NotTheNextYear,
    RoundNotPublished,
    StepTooEarly,
    UnitNotThere,
)
from committee.actions.recognition_stage import move_stage
from committee.models import (
    CLOSED,
    HOLDING,
    STATE_AFTER,
    TRANSITIONS,
    Recognition,
    RecognitionState,
    RecognitionStep,
    RecognitionVerb,
)
from committee.permissions import can_propose_recognition, can_record_recognition, can_take_step
from committee.queries.recognition_candidates import missing_of, published_results, year_of
from committee.queries.recognition_line import is_held_again, version_on
from units.models import Unit

# ---------------------------------------------------------------- proposing


@transaction.atomic
def propose_units(*, by, assessment_round, units, on=None, document="", reason=""):
    """Propose units for recognition by their published results, for the year of the round. Returns `Recognition`s.

    `on` (today) is the day of the submission, `document` its number. A unit whose result does not qualify is proposed
    with a `reason` only, which is recorded. What stands already is left as it is. Raises `PermissionDenied`,
    `NobodyChosen`, `RoundNotPublished`, `DayAhead`, `BeforeItsYear`, `NotAssessed`, `NotQualified`, `AlreadyStanding`,
    `StepTooEarly`.
    """
    on, units = on or timezone.localdate(), list(units)
    if not units:
        raise NobodyChosen
    _check_round(assessment_round, on)
    wanted = _lock({each.pk for each in units})
    assessments = list(published_results(assessment_round, wanted).order_by("unit_sort_key", "pk"))
    if len(assessments) != len(wanted):
        raise NotAssessed
    if not all(can_propose_recognition(by, each) for each in assessments):
        raise PermissionDenied
    year = year_of(assessment_round)
    standing = Recognition.objects.standing().filter(programme=assessment_round.programme_id, year=year)
    known = set(standing.filter(unit__in=wanted).values_list("unit", flat=True))
    fresh = [each for each in assessments if each.unit_id not in known]
    if not fresh:
        raise AlreadyStanding([each.full_name for each in assessments], year)
    unfit = {each.pk for each in fresh if missing_of(each)}
    if unfit and not reason.strip():
        raise NotQualified(*[each.full_name for each in fresh if each.pk in unfit])
    return [
        _begin(
            by, RecognitionVerb.PROPOSED, on, document=document, reason=reason if each.pk in unfit else "",
            **_of_result(each, year),
        )
        for each in fresh
    ]  # fmt: skip


@transaction.atomic
def withdraw_proposal(*, by, recognition, on, reason):
    """Take a proposal back that was not decided. Returns it, re-read.

    Raises `PermissionDenied`, `NotNextStep`, `ReasonMissing`, `DayAhead`, `StepTooEarly`.
    """
    locked = _locked(recognition, RecognitionVerb.WITHDRAWN, by)
    return _take(locked, RecognitionVerb.WITHDRAWN, by, on, reason=_said(reason))


# ---------------------------------------------------------------- deciding


@transaction.atomic
def decide_recognition(*, by, recognition, document, on, authority):
    """Record the decision that recognised a unit which was proposed. Returns it, re-read.

    It is recorded as recognised again (công nhận lại) where a recognition was held before and broke off: see
    `is_held_again`. Raises `PermissionDenied`, `NotNextStep`, `DocumentMissing`, `DayAhead`, `StepTooEarly`,
    `BeforeItsYear`.
    """
    locked = _locked(recognition, RecognitionVerb.DECIDED, by)
    again = is_held_again(locked.programme_id, locked.unit_id, locked.year)
    verb = RecognitionVerb.RE_RECOGNISED if again else RecognitionVerb.DECIDED
    return _decide(locked, verb, by, document, on, authority)


@transaction.atomic
def recognise_again(*, by, recognition, document, on, authority, reason=""):
    """Record the decision by which a unit whose recognition was revoked holds it again. Returns it, re-read.

    Raises as `decide_recognition` does.
    """
    locked = _locked(recognition, RecognitionVerb.RE_RECOGNISED, by)
    return _decide(locked, RecognitionVerb.RE_RECOGNISED, by, document, on, authority, reason)


@transaction.atomic
def refuse_recognition(*, by, recognition, on, reason, document="", authority=""):
    """Record that a proposal was turned down, and why. Returns it, re-read. Raises as `withdraw_proposal` does."""
    locked = _locked(recognition, RecognitionVerb.REFUSED, by)
    words = {"document": document, "authority": authority, "reason": _said(reason)}
    return _take(locked, RecognitionVerb.REFUSED, by, on, **words)


@transaction.atomic
def record_recognition(*, by, programme, unit, year, document, on, authority, is_illustrative=False):
    """Record a decision for which there is no proposal in the portal: one of earlier years. Returns it.

    Raises `PermissionDenied`, `DocumentMissing`, `DayAhead`, `BeforeItsYear`, `UnitNotThere`, `AlreadyStanding`,
    `StepTooEarly`.
    """
    if not can_record_recognition(by, unit.pk):
        raise PermissionDenied
    _check_document(document, authority)
    check_happened(on)
    if on.year < year:
        raise BeforeItsYear(dt.date(year, 1, 1))
    version = version_on(unit.pk, on)
    if version.first_day() > on:
        raise UnitNotThere(version.first_day())
    _lock([unit.pk])
    standing = Recognition.objects.standing().filter(programme=programme, unit=unit, year=year)
    if standing.exists():
        raise AlreadyStanding([version.full_name], year)
    again = is_held_again(programme.pk, unit.pk, year)
    verb = RecognitionVerb.RE_RECOGNISED if again else RecognitionVerb.DECIDED
    columns = {"programme": programme, "unit": unit, "year": year, "is_illustrative": is_illustrative}
    decided = {"document": document, "authority": authority, "decided_on": on}
    named = {"unit_name": version.name, "unit_type": version.type}
    return _begin(by, verb, on, document=document, authority=authority, **columns, **named, decided=decided)


# ---------------------------------------------------------------- what is held


@transaction.atomic
def maintain_recognition(*, by, recognition, assessment_round, on, document="", authority=""):
    """Keep a recognition for the following year by that year's published result. Returns the new `Recognition`.

    `document` and `authority`: of a decision, where one is issued for it. Raises `PermissionDenied`, `NotHeld`,
    `RoundNotPublished`, `NotTheNextYear`, `DayAhead`, `BeforeItsYear`, `NotAssessed`, `NotKept`, `DocumentMissing`,
    `AlreadyStanding`.
    """
    if not can_take_step(by, recognition.unit_id, None, RecognitionVerb.MAINTAINED):
        raise PermissionDenied
    _lock([recognition.unit_id])
    locked, year = _stored(recognition), year_of(assessment_round)
    if locked.state not in HOLDING:
        raise NotHeld
    _check_round(assessment_round, on)
    if assessment_round.programme_id != locked.programme_id or year != locked.year + 1:
        raise NotTheNextYear(locked.year + 1)
    result = published_results(assessment_round, [locked.unit_id]).first()
    if result is None:
        raise NotAssessed
    if missing := missing_of(result):
        raise NotKept(*[each.rstrip(".") for each in missing])
    decided = {}
    if document.strip() or authority.strip():
        _check_document(document, authority)
        decided = {"document": document, "authority": authority, "decided_on": on}
    if _standing_of(locked, year).exists():
        raise AlreadyStanding([result.full_name], year)
    columns = _of_result(result, year) | {"decided": decided}
    return _begin(by, RecognitionVerb.MAINTAINED, on, document=document, authority=authority, **columns)


@transaction.atomic
def warn_unit(*, by, recognition, on, reason, document="", authority=""):
    """Record that a recognised unit was warned, and why; it holds its recognition. Returns it, re-read.

    Raises as `withdraw_proposal` does, `LaterYearStands`, and `AlreadyRecorded` for the same warning once more.
    """
    locked, reason = _locked(recognition, RecognitionVerb.WARNED, by), _said(reason)
    if locked.steps.filter(verb=RecognitionVerb.WARNED, on=on, reason=reason, document=document).exists():
        raise AlreadyRecorded
    _check_newest(locked)
    words = {"document": document, "authority": authority, "reason": reason}
    return _take(locked, RecognitionVerb.WARNED, by, on, **words)


@transaction.atomic
def revoke_recognition(*, by, recognition, document, on, authority, reason):
    """Record the decision that took a recognition away, and why. Returns it, re-read.

    Raises as `withdraw_proposal` does, and `DocumentMissing`, `LaterYearStands`.
    """
    locked, reason = _locked(recognition, RecognitionVerb.REVOKED, by), _said(reason)
    _check_document(document, authority)
    _check_newest(locked)
    words = {"document": document, "authority": authority, "reason": reason}
    return _take(locked, RecognitionVerb.REVOKED, by, on, **words)


# ---------------------------------------------------------------- what they share


def _lock(unit_ids):
    """Lock the units' rows, so that of two who record for one unit the second sees the first. Returns the ids."""
    rows = Unit.objects.select_for_update(no_key=True).filter(pk__in=unit_ids).order_by("pk")
    return {each.pk for each in rows}


def _stored(recognition):
    return Recognition.objects.select_for_update(of=("self",)).get(pk=recognition.pk)


def _locked(recognition, verb, by):
    """Return the row, locked, on which the step may be taken. Raises `PermissionDenied`, `NotNextStep`."""
    _lock([recognition.unit_id])
    locked = _stored(recognition)
    if verb not in TRANSITIONS[RecognitionState(locked.state)]:
        # Who may record nothing there is told nothing of the state.
        if not can_record_recognition(by, locked.unit_id):
            raise PermissionDenied
        raise NotNextStep(locked.state, verb)
    if not can_take_step(by, locked.unit_id, locked.state, verb):
        raise PermissionDenied
    return locked


def _said(reason):
    if not reason.strip():
        raise ReasonMissing
    return reason


def _check_document(document, authority):
    if not (document.strip() and authority.strip()):
        raise DocumentMissing


def _check_round(assessment_round, on):
    if assessment_round.state != RoundState.PUBLISHED:
        raise RoundNotPublished
    check_happened(on)
    if on < assessment_round.ends_on:
        raise BeforeItsYear(assessment_round.ends_on)


def _standing_of(recognition, year):
    rows = Recognition.objects.standing().filter(programme=recognition.programme_id, unit=recognition.unit_id)
    return rows.filter(year=year)


def _check_newest(recognition):
    rows = Recognition.objects.filter(programme=recognition.programme_id, unit=recognition.unit_id)
    later = rows.exclude(state__in=[*CLOSED, RecognitionState.PROPOSED]).filter(year__gt=recognition.year)
    if newest := later.order_by("-year").first():
        raise LaterYearStands(newest.year)


def _of_result(assessment, year):
    """Return the columns of a recognition that rests on a result."""
    return {
        "programme": assessment.round.programme,
        "unit": assessment.unit,
        "year": year,
        "assessment": assessment,
        "unit_name": assessment.unit_name,
        "unit_type": assessment.unit_type,
        "is_illustrative": assessment.round.is_illustrative,
    }


def _begin(by, verb, on, *, document="", authority="", reason="", decided=None, **columns):
    """Store a recognition at its first step. `decided`: the columns of its decision."""
    state = TRANSITIONS[None][verb].state
    _check_after_what_was_closed(columns, on)
    begun = Recognition.objects.create(state=state, **columns, **(decided or {}))
    _write(begun, verb, by, on, document=document, authority=authority, reason=reason)
    return begun


def _check_after_what_was_closed(columns, on):
    """A further attempt for the same year begins when the one before was refused or withdrawn, not earlier."""
    same = {f"recognition__{name}": columns[name] for name in ("programme", "unit", "year")}
    last = RecognitionStep.objects.filter(**same).order_by("on").last()
    if last and on < last.on:
        raise StepTooEarly(last.on)


def _decide(locked, verb, by, document, on, authority, reason=""):
    _check_document(document, authority)
    if on.year < locked.year:
        raise BeforeItsYear(dt.date(locked.year, 1, 1))
    # The unit is called what it was called on the day of the decision.
    version = version_on(locked.unit_id, on)
    columns = {"document": document, "decided_on": on, "authority": authority}
    columns |= {"unit_name": version.name, "unit_type": version.type}
    words = {"document": document, "authority": authority, "reason": reason}
    return _take(locked, verb, by, on, columns=columns, **words)


def _take(locked, verb, by, on, *, columns=None, **words):
    """Take a step that `_locked` allowed. Raises `DayAhead`, `StepTooEarly`."""
    check_happened(on)
    last = locked.steps.last()
    if last and on < last.on:
        raise StepTooEarly(last.on)
    changed = {"state": STATE_AFTER[verb], **(columns or {})}
    for name, value in changed.items():
        setattr(locked, name, value)
    locked.save(update_fields=[*changed, *(["unit_sort_key"] if "unit_name" in changed else [])])
    _write(locked, verb, by, on, **words)
    return locked


def _write(recognition, verb, by, on, *, document="", authority="", reason=""):
    step = RecognitionStep.objects.create(
        recognition=recognition,
        verb=verb,
        on=on,
        document=document,
        authority=authority,
        reason=reason,
        by=by,
        at=timezone.now(),
    )
    move_stage(recognition=recognition, verb=verb, on=on, document=document, by=by)
    data = {"year": recognition.year, "on": on.isoformat(), "document": document, "reason": reason, "step": step.pk}
    record_event(stream=recognition.stream, verb=f"recognition_{verb}", by=by, data=data)
