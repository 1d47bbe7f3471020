"""The drawings of a round: the same as on the screen, for the report, the pack of a conference and its deck."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import translation

from drawing.axis import Axis, Tick
from drawing.bars import Bar, BarWords, bars
from drawing.figure import Drawing, Frame
from drawing.heatmap import HeatmapCell, HeatmapColumn, HeatmapRow, HeatmapWords, heatmap
from drawing.trend import TrendPoint, TrendSeries, TrendWords, trend
from reports.content.document import Picture
from reports.content.phrasing import counted, percent, rounded
from reports.content.wording import number_text
from reports.queries.round_results import RoundResults, round_results

WIDTH = 640
HEATMAP_UNITS = 40
CRITERIA_SHOWN = 10
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class RoundPicture:
    """A drawing with its `title`, and the `sentence` that says what it shows. `key` tells it from the others."""

    key: str
    title: str
    sentence: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class RoundPictures:
    pictures: tuple[RoundPicture, ...]

    def of(self, *keys):
        """Return the `Picture`s of these keys, of those that there are, in the order of the drawings."""
        return [each.picture for each in self.pictures if each.key in keys]


def pictures_of(assessment_round, city=None):
    """Return the `RoundPicture`s of a round, of a city's units or of all; empty for a round without results.

    In Vietnamese, as all documents are. Keys: "trend", "classes", "heatmap" or "groups", "unmet".
    """
    with translation.override("vi"):
        return drawn(round_results(assessment_round, city)).pictures


def drawn(results: RoundResults) -> RoundPictures:
    """Return the `RoundPictures` of results that were read already. No query."""
    found = (_trend(results), _classes(results), _heatmap(results), _groups(results), _unmet(results))
    return RoundPictures(tuple(each for each in found if each is not None))


def _made(key: str, title: str, sentence: str, drawing: Drawing) -> RoundPicture:
    told = "; ".join(": ".join((row[0], ", ".join(row[1:]))) for row in drawing.rows)
    return RoundPicture(key, title, sentence, Picture(drawing.svg, f"{sentence} {told}.", title))


def _frame(key: str, title: str, sentence: str) -> Frame:
    return Frame(key=f"round-{key}", title=title, description=sentence, empty="Chưa có số liệu.", width=WIDTH)


def _whole_sets(results):
    return "tiêu chí đạt" if results.counts_met else "điểm đạt được"


# ---------------------------------------------------------------- over the rounds, by class


def _trend(results):
    totals = [each for each in results.totals if each.share is not None]
    if len(totals) < 2 or results.now.share is None:
        return None
    title = f"Tỷ lệ {_whole_sets(results)} qua các kỳ"
    first, last = totals[0], totals[-1]
    sentence = (
        f"Từ kỳ kết thúc tháng {first.round.ends_on:%m/%Y} đến kỳ kết thúc tháng {last.round.ends_on:%m/%Y}, "
        f"tỷ lệ {_whole_sets(results)} từ {percent(first.share)} đến {percent(last.share)}."
    )
    points = tuple(TrendPoint(each.share, percent(each.share) or "") for each in totals)
    series = TrendSeries(f"Tỷ lệ {_whole_sets(results)}", points)
    labels = [f"{each.round.ends_on:%m/%Y}" for each in totals]
    low = max(min(float(each.share) for each in totals) // 10 * 10 - 10, 0)
    ticks = tuple(Tick(value, f"{value}%") for value in range(int(low), 101, 10))
    drawing = trend(
        _frame("trend", title, sentence),
        labels,
        (series,),
        TrendWords(row="Kỳ kết thúc", missing="–"),
        axis=Axis(low, 100, ticks),
        height=130,
    )
    return _made("trend", title, sentence, drawing)


def _classes(results):
    if not results.known or not results.decided or len(results.units) < 2:
        return None
    counts = dict(results.now.classes)
    every = len(results.units)
    found = [(title, counts.get(code, 0)) for code, title in results.known.class_titles.items()]
    if counts.get(""):
        found.append(("Chưa xếp loại", counts[""]))
    rows = [Bar(name, count, f"{counted(count)}/{counted(every)}") for name, count in found]
    told = "; ".join(f"{name}: {counted(count)} đơn vị" for name, count in found if count)
    title, sentence = "Số đơn vị theo xếp loại", f"{told}."
    words = BarWords(row="Xếp loại", value="Số đơn vị")
    return _made("classes", title, sentence, bars(_frame("classes", title, sentence), rows, words, maximum=every))


# ---------------------------------------------------------------- units and groups


def _heatmap(results):
    known = [each for each in results.groups if each.share is not None]
    if not known or not 1 < len(results.units) <= HEATMAP_UNITS:
        return None
    columns = tuple(HeatmapColumn(each.group.title, each.group.code) for each in results.groups)
    rows = tuple(_heatmap_row(results, each) for each in results.units)
    full = sum(cell.value == 1 for row in rows for cell in row.cells)
    title = "Kết quả từng nhóm tiêu chí của từng đơn vị"
    least = min(known, key=lambda each: each.share)
    sentence = (
        f"{counted(full)}/{counted(len(rows) * len(columns))} kết quả nhóm đạt 100%; nhóm đạt thấp nhất là "
        f"{least.group.code}. {least.group.title} ({percent(least.share)})."
    )
    words = HeatmapWords(
        row="Đơn vị",
        note="Đạt" if results.counts_met else "Điểm",
        knock_out="điểm liệt",
        not_applicable="không áp dụng",
        missing="chưa có",
        steps=("dưới 25%", "25–49%", "50–74%", "75–99%", "đủ 100%"),
    )
    return _made("heatmap", title, sentence, heatmap(_frame("heatmap", title, sentence), columns, rows, words))


def _heatmap_row(results, unit):
    cells = tuple(_cell(results, unit, results.cells.get((unit.row.pk, each.group.pk))) for each in results.groups)
    note = f"{unit.row.met}/{unit.row.applicable}" if results.counts_met else percent(unit.row.percent) or "–"
    return HeatmapRow(unit.name, cells, note=note)


def _cell(results, unit, cell):
    if cell is None or not unit.row.is_complete:
        return HeatmapCell()
    if not cell.applicable:
        return HeatmapCell(not_applicable=True, text="–")
    value = Decimal(cell.met) / cell.applicable if results.counts_met else (cell.percent or Decimal()) / HUNDRED
    text = f"{cell.met}/{cell.applicable}" if results.counts_met else number_text(rounded(value * HUNDRED, Decimal(1)))
    return HeatmapCell(value, text, knock_out=cell.knock_outs > 0)


def _groups(results):
    if not results.complete or 1 < len(results.units) <= HEATMAP_UNITS:
        return None
    groups = [each for each in results.groups if each.share is not None]
    if not groups:
        return None
    has_before = results.has_same_set
    rows = [
        Bar(
            f"{each.group.code}. {each.group.title}",
            each.share,
            percent(each.share) or "–",
            reference=each.share_before if has_before else None,
            reference_text=(percent(each.share_before) if has_before else "") or "",
        )
        for each in groups
    ]
    least = min(groups, key=lambda each: each.share)
    title = f"Tỷ lệ {_whole_sets(results)} theo nhóm"
    sentence = f"Nhóm có tỷ lệ thấp nhất là {least.group.code}. {least.group.title} ({percent(least.share)})."
    words = BarWords(row="Nhóm", value="Tỷ lệ đạt", reference="kỳ trước")
    return _made("groups", title, sentence, bars(_frame("groups", title, sentence), rows, words, maximum=100))


def _unmet(results):
    if len(results.units) < 2 or not results.unmet:
        return None
    every = len(results.units)
    shown: Sequence = results.unmet[:CRITERIA_SHOWN]
    rows = [
        Bar(
            f"{each.criterion.code}. {each.criterion.title}",
            len(each.units),
            f"{counted(len(each.units))}/{counted(every)}",
            alarm=each.criterion.knock_out,
        )
        for each in shown
    ]
    worst, most = shown[0].criterion, len(shown[0].units)
    title = "Tiêu chí có nhiều đơn vị chưa đạt nhất"
    alike = sum(len(each.units) == most for each in results.unmet)
    sentence = f"Nhiều đơn vị chưa đạt nhất là tiêu chí {worst.code}. {worst.title} ({counted(most)} đơn vị)."
    if alike > 1:
        sentence = f"{counted(alike)} tiêu chí cùng có {counted(most)} đơn vị chưa đạt, nhiều nhất trong các tiêu chí."
    words = BarWords(row="Tiêu chí", value="Số đơn vị chưa đạt", alarm="điểm liệt nếu chưa đạt")
    return _made("unmet", title, sentence, bars(_frame("unmet", title, sentence), rows, words, maximum=every))
