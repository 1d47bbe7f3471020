"""The recommendations that wait for an answer, in words and as a table."""

from django.urls import reverse

from reports.content.document import Column, Row, Table
from reports.content.prose import Figure, Prose
from reports.content.wording import number_text
from reports.kinds.meetings.words import one_line
from reports.kinds.parts.directives import name_on

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


def unanswered_prose(recommendations, date):
    """Return (the `Prose` of those that wait, its figures)."""
    if not recommendations:
        return Prose("kien-nghi", "Không có kiến nghị nào chờ trả lời.", "Nêu kiến nghị chờ trả lời."), []
    url = reverse("committee:recommendations")
    late = sum(each.answer_due is not None and each.answer_due < date for each in recommendations)
    first = recommendations[0]
    first_url = reverse("committee:recommendation", args=[first.pk])
    figures = [
        Figure("số kiến nghị chờ trả lời", number_text(len(recommendations)), SOURCE, url),
        Figure("số kiến nghị quá ngày đề nghị trả lời", number_text(late), SOURCE, url),
        Figure("kiến nghị chờ lâu nhất", one_line(first.title), SOURCE, first_url),
        Figure("cơ quan được kiến nghị lâu nhất", one_line(first.body.name), SOURCE, first_url),
        Figure("số ngày chờ lâu nhất", number_text((date - first.raised_on).days), SOURCE, first_url),
    ]
    text = (
        "Có [[số kiến nghị chờ trả lời]] kiến nghị chưa được trả lời, trong đó "
        "[[số kiến nghị quá ngày đề nghị trả lời]] đã quá ngày đề nghị trả lời; lâu nhất là "
        "“[[kiến nghị chờ lâu nhất]]” gửi [[cơ quan được kiến nghị lâu nhất]], đã [[số ngày chờ lâu nhất]] ngày."
    )
    return Prose("kien-nghi", text, "Nêu kiến nghị chờ trả lời."), figures


def unanswered_table(recommendations, date):
    """Return the table, the one that waits for longest first, as a tuple of one; nothing without any."""
    rows = tuple(
        Row(
            (
                number,
                one_line(each.title),
                name_on(each.unit, date),
                one_line(each.body.name),
                each.raised_on,
                (date - each.raised_on).days,
                each.answer_due,
            )
        )
        for number, each in enumerate(recommendations, start=1)
    )
    return (Table("", COLUMNS, rows, name="Kiến nghị"),) if rows else ()
