"""The opening and parts I and II of the periodic report of a unit: who it is, what it has, what was done."""

from collections import Counter

from django.urls import reverse

from assessments.models import State
from committee.models import InitiativeKind, VisitKind
from reports.content.document import Heading
from reports.content.phrasing import document_word, ended, enumerated, listed, lower_first, plain, quoted, unended
from reports.content.prose import Prose
from reports.kinds.parts.proofs import proofs_of
from reports.kinds.parts.sheet_words import STEPS
from reports.kinds.parts.unit_names import name_sentences
from reports.kinds.unit_report.days import told_until
from reports.kinds.unit_report.resources import equipment_sentence, group_sentence, plans_sentence, projects_sentence
from resources.models import ResourceGroup
from units.models import LineageShare

UNITS = "Thông tin đơn vị"
UNNAMED = "đơn vị nghiệp vụ"


def opening(sheet, ledger):
    """Return the blocks before part I."""
    return (
        Prose("mo-dau", opening_words(sheet, ledger), "Nêu căn cứ (quyết định, kế hoạch), kỳ báo cáo, đơn vị."),
        Prose("tinh-trang-phieu", _step(sheet, ledger), ""),
        Prose("ten-don-vi", name_sentences(sheet, ledger), ""),
    )


def opening_words(sheet, ledger):
    """“Thực hiện Quyết định số …, Công an phường … báo cáo kết quả … (từ ngày … đến ngày …) như sau:”"""
    about = sheet.round
    first = ledger.note("ngày đầu kỳ", about.starts_on, "Kỳ đánh giá", sheet.url)
    last = ledger.note("ngày cuối kỳ", about.ends_on, "Kỳ đánh giá", sheet.url)
    return (
        f"Thực hiện {_basis(about.criteria_set, ledger)}, {sheet.police_name} báo cáo kết quả thực hiện các tiêu chí "
        f"theo {quoted(about.title)} (từ ngày {first} đến ngày {last}) như sau:"
    )


def _basis(criteria_set, ledger):
    """“Quyết định số 5764/QĐ-BCA-V05 ngày 13/07/2021 của Bộ Công an ban hành Bộ tiêu chí …”."""
    url = reverse("criteria:set", args=[criteria_set.code])
    number = ledger.note("số văn bản ban hành bộ tiêu chí", criteria_set.document_number, "Bộ tiêu chí", url)
    words = f"{document_word(criteria_set.document_number)} số {number}"
    if criteria_set.document_date:
        words += f" ngày {ledger.note('ngày ban hành bộ tiêu chí', criteria_set.document_date, 'Bộ tiêu chí', url)}"
    if criteria_set.document_issuer:
        words += f" của {plain(criteria_set.document_issuer)}"
    return f"{words} ban hành {unended(criteria_set.title)}"


def _step(sheet, ledger):
    """At which step the sheet is, while it is on its way."""
    if sheet.is_decided:
        return ""
    words = f"Đến nay, phiếu đánh giá của đơn vị {STEPS[sheet.assessment.state]}; số liệu dưới đây là tạm thời."
    if sheet.assessment.state == State.DRAFTING:
        due = ledger.note("hạn nộp phiếu", sheet.assessment.due_of("self_score"), "Kỳ đánh giá", sheet.url)
        return f"{words} Hạn nộp phiếu: ngày {due}."
    return words


# ---------------------------------------------------------------- I


def general(facts, ledger):
    """Return the blocks of part I."""
    return (
        Heading(1, "I.", "Tình hình chung"),
        Heading(2, "1.", "Đặc điểm tình hình"),
        Prose("dac-diem", _place(facts.sheet, ledger), "Nêu địa bàn, dân cư, số tổ dân phố hoặc thôn."),
        Prose("luc-luong", group_sentence(facts, ledger, ResourceGroup.STAFF), "Nêu biên chế được giao và thực có."),
        Prose("tru-so", group_sentence(facts, ledger, ResourceGroup.HEADQUARTERS), "Nêu hiện trạng trụ sở làm việc."),
        Heading(2, "2.", "Thuận lợi"),
        Prose("thuan-loi", "", "Nêu thuận lợi: sự quan tâm của cấp ủy, chính quyền, Nhân dân; điều kiện của địa bàn."),
        Heading(2, "3.", "Khó khăn"),
        Prose("kho-khan", _difficulties(facts, ledger), "Nêu khó khăn của địa bàn, lực lượng, cơ sở vật chất."),
    )


