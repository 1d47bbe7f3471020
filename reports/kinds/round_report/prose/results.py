"""Chapter III, 1 and 2: how far the criteria were met, in all and group by group."""

from reports.content.document import Heading
from reports.content.phrasing import figure_name, plain, quoted, sentences
from reports.content.prose import Prose
from reports.kinds.round_report.compared import against_before, self_scores, units_compared

GROUPS_NAMED = 3


def blocks(facts, pictures):
    """Return these parts of chapter III with their drawings."""
    return [
        Heading(1, "III.", "Kết quả thực hiện các tiêu chí"),
        Heading(2, "1.", "Kết quả chung"),
        Prose("tien-do-danh-gia", progress(facts), ""),
        Prose("ket-qua-chung", whole(facts), "Nêu kết quả chung của các đơn vị."),
        Prose("xep-loai", classes(facts), ""),
        Prose("so-voi-ky-truoc", compared(facts), ""),
        Prose("tu-cham-va-tham-dinh", self_scored(facts), ""),
        *pictures.of("trend", "classes"),
        Heading(2, "2.", "Kết quả theo nhóm tiêu chí"),
        Prose("theo-nhom", by_group(facts), "Nêu kết quả từng nhóm tiêu chí."),
        *pictures.of("heatmap", "groups"),
    ]


def progress(facts):
    """How many sheets were handed in, appraised, decided: while the round goes on, and who was late."""
    results = facts.results
    if not results.units:
        return ""
    if results.is_final:
        return _late_ones(results)
    if not results.submitted:
        return (
            "Đến ngày [[ngày số liệu]], các đơn vị đang tự chấm điểm, chưa có phiếu nào được nộp "
            "(hạn nộp: ngày [[hạn tự chấm điểm]]). Số liệu dưới đây là tạm tính."
        )
    stages = []
    if results.appraised:
        stages.append("đã thẩm định xong [[số phiếu đã thẩm định]] phiếu")
    if results.decided:
        stages.append("đã có quyết định đối với [[số phiếu đã quyết định]] phiếu")
    after = f"; {', '.join(stages)}" if stages else ""
    return sentences(
        "Đến ngày [[ngày số liệu]], đã có [[số phiếu đã nộp]]/[[số đơn vị tham gia]] phiếu đánh giá được nộp "
        f"(đạt tỷ lệ [[tỷ lệ nộp phiếu]]){after}.",
        _overdue_ones(facts),
        "Kết quả dưới đây là tạm tính, sẽ thay đổi sau khi thẩm định, quyết định.",
    )


def _overdue_ones(facts):
    results = facts.results
    missing = [
        each for each in results.units if not each.row.submitted_at and each.row.due_of("self_score") < facts.date
    ]
    if missing:
        return "Còn [[số phiếu quá hạn chưa nộp]] đơn vị quá hạn chưa nộp phiếu (hạn nộp: ngày [[hạn tự chấm điểm]])."
    return _late_ones(results) if any(each.is_late for each in results.units) else ""


def _late_ones(results):
    late = sum(each.is_late for each in results.units)
    if len(results.units) == 1:
        return "Đơn vị nộp phiếu đánh giá sau thời hạn." if late else ""
    if not late:
        return "Tất cả [[số đơn vị tham gia]] đơn vị đã nộp phiếu đánh giá đúng thời hạn." if results.is_final else ""
    return (
        "Có [[số phiếu nộp đúng hạn]]/[[số đơn vị tham gia]] đơn vị nộp phiếu đánh giá đúng thời hạn, "
        "[[số phiếu nộp muộn]] đơn vị nộp muộn."
    )


def whole(facts):
    """How much was met in all; who stands highest and lowest."""
    results = facts.results
    if not results.units:
        return "Chưa có kết quả đánh giá."
    if not results.complete:
        return "Chưa có đơn vị nào trả lời đủ các tiêu chí nên chưa tổng hợp được kết quả chung."
    if facts.is_single:
        if not results.counts_met:
            return "[[các đơn vị tham gia]] đạt [[kết quả cao nhất]], tương ứng [[điểm bình quân]] điểm tối đa."
        return "[[các đơn vị tham gia]] đạt [[kết quả cao nhất]], tương ứng tỷ lệ [[tỷ lệ tiêu chí đạt]]."
    return sentences(_counted(results), _full(results), _ends(results))


def _counted(results):
    part = (
        ""
        if len(results.complete) == len(results.units)
        else " (tính trên [[số phiếu đủ câu trả lời]] phiếu đủ trả lời)"
    )
    if not results.counts_met:
        return f"Điểm bình quân của các đơn vị đạt [[điểm bình quân]] so với điểm tối đa{part}."
    return (
        "Tính chung, các đơn vị đạt [[số lượt tiêu chí đạt]]/[[số lượt tiêu chí áp dụng]] lượt tiêu chí, "
        f"đạt tỷ lệ [[tỷ lệ tiêu chí đạt]]{part}."
    )


