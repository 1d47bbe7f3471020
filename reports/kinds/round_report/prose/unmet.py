"""Chapter III, 3 and 4: what is not met, since when, what stands in the way; and what was found that works."""

from reports.content.document import Heading
from reports.content.phrasing import figure_name, items, lower_first, plain, quoted
from reports.content.prose import Prose

CRITERIA_NAMED = 8
UNITS_NAMED = 8
OBSTACLES_NAMED = 2
INITIATIVES_NAMED = 6


def blocks(facts, pictures):
    """Return these parts of chapter III."""
    return [
        Heading(2, "3.", "Tiêu chí chưa đạt"),
        Prose("tieu-chi-chua-dat", unmet(facts), "Nêu các tiêu chí chưa đạt."),
        Prose("tieu-chi-chua-dat-cu-the", unmet_lines(facts), "", is_item=True),
        *pictures.of("unmet"),
        Heading(2, "4.", "Mô hình, cách làm hay"),
        Prose("mo-hinh", found(facts), "Nêu các mô hình, cách làm hay trong kỳ, kết quả và khả năng nhân rộng."),
        Prose("mo-hinh-cu-the", found_lines(facts), "", is_item=True),
    ]


def unmet(facts):
    """How many criteria some unit does not meet."""
    results = facts.results
    if not results.units:
        return "Chưa có kết quả theo từng tiêu chí."
    if not results.unmet:
        if not results.complete:
            return "Đến nay chưa có tiêu chí nào được ghi nhận là chưa đạt."
        word = "Đơn vị" if facts.is_single else "Các đơn vị"
        return f"{word} đạt toàn bộ tiêu chí áp dụng, không còn tiêu chí chưa đạt."
    if facts.is_single:
        return f"Còn [[số tiêu chí còn chưa đạt]] tiêu chí chưa đạt{_long_ago(facts)}, cụ thể:"
    lead = (
        "Còn [[số tiêu chí còn chưa đạt]] tiêu chí có đơn vị chưa đạt, với tổng số [[số lượt chưa đạt]] lượt chưa đạt"
        f"{_long_ago(facts)}"
    )
    if len(results.unmet) > CRITERIA_NAMED:
        return f"{lead}. Các tiêu chí có nhiều đơn vị chưa đạt nhất:"
    return f"{lead}, cụ thể:"


def _long_ago(facts):
    since = [on < facts.round.ends_on for each in facts.results.unmet for on in each.since.values()]
    if not any(since):
        return ""
    if all(since):
        return ", đều kéo dài từ kỳ trước"
    return ", trong đó [[số lượt chưa đạt kéo dài]] lượt kéo dài từ kỳ trước"


def unmet_lines(facts):
    """A line a criterion: how many units, which, since when, and what blocks them."""
    return items([_line(facts, each) for each in facts.results.unmet[:CRITERIA_NAMED]])


def _line(facts, each):
    code = figure_name(each.criterion.code)
    mark = " (điểm liệt)" if each.criterion.knock_out else ""
    name = f"Tiêu chí {plain(each.criterion.code)} {quoted(each.criterion.title)}{mark}"
    parts = [] if facts.is_single else [_how_many(facts, each, code)]
    if each.first_day < facts.round.ends_on:
        parts.append(f"{_since(each)} từ kỳ kết thúc ngày [[ngày bắt đầu chưa đạt {code}]]")
    elif facts.is_single:
        parts.append("chưa đạt trong kỳ này")
    blocked = _blocked(facts, each)
    return f"{name}: {', '.join(parts)}{blocked}"


def _since(each):
    if len(each.units) == 1:
        return "chưa đạt"
    return "đều chưa đạt" if len(set(each.since.values())) == 1 else "có đơn vị chưa đạt"


def _how_many(facts, each, code):
    if len(each.units) == len(facts.units):
        said = "tất cả [[số đơn vị tham gia]] đơn vị chưa đạt"
    else:
        names = f"[[đơn vị chưa đạt {code}]]" if len(each.units) <= UNITS_NAMED else "danh sách tại phụ lục"
        said = f"[[số đơn vị chưa đạt {code}]] đơn vị chưa đạt ({names})"
    if not facts.results.has_same_set or each.unmet_before in (None, len(each.units)):
        return said
    if each.unmet_before:
        word = "tăng" if len(each.units) > each.unmet_before else "giảm"
        return f"{said}, {word} [[mức thay đổi chưa đạt {code}]] đơn vị so với kỳ trước"
    return f"{said}, mới phát sinh trong kỳ này"


def _blocked(facts, each):
    found = {}
    for unit in each.units:
        if known := facts.business.blocking(unit.row.unit_id, each.criterion.pk):
            found[known.obstacle.pk] = known.obstacle
    named = list(found.values())[:OBSTACLES_NAMED]
    if not named:
        return ""
    told = "; ".join(
        f"{lower_first(plain(one.title))} (từ ngày [[ngày phát sinh vướng mắc {one.pk}]])" for one in named
    )
    more = " và một số vướng mắc khác" if len(found) > OBSTACLES_NAMED else ""
    return f". Vướng mắc: {told}{more}"


# ---------------------------------------------------------------- what works


def found(facts):
    """How many initiatives there are and how often they were taken over."""
    initiatives = facts.business.initiatives
    if not initiatives:
        return ""
    who = "Đơn vị" if facts.is_single else "Các đơn vị"
    taken = any(each.taken_over for each in initiatives)
    spread = " (đã có [[số lượt nhân rộng mô hình]] lượt đơn vị khác áp dụng)" if taken else ""
    lead = "tiêu biểu là" if len(initiatives) > INITIATIVES_NAMED else "gồm"
    return f"{who} duy trì [[số mô hình, cách làm hay]] mô hình, cách làm hay{spread}, {lead}:"


def found_lines(facts):
    """A line an initiative: what, whose, since when, its counts, and how many took it over."""
    return items([_initiative(each) for each in facts.business.initiatives[:INITIATIVES_NAMED]])


def _initiative(each):
    own = each.initiative
    counts = f"; kết quả đến nay: [[số liệu mô hình {own.pk}]]" if each.counts else ""
    taken = f"; [[số nơi áp dụng mô hình {own.pk}]] đơn vị khác đã áp dụng" if each.taken_over else ""
    who = plain(each.unit_name)
    return f"{quoted(own.title)} của {who}, thực hiện từ ngày [[ngày bắt đầu mô hình {own.pk}]]{counts}{taken}"
