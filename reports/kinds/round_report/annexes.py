"""The annexes: results of all units, resources against norms, what is not met."""

from decimal import Decimal

from assessments.models import LineState
from reports.content.document import Annex, Column, Row, Table
from reports.content.phrasing import rounded
from reports.queries.round_results import FEW_UNITS
from resources.models import ResourceGroup

MARK_WORDS = {
    LineState.NOT_APPLICABLE: "Không áp dụng",
    LineState.EXEMPT: "Bất khả kháng",
    LineState.MISSING: "Chưa trả lời",
}


def annexes_of(facts):
    """Return the annexes of a round's report: those for which there are rows."""
    found = (_results(facts), _resources(facts), _unmet(facts))
    return tuple(each for each in found if each is not None)


def _results(facts):
    if not facts.units:
        return None
    title = "Bảng tổng hợp kết quả thực hiện các tiêu chí"
    tables = [_units_table(facts)]
    if len(facts.units) <= FEW_UNITS and facts.results.known:
        tables.append(_only_unit(facts) if facts.is_single else _matrix(facts))
    return Annex(title, tuple(tables), is_landscape=True)


def _units_table(facts):
    results = facts.results
    columns = (
        Column("STT", 0.5, "center"),
        Column("Đơn vị", 3),
        Column("Trực thuộc", 2),
        Column("Tự chấm: số tiêu chí đạt", 1.2, "right"),
        Column("Kết quả: số tiêu chí đạt", 1.2, "right"),
        Column("Số tiêu chí áp dụng", 1.2, "right"),
        Column("Tỷ lệ (%)" if results.counts_met else "Điểm (%)", 1, "right"),
        Column("Kỳ trước (%)", 1, "right"),
        Column("Điểm liệt", 0.8, "right"),
        Column("Xếp loại", 1.8),
    )
    rows = [_unit_row(results, place, each) for place, each in enumerate(results.units, start=1)]
    if len(rows) > 1 and results.complete:
        rows.append(_total_row(results))
    note = "" if results.is_final else "Kết quả tạm tính, theo bước xa nhất mà phiếu đánh giá đã hoàn thành."
    return Table("Kết quả của các đơn vị", columns, tuple(rows), note, "Kết quả")


def _unit_row(results, place, each):
    row, before = each.row, each.before
    titles = results.known.class_titles if results.known else {}
    earlier = before and before.row.is_complete and _measure(results, before)
    return Row(
        (
            place,
            each.police_name,
            each.parent or None,
            row.self_met,
            row.met if row.is_complete else None,
            row.applicable,
            _measure(results, each) if row.is_complete else None,
            earlier or None,
            row.knock_outs or None,
            titles.get(row.class_code) or ("Chưa xếp loại" if not results.is_final else None),
        )
    )


def _measure(results, unit):
    found = unit.share if results.counts_met else unit.row.percent
    return None if found is None else rounded(found)


def _total_row(results):
    now, before = results.now, results.totals[-2] if len(results.totals) > 1 else None
    self_met = [each.row.self_met for each in results.units if each.row.self_met is not None]
    shares = [None if each is None or each.share is None else rounded(each.share) for each in (now, before)]
    knocked = sum(each.row.knock_outs for each in results.complete) or None
    return Row(("", "Cộng", "", sum(self_met) or None, now.met, now.applicable, *shares, knocked, ""), is_strong=True)


# ---------------------------------------------------------------- criterion by criterion


def _matrix(facts):
    """Of a few units: criteria down, units across."""
    results = facts.results
    columns = (
        Column("Mã", 0.5, "center"),
        Column("Tiêu chí", 4),
        *(Column(each.police_name, 1.2, "center") for each in results.units),
    )

    def cells(criterion):
        return tuple(_word(results.marks.get((each.row.pk, criterion.pk))) for each in results.units)

    rows = _by_group(results, lambda criterion: (criterion.code, criterion.title, *cells(criterion)), len(columns))
    return Table("Kết quả từng tiêu chí", columns, rows, name="Từng tiêu chí")