def _full(results):
    full = sum(each.row.met == each.row.applicable > 0 for each in results.complete)
    if not full:
        return "Chưa có đơn vị nào đạt toàn bộ các tiêu chí."
    if full == len(results.units):
        return "Tất cả các đơn vị đều đạt toàn bộ tiêu chí áp dụng."
    return "Có [[số đơn vị đạt đủ tiêu chí]] đơn vị đạt toàn bộ tiêu chí áp dụng."


def _ends(results):
    measure = (lambda each: each.share) if results.counts_met else (lambda each: each.row.percent)
    known = {measure(each) for each in results.complete}
    if len(known) < 2:
        return "" if len(results.complete) < 2 else "Kết quả của các đơn vị bằng nhau: [[kết quả cao nhất]]."
    return (
        "Đơn vị có kết quả cao nhất là [[đơn vị có kết quả cao nhất]] ([[kết quả cao nhất]]); "
        "thấp nhất là [[đơn vị có kết quả thấp nhất]] ([[kết quả thấp nhất]])."
    )


def classes(facts):
    """How many units came to each class; "" before anything is decided."""
    results = facts.results
    if not results.known or not results.decided or not results.complete:
        return ""
    counts = dict(results.now.classes)
    present = [(code, title) for code, title in results.known.class_titles.items() if counts.get(code)]
    if not present:
        return ""
    if facts.is_single:
        return f"Đơn vị {'được' if results.is_final else 'tạm'} xếp loại {quoted(present[0][1])}."
    if len(present) == 1 and counts[present[0][0]] == len(results.units):
        word = "được" if results.is_final else "tạm"
        return f"Về xếp loại, tất cả các đơn vị {word} xếp loại {quoted(present[0][1])}."
    parts = [_class(title) for _code, title in present]
    rest = "; còn [[số đơn vị chưa xếp loại]] đơn vị chưa xếp loại" if counts.get("") else ""
    lead = "Về xếp loại" if results.is_final else "Tạm xếp loại theo kết quả hiện có"
    return f"{lead}: {'; '.join(parts)}{rest}."


def _class(title):
    name = figure_name(title)
    return f"[[số đơn vị xếp loại {name}]] đơn vị xếp loại {quoted(title)} (chiếm [[tỷ lệ xếp loại {name}]])"


def compared(facts):
    """What rose, what fell against the round before; "" where the two cannot be compared."""
    results = facts.results
    found, units = against_before(results), units_compared(results)
    if found is None:
        return _nothing_before(results)
    what = "tỷ lệ tiêu chí đạt" if results.counts_met else "điểm bình quân"
    now = "[[tỷ lệ tiêu chí đạt]]" if results.counts_met else "[[điểm bình quân]]"
    if found:
        word, way = ("tăng", "lên") if found > 0 else ("giảm", "xuống")
        moved = f"{what} {word} [[mức tăng giảm so với kỳ trước]] (từ [[tỷ lệ kỳ trước]] {way} {now})"
    else:
        moved = f"{what} không thay đổi (giữ mức {now})"
    other_set = "" if results.has_same_set else " Hai kỳ áp dụng hai bộ tiêu chí khác nhau nên chỉ so sánh theo tỷ lệ."
    return sentences(
        f"So với kỳ trước ([[tên kỳ trước]], kết thúc ngày [[ngày kết thúc kỳ trước]]), {moved}.{other_set}",
        _moved_units(facts, units),
    )


def _nothing_before(results):
    if results.is_final and len(results.totals) < 2:
        return "Đây là kỳ đánh giá đầu tiên của chương trình nên chưa có số liệu kỳ trước để so sánh."
    return ""


def _moved_units(facts, units):
    if facts.is_single or not units.total:
        return ""
    parts = []
    if units.risen:
        parts.append("[[số đơn vị tăng]] đơn vị có kết quả tăng")
    if units.same:
        parts.append("[[số đơn vị giữ nguyên]] đơn vị giữ nguyên")
    if units.fallen:
        parts.append("[[số đơn vị giảm]] đơn vị giảm")
    best = ""
    if units.risen:
        best = "; tăng nhiều nhất là [[đơn vị tăng nhiều nhất]] (tăng [[mức tăng nhiều nhất]])"
    if len(parts) == 1 and units.total == len(facts.units):
        word = "tăng" if units.risen else "giảm" if units.fallen else "giữ nguyên"
        return f"Tất cả các đơn vị đều có kết quả {word}{best}."
    return f"Trong số các đơn vị có kết quả ở cả hai kỳ, {', '.join(parts)}{best}."


