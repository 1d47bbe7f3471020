"""The register of published documents in words: series, sentence, rows, files."""

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.kinds import KINDS
from reports.models import Body


def series_name(unit, body):
    """“Ban Chỉ đạo, thành phố Đà Nẵng”, “Công an phường Hải Châu I”."""
    if body == Body.UNIT:
        return unit.latest.police_name
    return _("Ban Chỉ đạo, %(unit)s") % {"unit": unit.latest.full_name}


def series_choices(offer):
    """Return [(key, name)] of the series of a `RegisterOffer`."""
    return [(f"{unit.pk}-{body}", series_name(unit, body)) for unit, body in offer.series]


def sentence(summary):
    """“12 văn bản đã ban hành, 1 đã bị thay thế.”; empty when there is none."""
    if not summary.total:
        return ""
    count = number_format(summary.total, force_grouping=True)
    words = ngettext("%(count)s văn bản đã ban hành", "%(count)s văn bản đã ban hành", summary.total) % {"count": count}
    if not summary.replaced:
        return _("%(words)s, chưa văn bản nào bị thay thế.") % {"words": words}
    replaced = number_format(summary.replaced, force_grouping=True)
    return _("%(words)s, trong đó %(replaced)s đã bị thay thế.") % {"words": words, "replaced": replaced}


def gap_sentences(gaps):
    """Say which numbers no document bears; there is nothing to say as long as nobody wrote to the database by hand."""
    said = []
    for gap in gaps:
        values = {"series": series_name(gap.series.unit, gap.series.body), "year": gap.series.year}
        if gap.missing:
            words = _("Sổ của %(series)s năm %(year)s thiếu số %(numbers)s.")
            said.append(words % {**values, "numbers": ", ".join(map(str, gap.missing))})
        if gap.beyond:
            words = _("Sổ của %(series)s năm %(year)s có số %(numbers)s chưa từng được cấp.")
            said.append(words % {**values, "numbers": ", ".join(map(str, gap.beyond))})
    return said


def rows(reports):
    """Return what reports/register_table.html expects of `chosen_documents`."""
    return [
        {
            "symbol": each.publication.symbol,
            "url": reverse("reports:document", args=[each.pk]),
            "issued_on": each.issued_on,
            "kind": kind_title(each.kind),
            "subject": each.sealed_subject,
            "series": series_name(each.issuer, each.body),
            "replaces": each.amends.publication.symbol if each.amends else "",
            "replaced_by": replaced_by(each),
            "is_illustrative": each.is_illustrative,
        }
        for each in reports
    ]


def replaced_by(report):
    return report.replacing[0].publication.symbol if report.replacing else ""


def kind_title(code):
    """The kind's title; its code when a later version of the portal no longer knows it."""
    return str(KINDS[code].title) if code in KINDS else code


def header():
    return [
        _("Năm"),
        _("Số"),
        _("Số, ký hiệu"),
        _("Ngày ban hành"),
        _("Loại văn bản"),
        _("Trích yếu"),
        _("Sổ"),
        _("Thay thế"),
        _("Được thay thế bởi"),
        _("Mã tra cứu"),
        _("Mã băm SHA-256 của bản ban hành"),
        _("Số liệu minh họa"),
    ]


def lines(reports):
    """Yield the lines of the file, in the order of `header`."""
    for each in reports:
        yield [
            each.number_year,
            each.number,
            each.publication.symbol,
            f"{each.issued_on:%d/%m/%Y}",
            kind_title(each.kind),
            each.sealed_subject,
            series_name(each.issuer, each.body),
            each.amends.publication.symbol if each.amends else "",
            replaced_by(each),
            each.publication.code,
            each.publication.sha256,
            _("có") if each.is_illustrative else "",
        ]
