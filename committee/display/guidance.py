"""Assignments and visits in words."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NAMED = 6


def names_listed(names, most=NAMED):
    """“A, B, C và 4 nơi khác”."""
    names = list(names)
    if len(names) <= most:
        return ", ".join(names)
    return _("%(names)s và %(count)d nơi khác") % {"names": ", ".join(names[:most]), "count": len(names) - most}


def assignment_sentence(matrix, date):
    """Return how many departments guide how many units on the day, and who is guided by nobody; "" for no unit."""
    if not matrix.rows:
        return ""
    guiding = {each.department_id for each in matrix.assignments}
    unguided = matrix.unguided
    values = {
        "date": f"{date:%d/%m/%Y}",
        "departments": len(guiding),
        "guided": len(matrix.rows) - len(unguided),
        "units": len(matrix.rows),
    }
    first = (
        _("Ngày %(date)s có %(departments)d phòng nghiệp vụ hướng dẫn %(guided)d/%(units)d đơn vị") % values
        if guiding
        else _("Ngày %(date)s chưa phân công phòng nghiệp vụ nào cho %(units)d đơn vị tham gia") % values
    )
    if not unguided or not guiding:
        return f"{first}."
    rest = ngettext("chưa có ai hướng dẫn: %(names)s.", "chưa có ai hướng dẫn: %(names)s.", len(unguided))
    return f"{first}; " + rest % {"names": names_listed(each.full_name for each in unguided)}


def matrix_rows(matrix):
    """Return [{"version", "cells": [[{"pk", "label"}]]}] as the template takes them."""
    labels = {each.pk: group_label(each) for each in matrix.assignments}
    return [
        {
            "version": row.version,
            "is_guided": row.is_guided,
            "cells": [[{"pk": each.pk, "label": labels[each.pk]} for each in cell] for cell in row.cells],
        }
        for row in matrix.rows
    ]


def assignment_rows(assignments):
    """Return [{"assignment", "units", "groups"}] with names written out."""
    return [
        {
            "assignment": each,
            "department": each.department.latest.full_name,
            "units": [unit.latest.full_name for unit in each.units.all()],
            "groups": group_label(each),
        }
        for each in assignments
    ]


def year_of(wanted):
    """Return the year that was chosen, else this one."""
    return int(wanted.get("year") or timezone.localdate().year)


def group_label(assignment):
    """“nhóm I, III”, or “mọi nhóm”."""
    codes = [group.code for group in assignment.groups.all()]
    return _("nhóm %(codes)s") % {"codes": ", ".join(codes)} if codes else _("mọi nhóm")


def visit_sentence(lines, year):
    """Return how many visits how many units had in the year, and who had none; "" where nobody takes part."""
    if not lines:
        return ""
    never = [line for line in lines if not line.count]
    values = {
        "year": year,
        "visits": sum(line.count for line in lines),
        "visited": len(lines) - len(never),
        "units": len(lines),
    }
    first = (
        _("Năm %(year)s có %(visits)d lần hướng dẫn, hỗ trợ cho %(visited)d/%(units)d đơn vị đang tham gia") % values
    )
    if not never:
        return f"{first}."
    rest = _("chưa được đến lần nào: %(names)s.")
    return f"{first}; " + rest % {"names": names_listed(line.version.full_name for line in never)}
