"""The notice of what the committee concluded at a meeting, and what it ordered of whom."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.models import ItemState
from committee.queries.meeting_record import meeting_record
from reports.content.document import Heading
from reports.content.prose import Figure, Prose, literal, literal_lines
from reports.kinds.directive_words import lead_of, ordered, ordered_annexes, still_ordered
from reports.kinds.kind import Kind, Outline
from reports.kinds.meeting_words import meeting_called, meeting_figures, one_line, only_if_held, within
from reports.models.issuer import Body

# More units than these are named in the annex only.
MOST_RECIPIENTS = 12
WITH_CONCLUSION = (ItemState.DISCUSSED, ItemState.WAITING)


def outline(report):
    """Return the `Outline` of the notice of `report.meeting`; what was not concluded or noted is a gap."""
    record = meeting_record(report.meeting)
    meeting, decisions = record.meeting, still_ordered(record.decisions)
    orders, order_figures = _orders(decisions)
    figures = [*meeting_figures(meeting), *_counts(record, decisions), *order_figures]
    return Outline(
        subject=_subject(meeting),
        figures={each.name: each for each in figures},
        blocks=(
            *_opening(meeting),
            Heading(1, "I.", "Đánh giá chung"),
            Prose(
                "danh-gia-chung",
                literal_lines(meeting.conclusion),
                "Nêu kết luận chung của người chủ trì (chưa ghi trên cổng).",
            ),
            Heading(1, "II.", "Kết luận về từng nội dung"),
            *_conclusions(record),
            Heading(1, "III.", "Tổ chức thực hiện"),
            *orders,
            Prose("ket-thuc", _closing(decisions), "Nêu việc tổ chức thực hiện, báo cáo kết quả."),
        ),
        annexes=ordered_annexes([each for _number, each in decisions], f"Nhiệm vụ được giao tại {_name(meeting)}"),
        recipients=_recipients([each for _number, each in decisions]),
        is_illustrative=meeting.is_illustrative,
    )


def _name(meeting):
    return within(meeting_called(meeting))


def _subject(meeting):
    chair = one_line(meeting.chair)
    return f"Kết luận của {chair} tại {_name(meeting)}" if chair else f"Kết luận tại {_name(meeting)}"


def _counts(record, decisions):
    url = reverse("committee:meeting", args=[record.meeting.pk])
    source = "Chương trình cuộc họp"
    discussed = len(record.in_state(ItemState.DISCUSSED)) if record.is_held else None
    return [
        Figure("số nội dung đã bàn", None if discussed is None else str(discussed), source, url),
        Figure("số nội dung để lần sau", str(len(record.put_off)), source, url),
        Figure("số chỉ đạo", str(len(decisions)), "Chỉ đạo được ghi tại cuộc họp", url),
    ]


def _opening(meeting):
    opening = "Ngày [[ngày họp]], tại [[địa điểm họp]], [[chủ trì]] đã chủ trì [[tên cuộc họp]]."
    asked = "Nêu thời gian, địa điểm, người chủ trì, tên cuộc họp."
    return (
        Prose("mo-dau", *only_if_held(meeting, opening, asked)),
        Prose("thanh-phan", "", "Nêu thành phần dự họp theo chức vụ, đơn vị; không ghi họ tên."),
        Prose(
            "dan-vao-ket-luan",
            "Sau khi nghe báo cáo và ý kiến phát biểu của các đại biểu về [[số nội dung đã bàn]] nội dung, [[chủ trì]] "
            "kết luận như sau:",
            "Dẫn vào phần kết luận.",
        ),
    )


def _conclusions(record):
    """Each item with its conclusion; what was put off is said in one sentence."""
    concluded = record.in_state(*WITH_CONCLUSION)
    for number, each in enumerate(concluded, start=1):
        yield Heading(2, f"{number}.", one_line(each.item.title))
        yield Prose(
            f"ket-luan-{each.item.pk}",
            literal_lines(each.item.conclusion),
            f"Nêu kết luận về “{one_line(each.item.title)}” (chưa ghi trên cổng).",
        )
    if not concluded:
        yield Prose("ket-luan", "", "Nêu kết luận về từng nội dung (chương trình họp chưa có nội dung nào được bàn).")
    if record.put_off:
        titles = "; ".join(literal(one_line(each.item.title)) for each in record.put_off)
        yield Prose(
            "de-lan-sau",
            f"[[số nội dung để lần sau]] nội dung chuyển sang cuộc họp sau: {titles}.",
            "Nêu các nội dung chuyển sang cuộc họp sau.",
        )


def _orders(decisions):
    """Return (the blocks of what was ordered, their figures)."""
    if not decisions:
        asked = "Nêu nhiệm vụ giao cho từng đơn vị (cuộc họp chưa có chỉ đạo nào được ghi trên cổng)."
        return (Prose("giao-nhiem-vu", "", asked),), []
    told = [ordered(number, f"{place}. ", each) for place, (number, each) in enumerate(decisions, start=1)]
    opening = "Giao [[số chỉ đạo]] nhiệm vụ sau đây (chi tiết tại Phụ lục):"
    blocks = (Prose("giao-nhiem-vu", opening, "Dẫn vào các nhiệm vụ được giao."), *(prose for prose, _figures in told))
    return blocks, [each for _prose, figures in told for each in figures]


def _closing(decisions):
    told = ", báo cáo kết quả về Tổ giúp việc Ban Chỉ đạo đúng thời hạn" if decisions else ""
    return f"Thừa lệnh [[chủ trì]], Tổ giúp việc Ban Chỉ đạo thông báo để các đơn vị biết, tổ chức thực hiện{told}."


def _recipients(decisions):
    """The committee and every unit that leads or has a task; many are told by the annex."""
    units = list(dict.fromkeys(lead_of(part) for each in decisions for part in (each, *each.parts)))
    if len(units) > MOST_RECIPIENTS:
        units = ["Các đơn vị nêu tại Phụ lục"]
    return ("Các thành viên Ban Chỉ đạo", *units, "Tổ giúp việc Ban Chỉ đạo")


KIND = Kind(
    code="conclusions_notice",
    title=_("Thông báo kết luận cuộc họp"),
    purpose=_("Cuộc họp kết luận gì, giao ai việc gì, đến bao giờ; gửi các đơn vị thực hiện."),
    kind_name="Thông báo",
    abbreviation="TB",
    body=Body.COMMITTEE,
    needs=frozenset({"meeting"}),
    outline=outline,
)
