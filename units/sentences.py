"""The facts of the units page in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from units.models import DISTRICT_LEVEL, UnitType

COUNTED = {
    UnitType.WARD: ngettext_lazy("%(count)d phường", "%(count)d phường", "count"),
    UnitType.COMMUNE: ngettext_lazy("%(count)d xã", "%(count)d xã", "count"),
    UnitType.TOWNSHIP: ngettext_lazy("%(count)d thị trấn", "%(count)d thị trấn", "count"),
    UnitType.SPECIAL_ZONE: ngettext_lazy("%(count)d đặc khu", "%(count)d đặc khu", "count"),
}


def counts_in_words(counts):
    """“45 phường, 11 xã”, of the kinds at commune level."""
    return ", ".join(COUNTED[each] % {"count": counts[each]} for each in COUNTED if counts.get(each))


def describe_root(node):
    """“Đà Nẵng có 8 quận, huyện và 56 đơn vị cấp xã (45 phường, 11 xã).”"""
    districts = node.districts()
    if not node.commune_count:
        return _("%(name)s chưa có đơn vị cấp xã nào.") % {"name": node.version.name}
    words = {
        "name": node.version.name,
        "districts": len(districts),
        "kinds": ", ".join(_kinds(districts)),
        "communes": node.commune_count,
        "by_type": counts_in_words(node.commune_counts),
    }
    if not districts:
        return _("%(name)s có %(communes)d đơn vị cấp xã (%(by_type)s), không có cấp huyện.") % words
    return _("%(name)s có %(communes)d đơn vị cấp xã (%(by_type)s) và %(districts)d %(kinds)s.") % words


def _kinds(districts):
    present = {node.version.type for node in districts}
    return [str(each.label) for each in UnitType if each in present & DISTRICT_LEVEL]
