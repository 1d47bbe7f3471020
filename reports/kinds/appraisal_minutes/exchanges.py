"""What the two sides said to each other: explanations, disagreements and how they were settled, returns.

No discussions: they are talk on the way, and nobody has put them on record.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from assessments.models import ChangedLine, Disagreement, Return, ReturnKind
from criteria.wording import answer_sentence
from reports.content.phrasing import ended, figure_name, listed, unended
from reports.content.prose import Prose
from reports.kinds.parts.sheet_words import criterion_words


@dataclass(frozen=True, slots=True)
class Exchanges:
    """`disagreements`, `changes`: {score id: rows}; `returns` the earliest first."""

    disagreements: dict
    returns: tuple[Return, ...]
    changes: dict


def exchanges_of(sheet):
    """Return the `Exchanges` of a sheet. Four queries."""
    of_sheet = {"score__assessment": sheet.assessment}
    people = ("first_by", "second_by", "resolved_by")
    apart = Disagreement.objects.filter(**of_sheet).select_related(*people).order_by("second_at", "pk")
    changes = ChangedLine.objects.filter(**of_sheet, superseded_at__isnull=True)
    returns = Return.objects.filter(assessment=sheet.assessment).select_related("by").prefetch_related("criteria")
    return Exchanges(_grouped(apart), tuple(returns.order_by("at", "pk")), _grouped(changes))


def _grouped(rows):
    found = {}
    for row in rows:
        found.setdefault(row.score_id, []).append(row)
    return found


def _day(moment):
    return timezone.localdate(moment)


def _url(sheet, line):
    return reverse("assessments:criterion", args=[sheet.round.code, sheet.unit.pk, line.criterion.code])


# ---------------------------------------------------------------- explanations


def explained(sheet, explanations, ledger):
    """Return the places about what was asked and what the unit answered."""
    found = [(line, each) for line in sheet.lines for each in explanations.get(line.score.pk, ())]
    if not found:
        text = "Bên thẩm định không yêu cầu đơn vị giải trình tiêu chí nào."
    else:
        asked = ledger.note("số yêu cầu giải trình", len(found), "Giải trình", sheet.url)
        answered = sum(each.explained_at is not None for _line, each in found)
        given = ledger.note("số yêu cầu đã giải trình", answered, "Giải trình", sheet.url)
        text = f"Bên thẩm định yêu cầu đơn vị giải trình {asked} nội dung; đơn vị đã giải trình {given} nội dung:"
    items = "\n".join(_explanation(sheet, line, each, ledger) for line, each in found)
    return (
        Prose("giai-trinh", text, "Nêu nội dung yêu cầu giải trình và giải trình của đơn vị."),
        Prose("giai-trinh-tung-noi-dung", items, "", is_item=True),
    )


def _explanation(sheet, line, each, ledger):
    url, code = _url(sheet, line), line.criterion.code
    asked = ledger.note(f"{code} ngày yêu cầu giải trình", _day(each.asked_at), "Giải trình", url)
    due = ledger.note(f"{code} hạn giải trình", each.due, "Giải trình", url)
    words = f"{unended(criterion_words(line))}. Yêu cầu ngày {asked}, hạn {due}: {ended(each.question)}"
    if each.explained_at:
        on = ledger.note(f"{code} ngày giải trình", _day(each.explained_at), "Giải trình", url)
        late = " (sau hạn)" if _day(each.explained_at) > each.due else ""
        words += f" Đơn vị giải trình ngày {on}{late}: {ended(each.text)}"
    elif not each.settled_at:
        words += " Đơn vị chưa giải trình."
    else:
        words += " Đơn vị không giải trình."
    if each.settled_at:
        on = ledger.note(f"{code} ngày kết thúc giải trình", _day(each.settled_at), "Giải trình", url)
        return f"{words} Bên thẩm định xem xét xong ngày {on}."
    return f"{words} Bên thẩm định chưa kết thúc nội dung này."


# ---------------------------------------------------------------- disagreements


def disputed(sheet, facts, ledger):
    """Return the places about appraisers who were too far apart, and how it was settled."""
    found = [(line, each) for line in sheet.lines for each in facts.disagreements.get(line.score.pk, ())]
    if not found:
        text = "Không có tiêu chí nào mà những người thẩm định có kết quả khác nhau quá mức cho phép."
    else:
        count = ledger.note("số bất đồng thẩm định", len(found), "Bất đồng thẩm định", sheet.url)
        opened = sum(each.resolved_at is None for _line, each in found)
        text = f"Có {count} lần hai kết quả thẩm định khác nhau quá mức cho phép"
        if opened == len(found):
            text += ", chưa thống nhất:"
        elif opened:
            left = ledger.note("số bất đồng chưa thống nhất", opened, "Bất đồng thẩm định", sheet.url)
            text += f", {left} lần chưa thống nhất:"
        else:
            text += ", đã thống nhất:"
    items = "\n".join(_dispute(sheet, line, each, ledger) for line, each in found)
    return (
        Prose("bat-dong", text, "Nêu các bất đồng thẩm định và cách thống nhất."),
        Prose("bat-dong-tung-noi-dung", items, "", is_item=True),
    )


def _dispute(sheet, line, each, ledger):
    first, second = (_opinion(sheet, line, each, side, ledger) for side in ("first", "second"))
    words = f"{unended(criterion_words(line))}. {first}; {second}."
    if not each.resolved_at:
        return f"{words} Hai bên chưa thống nhất."
    code = line.criterion.code
    on = ledger.note(f"{code} ngày thống nhất", _day(each.resolved_at), "Bất đồng thẩm định", _url(sheet, line))
    reason = f": {ended(each.reason)}" if each.reason else "."
    return f"{words} Thống nhất ngày {on} ({unended(str(each.resolved_by))}){reason}"


def _opinion(sheet, line, each, side, ledger):
    post = unended(str(getattr(each, f"{side}_by")))
    answer = answer_sentence(line.criterion.rule.scale, getattr(each, f"{side}_answer"))
    name = f"{line.criterion.code} ý kiến của {post}"
    found = ledger.note(name, answer, "Bất đồng thẩm định", _url(sheet, line))
    note = unended(getattr(each, f"{side}_note"))
    return f"{post}: {found}{f' ({note})' if note else ''}"


# ---------------------------------------------------------------- what went back


def returned(sheet, facts, ledger):
    """Return the places about what went back, why, until when, and whether it came again."""
    if not facts.returns:
        text = "Không có nội dung nào bị trả lại."
    else:
        count = ledger.note("số lần trả lại", len(facts.returns), "Lần trả lại", sheet.url)
        text = f"Có {count} lần trả lại:"
    items = "\n".join(_return(sheet, each, ledger) for each in facts.returns)
    return (
        Prose("tra-lai", text, "Nêu các lần trả lại, lý do."),
        Prose("tra-lai-tung-lan", items, "", is_item=True),
    )


def _return(sheet, each, ledger):
    name = f"lần trả lại “{figure_name(each.reason)}”"
    on = ledger.note(f"ngày của {name}", _day(each.at), "Lần trả lại", sheet.url)
    due = ledger.note(f"hạn của {name}", each.due, "Lần trả lại", sheet.url)
    codes = [criterion.code for criterion in sorted(each.criteria.all(), key=lambda one: one.position)]
    about = f" ({', '.join(codes)})" if codes else ""
    words = f"Ngày {on}, {ReturnKind(each.kind).label}{about}, hạn {due}. Lý do: {ended(each.reason)}"
    if not each.resubmitted_at:
        return f"{words} Chưa nộp lại."
    again = ledger.note(f"ngày nộp lại sau {name}", _day(each.resubmitted_at), "Lần trả lại", sheet.url)
    return f"{words} Đã nộp lại ngày {again}."


# ---------------------------------------------------------------- decided otherwise


def decided_otherwise(sheet, facts, ledger):
    """Say what the committee decided otherwise than it was appraised; "" before the decision and where it did not."""
    if not sheet.is_decided:
        return ""
    found = [(line, each) for line in sheet.lines for each in facts.changes.get(line.score.pk, ())]
    if not found:
        return ""
    count = ledger.note("số tiêu chí quyết định khác thẩm định", len(found), "Quyết định kết quả", sheet.url)
    named = [_changed(line, each) for line, each in found]
    return f"Ban Chỉ đạo quyết định khác kết quả thẩm định ở {count} tiêu chí: {listed(named)}."


def _changed(line, each):
    answer = answer_sentence(line.criterion.rule.scale, each.answer)
    return f"{unended(criterion_words(line))} ({unended(answer)}; lý do: {unended(each.reason)})"
