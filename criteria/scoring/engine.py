"""score(rules, answers) -> Result: the only place in the portal where a result is made."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext

from .classes import Standing, classify, history_of, percent_of
from .faults import AnswerFault, AnswersRefused, DoesNotFit
from .lines import line_of
from .numbers import EXACT, NOUGHT, shown
from .result import GroupTotal, Line, Result, Why
from .rules import GroupRule, Rule, Rules


def score(
    rules: Rules,
    answers: Mapping[str, object],
    *,
    held: Mapping[str, int] | None = None,
    external: Collection[str] = frozenset(),
) -> Result:
    """The result of these answers ({criterion code: answer}) under these rules (decisions: docs/adr/0002-…).

    `held` is {class: rounds}: the unit held at least that class in each of the n rounds before. `external` names the
    prerequisites decided elsewhere that hold. Raises AnswersRefused with every answer that doesn't fit.

    A not-applicable criterion leaves N (it is neither met nor unmet, knocks nothing out and zeroes no group) in every
    mode; the mode decides its points: `exclude` takes it out of the maximum too, `full` gives full points, `zero` none.
    total = groups + min(bonuses, bonus_cap) − penalties, at most total_cap, at least 0.
    """
    # The caller's thread may have a context of its own; the result must not depend on it.
    with localcontext(EXACT):
        return _score(rules, _lines(rules, answers), held, frozenset(external))


def _score(rules: Rules, lines: dict[str, Line], held: Mapping[str, int] | None, external: frozenset[str]) -> Result:
    unmet = {code for code, line in lines.items() if line.met is False and line.state != "exempt"}
    groups = tuple(_group_total(group, lines, unmet) for group in rules.groups)
    lines.update(_zeroed_lines(rules, groups, lines))
    bonus, penalty = _additions(rules, lines)
    points = _total(rules, groups, bonus, penalty)
    max_points = sum((group.max_points for group in groups), NOUGHT)
    standing = Standing(
        points=points,
        max_points=max_points,
        met=sum(group.met for group in groups),
        unmet=tuple(code for code in lines if code in unmet),
        lines=lines,
        groups=groups,
        knock_outs=tuple(code for group in groups for code in group.knock_outs),
        history=history_of(rules.classes, held),
        external=external,
    )
    return _result(rules, standing, bonus, penalty)


def _result(rules: Rules, standing: Standing, bonus: Decimal, penalty: Decimal) -> Result:
    would_be, held_back = classify(rules.classes, standing)
    lines = tuple(standing.lines.values())
    missing = tuple(line.code for line in lines if line.state == "missing")
    return Result(
        met=standing.met,
        applicable=sum(group.applicable for group in standing.groups),
        points=standing.points,
        max_points=standing.max_points,
        percent=percent_of(standing.points, standing.max_points),
        class_code=None if missing else would_be,
        would_be=would_be,
        complete=not missing,
        lines=lines,
        groups=standing.groups,
        knock_outs=standing.knock_outs,
        exempt=tuple(line.code for line in lines if line.state == "exempt"),
        missing=missing,
        held_back=held_back,
        bonus=bonus,
        penalty=penalty,
    )


def _lines(rules: Rules, answers: Mapping[str, object]) -> dict[str, Line]:
    lines: dict[str, Line] = {}
    faults = []
    for group in rules.groups:
        for rule in group.criteria:
            try:
                lines[rule.code] = line_of(rule, answers.get(rule.code), rules.not_applicable)
            except DoesNotFit as misfit:
                faults.append(AnswerFault(rule.code, misfit.reason, misfit.values))
    unknown = sorted(shown(code) for code in answers.keys() - rules.codes)
    faults.extend(AnswerFault(code, "unknown_criterion", {"received": code}) for code in unknown)
    if faults:
        raise AnswersRefused(tuple(faults))
    return lines


def _group_total(group: GroupRule, lines: Mapping[str, Line], unmet: set[str]) -> GroupTotal:
    counted = [lines[rule.code] for rule in group.criteria if rule.is_counted]
    zeroed_by = tuple(code for code in group.zero_if_unmet if code in unmet)
    points = NOUGHT if zeroed_by else _sum(line.points for line in counted)
    max_points = _sum(line.max_points for line in counted)
    return GroupTotal(
        code=group.code,
        points=points,
        max_points=max_points,
        percent=percent_of(points, max_points),
        met=sum(line.met is True for line in counted),
        applicable=sum(line.met is not None for line in counted),
        zeroed_by=zeroed_by,
        knock_outs=tuple(rule.code for rule in group.criteria if rule.knock_out and rule.code in unmet),
    )


def _zeroed_lines(
    rules: Rules, groups: tuple[GroupTotal, ...], lines: Mapping[str, Line]
) -> Iterable[tuple[str, Line]]:
    """The lines of zeroed groups: points and state as they were, and a why that says what became of them."""
    for group, total in zip(rules.groups, groups, strict=True):
        for rule in group.criteria if total.zeroed_by else ():
            if rule.is_counted:
                yield rule.code, _zeroed(lines[rule.code], total)


def _zeroed(line: Line, total: GroupTotal) -> Line:
    values = {"group": total.code, "unmet": total.zeroed_by, "scored": line.why}
    return replace(line, why=Why("zeroed_with_group", values))


def _additions(rules: Rules, lines: Mapping[str, Line]) -> tuple[Decimal, Decimal]:
    """What the bonus lines add, under the cap, and what the penalty lines take (both ≥ 0)."""
    extra = [lines[rule.code].points for rule in _rules_of(rules) if not rule.is_counted]
    bonus = _sum(points for points in extra if points > 0)
    penalty = -_sum(points for points in extra if points < 0)
    if rules.bonus_cap is not None:
        bonus = min(bonus, rules.bonus_cap)
    return bonus, penalty or NOUGHT


def _rules_of(rules: Rules) -> Iterable[Rule]:
    return (rule for group in rules.groups for rule in group.criteria)


def _total(rules: Rules, groups: tuple[GroupTotal, ...], bonus: Decimal, penalty: Decimal) -> Decimal:
    total = _sum(group.points for group in groups) + bonus - penalty
    if rules.total_cap is not None:
        total = min(total, rules.total_cap)
    return max(total, NOUGHT)


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, NOUGHT)
