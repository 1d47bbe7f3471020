"""The opening and chapter I: what the report is about, and where it took place."""

from reports.content.document import Heading
from reports.content.phrasing import items, listed, plain, sentences
from reports.content.prose import Prose
from reports.queries.reorganisation import Renaming

CHANGES_NAMED = 12
BASIS_ASKS = "Nêu căn cứ: kế hoạch, quyết định của Ban Chỉ đạo, kỳ báo cáo."
PERIOD = "kỳ đánh giá [[tên kỳ đánh giá]] (từ ngày [[ngày bắt đầu kỳ]] đến ngày [[ngày kết thúc kỳ]])"


def blocks(facts):
    """Return the opening and chapter I."""
    return [
        Prose("mo-dau", opening(facts), BASIS_ASKS),
        Heading(1, "I.", "Tình hình chung"),
        Prose("don-vi-tham-gia", taking_part(facts), "Nêu số đơn vị tham gia và bộ tiêu chí áp dụng."),
        Prose("thay-doi-don-vi", reorganised(facts), ""),
        Prose("dia-ban-dan-cu", place(facts), "Nêu diện tích, dân số, đặc điểm của địa bàn."),
        Prose(
            "thuan-loi-kho-khan",
            "",
            "Nêu những thuận lợi, khó khăn chung tác động đến việc thực hiện trong kỳ.",
        ),
    ]


def opening(facts):
    """“Thực hiện Quyết định số …, Ban Chỉ đạo báo cáo kết quả kỳ đánh giá “…” như sau:”."""
    basis = "Thực hiện [[văn bản ban hành bộ tiêu chí]], Ban Chỉ đạo"
    if facts.results.is_final:
        return f"{basis} báo cáo kết quả {PERIOD} như sau:"
    stand = "số liệu tính đến ngày [[ngày số liệu]]"
    if not facts.units:
        return f"{basis} báo cáo công tác chuẩn bị {PERIOD}, {stand}, như sau:"
    return f"{basis} báo cáo sơ bộ tình hình thực hiện {PERIOD}, {stand}, như sau:"


def taking_part(facts):
    """How many units take part and by which criteria; what became of their number since the round before."""
    asked = (
        "được đánh giá theo bộ tiêu chí gồm [[số tiêu chí]] tiêu chí, chia thành [[số nhóm tiêu chí]] nhóm"
        if facts.results.known
        else "bộ tiêu chí áp dụng đang được hoàn thiện"
    )
    if not facts.units:
        return _nobody_yet(facts)
    if facts.is_single:
        return f"Kỳ này có [[số đơn vị tham gia]] đơn vị tham gia là [[các đơn vị tham gia]], {asked}."
    return sentences(
        f"Kỳ này có {_kinds(facts)}, {asked}.",
        _number_of_units_moved(facts),
    )


def _kinds(facts):
    if len({each.row.unit_type for each in facts.units}) == 1:
        return "[[cơ cấu đơn vị]] tham gia"
    return "[[số đơn vị tham gia]] đơn vị tham gia ([[cơ cấu đơn vị]])"


def _nobody_yet(facts):
    if facts.enrolled:
        return (
            "Kỳ đánh giá chưa mở; đến nay có [[số đơn vị đăng ký tham gia]] đơn vị thuộc diện được đánh giá. "
            "Phần kết quả sẽ được bổ sung sau khi các đơn vị tự chấm điểm."
        )
    return (
        "Đến ngày [[ngày số liệu]], chưa có đơn vị nào tham gia kỳ đánh giá. "
        "Phần kết quả sẽ được bổ sung khi có đơn vị tham gia."
    )


def _number_of_units_moved(facts):
    totals = facts.results.totals
    if len(totals) < 2 or not totals[-2].units or totals[-2].units == totals[-1].units:
        return ""
    word = "tăng" if totals[-1].units > totals[-2].units else "giảm"
    return f"So với kỳ trước, số đơn vị tham gia {word} [[mức thay đổi số đơn vị]] đơn vị."


def place(facts):
    """The area and the people; nothing where no unit takes part."""
    if not facts.units:
        return ""
    whose = "Địa bàn của [[các đơn vị tham gia]]" if facts.is_single else "Địa bàn của các đơn vị tham gia"
    return f"{whose} có diện tích [[diện tích địa bàn]] km², dân số [[dân số địa bàn]] người."


def reorganised(facts):
    """Units that were renamed, merged or got a part of another during the round; "" when none was."""
    found = facts.changes.in_order
    if not found:
        return ""
    dated = [(f"[[ngày thay đổi tổ chức {place}]]", each) for place, each in enumerate(found, start=1)]
    if len(found) == 1:
        ((day, only),) = dated
        return f"Từ ngày {day}, {_changed(only)}."
    is_one_day = len({each.date for each in found}) == 1
    lead = f"Từ ngày {dated[0][0]}" if is_one_day else "Trong kỳ"
    lines = [f"- {'' if is_one_day else f'Từ ngày {day}, '}{_changed(each)}" for day, each in dated[:CHANGES_NAMED]]
    if len(found) > CHANGES_NAMED:
        lines.append("- và [[số thay đổi tổ chức khác]] thay đổi khác")
    return f"{lead}, tổ chức của các đơn vị có thay đổi như sau:\n{items(lines)}"


def _changed(each):
    return _renamed(each) if isinstance(each, Renaming) else _merged(each)


def _former(source, name):
    return f"{plain(source)} (cũ)" if plain(source) == name else plain(source)


def _renamed(each):
    return f"{plain(each.before.police_name)} được đổi tên thành {plain(each.after.police_name)}"


def _merged(each):
    name = plain(each.unit.police_name)
    whole = [_former(source.police_name, name) for source, is_whole in each.sources if is_whole]
    parts = [plain(source.full_name) for source, is_whole in each.sources if not is_whole]
    if not whole:
        return f"{name} tiếp nhận một phần địa bàn của {listed(parts)}"
    gained = f" và một phần địa bàn của {listed(parts)}" if parts else ""
    verb = "được thành lập trên cơ sở nhập" if len(whole) > 1 else "được thành lập trên cơ sở"
    return f"{name} {verb} {listed(whole)}{gained}"
