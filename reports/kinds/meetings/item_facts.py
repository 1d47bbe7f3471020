"""What was before a meeting when it took up an item, as far as it was written down by that day."""

from django.urls import reverse

from committee.models import DirectiveState
from committee.queries.agenda_results import result_words
from reports.content.prose import Figure
from reports.content.wording import number_text
from reports.kinds.meetings.words import one_line
from reports.kinds.parts.directives import lead_of, name_on

MOST_UNITS = 5


def presented(record):
    """Return (text, its `Figure`s) of a `MeetingRecord`'s item; "" where nothing is recorded of what it was about."""
    if record.obstacle:
        return _obstacle(record)
    if record.about:
        return _directive(record)
    return _result(record) if record.assessment else ("", [])


def _figure(record, name, text, source, url):
    return Figure(f"{name} (nội dung {record.number})", text, source, url)


def _reference(record, name):
    return f"[[{name} (nội dung {record.number})]]"


def _obstacle(record):
    then = record.obstacle
    url = reverse("committee:obstacle", args=[then.obstacle.pk])
    day = record.item.meeting.on
    told = {
        "vướng mắc": one_line(then.obstacle.title),
        "vướng từ ngày": f"{then.obstacle.since:%d/%m/%Y}",
        "số ngày vướng": number_text(then.days),
        "nơi vướng": _names([name_on(unit, day) for unit in then.units]),
        "số kiến nghị đã gửi": str(then.asked),
        "số chỉ đạo đã giao": str(then.ordered),
    }
    figures = [_figure(record, name, text, "Vướng mắc tại ngày họp", url) for name, text in told.items()]
    said = {name: _reference(record, name) for name in told}
    where = f" Nơi còn vướng: {said['nơi vướng']}." if then.units else " Đến ngày họp, vướng mắc đã được tháo gỡ."
    done = "chưa có kiến nghị, chỉ đạo nào"
    if then.asked or then.ordered:
        done = f"đã có {said['số kiến nghị đã gửi']} kiến nghị, {said['số chỉ đạo đã giao']} chỉ đạo"
    text = (
        f"Vướng mắc “{said['vướng mắc']}” có từ ngày {said['vướng từ ngày']}, đến ngày họp là "
        f"{said['số ngày vướng']} ngày.{where} Trước cuộc họp {done} về vướng mắc này."
    )
    return text, [each for each in figures if each.name in text]


def _names(names):
    more = len(names) - MOST_UNITS
    named = ", ".join(names[:MOST_UNITS])
    return f"{named} và {more} đơn vị khác" if more > 0 else named


def _directive(record):
    then = record.about
    url = reverse("committee:directive", args=[then.directive.pk])
    told = {
        "chỉ đạo": one_line(then.directive.title),
        "ngày giao": f"{then.directive.issued_on:%d/%m/%Y}",
        "đơn vị chủ trì": lead_of(then),
        "thời hạn": f"{then.due:%d/%m/%Y}" if then.due else "không (việc thường xuyên)",
        "tiến độ": f"{then.percent}%",
        "số ngày quá hạn": number_text(then.days_over),
    }
    figures = [_figure(record, name, text, "Chỉ đạo tại ngày họp", url) for name, text in told.items()]
    said = {name: _reference(record, name) for name in told}
    text = (
        f"Chỉ đạo “{said['chỉ đạo']}” giao {said['đơn vị chủ trì']} chủ trì từ ngày {said['ngày giao']}, thời hạn "
        f"{said['thời hạn']}; đến ngày họp {_stood(then, said)}."
    )
    return text, [each for each in figures if each.name in text]


def _stood(then, said):
    if then.state == DirectiveState.DONE:
        return "đã hoàn thành"
    if then.state == DirectiveState.WITHDRAWN:
        return "đã thu hồi"
    if then.state == DirectiveState.REPORTED:
        return "đơn vị đã báo cáo hoàn thành, chờ xác nhận"
    late = f", quá hạn {said['số ngày quá hạn']} ngày" if then.days_over else ""
    return f"tiến độ {said['tiến độ']}{late}"


def _result(record):
    assessment = record.assessment
    url = reverse("assessments:sheet", args=[assessment.round.code, assessment.unit_id])
    result = result_words(assessment) if record.is_settled and assessment.is_complete else None
    told = {
        "đơn vị": assessment.police_name,
        "kỳ đánh giá": assessment.round.title,
        "kết quả tại ngày họp": result,
        "tiêu chí": str(record.item.criterion) if record.item.criterion else None,
    }
    figures = [_figure(record, name, text, "Phiếu đánh giá của đơn vị", url) for name, text in told.items()]
    said = {name: _reference(record, name) for name in told}
    about = f" Tiêu chí được xem xét: {said['tiêu chí']}." if record.item.criterion else ""
    text = f"Kết quả của {said['đơn vị']} trong {said['kỳ đánh giá']}: {said['kết quả tại ngày họp']}.{about}"
    return text, [each for each in figures if each.name in text]
