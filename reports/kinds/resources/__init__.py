"""Staffing, equipment and headquarters of a city's units against their norms, on a day."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.content.document import Annex, Heading
from reports.content.phrasing import enumerated, listed, percent, plain, unended
from reports.content.prose import Prose
from reports.kinds.kind import Kind, Outline
from reports.kinds.ledger import Ledger
from reports.kinds.parts.project_tables import project_picture, project_table
from reports.kinds.resources import tables
from reports.kinds.resources.reading import city_standing, heirs_of
from reports.models.issuer import Body
from resources.display import figures
from resources.models import ResourceGroup

SOURCE = "Nguồn lực của các đơn vị"
PLANS = "Kế hoạch bổ sung"
PROJECTS = "Dự án trụ sở"
UNCOUNTED = "Đơn vị chưa có số liệu kiểm đếm"
# So many names a sentence holds; more of them stand in an annex.
NAMED, DRAWN = 15, 3
GROUPS = (
    ("bien-che", "II.", "Biên chế", (ResourceGroup.STAFF,), "Nêu tình hình biên chế và hướng bố trí."),
    (
        *("trang-bi", "III.", "Trang thiết bị, phương tiện, biểu mẫu"),
        (ResourceGroup.EQUIPMENT, ResourceGroup.VEHICLE, ResourceGroup.FORM),
        "Nêu tình hình trang bị và hướng cấp phát.",
    ),
    ("tru-so", "IV.", "Trụ sở làm việc", (ResourceGroup.HEADQUARTERS,), "Nêu tình hình trụ sở và hướng đầu tư."),
)


def outline(report):
    """Return the `Outline` of the resources of the units below `report.issuer` on `report.as_of`.

    At most twelve queries.
    """
    found, ledger = city_standing(report.issuer, report.as_of), Ledger()
    names = {unit: version.police_name for unit, version in heirs_of(found).items()}
    return Outline(
        subject=(
            "Tình hình biên chế, trang bị, trụ sở của Công an cấp xã so với định mức, "
            f"đến ngày {figures.day(found.date)}"
        ),
        figures=ledger.figures,
        blocks=tuple(_blocks(found, names, ledger)),
        annexes=_annexes(found, names),
        is_illustrative=found.is_illustrative,
    )


def _blocks(found, names, ledger):
    yield Prose("mo-dau", _opening(found, ledger), "Nêu căn cứ, phạm vi, ngày chốt số liệu.")
    yield Heading(1, "I.", "Đánh giá chung")
    yield Prose("danh-gia-chung", _overall(found, ledger), "Nêu mức đáp ứng định mức, loại thiếu nhiều nhất.")
    if found.kinds:
        yield tables.kind_table(found)
        yield from tables.kind_picture(found)
    for slot, number, title, groups, asks in GROUPS:
        yield Heading(1, number, title)
        yield Prose(slot, _of_groups(found, groups, ledger), asks, is_item=True)
    yield Heading(1, "V.", "Đơn vị chưa kiểm đếm")
    yield Prose("chua-kiem-dem", _uncounted(found, ledger), "Nêu đơn vị chưa có số liệu và hạn kiểm đếm.")
    yield Heading(1, "VI.", "Kế hoạch bổ sung")
    yield Prose("ke-hoach", _plans(found, ledger), "Nêu kế hoạch bổ sung, tiến độ.")
    if found.plans:
        yield tables.plan_table(found)
    yield Heading(1, "VII.", "Dự án trụ sở")
    yield Prose("du-an", _projects(found, ledger), "Nêu dự án trụ sở, tiến độ so với kế hoạch.")
    if found.projects:
        yield tables.projects_table(found, names)
    for timeline in found.late_projects[:DRAWN]:
        yield from project_picture(timeline, found.date)
    yield Heading(1, "VIII.", "Nguyên nhân, kiến nghị")
    yield Prose("nguyen-nhan", "", "Nêu nguyên nhân thiếu so với định mức: kinh phí, quỹ đất, nguồn bổ sung.")
    yield Prose("kien-nghi", "", "Nêu kiến nghị với Bộ Công an, Ủy ban nhân dân thành phố và các sở, ngành.")


def _annexes(found, names):
    annexes = []
    counted = tables.unit_tables(found)
    if counted:
        annexes.append(Annex("Số liệu theo loại nguồn lực và đơn vị", counted))
    if found.projects:
        staged = tuple(project_table(each, unit=names[each.project.unit_id]) for each in found.projects)
        annexes.append(Annex("Tiến độ các dự án trụ sở", staged))
    if len(found.uncounted) > NAMED:
        annexes.append(Annex(UNCOUNTED, (tables.uncounted_table(found),)))
    return tuple(annexes)


def _url(found, kind=None):
    more = f"&kind={kind.code}" if kind else ""
    return f"{reverse('resources:shortfalls')}?date={found.date.isoformat()}{more}"


# ---------------------------------------------------------------- sentences


def _opening(found, ledger):
    day = ledger.note("ngày chốt số liệu", found.date, SOURCE, _url(found))
    if not found.units:
        return f"Tính đến ngày {day}, {plain(found.city_name)} không có đơn vị Công an cấp xã nào."
    every = ledger.note("số đơn vị", len(found.units), SOURCE, _url(found))
    words = f"Tính đến ngày {day}, {plain(found.city_name)} có {every} đơn vị Công an cấp xã"
    counted = len(found.units) - len(found.uncounted)
    if not counted:
        return f"{words}; chưa đơn vị nào có số liệu kiểm đếm."
    some = ledger.note("số đơn vị đã kiểm đếm", counted, SOURCE, _url(found))
    if not found.uncounted:
        return f"{words}; tất cả đã có số liệu kiểm đếm ít nhất một loại nguồn lực."
    left = ledger.note("số đơn vị chưa kiểm đếm", len(found.uncounted), SOURCE, _url(found))
    return f"{words}; {some} đơn vị đã có số liệu kiểm đếm, {left} đơn vị chưa có."


def _overall(found, ledger):
    if not found.judged_units:
        return "Chưa đơn vị nào có cả định mức và số thực có nên chưa so sánh được."
    url = _url(found)
    judged = ledger.note("số đơn vị so sánh được", found.judged_units, SOURCE, url)
    if not found.short_units:
        return f"Trong {judged} đơn vị có cả định mức và số liệu, không đơn vị nào thiếu so với định mức."
    short = ledger.note("số đơn vị còn thiếu", len(found.short_units), SOURCE, url)
    worst = [each for each in found.by_kind() if each.short][:3]
    named = [_worst(found, each, ledger) for each in worst]
    return (
        f"Trong {judged} đơn vị có cả định mức và số liệu, {short} đơn vị còn thiếu so với định mức. "
        f"Thiếu ở nhiều đơn vị nhất: {enumerated(named)}."
    )


def _worst(found, each, ledger):
    title = unended(each.kind.title)
    count = ledger.note(f"{title}: số đơn vị thiếu", f"{each.short}/{each.judged}", SOURCE, _url(found, each.kind))
    return f"{title} ({count} đơn vị)"


def _of_groups(found, groups, ledger):
    kinds = [each for each in found.totals if each.kind.group in groups]
    lines = [_total(found, each, ledger) for each in kinds if each.judged]
    if unjudged := [unended(each.kind.title) for each in kinds if not each.judged]:
        lines.append(f"Chưa đơn vị nào có cả định mức và số liệu kiểm đếm về: {enumerated(unjudged)}.")
    return "\n".join(lines)


def _total(found, each, ledger):
    """“Biên chế: 12 đơn vị có số liệu, định mức 190 người, thực có 170 người (89,5%), thiếu 20 người ở 8 đơn vị.”"""
    kind, title, url = each.kind, unended(each.kind.title), _url(found, each.kind)
    judged = ledger.note(f"{title}: số đơn vị có số liệu", each.judged, SOURCE, url)
    short = ledger.note(f"{title}: số đơn vị thiếu", f"{each.short}/{each.judged}", SOURCE, url)
    if kind.is_presence:
        state = f"{short} đơn vị chưa có" if each.short else "tất cả đã có"
        return f"{title}: {judged} đơn vị có số liệu, {state}."
    norm = ledger.note(f"{title}: tổng định mức", figures.with_unit(kind, each.norm), SOURCE, url)
    had = ledger.note(f"{title}: tổng thực có", figures.with_unit(kind, each.had), SOURCE, url)
    share = ledger.note(f"{title}: tỷ lệ", percent(each.percent), SOURCE, url)
    words = f"{title}: {judged} đơn vị có số liệu, định mức {norm}, thực có {had} ({share})"
    if not each.short:
        return f"{words}, đủ ở tất cả các đơn vị này."
    missing = ledger.note(f"{title}: tổng còn thiếu", figures.with_unit(kind, each.missing), SOURCE, url)
    return f"{words}; thiếu {missing} ở {short} đơn vị."


def _uncounted(found, ledger):
    if not found.units or not found.uncounted:
        return "Không có đơn vị nào chưa kiểm đếm." if found.units else "Không có đơn vị để kiểm đếm."
    names = [plain(each.version.police_name) for each in found.uncounted]
    count = ledger.note("số đơn vị chưa kiểm đếm", len(names), SOURCE, _url(found))
    if len(names) > NAMED:
        return f"Có {count} đơn vị chưa có số liệu kiểm đếm nào (danh sách tại Phụ lục “{UNCOUNTED}”)."
    return f"Có {count} đơn vị chưa có số liệu kiểm đếm nào: {listed(names)}."


def _plans(found, ledger):
    if not found.plans:
        return "Chưa có kế hoạch bổ sung nào đang thực hiện."
    count = ledger.note("số kế hoạch bổ sung", len(found.plans), PLANS, _url(found))
    late = sum(each.plan.expected_on < found.date for each in found.plans)
    words = f"Đang thực hiện {count} kế hoạch bổ sung"
    if not late:
        return f"{words}, chưa kế hoạch nào quá hạn:"
    overdue = ledger.note("số kế hoạch bổ sung quá hạn", late, PLANS, _url(found))
    return f"{words}, trong đó {overdue} kế hoạch đã quá ngày dự kiến:"


def _projects(found, ledger):
    if not found.projects:
        return "Chưa có dự án trụ sở nào."
    url = reverse("resources:projects")
    counts = (
        ("đang thực hiện", sum(each.waits_at is not None for each in found.projects)),
        ("đã bàn giao", sum(each.project.handed_over_on is not None for each in found.projects)),
        ("đã dừng", sum(each.project.dropped_on is not None for each in found.projects)),
    )
    every = ledger.note("số dự án trụ sở", len(found.projects), PROJECTS, url)
    parts = [
        f"{ledger.note(f'số dự án {state}', count, PROJECTS, url)} dự án {state}" for state, count in counts if count
    ]
    words = f"Có {every} dự án trụ sở: {listed(parts)}"
    if not found.late_projects:
        return f"{words}; không dự án nào chậm so với kế hoạch."
    late = ledger.note("số dự án chậm", len(found.late_projects), PROJECTS, url)
    return f"{words}; {late} dự án chậm so với kế hoạch."


KIND = Kind(
    code="resources_report",
    title=_("Báo cáo nguồn lực so với định mức"),
    purpose=_("Biên chế, trang bị, trụ sở của các đơn vị so với định mức, kế hoạch bổ sung và dự án trụ sở."),
    kind_name="Báo cáo",
    abbreviation="BC",
    body=Body.COMMITTEE,
    needs=frozenset({"as_of"}),
    outline=outline,
)
