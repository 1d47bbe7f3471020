"""The shortfalls as lines of a file: one for each unit and kind."""

from django.utils.translation import gettext as _


def header():
    return [
        _("Đơn vị"),
        _("Khóa đơn vị"),
        _("Nhóm"),
        _("Loại nguồn lực"),
        _("Mã loại"),
        _("Đơn vị tính"),
        _("Định mức"),
        _("Văn bản"),
        _("Thực có"),
        _("Tại ngày"),
        _("Nguồn số liệu"),
        _("Thiếu"),
        _("Thiếu (%)"),
        _("Thừa"),
        _("Dự kiến xong"),
    ]


def lines(units):
    """Yield a line for each `Standing` of the units; numbers are numbers, what is not known stays empty."""
    for unit in units:
        for each in unit.standings:
            yield _line(unit, each)


def _line(unit, standing):
    norm, holding, kind = standing.norm, standing.holding, standing.kind
    return [
        unit.version.full_name,
        unit.version.unit.key,
        kind.get_group_display(),
        kind.title,
        kind.code,
        kind.measure_unit,
        norm.quantity if norm else None,
        norm.document if norm else "",
        holding.quantity if holding else None,
        holding.on if holding else None,
        holding.source if holding else "",
        standing.missing,
        None if standing.missing_percent is None else round(standing.missing_percent, 1),
        standing.surplus,
        standing.expected_on,
    ]
