"""Directives in the words of documents: whose they are, by when, and what a meeting ordered."""

from django.urls import reverse

from committee.models import DirectiveState, Repetition
from reports.content.document import Annex, Column, Row, Table
from reports.content.phrasing import listed, unended
from reports.content.prose import Prose
from reports.kinds.parts.unit_names import name_on

ORDER_COLUMNS = (
    Column("STT", 0.5, "center"),
    Column("Nội dung chỉ đạo", 3.4),
    Column("Kết quả phải đạt", 2.6),
    Column("Đơn vị chủ trì", 1.8),
    Column("Đơn vị phối hợp", 1.8),
    Column("Thời hạn", 1.1, "center"),
)
STANDING_WORK = "Thường xuyên"


def lead_of(then):
    return name_on(then.directive.lead, then.date)


def coordinating_of(then):
    """The names of those that coordinate, in Vietnamese order, “A, B và C”; "" for none."""
    units = sorted(then.directive.coordinating.all(), key=lambda unit: unit.latest.sort_key if unit.latest else "")
    return listed(name_on(unit, then.date) for unit in units)


def due_cell(then):
    """The deadline as a table's cell; a directive without one is standing work."""
    return then.due or STANDING_WORK


# ---------------------------------------------------------------- one directive as a sentence


def ordered(number, shown, then, ledger):
    """Return the `Prose` of a directive: who leads, with whom, what, to which result, by when.

    `number` tells its figures from those of the others of the document, `shown` is printed before it ("" for none).
    """
    directive = then.directive
    url = reverse("committee:directive", args=[directive.pk])

    def noted(what, value):
        return ledger.note(f"{what} (chỉ đạo {number})", value, "Chỉ đạo được ghi tại cuộc họp", url)

    helpers = coordinating_of(then)
    with_whom = f", phối hợp với {noted('đơn vị phối hợp', helpers)}" if helpers else ""
    parts = [f"{shown}Giao {noted('đơn vị chủ trì', lead_of(then))} chủ trì{with_whom}"]
    parts[0] += f": {noted('nội dung', unended(directive.title))}."
    if then.tasks:
        parts.append(f"Giao {noted('số đơn vị cùng thực hiện', len(then.parts))} đơn vị cùng thực hiện.")
    if directive.expected_result:
        parts.append(f"Kết quả phải đạt: {noted('kết quả phải đạt', unended(directive.expected_result))}.")
    parts.append(f"Thời hạn: {noted('thời hạn', _deadline(then))}.")
    return Prose(f"chi-dao-{directive.pk}", " ".join(parts), "Nêu nhiệm vụ, đơn vị chủ trì, thời hạn.")


def _deadline(then):
    if then.due is None:
        return "thực hiện thường xuyên"
    repeated = then.directive.repetition
    often = f", {then.directive.get_repetition_display()}" if repeated != Repetition.NONE else ""
    return f"chậm nhất ngày {then.due:%d/%m/%Y}{often}"


# ---------------------------------------------------------------- what was ordered, as an annex


def ordered_annexes(decisions, title):
    """Return the annex of what a meeting ordered, a row for each unit that has a task; nothing without any."""
    if not decisions:
        return ()
    table = Table("", ORDER_COLUMNS, tuple(_order_rows(decisions)), name="Nhiệm vụ được giao")
    return (Annex(title, (table,), is_landscape=True),)


def _order_rows(decisions):
    for number, then in enumerate(decisions, start=1):
        directive = then.directive
        result = unended(directive.expected_result) or None
        yield Row(
            (
                str(number),
                unended(directive.title),
                result,
                lead_of(then),
                coordinating_of(then) or None,
                due_cell(then),
            )
        )
        for place, task in enumerate((each for each in then.parts if each is not then), start=1):
            yield Row(
                (
                    f"{number}.{place}",
                    "Phần việc của đơn vị",
                    None,
                    lead_of(task),
                    coordinating_of(task) or None,
                    due_cell(task),
                )
            )


def still_ordered(decisions):
    """Return the directives that were not withdrawn since, each with its number among all."""
    return [
        (number, each)
        for number, each in enumerate(decisions, start=1)
        if each.directive.state != DirectiveState.WITHDRAWN
    ]
