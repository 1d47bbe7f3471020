"""The words of a comparison that the data propose: pure functions of the facts."""

from reports.content.document import Column, Heading, Row, Table
from reports.content.phrasing import figure_name, items, listed, plain, quoted, rounded, sentences
from reports.content.prose import Prose
from reports.kinds.comparison.pictures import group_bars, unit_bars

UNITS_NAMED = 12
CRITERIA_NAMED = 5
RESTATING = (
    "Đơn vị hình thành do sắp xếp được đối chiếu với kết quả kỳ trước của các đơn vị đã nhập toàn bộ vào đơn vị đó "
    "(có nhiều đơn vị thì tính gộp); việc điều chỉnh một phần địa bàn không được tính."
)


def blocks(facts):
    """Return all blocks of a comparison."""
    return [
        Prose("mo-dau", opening(facts), "Nêu căn cứ và hai kỳ được so sánh."),
        Heading(1, "I.", "Phạm vi so sánh"),
        Prose("pham-vi", scope(facts), "Nêu các đơn vị được so sánh."),
        Prose("doi-chieu-don-vi", matched_lines(facts), "", is_item=True),
        Prose("bo-tieu-chi", criteria_sets(facts), "Nêu bộ tiêu chí của từng kỳ."),
        Heading(1, "II.", "Kết quả theo công bố của từng kỳ" if facts.are_final else "Kết quả của từng kỳ"),
        Prose("theo-cong-bo", published(facts), "Nêu kết quả từng kỳ như đã công bố."),
        _published_table(facts),
        Heading(1, "III.", "Kết quả quy về đơn vị của kỳ sau"),
        Prose("quy-doi", restated(facts), "Nêu kết quả của các đơn vị có ở cả hai kỳ."),
        *unit_bars(facts),
        Heading(1, "IV.", "Nhóm tiêu chí, tiêu chí tăng, giảm"),
        Prose("theo-nhom", groups(facts), ""),
        *group_bars(facts),
        Prose("tieu-chi", criteria(facts), "Nêu các tiêu chí tăng, giảm."),
        Prose("tieu-chi-cu-the", criteria_lines(facts), "", is_item=True),
        Heading(1, "V.", "Nhận xét, đánh giá"),
        Prose("nhan-xet", "", "Nêu nhận xét, nguyên nhân tăng, giảm và việc cần làm."),
    ]


def opening(facts):
    return (
        "Ban Chỉ đạo báo cáo so sánh kết quả kỳ đánh giá [[tên kỳ sau]] (từ ngày [[ngày bắt đầu kỳ sau]] đến ngày "
        "[[ngày kết thúc kỳ sau]], sau đây gọi là kỳ sau) với kỳ đánh giá [[tên kỳ trước]] (từ ngày "
        "[[ngày bắt đầu kỳ trước]] đến ngày [[ngày kết thúc kỳ trước]], sau đây gọi là kỳ trước) như sau:"
    )


# ---------------------------------------------------------------- I


def scope(facts):
    """How many units each round has, how many are in both, which are new and which are gone."""
    if not facts.earlier.units or not facts.later.units:
        return _empty(facts)
    lead = "Kỳ trước có [[số đơn vị kỳ trước]] đơn vị, kỳ sau có [[số đơn vị kỳ sau]] đơn vị tham gia đánh giá"
    both = (
        "; [[số đơn vị so sánh được]] đơn vị có kết quả ở cả hai kỳ"
        if facts.comparable
        else "; không có đơn vị nào có kết quả ở cả hai kỳ"
    )
    parts = [f"{lead}{both}."]
    if facts.new:
        parts.append("[[số đơn vị mới tham gia]] đơn vị tham gia mới: [[đơn vị mới tham gia]].")
    if facts.gone:
        parts.append("[[số đơn vị không còn tham gia]] đơn vị không còn tham gia: [[đơn vị không còn tham gia]].")
    if any(each.is_another for each in facts.units):
        parts.append(
            "Do sắp xếp tổ chức, [[số đơn vị đối chiếu qua sắp xếp]] đơn vị của kỳ sau được đối chiếu với đơn vị "
            "trước sắp xếp, cụ thể:"
        )
    return sentences(*parts)


def _empty(facts):
    which = (
        "Cả hai kỳ"
        if not facts.earlier.units and not facts.later.units
        else ("Kỳ trước" if not facts.earlier.units else "Kỳ sau")
    )
    return f"{which} chưa có đơn vị nào tham gia đánh giá nên chưa so sánh được."


