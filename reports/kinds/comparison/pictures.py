"""The drawings of a comparison: now as a bar, before as a mark across it."""

from drawing.bars import Bar, BarWords, bars
from drawing.figure import Frame
from reports.content.document import Picture
from reports.content.phrasing import counted, percent

WIDTH = 640
UNITS_SHOWN = 25


def unit_bars(facts):
    """Return the drawing of the comparable units, those that moved most first; none where there is nothing to draw."""
    found = sorted(facts.comparable, key=lambda each: -each.moved)
    if not 1 < len(found) <= UNITS_SHOWN:
        return []
    rows = [_bar(each.now.name, each.share_now, each.share_before) for each in found]
    title = "Kết quả của từng đơn vị ở kỳ sau, vạch đứng là kỳ trước"
    sentence = _moves(found, "đơn vị")
    return [_picture("units", title, sentence, "Đơn vị", rows)]


def group_bars(facts):
    """Return the drawing of the groups that both rounds have."""
    if len(facts.groups) < 2:
        return []
    rows = [
        _bar(f"{each.now.group.code}. {each.now.group.title}", each.now.share, each.before.share)
        for each in facts.groups
    ]
    title = "Tỷ lệ đạt theo nhóm ở kỳ sau, vạch đứng là kỳ trước"
    sentence = _moves(facts.groups, "nhóm")
    return [_picture("groups", title, sentence, "Nhóm", rows)]


def _moves(found, noun):
    """“03 đơn vị tăng, 02 đơn vị giảm.”"""
    counts = {
        "tăng": sum(each.moved > 0 for each in found),
        "giảm": sum(each.moved < 0 for each in found),
        "giữ nguyên": sum(not each.moved for each in found),
    }
    told = ", ".join(f"{counted(count)} {noun} {word}" for word, count in counts.items() if count)
    return f"{told}."


def _bar(label, now, before):
    return Bar(label, now, percent(now) or "–", reference=before, reference_text=percent(before) or "–")


def _picture(key, title, sentence, row, rows):
    frame = Frame(key=f"comparison-{key}", title=title, description=sentence, width=WIDTH)
    drawing = bars(frame, rows, BarWords(row=row, value="Kỳ sau", reference="kỳ trước"), maximum=100)
    told = "; ".join(f"{each.label}: {each.text} (kỳ trước {each.reference_text})" for each in rows)
    return Picture(drawing.svg, f"{sentence} {told}.", title)
