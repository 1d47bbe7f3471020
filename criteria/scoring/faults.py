"""What is wrong with answers, as data. `criteria.wording` turns it into sentences."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """One answer that doesn't fit: the criterion, a reason code, and the values a sentence needs.

    Reasons: unknown_criterion, not_an_object, unknown_key, key_missing, not_a_number, float, too_long, negative,
    out_of_range, off_step, not_true_or_false, unknown_level, not_a_list, unknown_item, repeated_item, not_a_count,
    not_measurable, not_applicable_refused, exempt_refused, reason_missing, reason_unfit,
    mixed_not_applicable.
    """

    code: str
    reason: str
    values: Mapping[str, object]


class AnswersRefused(ValueError):
    """Every answer that doesn't fit its criterion, all at once, in the order of the set, unknown criteria last."""

    def __init__(self, faults: tuple[AnswerFault, ...]):
        super().__init__("; ".join(f"{fault.code}: {fault.reason}" for fault in faults))
        self.faults = faults


class DoesNotFit(Exception):
    """Raised inside the package by whoever finds that an answer doesn't fit; never leaves it."""

    def __init__(self, reason: str, **values: object):
        super().__init__(reason)
        self.reason = reason
        self.values = values