def _place(sheet, ledger):
    version = sheet.version
    url = reverse("portal:unit", args=[sheet.unit.pk])
    area = ledger.note("diện tích địa bàn (km²)", version.area_km2, UNITS, url)
    people = ledger.note("dân số địa bàn", _population(sheet), UNITS, url)
    return f"{sheet.police_name} phụ trách địa bàn {sheet.place_name}, diện tích {area} km², dân số {people} người."


def _population(sheet):
    """The sum of what passed into the unit when it was formed, where all of it was counted; None otherwise."""
    links = sheet.lineage.predecessor_links()
    counted = [link.population for link in links if link.share == LineageShare.WHOLE or link.population]
    return sum(counted) if counted and None not in counted else None


def _difficulties(facts, ledger):
    cases = facts.standing_cases
    if not cases:
        return ""
    count = ledger.note("số vướng mắc chưa tháo gỡ", len(cases), "Vướng mắc", _chain_url(facts.sheet))
    named = enumerated([unended(case.facts.title) for case in cases])
    return f"Còn {count} vướng mắc chưa được tháo gỡ: {named} (nêu cụ thể tại mục V)."


def _chain_url(sheet):
    return reverse("committee:unit_chain", args=[sheet.unit.pk])


# ---------------------------------------------------------------- II


def conduct(facts, ledger):
    """Return the blocks of part II."""
    return (
        Heading(1, "II.", "Công tác lãnh đạo, chỉ đạo, tổ chức thực hiện"),
        Heading(2, "1.", "Ban hành văn bản, tổ chức, phân công"),
        Prose("van-ban", _documents(facts.sheet, ledger), "Nêu nghị quyết, kế hoạch, văn bản đã ban hành."),
        Prose("phan-cong", _assigned(facts, ledger), "Nêu Ban Chỉ đạo, Tổ giúp việc, phân công chỉ huy, cán bộ."),
        Heading(2, "2.", "Biên chế, trang bị theo định mức"),
        Prose("trang-bi", equipment_sentence(facts, ledger), "Nêu trang bị so với định mức, loại còn thiếu."),
        Prose("ke-hoach-bo-sung", plans_sentence(facts, ledger), ""),
        Prose("du-an-tru-so", projects_sentence(facts, ledger), ""),
        Heading(2, "3.", "Tuyên truyền"),
        Prose("tuyen-truyen", _publicity(facts, ledger), "Nêu hình thức, số buổi, số lượt người được tuyên truyền."),
        Heading(2, "4.", "Kiểm tra, hướng dẫn, hỗ trợ của cấp trên"),
        Prose("kiem-tra", _visits(facts, ledger), "Nêu các đoàn kiểm tra, hướng dẫn, hỗ trợ trong kỳ và kết quả."),
        Prose("kiem-tra-tung-lan", _visit_items(facts, ledger), "", is_item=True),
        Heading(2, "5.", "Thực hiện chỉ đạo của cấp trên"),
        Prose("chi-dao", _directives(facts, ledger), "Nêu chỉ đạo được giao, đã xong, đang thực hiện, quá hạn."),
        Prose("chi-dao-qua-han", _late_items(facts, ledger), "", is_item=True),
    )


def _documents(sheet, ledger):
    about, url = sheet.round, reverse("assessments:unit_evidence", args=[sheet.unit.pk])
    proofs = proofs_of(sheet)
    if not proofs:
        return ""
    issued = [each.evidence.issued_on for each in proofs if each.evidence.document_number]
    in_period = sum(day is not None and about.starts_on <= day <= about.ends_on for day in issued)
    every = ledger.note("số tài liệu kiểm chứng", len(proofs), "Tài liệu kiểm chứng của phiếu đánh giá", url)
    words = f"Hồ sơ của đơn vị gồm {every} tài liệu kiểm chứng (Phụ lục III)"
    if not in_period:
        return f"{words}; trong đó không có văn bản nào ghi ngày ban hành trong kỳ."
    count = ledger.note("số văn bản ban hành trong kỳ", in_period, "Tài liệu kiểm chứng của phiếu đánh giá", url)
    return f"{words}, trong đó có {count} văn bản ban hành trong kỳ."


