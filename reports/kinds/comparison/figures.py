"""The figures of a comparison."""

from django.urls import reverse

from reports.content.phrasing import figure_name, listed, points_of_percent, quoted
from reports.kinds.ledger import Ledger

PUBLISHED = "Kết quả đã lưu của từng kỳ"
RESTATED = "Kết quả của hai kỳ, đối chiếu theo quan hệ sáp nhập"
UNITS_NAMED = 8


def figures_of(facts):
    """Return {name: `Figure`} of a comparison's facts."""
    ledger = Ledger()
    _rounds(ledger, facts)
    _units(ledger, facts)
    _published(ledger, facts)
    _restated(ledger, facts)
    _sets(ledger, facts)
    _groups_and_criteria(ledger, facts)
    return ledger.figures


def _of(results):
    return reverse("assessments:round", args=[results.round.code])


def _sides(facts):
    return (("kỳ trước", facts.earlier), ("kỳ sau", facts.later))


def _rounds(ledger, facts):
    for word, results in _sides(facts):
        shown, url = results.round, _of(results)
        ledger.fix(f"tên {word}", quoted(shown.title), "Kỳ đánh giá", url)
        ledger.fix(f"ngày bắt đầu {word}", shown.starts_on, "Kỳ đánh giá", url)
        ledger.fix(f"ngày kết thúc {word}", shown.ends_on, "Kỳ đánh giá", url)


def _units(ledger, facts):
    for word, results in _sides(facts):
        ledger.count(f"số đơn vị {word}", len(results.units), PUBLISHED, _of(results))
    url = _of(facts.later)
    ledger.count("số đơn vị so sánh được", len(facts.comparable), RESTATED, url)
    ledger.count("số đơn vị mới tham gia", len(facts.new), RESTATED, url)
    ledger.count("số đơn vị không còn tham gia", len(facts.gone), RESTATED, _of(facts.earlier))
    new = [each.now.police_name for each in facts.new]
    ledger.fix("đơn vị mới tham gia", listed(new, UNITS_NAMED) or None, RESTATED, url)
    gone = [each.police_name for each in facts.gone]
    ledger.fix("đơn vị không còn tham gia", listed(gone, UNITS_NAMED) or None, RESTATED, _of(facts.earlier))
    another = sum(each.is_another for each in facts.units)
    ledger.count("số đơn vị đối chiếu qua sắp xếp", another, RESTATED, url)


def _published(ledger, facts):
    for word, results in _sides(facts):
        ledger.share(f"tỷ lệ {word}", results.now.share, PUBLISHED, _of(results))
        counts = dict(results.now.classes)
        for code, title in (results.known.class_titles if results.known else {}).items():
            name = f"số đơn vị xếp loại {figure_name(title)} {word}"
            ledger.count(name, counts.get(code, 0), PUBLISHED, _of(results))
    moved = None if facts.moved is None else points_of_percent(facts.moved)
    ledger.fix("mức tăng giảm theo công bố", moved, PUBLISHED, _of(facts.later))


def _restated(ledger, facts):
    url = _of(facts.later)
    before, now = facts.restated
    ledger.share("tỷ lệ quy đổi kỳ trước", before, RESTATED, url)
    ledger.share("tỷ lệ quy đổi kỳ sau", now, RESTATED, url)
    moved = None if facts.restated_moved is None else points_of_percent(facts.restated_moved)
    ledger.fix("mức tăng giảm quy đổi", moved, RESTATED, url)
    for word, sign in (("tăng", 1), ("giảm", -1), ("giữ nguyên", 0)):
        found = facts.units_moved(sign)
        ledger.count(f"số đơn vị {word}", len(found), RESTATED, url)
        if sign:
            most = [each for each in found if each.moved == found[0].moved]
            names = listed([each.now.police_name for each in most], UNITS_NAMED) or None
            ledger.fix(f"đơn vị {word} nhiều nhất", names, RESTATED, url)
            ledger.fix(f"mức {word} nhiều nhất", points_of_percent(found[0].moved) if found else None, RESTATED, url)


def _sets(ledger, facts):
    counts = []
    for word, results in _sides(facts):
        criteria = [each for each in results.known.criteria.values() if each.is_counted] if results.known else []
        url = reverse("criteria:set", args=[results.round.criteria_set.code])
        ledger.count(f"số tiêu chí {word}", len(criteria) or None, "Bộ tiêu chí", url)
        counts.append(len(criteria))
    matched = {each.before.pk for each in facts.criteria}
    ledger.count("số tiêu chí cùng nội dung", len(facts.criteria), "Hai bộ tiêu chí")
    ledger.count("số tiêu chí mới", max(counts[1] - len(facts.criteria), 0), "Hai bộ tiêu chí")
    ledger.count("số tiêu chí không còn", max(counts[0] - len(matched), 0), "Hai bộ tiêu chí")


def _groups_and_criteria(ledger, facts):
    for each in facts.groups:
        name = f"nhóm {figure_name(each.now.group.code)}"
        ledger.share(f"tỷ lệ {name} kỳ trước", each.before.share, PUBLISHED, _of(facts.earlier))
        ledger.share(f"tỷ lệ {name} kỳ sau", each.now.share, PUBLISHED, _of(facts.later))
        ledger.fix(f"mức tăng giảm {name}", points_of_percent(each.moved), PUBLISHED, _of(facts.later))
    asked = facts.later.round.criteria_set.code
    for each in facts.criteria:
        url, code = reverse("portal:criterion", args=[asked, each.now.code]), figure_name(each.now.code)
        ledger.count(f"số đơn vị chưa đạt {code} kỳ trước", each.unmet_before, PUBLISHED, url)
        ledger.count(f"số đơn vị chưa đạt {code} kỳ sau", each.unmet_now, PUBLISHED, url)
        ledger.fix(f"mức tăng giảm {code}", points_of_percent(each.moved), PUBLISHED, url)
