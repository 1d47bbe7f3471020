"""The ranking as a file: one line a unit, numbers as numbers."""

from django.utils.translation import gettext as _

from criteria.queries import published_set
from portal.display.ranking import said_of, superior
from units.models import full_name


def header():
    return [
        _("Hạng"),
        _("Hạng kỳ trước"),
        _("Mã hành chính"),
        _("Đơn vị"),
        _("Trực thuộc"),
        _("Số tiêu chí đạt"),
        _("Số tiêu chí áp dụng"),
        _("Điểm"),
        _("Điểm tối đa"),
        _("Phần trăm"),
        _("Xếp loại"),
        _("Loại dự kiến"),
        _("Số điểm liệt"),
        _("Kết quả theo"),
        _("Ghi chú"),
    ]


def lines(assessment_round, places):
    """Yield a line for each place, in the order of `header`."""
    titles = published_set(assessment_round.criteria_set).class_titles
    said = said_of(assessment_round)
    note = _("số liệu minh họa") if assessment_round.is_illustrative else ""
    for each in places:
        yield [
            each.rank,
            each.previous_rank,
            each.code,
            full_name(each.type, each.name),
            superior(each),
            each.met,
            each.applicable,
            each.points,
            each.max_points,
            each.percent,
            titles.get(each.class_code, ""),
            titles.get(each.would_be, ""),
            # A sheet that is not filled in yet has not failed anything.
            each.knock_outs if each.is_complete else None,
            said(each),
            note,
        ]