def self_scored(facts):
    """What the units claimed and what was recognised after the appraisal."""
    found = self_scores(facts.results)
    if not found.units:
        return ""
    if found.equal == found.units:
        if facts.is_single:
            return "Kết quả tự chấm điểm của đơn vị thống nhất với kết quả thẩm định."
        return f"Kết quả tự chấm điểm của {_appraised_ones(facts, found)} thống nhất với kết quả thẩm định."
    if facts.is_single:
        word = "cao" if found.higher else "thấp"
        return (
            "Đơn vị tự chấm đạt [[số lượt tự chấm đạt]] tiêu chí, sau thẩm định được công nhận "
            f"[[số lượt được công nhận đạt]] tiêu chí (tự chấm {word} hơn kết quả thẩm định)."
        )
    who = _appraised_ones(facts, found)
    return (
        f"{who[:1].upper()}{who[1:]} tự chấm đạt [[số lượt tự chấm đạt]] lượt tiêu chí, sau thẩm định được công nhận "
        f"[[số lượt được công nhận đạt]] lượt. {_higher_and_lower(found)}"
    )


def _appraised_ones(facts, found):
    if found.units == len(facts.units):
        return "các đơn vị"
    return "[[số đơn vị đã có kết quả thẩm định]] đơn vị đã thẩm định xong"


def _higher_and_lower(found):
    parts = []
    if found.higher:
        parts.append(f"[[số đơn vị tự chấm cao hơn]] đơn vị tự chấm cao hơn kết quả thẩm định{_by_most(found)}")
    if found.lower:
        parts.append("[[số đơn vị tự chấm thấp hơn]] đơn vị tự chấm thấp hơn")
    return f"Có {'; '.join(parts)}."


def _by_most(found):
    names = "[[đơn vị tự chấm cao hơn nhiều nhất]]"
    if len(found.most_inflated) == len(found.higher):
        return f" ({names})"
    return f", nhiều nhất là {names} (cao hơn [[mức tự chấm cao hơn nhiều nhất]] tiêu chí)"


# ---------------------------------------------------------------- groups


def by_group(facts):
    """The groups that are met best and least, and what moved most against the round before."""
    groups = [each for each in facts.results.groups if each.share is not None]
    if not groups:
        return "" if facts.results.units else "Chưa có kết quả theo nhóm tiêu chí."
    full = [each for each in groups if each.share == 100]
    if len(full) == len(groups):
        return "Tất cả [[số nhóm tiêu chí]] nhóm tiêu chí đều đạt tỷ lệ 100%."
    return sentences(_full_groups(full, groups), _weakest(groups), _moved_groups(facts.results))


def _group(each):
    return f"nhóm {plain(each.group.code)} {quoted(each.group.title)}"


def _rate(each):
    return f"{_group(each)} ([[tỷ lệ đạt nhóm {figure_name(each.group.code)}]])"


def _full_groups(full, groups):
    if full:
        named = "; ".join(_group(each) for each in full[:GROUPS_NAMED])
        more = "" if len(full) <= GROUPS_NAMED else " và một số nhóm khác"
        return f"Đạt tỷ lệ 100% ở {named}{more}."
    best = max(groups, key=lambda each: each.share)
    return f"Nhóm tiêu chí đạt tỷ lệ cao nhất là {_rate(best)}."


def _weakest(groups):
    least = sorted((each for each in groups if each.share < 100), key=lambda each: each.share)
    if len(least) == 1 or len(groups) < 4:
        return f"Nhóm đạt tỷ lệ thấp nhất là {_rate(least[0])}."
    return f"Các nhóm đạt tỷ lệ thấp nhất là {'; '.join(_rate(each) for each in least[:2])}."


def _moved_groups(results):
    if not results.has_same_set:
        return ""
    moved = [each for each in results.groups if None not in (each.share, each.share_before)]
    risen = max(moved, key=lambda each: each.share - each.share_before, default=None)
    fallen = min(moved, key=lambda each: each.share - each.share_before, default=None)
    parts = []
    if risen and risen.share > risen.share_before:
        parts.append(f"{_group(risen)} tăng nhiều nhất ([[mức tăng giảm nhóm {figure_name(risen.group.code)}]])")
    if fallen and fallen.share < fallen.share_before:
        parts.append(f"{_group(fallen)} giảm nhiều nhất ([[mức tăng giảm nhóm {figure_name(fallen.group.code)}]])")
    return f"So với kỳ trước, {'; '.join(parts)}." if parts else ""
