"""From one rule and one answer to one line."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from .faults import AnswerFault, AnswersRefused, DoesNotFit
from .numbers import CENT, EXACT, NOUGHT, shown
from .result import Line, Why
from .rules import Rule

_MISSING = Why("missing")
REASON_MOST = 2000


def score_line(rule: Rule, answer: object, *, not_applicable: str = "exclude") -> Line:
    """The line that this one answer gives, exactly as `score` would (but for a group that is zeroed).

    `answer` None is missing. `not_applicable` is the set's mode. Raises AnswersRefused with the one fault.
    """
    try:
        return line_of(rule, answer, not_applicable)
    except DoesNotFit as misfit:
        raise AnswersRefused((AnswerFault(rule.code, misfit.reason, misfit.values),)) from None


def check_answer(rule: Rule, answer: object) -> tuple[AnswerFault, ...]:
    """What is wrong with this answer; empty when it fits (or when there is none)."""
    try:
        line_of(rule, answer, "exclude")
    except DoesNotFit as misfit:
        return (AnswerFault(rule.code, misfit.reason, misfit.values),)
    return ()


def line_of(rule: Rule, answer: object, not_applicable: str) -> Line:
    """Like score_line, but raises DoesNotFit, so that `score` can gather the faults of all answers."""
    if answer is None:
        return _missing_line(rule)
    if not isinstance(answer, Mapping):
        raise DoesNotFit("not_an_object", received=shown(answer), accepted=_accepted(rule))
    if "not_applicable" in answer:
        return _not_applicable_line(rule, answer, not_applicable)
    if answer.keys() != rule.scale.keys:
        _check_keys(rule, answer)
    return _marked_line(rule, answer)


def _missing_line(rule: Rule) -> Line:
    return Line(rule.code, NOUGHT, rule.max_points, False if rule.is_counted else None, "missing", _MISSING)


def _not_applicable_line(rule: Rule, answer: Mapping[str, object], mode: str) -> Line:
    """`exclude` leaves the maximum, `full` gives it, `zero` keeps it out of reach.

    In every mode the criterion leaves N: what doesn't apply is neither met nor unmet, and can't knock out.
    """
    if not rule.may_be_not_applicable:
        raise DoesNotFit("not_applicable_refused", accepted=_accepted(rule))
    if len(answer) > 1:
        raise DoesNotFit("mixed_not_applicable", received=_keys_shown(answer.keys() - {"not_applicable"}))
    reason = _reason("not_applicable", answer["not_applicable"])
    # A bonus that doesn't apply adds nothing in any mode: it has no place in the maximum to be full of.
    counts = mode != "exclude" and rule.is_counted
    most = rule.max_points if counts else NOUGHT
    points = most if mode == "full" else NOUGHT
    return Line(
        rule.code, points, most, None, "not_applicable", Why("not_applicable", {"reason": reason, "mode": mode})
    )


def _marked_line(rule: Rule, answer: Mapping[str, object]) -> Line:
    points, met, why = rule.scale.mark(answer)
    state = "scored"
    # An exemption that came with an answer that is met after all has nothing to excuse, and is left unread.
    if "exempt" in answer:
        reason = _reason("exempt", answer["exempt"])
        if met is False:
            state, why = "exempt", Why("exempt", {"reason": reason, "scored": why})
    return Line(rule.code, _weighted(points, rule), rule.max_points, met, state, why)


def _weighted(points: Decimal, rule: Rule) -> Decimal:
    # A penalty's magnitude is rounded half up, like everyone else's points: Decimal's half up is away from zero.
    weighted = EXACT.multiply(points, rule.weight).quantize(CENT, ROUND_HALF_UP, EXACT)
    return weighted or NOUGHT


def _check_keys(rule: Rule, answer: Mapping[str, object]) -> None:
    extra = answer.keys() - rule.scale.keys
    if "exempt" in extra:
        if not rule.exemptible or not rule.is_counted:
            raise DoesNotFit("exempt_refused", accepted=_accepted(rule))
        extra = extra - {"exempt"}
    if extra:
        raise DoesNotFit("unknown_key", received=_keys_shown(extra), accepted=_accepted(rule))
    if lacking := rule.scale.keys - answer.keys():
        raise DoesNotFit("key_missing", lacking=tuple(sorted(lacking)), accepted=_accepted(rule))


def _reason(key: str, reason: object) -> str:
    if not isinstance(reason, str) or not reason.strip():
        raise DoesNotFit("reason_missing", key=key, received=shown(reason))
    # Databases take neither a NUL nor half a surrogate pair, and a reason is a sentence or two.
    if len(reason) > REASON_MOST or any(character == "\0" or "\ud800" <= character <= "\udfff" for character in reason):
        raise DoesNotFit("reason_unfit", key=key, most=REASON_MOST)
    return reason


def _accepted(rule: Rule) -> tuple[str, ...]:
    return tuple(sorted(rule.scale.keys))


def _keys_shown(keys: Iterable[object]) -> tuple[str, ...]:
    return tuple(sorted(shown(key) for key in keys))
