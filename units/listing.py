"""The commune-level units of a date as rows: the page's table and the spreadsheet show the same ones."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from tablib import Dataset

from units.models import UnitVersion


@dataclass(frozen=True, slots=True)
class ListedUnit:
    version: UnitVersion
    parent: UnitVersion | None


SORTS = {
    "name": lambda row: row.version.sort_key,
    "type": lambda row: (row.version.get_type_display(), row.version.sort_key),
    "code": lambda row: row.version.code,
    "parent": lambda row: (row.parent.sort_key if row.parent else "", row.version.sort_key),
    "area": lambda row: (row.version.area_km2 or 0, row.version.sort_key),
    "since": lambda row: (row.version.valid_from or dt.date.min, row.version.sort_key),
    "until": lambda row: (row.version.valid_to or dt.date.max, row.version.sort_key),
}


def listed_units(nodes, sort="name"):
    """Return the commune-level units of these nodes and beneath; "-code" sorts by code, the last first."""
    rows = [row for node in nodes for row in _beneath(node, None)]
    return sorted(rows, key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))


def _beneath(node, parent):
    if node.version.is_commune_level:
        yield ListedUnit(node.version, parent)
    for child in node.children:
        yield from _beneath(child, node.version)


def sheet_of(rows):
    """Return the rows as a tablib data set; the formats of the settings write it so that no cell runs."""
    headers = [_("Mã"), _("Tên"), _("Loại"), _("Trực thuộc"), _("Diện tích (km²)"), _("Từ ngày"), _("Đến ngày")]
    sheet = Dataset(headers=headers, title=_("Đơn vị"))
    for row in rows:
        version = row.version
        sheet.append(
            [
                version.code,
                version.name,
                version.get_type_display(),
                row.parent.full_name if row.parent else "",
                version.area_km2,
                version.valid_from,
                version.valid_to,
            ]
        )
    return sheet


def written(sheet, extension):
    """Return the sheet in the admin site's own format of that extension, and its content type."""
    formats: list[Any] = [each() for each in settings.IMPORT_EXPORT_FORMATS]
    writer = next(each for each in formats if each.get_extension() == extension)
    return writer.export_data(sheet), writer.get_content_type()
