"""Directives in the words of documents: one as a sentence with live figures, many as the rows of a table."""

from django.urls import reverse

from committee.models import DirectiveState, Repetition
from reports.content.document import Annex, Column, Row, Table
from reports.content.prose import Figure, Prose
from reports.kinds.meetings.words import one_line

ORDER_COLUMNS = (
    Column("STT", 0.5, "center"),
    Column("Nội dung chỉ đạo", 3.4),
    Column("Kết quả phải đạt", 2.6),
    Column("Đơn vị chủ trì", 1.8),
    Column("Đơn vị phối hợp", 1.8),
    Column("Thời hạn", 1.1, "center"),
)
STANDING_WORK = "Thường xuyên"


def name_on(unit, date):
    """“Công an phường Hải Châu I” as the unit was called on a day, else as it was called last; versions at hand."""
    for each in unit.versions.all():
        if each.first_day() <= date <= each.last_day():
            return each.police_name
    return unit.latest.police_name if unit.latest else unit.key


def lead_of(then):
    return name_on(then.directive.lead, then.date)


def coordinating_of(then):
    """The names of those that coordinate, in Vietnamese order, joined; "" for none."""
    units = sorted(then.directive.coordinating.all(), key=lambda unit: unit.latest.sort_key if unit.latest else "")
    return ", ".join(name_on(unit, then.date) for unit in units)


def due_cell(then):
    """The deadline as a table's cell; a directive without one is standing work."""
    return then.due or STANDING_WORK


# ---------------------------------------------------------------- one directive as a sentence


def ordered(number, shown, then):
    """Return (`Prose`, its `Figure`s) of a directive: who leads, with whom, what, to which result, by when.

    `number` tells its figures from those of the others of the document, `shown` is printed before it ("" for none).
    """
    directive = then.directive
    url = reverse("committee:directive", args=[directive.pk])
    figures = [
        _figure("nội dung", number, one_line(directive.title), url),
        _figure("đơn vị chủ trì", number, lead_of(then), url),
        _figure("thời hạn", number, _deadline(then), url),
    ]
    helpers = coordinating_of(then)
    with_whom, result, share = "", "", ""
    if helpers:
        figures.append(_figure("đơn vị phối hợp", number, helpers, url))
        with_whom = f", phối hợp với [[đơn vị phối hợp (chỉ đạo {number})]]"
    if then.tasks:
        figures.append(_figure("số đơn vị cùng thực hiện", number, str(len(then.parts)), url))
        share = f" Giao [[số đơn vị cùng thực hiện (chỉ đạo {number})]] đơn vị cùng thực hiện."
    if directive.expected_result:
        figures.append(_figure("kết quả phải đạt", number, one_line(directive.expected_result), url))
        result = f" Kết quả phải đạt: [[kết quả phải đạt (chỉ đạo {number})]]."
    text = (
        f"{shown}Giao [[đơn vị chủ trì (chỉ đạo {number})]] chủ trì{with_whom}: [[nội dung (chỉ đạo {number})]]."
        f"{share}{result} Thời hạn: [[thời hạn (chỉ đạo {number})]]."
    )
    return Prose(f"chi-dao-{directive.pk}", text, "Nêu nhiệm vụ, đơn vị chủ trì, thời hạn."), figures


def _figure(what, number, text, url):
    return Figure(f"{what} (chỉ đạo {number})", text, "Chỉ đạo được ghi tại cuộc họp", url)


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
        result = one_line(directive.expected_result) or None
        yield Row(
            (
                str(number),
                one_line(directive.title),
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
