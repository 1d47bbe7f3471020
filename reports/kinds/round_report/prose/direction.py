"""Chapter II: how the work was led, assigned, staffed, equipped and followed."""

from reports.content.document import Heading
from reports.content.phrasing import listed, lower_first, plain, quoted, sentences
from reports.content.prose import Prose
from resources.models import ResourceGroup

LACKING_KINDS = 4


def blocks(facts):
    """Return chapter II."""
    return [
        Heading(1, "II.", "Công tác lãnh đạo, chỉ đạo, tổ chức thực hiện"),
        Heading(2, "1.", "Công tác lãnh đạo, chỉ đạo"),
        Prose("van-ban-chi-dao", "", "Nêu các văn bản lãnh đạo, chỉ đạo đã ban hành (số, ký hiệu, trích yếu)."),
        Prose("chi-dao", directed(facts), "Nêu các cuộc họp và nhiệm vụ Ban Chỉ đạo đã giao trong kỳ."),
        Heading(2, "2.", "Phân công hướng dẫn, kiểm tra, hỗ trợ"),
        Prose("phan-cong", assigned(facts), "Nêu việc phân công các phòng nghiệp vụ hướng dẫn đơn vị."),
        Prose("kiem-tra", visited(facts), "Nêu việc kiểm tra, tập huấn, hỗ trợ các đơn vị trong kỳ."),
        Heading(2, "3.", "Biên chế, trang thiết bị, trụ sở"),
        Prose("bien-che", staffed(facts), "Nêu biên chế được giao và quân số thực có của các đơn vị."),
        Prose("trang-bi", equipped(facts), "Nêu trang thiết bị, phương tiện so với định mức và phần đã bổ sung."),
        Prose("tru-so", housed(facts), "Nêu hiện trạng trụ sở của các đơn vị và tiến độ xây dựng, sửa chữa."),
    ]


def directed(facts):
    """Meetings and tasks within the round; "" when nothing is recorded."""
    met = _met(facts)
    return sentences(met, _ordered(facts, "" if met else "Trong kỳ, "))


def _met(facts):
    meetings = facts.business.meetings
    if not meetings:
        return ""
    if len(meetings) == 1:
        (only,) = meetings
        return f"Trong kỳ, Ban Chỉ đạo đã tổ chức {_meeting(only)}."
    named = "; ".join(_meeting(each) for each in meetings[-4:])
    return f"Trong kỳ, Ban Chỉ đạo đã tổ chức [[số cuộc họp]] cuộc họp, hội nghị, trong đó có: {named}."


def _meeting(each):
    return f"{lower_first(plain(each.title))} (ngày [[ngày cuộc họp {each.pk}]])"


def _ordered(facts, when):
    given = [each for each in facts.business.directives if each.directive.issued_on >= facts.round.starts_on]
    older = len(facts.business.standing) - sum(each.is_standing for each in given)
    if not given:
        if not facts.business.standing:
            return ""
        return f"Ban Chỉ đạo tiếp tục theo dõi [[số nhiệm vụ đang thực hiện]] nhiệm vụ đã giao từ trước{_late(facts)}."
    open_ones = sum(each.is_standing for each in given)
    if not open_ones:
        done = ", đến nay đã hoàn thành toàn bộ"
    elif open_ones == len(given):
        done = ", các đơn vị đang thực hiện"
    else:
        done = (
            "; đến nay đã hoàn thành [[số nhiệm vụ giao trong kỳ đã hoàn thành]] nhiệm vụ, "
            "đang thực hiện [[số nhiệm vụ giao trong kỳ đang thực hiện]] nhiệm vụ"
        )
    given_words = f"{when}Ban Chỉ đạo đã giao [[số nhiệm vụ giao trong kỳ]] nhiệm vụ cho các đơn vị{done}"
    if older > 0:
        carried = "Tính cả các nhiệm vụ giao từ trước, có [[số nhiệm vụ đang thực hiện]] nhiệm vụ đang được theo dõi"
        return f"{given_words}. {carried}{_late(facts)}."
    return f"{given_words}{_late(facts)}."


def _late(facts):
    return ", trong đó [[số nhiệm vụ quá hạn]] nhiệm vụ đã quá hạn" if facts.business.overdue else ""


def assigned(facts):
    """Which departments guide how many of the units."""
    business = facts.business
    if not business.assignments or not facts.units:
        return ""
    lead = "Đã phân công [[số phòng nghiệp vụ hướng dẫn]] phòng nghiệp vụ hướng dẫn, hỗ trợ"
    if facts.is_single:
        return f"{lead} [[các đơn vị tham gia]] theo lĩnh vực phụ trách."
    if len(business.guided) == len(facts.units):
        return f"{lead} tất cả [[số đơn vị tham gia]] đơn vị theo lĩnh vực phụ trách."
    return (
        f"{lead} [[số đơn vị được phân công hướng dẫn]]/[[số đơn vị tham gia]] đơn vị; "
        "còn [[số đơn vị chưa được phân công hướng dẫn]] đơn vị chưa được phân công."
    )


