"""The minutes of a meeting, in the form of Nghị định 30/2020 (annex III, mẫu 1.9)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.models import ItemState
from committee.queries.meeting_record import meeting_record
from reports.content.document import Block, Heading, Signature
from reports.content.prose import Figure, Prose, literal, literal_lines
from reports.kinds.directive_words import ordered, ordered_annexes
from reports.kinds.item_facts import presented
from reports.kinds.kind import Kind, Outline
from reports.kinds.meeting_words import clock, meeting_called, meeting_figures, one_line, only_if_held, within
from reports.models.issuer import Body

SECRETARY = Signature(("Thư ký",))
LETTERS = ("a)", "b)", "c)", "d)")


def outline(report):
    """Return the `Outline` of the minutes of `report.meeting`; times and words that nobody noted are gaps."""
    record = meeting_record(report.meeting)
    meeting = record.meeting
    numbers = {each.directive.pk: number for number, each in enumerate(record.decisions, start=1)}
    figures = [*meeting_figures(meeting), *_times(record)]
    blocks = [*_opening(meeting), Heading(1, "I.", "Nội dung")]
    for each in record.items:
        made, found = _item(each, numbers)
        blocks += made
        figures += found
    if not record.items:
        blocks.append(
            Prose("noi-dung", "", "Nêu nội dung, diễn biến cuộc họp (chương trình họp chưa có nội dung nào).")
        )
    made, found = _orders("II.", "Nhiệm vụ được giao ngoài các nội dung trên", record.others, numbers)
    blocks += made
    figures += found
    blocks += [
        Heading(1, "III." if record.others else "II.", "Kết luận của người chủ trì"),
        Prose(
            "ket-luan-chung",
            literal_lines(meeting.conclusion),
            "Nêu kết luận chung của người chủ trì (chưa ghi trên cổng).",
        ),
        Prose(
            "ket-thuc",
            f"{literal(meeting_called(meeting))} kết thúc vào hồi [[giờ bế mạc]], ngày [[ngày họp]].",
            "Nêu giờ, ngày kết thúc cuộc họp.",
        ),
    ]
    return Outline(
        subject=within(meeting_called(meeting)),
        figures={each.name: each for each in figures},
        blocks=tuple(blocks),
        annexes=ordered_annexes(record.decisions, f"Nhiệm vụ được giao tại {within(meeting_called(meeting))}"),
        recipients=("Các thành viên Ban Chỉ đạo", "Các đơn vị dự họp"),
        beside=(SECRETARY,),
        is_illustrative=meeting.is_illustrative,
    )


def _times(record):
    url = reverse("committee:meeting", args=[record.meeting.pk])
    source = "Nhật ký cuộc họp trên cổng"
    return [
        Figure("giờ khai mạc", clock(record.opened_at), f"{source}: lúc bắt đầu họp", url),
        Figure("giờ bế mạc", clock(record.closed_at), f"{source}: lúc kết thúc cuộc họp", url),
        Figure("thư ký", one_line(record.secretary) or None, f"{source}: chức vụ của người ghi", url),
        Figure("số nội dung", str(len(record.items)), "Chương trình cuộc họp", url),
    ]


def _opening(meeting):
    begun = "Thời gian bắt đầu: [[giờ khai mạc]], ngày [[ngày họp]]."
    return (
        Prose("thoi-gian", *only_if_held(meeting, begun, "Nêu giờ, ngày bắt đầu.")),
        Prose("dia-diem", "Địa điểm: [[địa điểm họp]].", "Nêu địa điểm họp."),
        Prose("thanh-phan", "", "Nêu thành phần tham dự, vắng mặt theo chức vụ, đơn vị; không ghi họ tên."),
        Prose("chu-tri", "Chủ trì: [[chủ trì]].", "Nêu chức vụ của người chủ trì."),
        Prose("thu-ky", "Thư ký (người ghi biên bản): [[thư ký]].", "Nêu chức vụ của người ghi biên bản."),
        Prose("chuong-trinh", "Chương trình gồm [[số nội dung]] nội dung.", "Nêu chương trình cuộc họp."),
    )


# ---------------------------------------------------------------- one item


def _item(record, numbers):
    """Return (blocks, figures) of an item: what was presented, said, concluded and ordered."""
    item, title = record.item, one_line(record.item.title)
    text, figures = presented(record)
    parts = [
        ("Nội dung trình bày", Prose(f"trinh-bay-{item.pk}", text, f"Nêu nội dung được trình bày về “{title}”.")),
        ("Ý kiến thảo luận", Prose(f"thao-luan-{item.pk}", "", f"Nêu ý kiến thảo luận về “{title}” theo chức vụ.")),
        (
            "Kết luận",
            Prose(f"ket-luan-{item.pk}", _conclusion(item), f"Nêu kết luận về “{title}” (chưa ghi trên cổng)."),
        ),
    ]
    blocks: list[Block | Prose] = [Heading(2, f"{record.number}.", title)]
    for letter, (name, prose) in zip(LETTERS, parts, strict=False):
        blocks += [Heading(3, letter, name), prose]
    if record.decisions:
        blocks.append(Heading(3, LETTERS[-1], "Nhiệm vụ được giao"))
        told = [ordered(numbers[each.directive.pk], "", each) for each in record.decisions]
        blocks += [_as_item(prose) for prose, _figures in told]
        figures = [*figures, *(each for _prose, those in told for each in those)]
    return blocks, figures


def _conclusion(item):
    if item.state != ItemState.PUT_OFF:
        return literal_lines(item.conclusion)
    return "\n".join(filter(None, (literal_lines(item.conclusion), "Nội dung này chuyển sang cuộc họp sau.")))


def _orders(number, title, decisions, numbers):
    if not decisions:
        return [], []
    told = [ordered(numbers[each.directive.pk], "", each) for each in decisions]
    blocks = [Heading(1, number, title), *(_as_item(prose) for prose, _figures in told)]
    return blocks, [each for _prose, figures in told for each in figures]


def _as_item(prose):
    return Prose(prose.slot, prose.text, prose.asks, is_item=True)


KIND = Kind(
    code="meeting_minutes",
    title=_("Biên bản cuộc họp"),
    purpose=_("Diễn biến cuộc họp: ai chủ trì, bàn gì, kết luận và giao việc gì."),
    kind_name="Biên bản",
    abbreviation="BB",
    body=Body.COMMITTEE,
    needs=frozenset({"meeting"}),
    outline=outline,
)
