"""How far the committee's directives have come: what is late, at whose, and which recommendations wait."""

from django.utils.translation import gettext_lazy as _

from committee.queries.directive_then import directives_issued
from committee.queries.recommendation_waiting import unanswered_on
from reports.content.document import Annex, Heading, Picture
from reports.content.prose import Prose
from reports.kinds.directives_report.counts import counts_of
from reports.kinds.directives_report.recommendations import unanswered_prose, unanswered_table
from reports.kinds.directives_report.tables import by_unit, open_work, standing_share
from reports.kinds.kind import Kind, Outline
from reports.kinds.ledger import Ledger
from reports.models.issuer import Body


def outline(report):
    """Return the `Outline` of the directives of the committee at `report.issuer` as they stood on `report.as_of`."""
    directives = directives_issued(report.issuer, report.as_of)
    recommendations = unanswered_on(report.issuer, report.as_of)
    counts = counts_of(directives, report.as_of)
    ledger = Ledger()
    counts.note(ledger)
    asked = unanswered_prose(recommendations, report.as_of, ledger)
    work = open_work(directives)
    rows = [*(each.directive for each in directives), *recommendations]
    return Outline(
        subject=f"Tình hình thực hiện chỉ đạo của Ban Chỉ đạo (đến ngày {report.as_of:%d/%m/%Y})",
        figures=ledger.figures,
        blocks=(
            Prose("mo-dau", _opening(counts), "Nêu căn cứ, thời điểm lấy số liệu."),
            Heading(1, "I.", "Tình hình chung"),
            *_standing(counts),
            Heading(1, "II.", "Chỉ đạo quá hạn, chậm tiến độ"),
            *_late(counts),
            Heading(1, "III.", "Kết quả theo đơn vị chủ trì"),
            *_units(directives, counts),
            Heading(1, "IV.", "Kiến nghị chờ trả lời"),
            asked,
            *unanswered_table(recommendations, report.as_of),
            Heading(1, "V.", "Nhiệm vụ thời gian tới và đề xuất"),
            Prose("nhiem-vu", _next(counts), "Nêu việc sẽ làm, sẽ đôn đốc."),
            Prose("de-xuat", "", "Nêu đề xuất với Ban Chỉ đạo: gia hạn, thay đơn vị chủ trì, tháo gỡ vướng mắc."),
        ),
        annexes=(Annex("Chỉ đạo, nhiệm vụ đang thực hiện", (work,), is_landscape=True),) if work.rows else (),
        recipients=("Các thành viên Ban Chỉ đạo", "Các đơn vị chủ trì chỉ đạo", "Tổ giúp việc Ban Chỉ đạo"),
        is_illustrative=any(each.is_illustrative for each in rows),
    )


def _opening(counts):
    if not counts.total:
        return "Đến ngày [[ngày lấy số liệu]], trên cổng chưa ghi chỉ đạo nào của Ban Chỉ đạo."
    return (
        "Tổ giúp việc Ban Chỉ đạo báo cáo tình hình thực hiện [[tổng số chỉ đạo]] chỉ đạo đã giao đến ngày "
        "[[ngày lấy số liệu]] như sau:"
    )


def _standing(counts):
    if not counts.total:
        return (Prose("tinh-hinh", "", "Nêu tình hình chung (chưa có chỉ đạo nào được ghi)."),)
    withdrawn = "; đã thu hồi [[số chỉ đạo thu hồi]]" if counts.withdrawn else ""
    text = (
        "Trong [[tổng số chỉ đạo]] chỉ đạo, đã hoàn thành [[số chỉ đạo hoàn thành]] (đúng hạn "
        "[[số hoàn thành đúng hạn]], muộn [[số hoàn thành muộn]]); đang thực hiện trong hạn "
        "[[số chỉ đạo trong hạn]]; quá hạn [[số chỉ đạo quá hạn]]; đã báo cáo hoàn thành, chờ xác nhận "
        f"[[số chỉ đạo chờ xác nhận]]{withdrawn}."
    )
    if counts.postponed:
        text += (
            "\nCó [[số chỉ đạo được gia hạn]] chỉ đạo đã được gia hạn, nhiều nhất [[số lần gia hạn nhiều nhất]] lần."
        )
    drawn = standing_share(counts)
    picture = Picture(drawn.svg, drawn.alternative, "Chỉ đạo theo tình trạng thực hiện")
    return Prose("tinh-hinh", text, "Nêu tình hình chung."), picture


def _late(counts):
    if not counts.overdue:
        yield Prose("qua-han", "Đến ngày [[ngày lấy số liệu]], không có chỉ đạo nào quá hạn.", "Nêu chỉ đạo quá hạn.")
        return
    text = (
        "Có [[số chỉ đạo quá hạn]] chỉ đạo quá hạn; lâu nhất là “[[chỉ đạo quá hạn lâu nhất]]” do "
        "[[đơn vị chủ trì chỉ đạo quá hạn lâu nhất]] chủ trì, quá [[số ngày quá hạn lâu nhất]] ngày. Chi tiết tại "
        "Phụ lục."
    )
    yield Prose("qua-han", text, "Nêu chỉ đạo quá hạn.")
    yield Prose("nguyen-nhan", "", "Nêu nguyên nhân quá hạn và biện pháp đã đôn đốc.")


def _units(directives, counts):
    table = by_unit(directives)
    if not table.rows:
        return (Prose("theo-don-vi", "Chưa có đơn vị nào được giao chủ trì.", "Nêu kết quả theo đơn vị."),)
    if counts.late_units:
        text = "Có [[số đơn vị có việc quá hạn]] đơn vị có việc quá hạn: [[đơn vị có việc quá hạn]]."
    else:
        text = "Không đơn vị nào có việc quá hạn."
    return Prose("theo-don-vi", text, "Nêu kết quả theo đơn vị."), table


def _next(counts):
    """What follows from the figures: to press, to confirm, to mind."""
    lines = []
    if counts.overdue:
        lines.append(
            "Đôn đốc [[số chỉ đạo quá hạn]] chỉ đạo quá hạn, yêu cầu đơn vị chủ trì báo cáo rõ thời gian hoàn thành."
        )
    if counts.waiting:
        lines.append("Xem xét, xác nhận [[số chỉ đạo chờ xác nhận]] chỉ đạo đơn vị đã báo cáo hoàn thành.")
    if counts.soon:
        lines.append("Theo dõi [[số chỉ đạo sắp đến hạn]] chỉ đạo đến hạn trong 7 ngày tới.")
    return "\n".join(lines)


KIND = Kind(
    code="directives_follow_up",
    title=_("Báo cáo tình hình thực hiện chỉ đạo"),
    purpose=_("Chỉ đạo nào quá hạn, của đơn vị nào, báo cáo gần nhất ra sao; kiến nghị nào chờ trả lời."),
    kind_name="Báo cáo",
    abbreviation="BC",
    body=Body.COMMITTEE,
    needs=frozenset({"as_of"}),
    outline=outline,
)
