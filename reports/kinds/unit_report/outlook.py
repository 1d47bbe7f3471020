"""Part III.4 and parts IV to VII of the periodic report of a unit: good practice, judgement, what is asked and next."""

from django.urls import reverse
from django.utils import timezone

from committee.models import BodyKind, Cause, RecommendationState
from reports.content.document import Heading
from reports.content.phrasing import enumerated, figure_name, items, listed, lower_first, unended
from reports.content.prose import Prose
from reports.kinds.parts.sheet_words import criterion_words
from reports.kinds.unit_report.days import told_until
from reports.kinds.unit_report.obstacles import whole_words

SOURCE = "Mô hình, cách làm hay"
MINISTRY = (BodyKind.MINISTRY,)
NOTHING_ASKED = "Đơn vị chưa có kiến nghị, đề xuất."
AUTHORITIES = (BodyKind.PARTY_COMMITTEE, BodyKind.PEOPLES_COMMITTEE)


# ---------------------------------------------------------------- III.4


def practice(facts, ledger):
    """Return the blocks about initiatives and commendations."""
    return (
        Heading(2, "4.", "Mô hình, cách làm hay; biểu dương, khen thưởng"),
        Prose("mo-hinh", _initiatives(facts, ledger), "Nêu mô hình, cách làm hay và hiệu quả."),
        Prose("mo-hinh-tung-viec", _initiative_items(facts, ledger), "", is_item=True),
        Prose("khen-thuong", _commended(facts, ledger), "Nêu hình thức biểu dương, khen thưởng tập thể."),
    )


def _initiatives(facts, ledger):
    if not facts.initiatives:
        return "Trong kỳ chưa ghi nhận mô hình, cách làm hay của đơn vị."
    count = ledger.note("số mô hình, cách làm hay", len(facts.initiatives), SOURCE, reverse("committee:initiatives"))
    return f"Đơn vị duy trì {count} mô hình, cách làm hay:"


def _initiative_items(facts, ledger):
    return "\n".join(_initiative(each, facts.sheet.counted_on, ledger) for each in facts.initiatives)


def _initiative(each, date, ledger):
    url, title = reverse("committee:initiative", args=[each.pk]), unended(each.title)
    name = figure_name(each.title)
    since = ledger.note(f"“{name}” từ ngày", each.since, SOURCE, url)
    words = f"{title} (từ ngày {since})"
    newest = {count.kind: count for count in each.counts.all() if count.on <= date}
    told = [
        f"{ledger.note(f'“{name}”: {count.get_kind_display()}', count.value, SOURCE, url)} {count.get_kind_display()}"
        for count in newest.values()
    ]
    if told:
        day = ledger.note(f"“{name}”: ngày đếm", max(count.on for count in newest.values()), SOURCE, url)
        words += f": tính đến ngày {day} có {listed(told)}"
    if each.copies:
        copies = ledger.note(f"“{name}”: số đơn vị áp dụng", each.copies, SOURCE, url)
        words += f"; được {copies} đơn vị khác áp dụng"
    return f"{words}."


def _commended(facts, ledger):
    if not facts.commendations:
        return "Trong kỳ chưa ghi nhận hình thức biểu dương, khen thưởng nào đối với đơn vị."
    url = reverse("committee:commendations")
    count = ledger.note("số lần được khen", len(facts.commendations), "Biểu dương, khen thưởng", url)
    named = []
    for each in facts.commendations:
        form, authority = each.get_form_display(), unended(each.authority)
        on = ledger.note(f"ngày {form} của {authority}", each.on, "Biểu dương, khen thưởng", url)
        number = f", số {unended(each.document_number)}" if each.document_number else ""
        named.append(f"{form} của {authority} ngày {on}{number} ({unended(each.reason)})")
    return f"Trong kỳ, đơn vị được biểu dương, khen thưởng {count} lần: {'; '.join(named)}."


# ---------------------------------------------------------------- IV


def judgement(facts, ledger):
    """Return the blocks of part IV."""
    return (
        Heading(1, "IV.", "Đánh giá"),
        Heading(2, "1.", "Ưu điểm"),
        Prose("uu-diem", "", "Nêu ưu điểm nổi bật: cách lãnh đạo, kết quả, sự phối hợp, sự hài lòng của Nhân dân."),
        Heading(2, "2.", "Tồn tại, hạn chế"),
        Prose("ton-tai", _shortcomings(facts, ledger), "Nêu tồn tại, hạn chế."),
        Heading(2, "3.", "Nguyên nhân"),
        Prose("nguyen-nhan-khach-quan", _causes(facts, Cause.EXTERNAL), "Nêu nguyên nhân khách quan."),
        Prose("nguyen-nhan-chu-quan", _causes(facts, Cause.INTERNAL), "Nêu nguyên nhân chủ quan."),
        Heading(2, "4.", "Bài học kinh nghiệm"),
        Prose("bai-hoc", "", "Nêu bài học kinh nghiệm rút ra trong kỳ."),
    )


