"""The recommendations that wait for an answer, in words and as a table."""

from django.urls import reverse

from reports.content.document import Column, Row, Table
from reports.content.phrasing import unended
from reports.content.prose import Prose
from reports.kinds.parts.unit_names import name_on

COLUMNS = (
    Column("STT", 0.5, "center"),
    Column("Nội dung kiến nghị", 3),
    Column("Đơn vị kiến nghị", 1.8),
    Column("Gửi đến", 1.6),
    Column("Ngày gửi", 1.1, "center"),
    Column("Số ngày chờ", 0.8, "right"),
    Column("Đề nghị trả lời trước", 1.2, "center"),
)
SOURCE = "Danh sách kiến nghị chưa được trả lời"


def unanswered_prose(recommendations, date, ledger):
    """Return the `Prose` of those that wait; its figures are kept."""
    asks = "Nêu kiến nghị chờ trả lời."
    if not recommendations:
        return Prose("kien-nghi", "Không có kiến nghị nào chờ trả lời.", asks)
    url, first = reverse("committee:recommendations"), recommendations[0]
    first_url = reverse("committee:recommendation", args=[first.pk])
    late = sum(each.answer_due is not None and each.answer_due < date for each in recommendations)
    every = ledger.note("số kiến nghị chờ trả lời", len(recommendations), SOURCE, url)
    overdue = ledger.note("số kiến nghị quá ngày đề nghị trả lời", late, SOURCE, url)
    title = ledger.note("kiến nghị chờ lâu nhất", unended(first.title), SOURCE, first_url)
    body = ledger.note("cơ quan được kiến nghị lâu nhất", unended(first.body.name), SOURCE, first_url)
    days = ledger.note("số ngày chờ lâu nhất", (date - first.raised_on).days, SOURCE, first_url)
    text = (
        f"Có {every} kiến nghị chưa được trả lời, trong đó {overdue} đã quá ngày đề nghị trả lời; lâu nhất là "
        f"“{title}” gửi {body}, đã {days} ngày."
    )
    return Prose("kien-nghi", text, asks)


def unanswered_table(recommendations, date):
    """Return the table, the one that waits for longest first, as a tuple of one; nothing without any."""
    rows = tuple(
        Row(
            (
                number,
                unended(each.title),
                name_on(each.unit, date),
                unended(each.body.name),
                each.raised_on,
                (date - each.raised_on).days,
                each.answer_due,
            )
        )
        for number, each in enumerate(recommendations, start=1)
    )
    return (Table("", COLUMNS, rows, name="Kiến nghị"),) if rows else ()
