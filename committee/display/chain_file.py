"""The chain as a file: one line a case, a column for the days of each kind of link."""

from django.utils.translation import gettext as _

from committee.display import chain_words as words
from committee.models import Cause
from committee.queries.chain_case import LinkKind


def header():
    return [
        _("Đơn vị"),
        _("Vướng mắc"),
        _("Tiêu chí"),
        _("Nguyên nhân"),
        *[str(words.KINDS[kind]) for kind in LinkKind],
        _("Đang chờ"),
        _("Chờ từ ngày"),
        _("Số ngày chờ"),
        _("Hạn"),
        _("Từ ngày"),
        _("Tổng số ngày"),
        _("Ghi chú"),
    ]


def lines(cases):
    """Yield a line for each case, in the order of `header`."""
    for case in cases:
        facts, waits_for = case.facts, case.waits_for
        yield [
            facts.unit_name,
            facts.title if case.is_recorded else "",
            "; ".join(str(each) for each in facts.criteria),
            str(Cause(facts.cause).label) if facts.cause else "",
            *[_days_of(case, kind) for kind in LinkKind],
            words.waits(waits_for.kind, waits_for.who) if waits_for else "",
            words.day(waits_for.since) if waits_for else "",
            waits_for.days if waits_for else None,
            words.day(waits_for.due) if waits_for and waits_for.due else "",
            words.day(case.since),
            case.days,
            _("số liệu minh họa") if facts.is_illustrative else "",
        ]


def _days_of(case, kind):
    return "; ".join(words.day(link.on) for link in case.links if link.kind == kind)