def _shortcomings(facts, ledger):
    sheet, parts = facts.sheet, []
    if sheet.unmet:
        count = ledger.note("số tiêu chí chưa đạt", len(sheet.unmet), "Phiếu đánh giá", sheet.url)
        named = enumerated([unended(criterion_words(line)) for line in sheet.unmet])
        parts.append(f"còn {count} tiêu chí chưa đạt ({named})")
    if facts.standing.short:
        url = reverse("resources:unit", args=[sheet.unit.pk])
        count = ledger.note("số định mức chưa đạt", len(facts.standing.short), "Nguồn lực của đơn vị", url)
        parts.append(f"còn {count} định mức về biên chế, trang bị, trụ sở chưa đạt")
    if facts.overdue:
        url = f"{reverse('committee:directives')}?lead={sheet.unit.pk}"
        count = ledger.note("số chỉ đạo quá hạn", len(facts.overdue), "Chỉ đạo", url)
        parts.append(f"còn {count} chỉ đạo thực hiện quá hạn")
    if late := _days_late(sheet):
        days = ledger.note("số ngày nộp phiếu chậm", late, "Phiếu đánh giá", sheet.url)
        parts.append(f"nộp phiếu tự chấm chậm {days} ngày so với thời hạn")
    return f"Đơn vị {enumerated(parts)}." if parts else ""


def _days_late(sheet):
    at = sheet.assessment.submitted_at
    return max((timezone.localdate(at) - sheet.assessment.due_of("self_score")).days, 0) if at else 0


def _causes(facts, cause):
    titles = [unended(case.facts.title) for case in facts.standing_cases if case.facts.cause == cause]
    if not titles:
        return ""
    return f"Nguyên nhân {Cause(cause).label}: {'; '.join(titles)}."


# ---------------------------------------------------------------- V


def obstacles(facts, ledger):
    """Return the blocks of part V."""
    return (
        Heading(1, "V.", "Khó khăn, vướng mắc"),
        Prose("vuong-mac", _obstacles(facts, ledger), "Nêu khó khăn, vướng mắc cần cấp trên tháo gỡ."),
        Prose("vuong-mac-tung-viec", _obstacle_items(facts, ledger), "", is_item=True),
    )


def _obstacles(facts, ledger):
    cases = facts.standing_cases
    if not cases:
        return "Đến nay đơn vị không có vướng mắc nào chưa được tháo gỡ."
    url = reverse("committee:unit_chain", args=[facts.sheet.unit.pk])
    count = ledger.note("số vướng mắc chưa tháo gỡ", len(cases), "Vướng mắc", url)
    return f"{told_until(facts.sheet, ledger)}, đơn vị còn {count} vướng mắc chưa được tháo gỡ:"


def _obstacle_items(facts, ledger):
    return "\n".join(whole_words(case, facts, ledger) for case in facts.standing_cases)


# ---------------------------------------------------------------- VI


def plans(facts, ledger):
    """Return the blocks of part VI."""
    return (
        Heading(1, "VI.", "Phương hướng, nhiệm vụ trọng tâm thời gian tới"),
        Prose("phuong-huong", _tasks(facts, ledger), "Nêu nhiệm vụ trọng tâm thời gian tới.", is_item=True),
    )


def _tasks(facts, ledger):
    sheet = facts.sheet
    lines = [f"Tập trung thực hiện tiêu chí {unended(criterion_words(line))}" for line in sheet.unmet]
    for led in facts.directives:
        if led.is_done or led.is_reported:
            continue
        url, title = reverse("committee:directive", args=[led.directive.pk]), unended(led.directive.title)
        due = led.directive.due and ledger.note(f"hạn chỉ đạo “{title}”", led.directive.due, "Chỉ đạo", url)
        lines.append(f"Hoàn thành chỉ đạo “{title}”{f' (hạn {due})' if due else ''}")
    if facts.standing.short:
        lines.append("Đề xuất, tiếp nhận bổ sung biên chế, trang bị, trụ sở còn thiếu so với định mức")
    if sheet.assessment and not sheet.unmet and sheet.is_appraised:
        lines.append("Duy trì, nâng cao chất lượng các tiêu chí đã đạt")
    return items(lines)


# ---------------------------------------------------------------- VII


def requests(facts, ledger):
    """Return the blocks of part VII: what was recommended, by whom it goes to."""
    groups = (
        ("kien-nghi-bo", "1.", "Với Bộ Công an", MINISTRY),
        ("kien-nghi-dia-phuong", "2.", "Với cấp ủy, Ủy ban nhân dân", AUTHORITIES),
        ("kien-nghi-cong-an", "3.", "Với Công an thành phố và cơ quan khác", None),
    )
    blocks: list[Heading | Prose] = [Heading(1, "VII.", "Kiến nghị, đề xuất")]
    for slot, number, title, kinds in groups:
        text = _recommended(facts, kinds, ledger)
        asks = f"Nêu kiến nghị, đề xuất {lower_first(title)}."
        blocks += [Heading(2, number, title), Prose(slot, text, asks, is_item=text != NOTHING_ASKED)]
    return tuple(blocks)


def _recommended(facts, kinds, ledger):
    found = [each for each in facts.recommendations if _goes_to(each.body.kind, kinds)]
    if not found:
        return NOTHING_ASKED
    return "\n".join(_recommendation(each, facts.sheet.counted_on, ledger) for each in found)


def _goes_to(kind, kinds):
    return kind in kinds if kinds is not None else kind not in (*MINISTRY, *AUTHORITIES)


def _recommendation(each, date, ledger):
    url, title = reverse("committee:recommendation", args=[each.pk]), unended(each.title)
    name = figure_name(each.title)
    on = ledger.note(f"ngày kiến nghị “{name}”", each.raised_on, "Kiến nghị", url)
    number = f", văn bản {unended(each.document_number)}" if each.document_number else ""
    words = f"{title} (gửi {unended(each.body.name)} ngày {on}{number}"
    steps = [step for step in each.steps.all() if step.on <= date]
    state = steps[-1].state if steps else RecommendationState.RAISED
    return f"{words}; {RecommendationState(state).label})."