def matched_lines(facts):
    """A line a unit that is compared with units of another name."""
    found = [each for each in facts.units if each.is_another]
    lines = [
        f"{plain(each.now.police_name)} đối chiếu với {listed([_called(one, each) for one in each.earlier])}"
        for each in found[:UNITS_NAMED]
    ]
    if len(found) > UNITS_NAMED:
        lines.append("các đơn vị khác: xem phụ lục")
    return items(lines)


def _called(one, each):
    name = plain(one.police_name)
    return f"{name} (cũ)" if one.police_name == each.now.police_name else name


def criteria_sets(facts):
    """Whether both rounds asked the same."""
    if not facts.earlier.known or not facts.later.known:
        return ""
    if facts.has_same_set:
        return "Hai kỳ áp dụng cùng một bộ tiêu chí gồm [[số tiêu chí kỳ sau]] tiêu chí."
    lead = (
        "Kỳ trước áp dụng bộ tiêu chí gồm [[số tiêu chí kỳ trước]] tiêu chí, kỳ sau áp dụng bộ tiêu chí gồm "
        "[[số tiêu chí kỳ sau]] tiêu chí, do đó kết quả chung chỉ được so sánh theo tỷ lệ"
    )
    if not facts.criteria:
        return f"{lead}; hai bộ không có tiêu chí nào cùng nội dung."
    return f"{lead}; [[số tiêu chí cùng nội dung]] tiêu chí có cùng nội dung được so sánh với nhau."


# ---------------------------------------------------------------- II, III


def _what(facts):
    return "tỷ lệ tiêu chí đạt" if facts.later.counts_met else "điểm bình quân"


def _moved(amount, name):
    if amount is None:
        return ""
    if not amount:
        return ", không thay đổi"
    return f", {'tăng' if amount > 0 else 'giảm'} [[{name}]]"


def published(facts):
    """What each round's own result was, whatever units took part."""
    if facts.moved is None:
        return "Chưa đủ kết quả của cả hai kỳ để so sánh."
    what = _what(facts)
    stand = "" if facts.are_final else " Kết quả của kỳ chưa công bố là tạm tính."
    return (
        f"Theo kết quả của từng kỳ, {what} là [[tỷ lệ kỳ trước]] ở kỳ trước và [[tỷ lệ kỳ sau]] ở kỳ sau"
        f"{_moved(facts.moved, 'mức tăng giảm theo công bố')}.{stand}"
    )


def _published_table(facts):
    columns = (
        Column("Nội dung", 3),
        Column("Kỳ trước", 1, "right"),
        Column("Kỳ sau", 1, "right"),
        Column("Tăng (+), giảm (–)", 1.2, "right"),
    )
    rows = [
        _row("Số đơn vị tham gia", len(facts.earlier.units), len(facts.later.units)),
        _row(f"{_what(facts).capitalize()} (%)", *(_rounded(each.now.share) for each in (facts.earlier, facts.later))),
    ]
    titles = {}
    for results in (facts.earlier, facts.later):
        for code, title in (results.known.class_titles if results.known else {}).items():
            titles.setdefault(title, {})[results.round.pk] = dict(results.now.classes).get(code, 0)
    for title, counts in titles.items():
        before, now = (counts.get(each.round.pk) for each in (facts.earlier, facts.later))
        rows.append(_row(f"Số đơn vị xếp loại {quoted(title)}", before, now))
    return Table("", columns, tuple(rows), name="Theo công bố")


def _rounded(share):
    return None if share is None else rounded(share)


def _row(label, before, now):
    return Row((label, before, now, None if None in (before, now) else now - before))


def restated(facts):
    """The same units in both rounds; which rose and which fell."""
    if not facts.comparable:
        return "Không có đơn vị nào có kết quả đầy đủ ở cả hai kỳ để đối chiếu."
    if len(facts.comparable) == 1:
        (only,) = facts.comparable
        lead = (
            f"Kết quả của {plain(only.now.police_name)} là [[tỷ lệ quy đổi kỳ trước]] ở kỳ trước và "
            f"[[tỷ lệ quy đổi kỳ sau]] ở kỳ sau{_moved(facts.restated_moved, 'mức tăng giảm quy đổi')}."
        )
        return sentences(lead, RESTATING if only.is_another else "")
    lead = (
        f"Tính trên [[số đơn vị so sánh được]] đơn vị có kết quả ở cả hai kỳ, {_what(facts)} bình quân của một đơn vị "
        "là [[tỷ lệ quy đổi kỳ trước]] ở kỳ trước và [[tỷ lệ quy đổi kỳ sau]] ở kỳ sau"
        f"{_moved(facts.restated_moved, 'mức tăng giảm quy đổi')}."
    )
    if not facts.later.counts_met:
        lead = lead.replace("điểm bình quân bình quân", "điểm bình quân")
    merged = any(each.is_another for each in facts.comparable)
    return sentences(lead, _units_moved(facts), RESTATING if merged else "")


