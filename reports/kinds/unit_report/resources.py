"""What a unit has against its norms, in the sentences of its report and in annex II."""

from itertools import groupby

from django.urls import reverse

from reports.content.document import Column, Paragraph, Row, Run, Table
from reports.content.phrasing import enumerated, figure_name, percent, unended
from reports.kinds.parts.project_tables import project_picture, project_table
from reports.kinds.parts.standings import standing_cells
from reports.kinds.unit_report.days import stood_on
from resources.display import figures
from resources.models import ResourceGroup

SOURCE = "Nguồn lực của đơn vị"
COLUMNS = (
    Column("STT", 0.6, "center"),
    Column("Nội dung", 3.2),
    Column("Đơn vị tính", 1, "center"),
    Column("Định mức", 1, "right"),
    Column("Thực có", 1, "right"),
    Column("Còn thiếu", 1, "right"),
    Column("Tỷ lệ", 0.9, "right"),
    Column("Ngày, nguồn số liệu", 2.2),
)
PROJECTS = "Dự án trụ sở"
NO_FIGURES = "Chưa có định mức và số liệu về biên chế, trang bị, trụ sở của đơn vị."


def _url(facts):
    return f"{reverse('resources:unit', args=[facts.sheet.unit.pk])}?date={facts.sheet.stood_on.isoformat()}"


def group_sentence(facts, ledger, group):
    """“Biên chế: thực có 14 người, định mức 16 người (87,5%); …”; "" where nothing is known of the group."""
    known = [each for each in facts.standing.standings if each.kind.group == group]
    parts = [_standing_words(each, facts, ledger) for each in known]
    return f"{'; '.join(parts)}." if parts else ""


def _standing_words(standing, facts, ledger):
    kind, url, title = standing.kind, _url(facts), unended(standing.kind.title)
    had = standing.holding and figures.with_unit(kind, standing.holding.quantity)
    actual = ledger.note(f"{title}: thực có", had, SOURCE, url)
    words = f"{title}: thực có {actual}" if not kind.is_presence else f"{title}: {actual}"
    if standing.norm is None:
        return f"{words}, chưa có định mức"
    norm = ledger.note(f"{title}: định mức", _norm(standing), SOURCE, url)
    words += f", {'theo quy định ' if kind.is_presence else 'định mức '}{norm}"
    if standing.is_judged and not kind.is_presence and standing.percent is not None:
        words += f" ({ledger.note(f'{title}: tỷ lệ', percent(standing.percent), SOURCE, url)})"
    return words


def _norm(standing):
    kind, quantity = standing.kind, standing.norm.quantity
    return figures.norm(kind, quantity) if kind.is_presence else figures.with_unit(kind, quantity)


def equipment_sentence(facts, ledger):
    """How many norms are met, what is lacking, what nobody counted."""
    standing, url = facts.standing, _url(facts)
    if not standing.standings:
        return NO_FIGURES
    if standing.judged:
        met = ledger.note("số định mức đạt", standing.met, SOURCE, url)
        judged = ledger.note("số định mức có số liệu", standing.judged, SOURCE, url)
        first = f"đơn vị đạt {met}/{judged} định mức về biên chế, trang bị, trụ sở đã có số liệu (Phụ lục II)"
    else:
        first = "chưa loại nguồn lực nào có đủ định mức và số thực có để so sánh"
    parts = [f"{stood_on(facts.sheet, ledger)}, {first}."]
    if standing.short:
        named = [_lacking(each, ledger, url) for each in standing.short]
        parts.append(f"Còn thiếu: {enumerated(named)}.")
    if standing.unknown:
        count = ledger.note("số loại nguồn lực chưa kiểm đếm", standing.unknown, SOURCE, url)
        named = [unended(each.kind.title) for each in standing.standings if each.is_unknown]
        parts.append(f"Có {count} loại đã có định mức nhưng chưa kiểm đếm: {enumerated(named)}.")
    return " ".join(parts)