def visited(facts):
    """How often departments came, to how many units, and for what."""
    visits = facts.business.visits
    if not visits:
        return ""
    names = {"visit": "kiểm tra, làm việc", "training": "tập huấn", "support": "hỗ trợ lực lượng, phương tiện"}
    keys = {"visit": "kiểm tra", "training": "tập huấn", "support": "hỗ trợ"}
    present = [kind for kind in names if any(each.kind == kind for each in visits)]
    if len(visits) == 1:
        return f"Trong kỳ, các phòng nghiệp vụ đã tổ chức [[số lượt hướng dẫn, hỗ trợ]] lượt {names[present[0]]}."
    lead = "Trong kỳ, các phòng nghiệp vụ đã tổ chức [[số lượt hướng dẫn, hỗ trợ]] lượt"
    where = "tại [[số đơn vị được hướng dẫn, hỗ trợ]] đơn vị"
    if len(present) == 1:
        return f"{lead} {names[present[0]]} {where}."
    parts = listed([f"[[số lượt {keys[kind]}]] lượt {names[kind]}" for kind in present])
    return f"{lead} hướng dẫn, kiểm tra, hỗ trợ {where}, gồm {parts}."


# ---------------------------------------------------------------- resources


def staffed(facts):
    """Posts assigned and filled; a gap where nobody counted."""
    if not facts.units:
        return ""
    known = facts.resources.judged_units(ResourceGroup.STAFF)
    of = "" if known in (0, len(facts.units)) else " (tính trên [[số đơn vị có số liệu quân số]] đơn vị có số liệu)"
    lead = f"Biên chế được giao là [[biên chế được giao]] đồng chí, quân số thực có [[quân số thực có]] đồng chí{of}"
    if not known:
        return f"{lead}."
    short = facts.resources.short_units(ResourceGroup.STAFF)
    if not short:
        return f"{lead}, bảo đảm đủ biên chế được giao."
    where = "" if facts.is_single else " tại [[số đơn vị thiếu quân số]] đơn vị"
    return f"{lead}, đạt tỷ lệ [[tỷ lệ quân số so với biên chế]]; còn thiếu [[quân số còn thiếu]] đồng chí{where}."


def equipped(facts):
    """Equipment, vehicles and forms against the norms, with what most units lack."""
    resources = facts.resources
    groups = (ResourceGroup.EQUIPMENT, ResourceGroup.VEHICLE, ResourceGroup.FORM)
    judged, short = resources.judged_units(*groups), resources.short_units(*groups)
    if not judged:
        return ""
    if facts.is_single:
        lead = "Đối chiếu với định mức, đơn vị"
        return f"{lead} còn thiếu: {_lacking(facts, groups)}." if short else f"{lead} đã được trang bị đủ."
    lead = (
        "Đã đối chiếu định mức trang thiết bị, phương tiện, biểu mẫu của "
        "[[số đơn vị đã đối chiếu định mức trang bị]] đơn vị"
    )
    if not short:
        return f"{lead}; tất cả đều được trang bị đủ."
    return (
        f"{lead}; còn [[số đơn vị thiếu trang bị]] đơn vị chưa đủ so với định mức. "
        f"Nội dung còn thiếu nhiều nhất: {_lacking(facts, groups)}."
    )


def _lacking(facts, groups):
    lacking = (each for each in facts.resources.of_groups(*groups) if each.short)
    short = sorted(lacking, key=lambda each: -each.short)
    named = [_lacking_kind(each.kind, is_single=facts.is_single) for each in short]
    return listed(named, LACKING_KINDS, "loại")


def _lacking_kind(kind, *, is_single):
    where = "" if is_single else f" tại [[số đơn vị thiếu {kind.code}]] đơn vị"
    missing = f"[[số lượng thiếu {kind.code}]] {plain(kind.measure_unit)}"
    return f"{lower_first(plain(kind.title))} ({missing}{where})"


def housed(facts):
    """Headquarters against the norm, and the projects under way."""
    return sentences(_headquarters(facts), _projects(facts))


def _headquarters(facts):
    group, resources = ResourceGroup.HEADQUARTERS, facts.resources
    judged, short = resources.judged_units(group), resources.short_units(group)
    if not judged:
        return ""
    if facts.is_single:
        return "Trụ sở của đơn vị chưa đạt định mức." if short else "Trụ sở của đơn vị đạt định mức."
    lead = "Về trụ sở, đã đối chiếu định mức của [[số đơn vị đã đối chiếu định mức trụ sở]] đơn vị"
    if not short:
        return f"{lead}; tất cả đều đạt định mức."
    if short == judged:
        return f"{lead}; chưa đơn vị nào đạt đủ định mức."
    return (
        f"{lead}, trong đó [[số đơn vị có trụ sở đạt định mức]] đơn vị đạt, "
        "[[số đơn vị có trụ sở chưa đạt định mức]] đơn vị chưa đạt định mức."
    )


def _projects(facts):
    projects = facts.resources.projects
    if not projects:
        return ""
    late = sum(bool(each.days_late) for each in projects)
    if len(projects) == 1:
        (only,) = projects
        slow = ", chậm so với tiến độ" if late else ""
        stage = f"chờ hoàn thành bước {only.waits_at.stage.label}"
        return f"Đang triển khai dự án {quoted(only.project.title)}, {stage}{slow}."
    if not late:
        slow = ""
    elif late == len(projects):
        slow = ", đều chậm so với tiến độ"
    else:
        slow = ", trong đó [[số dự án trụ sở chậm tiến độ]] dự án chậm so với tiến độ"
    return f"Đang triển khai [[số dự án trụ sở]] dự án xây dựng, sửa chữa trụ sở{slow}."