def _units_moved(facts):
    risen, fallen, same = (facts.units_moved(sign) for sign in (1, -1, 0))
    parts = []
    if risen:
        most = "[[đơn vị tăng nhiều nhất]] (tăng [[mức tăng nhiều nhất]])"
        parts.append(f"[[số đơn vị tăng]] đơn vị tăng, nhiều nhất là {most}")
    if fallen:
        most = "[[đơn vị giảm nhiều nhất]] (giảm [[mức giảm nhiều nhất]])"
        parts.append(f"[[số đơn vị giảm]] đơn vị giảm, nhiều nhất là {most}")
    if same:
        parts.append("[[số đơn vị giữ nguyên]] đơn vị giữ nguyên kết quả")
    return f"Trong đó: {'; '.join(parts)}."


# ---------------------------------------------------------------- IV


def groups(facts):
    """The group that rose most and the one that fell most."""
    if not facts.groups:
        return ""
    best = max(facts.groups, key=lambda each: each.moved)
    worst = min(facts.groups, key=lambda each: each.moved)
    parts = [f"{_group(best)} tăng nhiều nhất ({_from_to(best)})"] if best.moved > 0 else []
    parts += [f"{_group(worst)} giảm nhiều nhất ({_from_to(worst)})"] if worst.moved < 0 else []
    if not parts:
        return "Tỷ lệ đạt của các nhóm tiêu chí không thay đổi giữa hai kỳ."
    return f"Theo nhóm tiêu chí, {'; '.join(parts)}."


def _group(each):
    return f"nhóm {plain(each.now.group.code)} {quoted(each.now.group.title)}"


def _from_to(each):
    name = f"nhóm {figure_name(each.now.group.code)}"
    return f"từ [[tỷ lệ {name} kỳ trước]] {'lên' if each.moved > 0 else 'xuống'} [[tỷ lệ {name} kỳ sau]]"


def criteria(facts):
    """Whether any criterion moved; the lines follow."""
    if not facts.criteria:
        return "Không có tiêu chí nào có kết quả ở cả hai kỳ để so sánh."
    risen, fallen = _moved_criteria(facts)
    if not risen and not fallen:
        return "Tỷ lệ đơn vị đạt của từng tiêu chí không thay đổi giữa hai kỳ."
    return "Theo kết quả của từng kỳ, các tiêu chí có tỷ lệ đơn vị đạt thay đổi nhiều nhất:"


def criteria_lines(facts):
    """A line each for the criteria that rose and that fell most."""
    risen, fallen = _moved_criteria(facts)
    return items([_criterion(each) for each in (*risen[:CRITERIA_NAMED], *fallen[:CRITERIA_NAMED])])


def _moved_criteria(facts):
    risen = sorted((each for each in facts.criteria if each.moved > 0), key=lambda each: -each.moved)
    fallen = sorted((each for each in facts.criteria if each.moved < 0), key=lambda each: each.moved)
    return risen, fallen


def _criterion(each):
    code = figure_name(each.now.code)
    word = "tăng" if each.moved > 0 else "giảm"
    counts = _unmet_words(each, code)
    return f"Tiêu chí {plain(each.now.code)} {quoted(each.now.title)}: {word} [[mức tăng giảm {code}]] ({counts})"


def _unmet_words(each, code):
    before = f"kỳ trước có [[số đơn vị chưa đạt {code} kỳ trước]]/[[số đơn vị kỳ trước]] đơn vị chưa đạt"
    now = f"kỳ sau có [[số đơn vị chưa đạt {code} kỳ sau]]/[[số đơn vị kỳ sau]] đơn vị chưa đạt"
    if not each.unmet_before:
        return f"kỳ trước các đơn vị đều đạt, {now}"
    if not each.unmet_now:
        return f"{before}, kỳ sau các đơn vị đều đạt"
    return f"{before}, {now}"