def _assigned(facts, ledger):
    if not facts.assignments:
        return ""
    tasks, departments = {}, {each.department_id for each in facts.assignments}
    for each in facts.assignments:
        name = facts.names.get(each.department_id, UNNAMED)
        tasks.setdefault(unended(each.task), {})[name] = True
    url = reverse("committee:assignments")
    count = ledger.note("số đơn vị được phân công hướng dẫn", len(departments), "Phân công", url)
    named = enumerated([f"{listed(list(names))} ({lower_first(task)})" for task, names in tasks.items()])
    return f"Có {count} đơn vị nghiệp vụ được phân công hướng dẫn, giúp đỡ đơn vị: {named}."


def _publicity(facts, ledger):
    kinds = {InitiativeKind.CLIP, InitiativeKind.CHANNEL}
    found = [each for each in facts.initiatives if each.kind in kinds]
    if not found:
        return ""
    url = reverse("committee:initiatives")
    count = ledger.note("số hình thức tuyên truyền", len(found), "Mô hình, cách làm hay", url)
    named = listed([unended(each.title) for each in found])
    return f"Đơn vị duy trì {count} hình thức tuyên truyền qua phim, mạng xã hội: {named} (số liệu tại mục III.4)."


def _visits(facts, ledger):
    if not facts.visits:
        return "Trong kỳ chưa ghi nhận lần kiểm tra, hướng dẫn, hỗ trợ nào của cấp trên tại đơn vị."
    url = reverse("committee:visits")
    every = ledger.note("số lần kiểm tra, hướng dẫn, hỗ trợ", len(facts.visits), "Hướng dẫn, hỗ trợ", url)
    counts = Counter(each.kind for each in facts.visits)
    parts = [
        f"{ledger.note(f'số lần {label}', counts[kind], 'Hướng dẫn, hỗ trợ', url)} lần {label}"
        for kind, label in ((each.value, str(each.label)) for each in VisitKind)
        if counts[kind]
    ]
    return f"Trong kỳ, đơn vị được cấp trên kiểm tra, hướng dẫn, hỗ trợ {every} lần, gồm {listed(parts)}."


def _visit_items(facts, ledger):
    return "\n".join(_visit(facts, each, ledger) for each in facts.visits)


def _visit(facts, visit, ledger):
    name = facts.names.get(visit.department_id, UNNAMED)
    url = reverse("committee:visits")
    on = ledger.note(f"ngày {name} {visit.get_kind_display()}", visit.on, "Hướng dẫn, hỗ trợ", url)
    words = f"Ngày {on}, {name}: {unended(visit.content)}"
    return f"{words}. Kết quả: {ended(visit.outcome)}" if visit.outcome else f"{words}."


def _directives(facts, ledger):
    if not facts.directives:
        return "Trong kỳ chưa ghi nhận chỉ đạo nào giao đơn vị chủ trì thực hiện."
    url = f"{reverse('committee:directives')}?lead={facts.sheet.unit.pk}"
    every = ledger.note("số chỉ đạo được giao", len(facts.directives), "Chỉ đạo", url)
    counts = {
        "đã hoàn thành": sum(each.is_done for each in facts.directives),
        "đã báo cáo xong, chờ xác nhận": sum(each.is_reported and not each.is_done for each in facts.directives),
        "đang thực hiện trong hạn": sum(_is_under_way(each) and not each.is_overdue for each in facts.directives),
        "quá hạn": len(facts.overdue),
    }
    parts = [
        f"{ledger.note(f'số chỉ đạo {state}', count, 'Chỉ đạo', url)} chỉ đạo {state}"
        for state, count in counts.items()
        if count
    ]
    tail = ", cụ thể:" if facts.overdue else "."
    until = lower_first(told_until(facts.sheet, ledger))
    return f"Đơn vị chủ trì thực hiện {every} chỉ đạo; {until}, có {listed(parts)}{tail}"


def _is_under_way(led):
    return not led.is_done and not led.is_reported


def _late_items(facts, ledger):
    return "\n".join(_late(led, ledger) for led in facts.overdue)


def _late(led, ledger):
    each = led.directive
    url, title = reverse("committee:directive", args=[each.pk]), unended(each.title)
    due = ledger.note(f"hạn chỉ đạo “{title}”", each.due, "Chỉ đạo", url)
    done = ledger.note(f"tiến độ “{title}”", f"{each.percent}%", "Chỉ đạo", url)
    return f"{title}: hạn {due}, đã quá hạn, tiến độ {done}."
