"""What stands in a unit's way, in words: since when, what was recommended and ordered, who is waited for."""

from committee.display import chain_words
from committee.models import DirectiveState, RecommendationState
from committee.queries.chain_case import LinkKind
from reports.kinds.ledger import short, unended

SOURCE = "Chuỗi tháo gỡ vướng mắc"


def blocking_words(case, facts, ledger):
    """“vướng mắc: Trụ sở chật, từ 20/08/2021 (458 ngày); đã kiến nghị UBND thành phố ngày …; chờ … 412 ngày”."""
    title, date = short(case.facts.title), facts.sheet.counted_on
    url = chain_words.address(("committee:obstacle", (case.facts.obstacle,)))
    since = ledger.note(f"vướng mắc “{title}” từ ngày", case.facts.stands_since, SOURCE, url)
    days = ledger.note(f"số ngày vướng mắc “{title}”", (date - case.facts.stands_since).days, SOURCE, url)
    parts = [f"vướng mắc: {unended(case.facts.title)}, từ ngày {since} (đã {days} ngày)"]
    parts += [_recommended(link, ledger) for link in case.links if link.kind == LinkKind.RECOMMENDATION]
    parts += [_ordered(link, facts, ledger) for link in case.links if link.kind == LinkKind.DIRECTIVE]
    if case.waits_for:
        waits = case.waits_for
        waited = ledger.note(f"số ngày chờ về “{title}”", waits.days, SOURCE, url)
        parts.append(f"đang {_waits(waits)} ({waited} ngày)")
    return "; ".join(parts)


def _waits(waits):
    said = chain_words.waits(waits.kind, waits.who)
    return said if said.startswith("chờ") else f"chờ phân công ({said})"


def _recommended(link, ledger):
    url = chain_words.address(link.subject)
    on = ledger.note(f"ngày kiến nghị “{short(link.title)}”", link.on, "Kiến nghị", url)
    # `until` is the day of the answer, which may lie after the day up to which the report tells.
    state = RecommendationState.RAISED if link.is_open else link.state
    return f"đã kiến nghị {unended(link.who)} ngày {on} ({RecommendationState(state).label})"


def _ordered(link, facts, ledger):
    url, date = chain_words.address(link.subject), facts.sheet.counted_on
    on = ledger.note(f"ngày chỉ đạo “{short(link.title)}”", link.on, "Chỉ đạo", url)
    words = f"chỉ đạo ngày {on} giao {unended(link.who)}: {unended(link.title)}"
    if link.due:
        words += f", hạn {ledger.note(f'hạn chỉ đạo “{short(link.title)}”', link.due, 'Chỉ đạo', url)}"
    is_closed = link.until is not None and link.until <= date
    if is_closed:
        return f"{words} ({DirectiveState(link.state).label})"
    if link.due and link.due < date:
        late = ledger.note(f"số ngày quá hạn “{short(link.title)}”", (date - link.due).days, "Chỉ đạo", url)
        return f"{words} (quá hạn {late} ngày)"
    return f"{words} (đang thực hiện)"