def _lacking(standing, ledger, url):
    title = unended(standing.kind.title)
    if standing.kind.is_presence:
        return f"{title} (chưa có)"
    return f"{title}, thiếu {ledger.note(f'{title}: còn thiếu', figures.missing(standing), SOURCE, url)}"


def plans_sentence(facts, ledger):
    """Which plans to close a gap are under way, and until when."""
    plans = [(each.kind, plan) for each in facts.standing.standings for plan in each.plans]
    if not plans:
        return "Chưa có kế hoạch bổ sung phần còn thiếu." if facts.standing.short else ""
    url = _url(facts)
    named = []
    for kind, plan in plans:
        title = unended(kind.title)
        more = ledger.note(f"{title}: số sẽ bổ sung", figures.with_unit(kind, plan.quantity), SOURCE, url)
        due = ledger.note(f"{title}: dự kiến bổ sung xong", plan.expected_on, SOURCE, url)
        late = ", đã quá hạn" if plan.expected_on < facts.sheet.stood_on else ""
        named.append(f"{title} thêm {more}, dự kiến xong ngày {due}{late}")
    count = ledger.note("số kế hoạch bổ sung", len(plans), SOURCE, url)
    return f"Đang thực hiện {count} kế hoạch bổ sung: {'; '.join(named)}."


def projects_sentence(facts, ledger):
    """Where each headquarters project stands."""
    told = []
    for timeline in facts.projects:
        title = unended(timeline.project.title)
        url = reverse("resources:project", args=[timeline.project.pk])
        told.append(f"Dự án “{title}”: {_project_state(timeline, figure_name(title), ledger, url)}.")
    return " ".join(told)


def _project_state(timeline, name, ledger, url):
    project, waits = timeline.project, timeline.waits_at
    if project.dropped_on:
        on = ledger.note(f"ngày dừng dự án “{name}”", project.dropped_on, PROJECTS, url)
        return f"đã dừng ngày {on} ({unended(project.dropped_reason)})"
    if waits is None:
        on = ledger.note(f"ngày bàn giao dự án “{name}”", project.handed_over_on, PROJECTS, url)
        return f"đã bàn giao, đưa vào sử dụng ngày {on}"
    reached = f"{timeline.reached}/{len(timeline.lines)}"
    done = ledger.note(f"số giai đoạn đã xong của dự án “{name}”", reached, PROJECTS, url)
    due = ledger.note(f"dự án “{name}”: dự kiến xong giai đoạn {waits.stage.label}", waits.planned_on, PROJECTS, url)
    late = ", đã chậm so với dự kiến" if waits.is_late else ""
    return f"đã xong {done} giai đoạn; giai đoạn tiếp theo là {waits.stage.label}, dự kiến xong ngày {due}{late}"


# ---------------------------------------------------------------- annex II


def annex_blocks(facts):
    """Return what annex II holds: the table of all kinds, then each headquarters project."""
    projects = [block for each in facts.projects for block in _project(each, facts.sheet.counted_on)]
    if not facts.standing.standings:
        return (Paragraph((Run(NO_FIGURES),)), *projects)
    note = f"Số liệu đến ngày {figures.day(facts.sheet.stood_on)}; “–”: chưa có định mức hoặc chưa kiểm đếm."
    return (Table("", COLUMNS, tuple(_rows(facts.standing)), note, "Nguồn lực"), *projects)


def _project(timeline, date):
    return (project_table(timeline), *project_picture(timeline, date))


def _rows(standing):
    number = 0
    for group, standings in groupby(standing.standings, key=lambda each: each.kind.group):
        yield Row(("", str(ResourceGroup(group).label).capitalize(), *("",) * 6), is_strong=True)
        for each in standings:
            number += 1
            yield Row((number, each.kind.title, each.kind.measure_unit, *standing_cells(each)))
