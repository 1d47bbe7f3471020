"""What stands in a unit's way, in words: since when, what was recommended and ordered, who is waited for.

Days are told by their dates: a number of days that grows every morning would mark its sentence as changed each time.
"""

from committee.display import chain_words
from committee.models import DirectiveState, RecommendationState
from committee.queries.chain_case import LinkKind
from committee.queries.waiting import WaitingKind
from reports.content.phrasing import enumerated, figure_name, listed, unended

SOURCE = "Chuỗi tháo gỡ vướng mắc"


def blocking_words(case, ledger):
    """“vướng mắc: Trụ sở chật, từ ngày 20/08/2021; đang chờ Phòng Hậu cần từ ngày 12/11/2021”."""
    return "; ".join(filter(None, [f"vướng mắc: {_obstacle(case, ledger)}", _waiting(case, ledger)]))


def whole_words(case, facts, ledger):
    """“Trụ sở chật, từ ngày …. Đã kiến nghị: …. Chỉ đạo: …. Đang chờ …”, sentence by sentence."""
    date = facts.sheet.counted_on
    raised = [_recommended(link, date, ledger) for link in case.links if link.kind == LinkKind.RECOMMENDATION]
    ordered = [_ordered(link, date, ledger) for link in case.links if link.kind == LinkKind.DIRECTIVE]
    told = [_obstacle(case, ledger)]
    if raised:
        told.append(f"Đã kiến nghị: {enumerated(raised)}")
    if ordered:
        told.append(f"Chỉ đạo: {enumerated(ordered)}")
    if waiting := _waiting(case, ledger):
        told.append(f"Hiện {waiting}")
    return f"{'. '.join(told)}."


def _obstacle(case, ledger):
    url = chain_words.address(("committee:obstacle", (case.facts.obstacle,)))
    name = f"vướng mắc “{figure_name(case.facts.title)}” từ ngày"
    since = ledger.note(name, case.facts.stands_since, "Vướng mắc", url)
    return f"{unended(case.facts.title)}, từ ngày {since}"


def _waiting(case, ledger):
    """All who have the next step, the most pressing first."""
    if not case.waits:
        return ""
    if case.waits[0].kind == WaitingKind.COMMITTEE:
        return "chưa giao đơn vị nào xử lý bước tiếp theo"
    return f"đang {listed([_waits(each, case, ledger) for each in case.waits])}"


def _waits(waits, case, ledger):
    url = chain_words.address(("committee:unit_chain", (case.facts.unit,)))
    said = unended(chain_words.waits(waits.kind, waits.who))
    since = ledger.note(f"“{figure_name(case.facts.title)}”: {said} từ ngày", waits.since, SOURCE, url)
    return f"{said} từ ngày {since}{' (đã quá hạn)' if waits.is_overdue else ''}"


def _recommended(link, date, ledger):
    url = chain_words.address(link.subject)
    on = ledger.note(f"ngày kiến nghị “{figure_name(link.title)}”", link.on, "Kiến nghị", url)
    # `until` is the day of the answer, which may lie after the day up to which the report tells.
    is_answered = link.until is not None and link.until <= date
    state = link.state if is_answered else RecommendationState.RAISED
    words = "chưa trả lời" if state == RecommendationState.RAISED else RecommendationState(state).label
    return f"{unended(link.who)}, ngày {on} ({words})"


def _ordered(link, date, ledger):
    url = chain_words.address(link.subject)
    on = ledger.note(f"ngày chỉ đạo “{figure_name(link.title)}”", link.on, "Chỉ đạo", url)
    words = f"ngày {on} giao {unended(link.who)} “{unended(link.title)}”"
    if link.due:
        words += f", hạn {ledger.note(f'hạn chỉ đạo “{figure_name(link.title)}”', link.due, 'Chỉ đạo', url)}"
    if link.until is not None and link.until <= date:
        return f"{words} ({DirectiveState(link.state).label})"
    return f"{words} ({'đã quá hạn' if link.due and link.due < date else 'đang thực hiện'})"
