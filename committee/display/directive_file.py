"""The register of directives as a file: one line a directive, its tasks behind it."""

from django.utils.translation import gettext as _

from committee.display.chain_words import day
from committee.display.directives import origin
from committee.queries.directives import name_of


def header():
    return [
        _("Trích yếu"),
        _("Thuộc chỉ đạo"),
        _("Căn cứ"),
        _("Ngày chỉ đạo"),
        _("Đơn vị chủ trì"),
        _("Đơn vị phối hợp"),
        _("Chương trình"),
        _("Thời hạn"),
        _("Trạng thái"),
        _("Tiến độ (%)"),
        _("Số ngày quá hạn"),
        _("Báo cáo xong ngày"),
        _("Số ngày muộn"),
        _("Hoàn thành, thu hồi ngày"),
        _("Ghi chú"),
    ]


def lines(rows, date):
    """Yield a line for each (directive, its order or None), in the order of `header`."""
    for directive, order in rows:
        left = directive.days_left(date)
        # A task comes from what its order comes from.
        source = order or directive
        yield [
            directive.title,
            order.title if order else "",
            origin(source),
            day(directive.issued_on),
            name_of(directive.lead),
            "" if order else "; ".join(name_of(unit) for unit in directive.coordinating.all()),
            str(source.programme or ""),
            day(directive.due),
            directive.get_state_display(),
            directive.percent,
            -left if left is not None and left < 0 else None,
            day(directive.reported_on),
            directive.days_late or None,
            day(directive.closed_on),
            _("số liệu minh họa") if directive.is_illustrative else "",
        ]
