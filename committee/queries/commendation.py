"""Commendations of units, by year and form."""

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from committee.models import Commendation, CommendationForm, Initiative


def commendation_years():
    """Return the years in which units were commended, the newest first."""
    years = Commendation.objects.annotate(year=ExtractYear("on")).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def listed_commendations(*, year="", form=""):
    """Return the commendations that these filters leave, the newest first; their units are named."""
    rows = Commendation.objects.select_related("unit", "initiative", "programme").prefetch_related("unit__versions")
    rows = rows.filter(on__year=year) if year else rows
    return rows.filter(form=form) if form else rows


def commendation_totals(rows):
    """Return (how many, of how many units, {form: how many}) of a list. One query."""
    counts = {form.value: Count("pk", filter=Q(form=form)) for form in CommendationForm}
    found = rows.order_by().aggregate(total=Count("pk"), units=Count("unit", distinct=True), **counts)
    return found["total"], found["units"], {form: found[form.value] for form in CommendationForm if found[form.value]}


def commended_initiatives(unit_id=None, kept=None):
    """Return [(id, title)] of the initiatives that may have led to a commendation: of the unit, or all."""
    rows = Initiative.objects.all()
    if unit_id:
        theirs = Q(unit=unit_id) | Q(replications__unit=unit_id) | Q(pk=kept)
        rows = rows.filter(theirs).distinct()
    return [(each.pk, each.title) for each in rows.order_by("title", "pk")]


def commendation_file(rows):
    """Return (header, lines) of a list as a spreadsheet."""
    header = [
        _("Ngày"),
        _("Đơn vị được khen"),
        _("Hình thức"),
        _("Cấp khen"),
        _("Số, ký hiệu quyết định"),
        _("Thành tích"),
        _("Nhờ mô hình"),
        _("Số liệu minh họa"),
    ]
    lines = [
        [
            each.on,
            each.unit.latest.police_name,
            each.get_form_display(),
            each.authority,
            each.document_number,
            each.reason,
            each.initiative.title if each.initiative else "",
            _("có") if each.is_illustrative else "",
        ]
        for each in rows
    ]
    return header, lines
