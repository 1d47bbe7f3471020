"""Chapters VI and VII: what is to be done, by when, and what is asked of whom."""

from committee.models import BodyKind, RecommendationState
from reports.content.document import Heading
from reports.content.phrasing import items, listed, lower_first, plain, quoted
from reports.content.prose import Prose

TASKS_NAMED = 15
OF = {
    BodyKind.MINISTRY: ("de-xuat-voi-bo", "Với Bộ Công an"),
    BodyKind.PARTY_COMMITTEE: ("de-xuat-voi-cap-uy", "Với cấp ủy"),
    BodyKind.PEOPLES_COMMITTEE: ("de-xuat-voi-uy-ban", "Với Ủy ban nhân dân"),
    BodyKind.CITY_POLICE: ("de-xuat-voi-cong-an-thanh-pho", "Với Công an thành phố"),
    BodyKind.DEPARTMENT: ("de-xuat-voi-so-nganh", "Với các sở, ban, ngành, phòng"),
    BodyKind.OTHER: ("de-xuat-voi-co-quan-khac", "Với cơ quan khác"),
}


def blocks(facts):
    """Return chapters VI and VII."""
    return [
        Heading(1, "VI.", "Phương hướng, nhiệm vụ trọng tâm thời gian tới"),
        Prose("phuong-huong", aims(facts), "Nêu phương hướng, mục tiêu thời gian tới.", is_item=True),
        Prose("nhiem-vu", tasks(facts), ""),
        Prose("nhiem-vu-cu-the", task_lines(facts), "", is_item=True),
        Heading(1, "VII.", "Kiến nghị, đề xuất"),
        Prose("kien-nghi", asked(facts), "Nêu kiến nghị, đề xuất với từng cơ quan, hoặc ghi rõ là không có."),
        *recommendations(facts),
    ]


def aims(facts):
    """What follows from the data: what is unmet, unanswered and overdue, and the roll-out's next days."""
    lines = []
    if facts.results.unmet:
        codes = listed([plain(each.criterion.code) for each in facts.results.unmet[:5]])
        more = "" if len(facts.results.unmet) <= 5 else " và các tiêu chí khác còn đơn vị chưa đạt"
        lines.append(f"Tập trung chỉ đạo khắc phục các tiêu chí chưa đạt ({codes}){more}")
    elif facts.results.complete:
        lines.append("Giữ vững và nâng cao chất lượng các tiêu chí đã đạt")
    if facts.business.obstacles:
        lines.append(
            "Tiếp tục tham mưu cấp ủy, chính quyền và phối hợp với các cơ quan liên quan tháo gỡ [[số vướng mắc]] "
            "vướng mắc còn tồn tại"
        )
    if facts.business.overdue:
        lines.append("Đôn đốc hoàn thành dứt điểm [[số nhiệm vụ quá hạn]] nhiệm vụ đã quá hạn")
    if facts.business.initiatives:
        lines.append("Nhân rộng các mô hình, cách làm hay đã có hiệu quả")
    lines += [
        f"Phấn đấu hoàn thành mục tiêu {quoted(each.statement)} trước ngày [[hạn mục tiêu {each.pk}]]"
        for each in facts.business.targets
    ]
    return items(lines)


def tasks(facts):
    """How many tasks go on; those overdue first."""
    found = facts.business.standing
    if not found:
        return ""
    late = ", trong đó [[số nhiệm vụ quá hạn]] nhiệm vụ đã quá hạn" if facts.business.overdue else ""
    lead = f"Tiếp tục thực hiện [[số nhiệm vụ đang thực hiện]] nhiệm vụ Ban Chỉ đạo đã giao{late}"
    return f"{lead}. Các nhiệm vụ đến hạn sớm nhất:" if len(found) > TASKS_NAMED else f"{lead}:"


def task_lines(facts):
    """A line a task: whose, what, by when."""
    return items([_task(each) for each in facts.business.standing[:TASKS_NAMED]])


def _task(each):
    own = each.directive
    if each.due is None:
        when = "thường xuyên"
    elif each.is_overdue:
        when = f"thời hạn ngày [[hạn nhiệm vụ {own.pk}]], đã quá hạn [[số ngày quá hạn nhiệm vụ {own.pk}]] ngày"
    else:
        when = f"thời hạn ngày [[hạn nhiệm vụ {own.pk}]]"
    reported = ", đã báo cáo hoàn thành, chờ xác nhận" if each.is_reported else ""
    return f"{plain(each.lead_name)}: {lower_first(plain(own.title))} ({when}{reported})"


# ---------------------------------------------------------------- recommendations


def asked(facts):
    """How many recommendations stand, and how many were not answered."""
    found = [each for each in facts.business.recommendations if each.is_standing]
    if not found:
        return ""
    unanswered = [each for each in found if each.state == RecommendationState.RAISED]
    if not unanswered:
        waiting = ""
    elif len(unanswered) == len(found):
        waiting = ", đều chưa được trả lời" if len(found) > 1 else ", chưa được trả lời"
    else:
        waiting = ", trong đó [[số kiến nghị chưa được trả lời]] kiến nghị chưa được trả lời"
    return f"Ban Chỉ đạo và các đơn vị có [[số kiến nghị]] kiến nghị đang chờ giải quyết{waiting}. Cụ thể:"


def recommendations(facts):
    """Return a heading and a place for words for each kind of body that something is asked of."""
    blocks: list[Heading | Prose] = []
    number = 0
    for kind, (slot, title) in OF.items():
        found = [each for each in facts.business.recommendations if _is_asked_of(each, kind)]
        if found:
            number += 1
            blocks.append(Heading(2, f"{number}.", title))
        blocks.append(Prose(slot, items([_recommendation(each) for each in found]), "", is_item=True))
    return blocks


def _is_asked_of(each, kind):
    return each.is_standing and each.recommendation.body.kind == kind


def _recommendation(each):
    own = each.recommendation
    document = f" tại văn bản số {plain(own.document_number)}" if own.document_number else ""
    stand = "chưa được trả lời" if each.state == RecommendationState.RAISED else each.state.label
    title = lower_first(plain(own.title))
    return (
        f"Đề nghị {plain(own.body.name)} {title} ({plain(each.unit_name)} kiến nghị ngày "
        f"[[ngày kiến nghị {own.pk}]]{document}; {stand})"
    )