def _only_unit(facts):
    """Of one unit: what it claimed, and the result."""
    results = facts.results
    (unit,) = results.units
    columns = (
        Column("Mã", 0.5, "center"),
        Column("Tiêu chí", 4),
        Column("Tự chấm", 1.2, "center"),
        Column("Thẩm định", 1.2, "center"),
    )

    def cells(criterion):
        own, shown = results.marks.get((unit.row.pk, criterion.pk), (None, None))
        return (_said(own), _said(shown))

    rows = _by_group(results, lambda criterion: (criterion.code, criterion.title, *cells(criterion)), len(columns))
    return Table("Kết quả từng tiêu chí", columns, rows, name="Từng tiêu chí")


def _by_group(results, cells, width):
    rows, group = [], None
    for criterion in results.known.criteria.values():
        if criterion.group_id != group:
            group = criterion.group_id
            rows.append(Row((criterion.group.code, criterion.group.title, *[""] * (width - 2)), is_strong=True))
        rows.append(Row(cells(criterion)))
    return tuple(rows)


def _word(marks):
    return _said(marks[1]) if marks else None


def _said(mark):
    if mark is None:
        return None
    if mark.state != LineState.SCORED:
        return MARK_WORDS[LineState(mark.state)]
    if mark.met is None:
        return _points(mark.points)
    return "Đạt" if mark.met else "Chưa đạt"


def _points(points: Decimal):
    return rounded(points, Decimal("0.01"))


# ---------------------------------------------------------------- resources, and what is not met


def _resources(facts):
    rows = [_resource_row(place, unit, each) for place, (unit, each) in enumerate(_standings(facts.resources), start=1)]
    if not rows:
        return None
    columns = (
        Column("STT", 0.5, "center"),
        Column("Đơn vị", 2.5),
        Column("Nội dung", 2.5),
        Column("Đơn vị tính", 1, "center"),
        Column("Định mức", 1, "right"),
        Column("Thực có", 1, "right"),
        Column("Còn thiếu", 1, "right"),
        Column("Tính đến ngày", 1.2, "center"),
        Column("Dự kiến bổ sung", 1.2, "center"),
    )
    note = "Chỉ nêu nội dung đã kiểm đếm: toàn bộ biên chế, trụ sở; trang bị còn thiếu so với định mức."
    table = Table("", columns, tuple(rows), note, "Nguồn lực")
    return Annex("Biên chế, trụ sở, trang thiết bị so với định mức", (table,), is_landscape=True)


def _standings(resources):
    """What is short, and all posts and headquarters; the rest of what meets its norm would hide these."""
    shown = (ResourceGroup.STAFF, ResourceGroup.HEADQUARTERS)
    return [
        (unit, each)
        for unit in resources.units
        for each in unit.standings
        if each.is_short or (each.is_judged and each.kind.group in shown)
    ]


def _resource_row(place, unit, each):
    return Row(
        (
            place,
            unit.version.police_name,
            each.kind.title,
            each.kind.measure_unit,
            each.norm.quantity,
            each.holding.quantity,
            each.missing or None,
            each.holding.on,
            each.expected_on,
        )
    )


def _unmet(facts):
    rows = [_unmet_row(facts, each, unit) for each in facts.results.unmet for unit in each.units]
    if not rows:
        return None
    columns = (
        Column("STT", 0.5, "center"),
        Column("Tiêu chí chưa đạt", 3.5),
        Column("Đơn vị", 2.5),
        Column("Chưa đạt từ kỳ kết thúc ngày", 1.3, "center"),
        Column("Vướng mắc", 3),
        Column("Vướng từ ngày", 1.2, "center"),
    )
    numbered = tuple(Row((place, *cells)) for place, cells in enumerate(rows, start=1))
    table = Table("", columns, numbered, name="Chưa đạt")
    return Annex("Danh mục tiêu chí chưa đạt của các đơn vị", (table,), is_landscape=True)


def _unmet_row(facts, each, unit):
    found = facts.business.blocking(unit.row.unit_id, each.criterion.pk)
    return (
        f"{each.criterion.code}. {each.criterion.title}",
        unit.police_name,
        each.since[unit.row.unit_id],
        found.obstacle.title if found else None,
        found.obstacle.since if found else None,
    )
