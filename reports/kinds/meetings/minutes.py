"""The minutes of a meeting, in the form of Nghị định 30/2020 (annex III, mẫu 1.9)."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.models import ItemState
from committee.queries.meeting_record import meeting_record
from reports.content.document import Block, Heading, Signature
from reports.content.phrasing import plain_lines, unended
from reports.content.prose import Prose
from reports.kinds.kind import Kind, Outline
from reports.kinds.ledger import Ledger
from reports.kinds.meetings.item_facts import presented
from reports.kinds.meetings.words import clock, general_conclusion, meeting_called, note_meeting, only_if_held, within
from reports.kinds.parts.directives import ordered, ordered_annexes
from reports.models.issuer import Body

SECRETARY = Signature(("Thư ký",))
LETTERS = ("a)", "b)", "c)", "d)")


def outline(report):
    """Return the `Outline` of the minutes of `report.meeting`; times and words that nobody noted are gaps."""
    record, ledger = meeting_record(report.meeting), Ledger()
    meeting = record.meeting
    note_meeting(meeting, ledger)
    _note_times(record, ledger)
    name = meeting_called(meeting)
    return Outline(
        subject=within(name),
        figures=ledger.figures,
        blocks=(*_opening(meeting), *_body(record, ledger), *_closing(record)),
        annexes=ordered_annexes(record.decisions, f"Nhiệm vụ được giao tại {within(name)}"),
        recipients=("Các thành viên Ban Chỉ đạo", "Các đơn vị dự họp"),
        beside=(SECRETARY,),
        is_illustrative=meeting.is_illustrative,
    )


def _note_times(record, ledger):
    url = reverse("committee:meeting", args=[record.meeting.pk])
    source = "Nhật ký cuộc họp trên cổng"
    ledger.fix("giờ khai mạc", clock(record.opened_at), f"{source}: lúc bắt đầu họp", url)
    ledger.fix("giờ bế mạc", clock(record.closed_at), f"{source}: lúc kết thúc cuộc họp", url)
    ledger.fix("thư ký", unended(record.secretary), f"{source}: chức vụ của người ghi", url)
    ledger.fix("số nội dung", len(record.items), "Chương trình cuộc họp", url)


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


def _body(record, ledger):
    numbers = {each.directive.pk: number for number, each in enumerate(record.decisions, start=1)}
    yield Heading(1, "I.", "Nội dung")
    for each in record.items:
        yield from _item(each, numbers, ledger)
    if not record.items:
        yield Prose("noi-dung", "", "Nêu nội dung, diễn biến cuộc họp (chương trình họp chưa có nội dung nào).")
    if record.others:
        yield Heading(1, "II.", "Nhiệm vụ được giao ngoài các nội dung trên")
        yield from _orders(record.others, numbers, ledger)


def _closing(record):
    end = f"{meeting_called(record.meeting)} kết thúc vào hồi [[giờ bế mạc]], ngày [[ngày họp]]."
    yield Heading(1, "III." if record.others else "II.", "Kết luận của người chủ trì")
    yield general_conclusion("ket-luan-chung", record.meeting)
    yield Prose("ket-thuc", end, "Nêu giờ, ngày kết thúc cuộc họp.")


# ---------------------------------------------------------------- one item


def _item(record, numbers, ledger):
    """Return the blocks of an item: what was presented, said, concluded and ordered."""
    item, title = record.item, unended(record.item.title)
    text = presented(record, ledger)
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
        blocks += _orders(record.decisions, numbers, ledger)
    return blocks


def _conclusion(item):
    if item.state != ItemState.PUT_OFF:
        return plain_lines(item.conclusion)
    return "\n".join(filter(None, (plain_lines(item.conclusion), "Nội dung này chuyển sang cuộc họp sau.")))


def _orders(decisions, numbers, ledger):
    told = [ordered(numbers[each.directive.pk], "", each, ledger) for each in decisions]
    return [replace(prose, is_item=True) for prose in told]


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
