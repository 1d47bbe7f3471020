"""Chapters IV and V: strengths, shortcomings, their causes, lessons; what stands in the way."""

from committee.models import Cause, ObstacleState
from reports.content.document import Heading
from reports.content.phrasing import figure_name, items, listed, lower_first, plain, quoted, sentences
from reports.content.prose import Prose
from reports.kinds.round_report.compared import against_before, self_scores, units_compared

HUNDRED = 100
RISEN_NAMED = 2
CAUSES_NAMED = 5
OBSTACLES_NAMED = 15
UNITS_NAMED = 4


def blocks(facts):
    """Return chapters IV and V."""
    return [
        Heading(1, "IV.", "Đánh giá"),
        Heading(2, "1.", "Ưu điểm"),
        Prose("uu-diem", strengths(facts), "Nêu những việc làm tốt, nguyên nhân của kết quả đạt được.", is_item=True),
        Heading(2, "2.", "Tồn tại, hạn chế"),
        Prose("ton-tai", shortcomings(facts), "Nêu những tồn tại, hạn chế trong kỳ.", is_item=True),
        Heading(2, "3.", "Nguyên nhân của tồn tại, hạn chế"),
        Heading(3, "a)", "Nguyên nhân khách quan"),
        Prose("nguyen-nhan-khach-quan", causes(facts, Cause.EXTERNAL), "Nêu nguyên nhân khách quan.", is_item=True),
        Heading(3, "b)", "Nguyên nhân chủ quan"),
        Prose("nguyen-nhan-chu-quan", causes(facts, Cause.INTERNAL), "Nêu nguyên nhân chủ quan.", is_item=True),
        Heading(2, "4.", "Bài học kinh nghiệm"),
        Prose("bai-hoc", "", "Nêu bài học kinh nghiệm rút ra qua quá trình thực hiện."),
        Heading(1, "V.", "Khó khăn, vướng mắc"),
        Prose("vuong-mac", obstacles(facts), "Nêu khó khăn, vướng mắc, hoặc ghi rõ là không có."),
        Prose("vuong-mac-cu-the", obstacle_lines(facts), "", is_item=True),
    ]


# ---------------------------------------------------------------- strengths


def strengths(facts):
    """What the data carry of what went well: what rose, which units, which criteria, who was on time, commended."""
    results = facts.results
    lines = [*_risen(facts), _best_class(facts), _all_met(facts), _full_groups(results), _criteria_risen(results)]
    lines += [_in_time(facts), _commended(facts)]
    return items([line for line in lines if line])


def _risen(facts):
    results, units = facts.results, units_compared(facts.results)
    moved = against_before(results)
    if moved is None or moved <= 0:
        return []
    now = "[[tỷ lệ tiêu chí đạt]]" if results.counts_met else "[[điểm bình quân]]"
    what = "tỷ lệ tiêu chí đạt" if results.counts_met else "điểm bình quân"
    found = [f"Kết quả chung có chuyển biến tích cực, {what} tăng từ [[tỷ lệ kỳ trước]] lên {now}"]
    if units.risen and not facts.is_single:
        found.append("Đơn vị có tiến bộ rõ nhất: [[đơn vị tăng nhiều nhất]] (tăng [[mức tăng nhiều nhất]])")
    return found


def _best_class(facts):
    results = facts.results
    title = next(iter(results.known.class_titles.items()), None) if results.known and results.is_final else None
    if title is None or not dict(results.now.classes).get(title[0]):
        return ""
    if facts.is_single:
        return f"Đơn vị được xếp loại {quoted(title[1])}"
    return f"[[số đơn vị xếp loại {figure_name(title[1])}]] đơn vị xếp loại {quoted(title[1])}"


def _all_met(facts):
    results = facts.results
    if not results.decided or facts.is_single:
        return ""
    full = sum(each.row.met == each.row.applicable > 0 for each in results.complete)
    return "[[số đơn vị đạt đủ tiêu chí]] đơn vị đạt toàn bộ tiêu chí áp dụng" if full else ""


def _full_groups(results):
    full = [plain(each.group.code) for each in results.groups if each.share == HUNDRED]
    if not full or not results.is_final or len(full) == len(results.groups):
        return ""
    return f"Hoàn thành 100% tiêu chí ở {'nhóm' if len(full) == 1 else 'các nhóm'} {listed(full)}"


def _criteria_risen(results):
    if not results.has_same_set or not results.risen:
        return ""
    named = [f"{plain(each.code)} {quoted(each.title)}" for each, _units in results.risen[:RISEN_NAMED]]
    if len(results.units) == 1:
        return f"Đã khắc phục được tiêu chí chưa đạt của kỳ trước: {listed(named)}"
    return f"Tiêu chí được khắc phục ở nhiều đơn vị nhất so với kỳ trước: {listed(named)}"


def _in_time(facts):
    results = facts.results
    if not results.is_final or not results.units or any(each.is_late for each in results.units) or facts.is_single:
        return ""
    return "Các đơn vị chấp hành nghiêm thời hạn tự chấm điểm, nộp hồ sơ đánh giá"


def _commended(facts):
    found = facts.business.commendations
    if not found:
        return ""
    if len(found) == 1:
        ((only, name),) = found
        return f"{plain(name)} được {plain(only.authority)} tặng {only.get_form_display()}"
    names = listed(dict.fromkeys(plain(name) for _each, name in found), UNITS_NAMED)
    return f"Có [[số lượt khen thưởng]] lượt tập thể được biểu dương, khen thưởng ({names})"


# ---------------------------------------------------------------- shortcomings


def shortcomings(facts):
    """What fell, what stays unmet, who was late or claimed too much, which tasks are overdue."""
    lines = [_fallen(facts), _knocked(facts), _stays(facts), *_late(facts), _claimed(facts), _overdue(facts)]
    return items([line for line in lines if line])


