"""How a unit is called on a day, and what became of its name: renamed, formed, merged."""

import datetime as dt
from itertools import pairwise

from django.urls import reverse

from reports.content.phrasing import listed, plain
from reports.queries.sheet import version_on
from units.models import LineageShare

SOURCE = "Lịch sử sắp xếp đơn vị hành chính"


def name_on(unit, date):
    """“Công an phường Hải Châu I” as a unit was called on a day; its key where it has no name. Versions at hand."""
    versions = unit.versions.all()
    return version_on(versions, date).police_name if versions else unit.key


def name_sentences(sheet, ledger):
    """Return the sentences about the unit's names, one after the other; "" where there is nothing to tell. No query.

    “Trước ngày 01/07/2021, đơn vị là Công an xã …”; “Đơn vị được thành lập ngày … trên cơ sở …”; “Từ ngày 01/01/2025,
    … nhập vào …”.
    """
    told = [*_formed(sheet, ledger), *_renamed(sheet, ledger), *_became(sheet, ledger)]
    return " ".join(told)


def _url(sheet):
    return reverse("portal:unit", args=[sheet.unit.pk])


def _formed(sheet, ledger):
    """The unit came into being within the round's period."""
    links = [link for link in sheet.lineage.predecessor_links() if _is_within(sheet.round, link.date)]
    if not links:
        return
    first = min(link.date for link in links)
    day = ledger.note("ngày thành lập đơn vị", first, SOURCE, _url(sheet))
    named = [_share(link, _name_before(sheet, link.predecessor_id, link.date)) for link in links if link.date == first]
    yield f"{sheet.police_name} được thành lập ngày {day} trên cơ sở nhập {listed(named)}."


def _share(link, name):
    return f"toàn bộ {name}" if link.share == LineageShare.WHOLE else f"một phần {name}"


def _renamed(sheet, ledger):
    """Other names of the same unit, borne within the period or since."""
    versions = sheet.lineage.unit(sheet.unit.pk).versions
    for before, after in pairwise(versions):
        if before.full_name == after.full_name or after.valid_from is None:
            continue
        name = f"ngày đổi tên thành {after.full_name}"
        if _is_within(sheet.round, after.valid_from):
            day = ledger.note(name, after.valid_from, SOURCE, _url(sheet))
            yield f"Trước ngày {day}, đơn vị là {plain(before.police_name)}."
        elif after.valid_from > sheet.round.ends_on:
            day = ledger.note(name, after.valid_from, SOURCE, _url(sheet))
            yield f"Từ ngày {day}, đơn vị đổi tên thành {plain(after.police_name)}."


def _became(sheet, ledger):
    """Into which unit it passed whole since, step by step."""
    unit, seen = sheet.unit.pk, {sheet.unit.pk}
    while (link := _next(sheet.lineage, unit)) and link.successor_id not in seen:
        if link.date > sheet.round.ends_on:
            was, became = _name_before(sheet, unit, link.date), _name_on(sheet, link.successor_id, link.date)
            day = ledger.note(f"ngày {was} nhập vào {became}", link.date, SOURCE, _url(sheet))
            into = f"đơn vị mới cũng mang tên {became}" if was == became else became
            yield f"Từ ngày {day}, {was} nhập vào {into}."
        unit = link.successor_id
        seen.add(unit)


def _next(lineage, unit):
    links = [link for link in lineage.links if link.predecessor_id == unit and link.share == LineageShare.WHOLE]
    return max(links, key=lambda link: link.date, default=None)


def _is_within(about_round, day):
    """Whether something of that day belongs to the period; what holds from its first day on was never otherwise."""
    return about_round.starts_on < day <= about_round.ends_on


def _name_before(sheet, unit, day):
    return _name_on(sheet, unit, day - dt.timedelta(days=1))


def _name_on(sheet, unit, day):
    return plain(version_on(sheet.lineage.unit(unit).versions, day).police_name)
