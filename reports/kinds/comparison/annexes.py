"""The annexes of a comparison: unit by unit, and criterion by criterion."""

from reports.content.document import Annex, Column, Row, Table
from reports.content.phrasing import rounded


def annexes_of(facts):
    """Return the annexes: those for which there are rows."""
    return tuple(each for each in (_units(facts), _criteria(facts)) if each is not None)


def _units(facts):
    if not facts.units and not facts.gone:
        return None
    columns = (
        Column("STT", 0.5, "center"),
        Column("Đơn vị của kỳ sau", 2.5),
        Column("Đơn vị của kỳ trước", 3),
        Column("Kỳ trước (%)", 1, "right"),
        Column("Kỳ sau (%)", 1, "right"),
        Column("Tăng (+), giảm (–)", 1.2, "right"),
        Column("Ghi chú", 2),
    )
    rows = [_unit(place, each) for place, each in enumerate(facts.units, start=1)]
    rows += [_gone(facts, place, each) for place, each in enumerate(facts.gone, start=len(rows) + 1)]
    before, now = facts.restated
    if len(facts.comparable) > 1:
        total = ("", "Bình quân các đơn vị có ở cả hai kỳ", "", rounded(before), rounded(now), facts.restated_moved, "")
        rows.append(Row(total, is_strong=True))
    return Annex(
        "Kết quả của từng đơn vị qua hai kỳ", (Table("", columns, tuple(rows), name="Đơn vị"),), is_landscape=True
    )


def _unit(place, each):
    shares = [None if share is None else rounded(share) for share in (each.share_before, each.share_now)]
    names = ", ".join(one.police_name for one in each.earlier) or None
    return Row((place, each.now.police_name, names, *shares, each.moved, _note(each)))


def _note(each):
    if not each.earlier:
        return "Mới tham gia"
    if each.was_merged:
        return "Tính gộp các đơn vị trước sắp xếp"
    return "Đổi tên hoặc sắp xếp" if each.is_another else ""


def _gone(facts, place, each):
    share = each.share if facts.earlier.counts_met else each.row.percent
    known = None if share is None else rounded(share)
    return Row((place, None, each.police_name, known, None, None, "Không còn tham gia"))


def _criteria(facts):
    if not facts.criteria:
        return None
    columns = (
        Column("Mã", 0.6, "center"),
        Column("Tiêu chí", 4),
        Column("Kỳ trước: đơn vị chưa đạt", 1.2, "right"),
        Column("Kỳ sau: đơn vị chưa đạt", 1.2, "right"),
        Column("Kỳ trước: tỷ lệ đạt (%)", 1.2, "right"),
        Column("Kỳ sau: tỷ lệ đạt (%)", 1.2, "right"),
        Column("Tăng (+), giảm (–)", 1.2, "right"),
    )
    rows = tuple(
        Row(
            (
                each.now.code,
                each.now.title,
                each.unmet_before,
                each.unmet_now,
                rounded(each.share_before),
                rounded(each.share_now),
                each.moved,
            )
        )
        for each in facts.criteria
    )
    table = Table("", columns, rows, name="Tiêu chí")
    return Annex("Tỷ lệ đơn vị đạt từng tiêu chí qua hai kỳ", (table,), is_landscape=True)