def _fallen(facts):
    results, units = facts.results, units_compared(facts.results)
    moved = against_before(results)
    if moved is not None and moved < 0:
        what = "Tỷ lệ tiêu chí đạt" if results.counts_met else "Điểm bình quân"
        return f"{what} giảm [[mức tăng giảm so với kỳ trước]] so với kỳ trước"
    if units.fallen and not facts.is_single:
        return "[[số đơn vị giảm]] đơn vị có kết quả giảm so với kỳ trước, nhiều nhất là [[đơn vị giảm nhiều nhất]]"
    return ""


def _knocked(facts):
    if not any(each.row.knock_outs for each in facts.results.complete):
        return ""
    return (
        "[[số đơn vị có điểm liệt]] đơn vị còn tiêu chí điểm liệt chưa đạt"
        if not facts.is_single
        else "Đơn vị còn tiêu chí điểm liệt chưa đạt"
    )


def _stays(facts):
    unmet = facts.results.unmet
    if not unmet:
        return ""
    if not facts.is_single and len(unmet) > 1 and len(unmet[0].units) == len(unmet[1].units):
        return "Còn [[số tiêu chí còn chưa đạt]] tiêu chí có đơn vị chưa đạt"
    worst = unmet[0].criterion
    named = f"{plain(worst.code)} {quoted(worst.title)}"
    if facts.is_single:
        which = f", trong đó có tiêu chí {named}" if len(unmet) > 1 else f": {named}"
        return f"Còn [[số tiêu chí còn chưa đạt]] tiêu chí chưa đạt{which}"
    count = f"[[số đơn vị chưa đạt {figure_name(worst.code)}]]"
    most = ", nhiều nhất trong các tiêu chí" if len(unmet) > 1 else ""
    return f"Tiêu chí {named} còn {count} đơn vị chưa đạt{most}"


def _late(facts):
    late = any(each.is_late for each in facts.results.units)
    missing = any(
        not each.row.submitted_at and each.row.due_of("self_score") < facts.date for each in facts.results.units
    )
    if facts.is_single:
        return ["Đơn vị nộp phiếu đánh giá chưa đúng thời hạn"] if late or missing else []
    found = ["[[số phiếu nộp muộn]] đơn vị nộp phiếu đánh giá muộn"] if late else []
    return [*found, "[[số phiếu quá hạn chưa nộp]] đơn vị quá hạn chưa nộp phiếu đánh giá"] if missing else found


def _claimed(facts):
    found = self_scores(facts.results)
    if not found.higher:
        return ""
    if facts.is_single:
        return "Tự chấm điểm của đơn vị còn cao hơn kết quả thẩm định"
    return (
        "[[số đơn vị tự chấm cao hơn]] đơn vị tự chấm điểm cao hơn kết quả thẩm định, việc tự đánh giá chưa sát thực tế"
    )


def _overdue(facts):
    return (
        "[[số nhiệm vụ quá hạn]] nhiệm vụ Ban Chỉ đạo giao đã quá hạn chưa hoàn thành" if facts.business.overdue else ""
    )


# ---------------------------------------------------------------- causes and obstacles


def causes(facts, cause):
    """What the obstacles of a cause say; "" where none is recorded."""
    found = [each for each in facts.business.obstacles if each.obstacle.cause == cause]
    return items([f"{plain(each.obstacle.title)}{_where(facts, each)}" for each in found[:CAUSES_NAMED]])


def _where(facts, each):
    if facts.is_single:
        return ""
    names = [plain(unit.police_name) for unit in facts.units if unit.row.unit_id in each.units]
    return f" ({listed(names, UNITS_NAMED)})"


def obstacles(facts):
    """How many obstacles stand, of which cause, and how many were cleared in the round."""
    found, cleared = facts.business.obstacles, facts.business.cleared
    ended = "Trong kỳ đã tháo gỡ [[số vướng mắc đã tháo gỡ trong kỳ]] vướng mắc." if cleared else ""
    if not found:
        return (
            f"{ended} Đến ngày [[ngày số liệu]], không còn vướng mắc nào đang được theo dõi.".strip() if ended else ""
        )
    parts = []
    if any(each.obstacle.cause == Cause.EXTERNAL for each in found):
        parts.append("[[số vướng mắc do nguyên nhân khách quan]] vướng mắc do nguyên nhân khách quan")
    if any(each.obstacle.cause == Cause.INTERNAL for each in found):
        parts.append("[[số vướng mắc do nguyên nhân chủ quan]] vướng mắc do nguyên nhân chủ quan")
    split = f", gồm {', '.join(parts)}" if len(parts) > 1 else ""
    lead = f"Đến ngày [[ngày số liệu]], còn [[số vướng mắc]] khó khăn, vướng mắc chưa được tháo gỡ{split}."
    which = "Các vướng mắc kéo dài nhất:" if len(found) > OBSTACLES_NAMED else "Cụ thể:"
    return sentences(ended, lead, which)


def obstacle_lines(facts):
    """A line an obstacle: what, whom it blocks, since when and for how long."""
    return items([_obstacle(facts, each) for each in facts.business.obstacles[:OBSTACLES_NAMED]])


def _obstacle(facts, each):
    own = each.obstacle
    idle = "; chưa có hướng xử lý" if own.state == ObstacleState.OPEN else ""
    effect = f"; {lower_first(plain(own.effect).split('. ')[0].rstrip('.'))}" if own.effect else ""
    since = f"phát sinh từ ngày [[ngày phát sinh vướng mắc {own.pk}]], đã kéo dài [[số ngày vướng mắc {own.pk}]] ngày"
    return f"{plain(own.title)}{_where(facts, each)}: {since}{effect}{idle}"
