"""What was before a meeting when it took up an item, as far as it was written down by that day."""

from django.urls import reverse

from committee.models import DirectiveState
from committee.queries.agenda_results import result_words
from reports.content.phrasing import listed, unended
from reports.kinds.parts.directives import lead_of
from reports.kinds.parts.unit_names import name_on

MOST_UNITS = 5


def presented(record, ledger):
    """Return the text about a `MeetingRecord`'s item; "" where nothing is recorded of what it was about."""
    if record.obstacle:
        return _obstacle(record, ledger)
    if record.about:
        return _directive(record, ledger)
    return _result(record, ledger) if record.assessment else ""


def _noting(record, ledger, source, url):
    """Return a function that notes a figure of this item under a name of its own."""
    return lambda name, value: ledger.note(f"{name} (nội dung {record.number})", value, source, url)


def _obstacle(record, ledger):
    then, day = record.obstacle, record.item.meeting.on
    url = reverse("committee:obstacle", args=[then.obstacle.pk])
    noted = _noting(record, ledger, "Vướng mắc tại ngày họp", url)
    where = " Đến ngày họp, vướng mắc đã được tháo gỡ."
    if then.units:
        names = listed([name_on(unit, day) for unit in then.units], MOST_UNITS)
        where = f" Nơi còn vướng: {noted('nơi vướng', names)}."
    done = "chưa có kiến nghị, chỉ đạo nào"
    if then.asked or then.ordered:
        asked, ordered = noted("số kiến nghị đã gửi", then.asked), noted("số chỉ đạo đã giao", then.ordered)
        done = f"đã có {asked} kiến nghị, {ordered} chỉ đạo"
    title, since = unended(then.obstacle.title), then.obstacle.since
    return (
        f"Vướng mắc “{noted('vướng mắc', title)}” có từ ngày {noted('vướng từ ngày', since)}, đến ngày họp là "
        f"{noted('số ngày vướng', then.days)} ngày.{where} Trước cuộc họp {done} về vướng mắc này."
    )


def _directive(record, ledger):
    then = record.about
    url = reverse("committee:directive", args=[then.directive.pk])
    noted = _noting(record, ledger, "Chỉ đạo tại ngày họp", url)
    title = noted("chỉ đạo", unended(then.directive.title))
    due = noted("thời hạn", then.due or "không (việc thường xuyên)")
    return (
        f"Chỉ đạo “{title}” giao {noted('đơn vị chủ trì', lead_of(then))} chủ trì từ ngày "
        f"{noted('ngày giao', then.directive.issued_on)}, thời hạn {due}; đến ngày họp {_stood(then, noted)}."
    )


def _stood(then, noted):
    if then.state == DirectiveState.DONE:
        return "đã hoàn thành"
    if then.state == DirectiveState.WITHDRAWN:
        return "đã thu hồi"
    if then.state == DirectiveState.REPORTED:
        return "đơn vị đã báo cáo hoàn thành, chờ xác nhận"
    late = f", quá hạn {noted('số ngày quá hạn', then.days_over)} ngày" if then.days_over else ""
    return f"tiến độ {noted('tiến độ', f'{then.percent}%')}{late}"


def _result(record, ledger):
    assessment, criterion = record.assessment, record.item.criterion
    url = reverse("assessments:sheet", args=[assessment.round.code, assessment.unit_id])
    noted = _noting(record, ledger, "Phiếu đánh giá của đơn vị", url)
    result = result_words(assessment) if record.is_settled and assessment.is_complete else None
    about = f" Tiêu chí được xem xét: {noted('tiêu chí', str(criterion))}." if criterion else ""
    return (
        f"Kết quả của {noted('đơn vị', assessment.police_name)} trong {noted('kỳ đánh giá', assessment.round.title)}: "
        f"{noted('kết quả tại ngày họp', result)}.{about}"
    )
