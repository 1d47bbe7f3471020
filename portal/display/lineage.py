"""Which units became which, as a drawing: a box for each unit as it was called last, a line for each reorganisation."""

from django.utils.translation import gettext as _

from drawing.figure import Frame
from drawing.lineage import LineageEdge, LineageNode, LineageWords
from drawing.lineage import lineage as draw
from portal.display import words
from portal.display.links import unit_links

WIDE, PHONE = 960, 328


def lineage(found):
    """Return (drawing, the same for a phone), or None for a unit that came from none and became none."""
    if not found.links:
        return None
    return _drawn(found, "lineage", WIDE), _drawn(found, "lineage-narrow", PHONE)


def _drawn(found, key, width):
    unit_link = unit_links()
    nodes = [_node(each, unit_link, is_current=each.unit_id == found.unit_id) for each in found.units]
    frame = Frame(
        key=key,
        title=_("Đơn vị qua các lần sắp xếp"),
        description="; ".join(_told(found, link) for link in found.links),
        width=width,
    )
    return draw(frame, nodes, [_edge(link) for link in found.links], _words())


def _node(each, unit_link, *, is_current):
    version = each.latest
    return LineageNode(
        key=f"u{each.unit_id}",
        name=version.name,
        code=_("mã %(code)s") % {"code": version.code},
        kind=version.get_type_display(),
        span=words.span(version),
        is_current=is_current,
        href="" if is_current else unit_link(each.unit_id),
    )


def _edge(link):
    area = "" if link.area_km2 is None else _("%(area)s km²") % {"area": words.decimal(link.area_km2)}
    return LineageEdge(
        source=f"u{link.predecessor_id}",
        target=f"u{link.successor_id}",
        on=link.date.isoformat(),
        date=words.long_date(link.date),
        is_part=link.share == "part",
        share=area if link.share == "part" else "",
    )


def _told(found, link):
    values = {
        "before": found.unit(link.predecessor_id).latest.full_name,
        "after": found.unit(link.successor_id).latest.full_name,
        "date": words.long_date(link.date),
    }
    if link.share == "part":
        return _("%(date)s: một phần %(before)s nhập vào %(after)s") % values
    return _("%(date)s: %(before)s nhập vào %(after)s") % values


def _words():
    return LineageWords(
        name=_("Tên"),
        code=_("Mã"),
        kind=_("Loại"),
        span=_("Hiệu lực"),
        successors=_("Trở thành"),
        whole=_("toàn bộ"),
        part=_("một phần"),
    )
