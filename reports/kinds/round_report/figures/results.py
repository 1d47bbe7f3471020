"""Figures of the results: all units, classes, groups, criteria, and against the round before."""

from django.urls import reverse

from reports.content.phrasing import day, figure_name, listed, percent, points_of_percent, quoted, rounded, share_of
from reports.content.wording import number_text
from reports.kinds.round_report.compared import against_before, self_scores, units_compared

RESULTS = "Kết quả đã lưu của các phiếu đánh giá"
UNITS_NAMED = 8


def write(ledger, facts):
    """Write these figures into a `Ledger`."""
    url = _ranking(facts.round)
    _whole(ledger, facts, url)
    _best_and_worst(ledger, facts, url)
    _classes(ledger, facts, url)
    _before(ledger, facts, url)
    _self_scores(ledger, facts, url)
    _groups(ledger, facts, url)
    _criteria(ledger, facts)


def _ranking(assessment_round):
    is_opened = assessment_round.opened_at is not None
    return reverse("portal:ranking" if is_opened else "assessments:round", args=[assessment_round.code])


def result_of(results, row):
    """“21/22 tiêu chí”, “87,5 điểm”: as the set counts."""
    if results.counts_met:
        return f"{row.met}/{row.applicable} tiêu chí"
    return f"{number_text(rounded(row.points))} điểm"


def _whole(ledger, facts, url):
    results, now = facts.results, facts.results.now
    ledger.count("số lượt tiêu chí đạt", now.met, RESULTS, url)
    ledger.count("số lượt tiêu chí áp dụng", now.applicable, RESULTS, url)
    ledger.share("tỷ lệ tiêu chí đạt", share_of(now.met, now.applicable), RESULTS, url)
    ledger.fix("điểm bình quân", percent(now.percent), RESULTS, url)
    full = sum(each.row.met == each.row.applicable > 0 for each in results.complete)
    ledger.count("số đơn vị đạt đủ tiêu chí", full, RESULTS, url)
    knocked = sum(each.row.knock_outs > 0 for each in results.complete)
    ledger.count("số đơn vị có điểm liệt", knocked, RESULTS, url)


def _best_and_worst(ledger, facts, url):
    results = facts.results
    ranked = sorted(results.complete, key=lambda each: -(_measure(results, each) or 0))
    for word, first in (("cao nhất", ranked[:1]), ("thấp nhất", ranked[-1:])):
        least = first and _measure(results, first[0])
        names = [each.police_name for each in ranked if first and _measure(results, each) == least]
        ledger.fix(f"kết quả {word}", result_of(results, first[0].row) if first else None, RESULTS, url)
        ledger.fix(f"đơn vị có kết quả {word}", listed(names, UNITS_NAMED) or None, RESULTS, url)
        ledger.count(f"số đơn vị có kết quả {word}", len(names), RESULTS, url)


def _measure(results, unit):
    return unit.share if results.counts_met else unit.row.percent


def _classes(ledger, facts, url):
    results = facts.results
    titles = results.known.class_titles if results.known else {}
    counts, every = dict(results.now.classes), len(results.units)
    for code, title in titles.items():
        name = figure_name(title)
        ledger.count(f"số đơn vị xếp loại {name}", counts.get(code, 0), RESULTS, f"{url}?class={code}")
        ledger.share(f"tỷ lệ xếp loại {name}", share_of(counts.get(code, 0), every), RESULTS, url)
    ledger.count("số đơn vị chưa xếp loại", counts.get("", 0), RESULTS, url)


def _before(ledger, facts, url):
    found, compared = against_before(facts.results), units_compared(facts.results)
    before = facts.results.before
    earlier_url = _ranking(before.round) if before else ""
    earlier = "Kết quả đã công bố của kỳ trước"
    ledger.fix("tên kỳ trước", quoted(before.round.title) if before else None, earlier, earlier_url)
    ledger.fix("ngày kết thúc kỳ trước", before and before.round.ends_on, earlier, earlier_url)
    ledger.share("tỷ lệ kỳ trước", before and before.share, earlier, earlier_url)
    moved = None if found is None else points_of_percent(found)
    ledger.fix("mức tăng giảm so với kỳ trước", moved, "Kết quả của hai kỳ", url)
    for word, units in (("tăng", compared.risen), ("giảm", compared.fallen), ("giữ nguyên", compared.same)):
        ledger.count(f"số đơn vị {word}", len(units), "Kết quả của hai kỳ", url)
    for word, units in (("tăng", compared.best), ("giảm", compared.worst)):
        names = listed([each.police_name for each in units], UNITS_NAMED) or None
        ledger.fix(f"đơn vị {word} nhiều nhất", names, "Kết quả của hai kỳ", url)
        amount = compared.amount_of(units[0]) if units else None
        ledger.fix(f"mức {word} nhiều nhất", amount, "Kết quả của hai kỳ", url)


def _self_scores(ledger, facts, url):
    found = self_scores(facts.results)
    source = "Điểm tự chấm và kết quả sau thẩm định"
    ledger.count("số lượt tự chấm đạt", found.self_met, source, url)
    ledger.count("số lượt được công nhận đạt", found.met, source, url)
    ledger.count("số đơn vị tự chấm cao hơn", len(found.higher), source, url)
    ledger.count("số đơn vị tự chấm thấp hơn", len(found.lower), source, url)
    ledger.count("số đơn vị tự chấm đúng", found.equal, source, url)
    ledger.count("số đơn vị đã có kết quả thẩm định", found.units, source, url)
    ledger.count("mức tự chấm cao hơn nhiều nhất", found.most, source, url)
    names = listed([each.police_name for each in found.most_inflated], UNITS_NAMED) or None
    ledger.fix("đơn vị tự chấm cao hơn nhiều nhất", names, source, url)


def _groups(ledger, facts, url):
    source = "Kết quả nhóm tiêu chí của các phiếu"
    for each in facts.results.groups:
        name = f"nhóm {figure_name(each.group.code)}"
        before = each.share_before if facts.results.has_same_set else None
        ledger.share(f"tỷ lệ đạt {name}", each.share, source, url)
        ledger.share(f"tỷ lệ đạt {name} kỳ trước", before, source, url)
        moved = None if None in (each.share, before) else points_of_percent(each.share - before)
        ledger.fix(f"mức tăng giảm {name}", moved, source, url)
        ledger.count(f"số đơn vị đạt đủ {name}", each.full, source, url)


def _criteria(ledger, facts):
    results, asked = facts.results, facts.round.criteria_set.code
    every = sum(len(each.units) for each in results.unmet)
    long_ago = sum(on < facts.round.ends_on for each in results.unmet for on in each.since.values())
    url = reverse("criteria:set", args=[asked])
    ledger.count("số tiêu chí còn chưa đạt", len(results.unmet), RESULTS, url)
    ledger.count("số lượt chưa đạt", every, RESULTS, url)
    ledger.count("số lượt chưa đạt kéo dài", long_ago, RESULTS, url)
    unmet = {each.criterion.pk: each for each in results.unmet}
    criteria = results.known.criteria.values() if results.known else ()
    for criterion in criteria:
        if criterion.is_counted:
            _criterion(
                ledger, criterion, unmet.get(criterion.pk), reverse("portal:criterion", args=[asked, criterion.code])
            )


def _criterion(ledger, criterion, unmet, url):
    code, source = figure_name(criterion.code), "Điểm tiêu chí của các phiếu"
    ledger.count(f"số đơn vị chưa đạt {code}", len(unmet.units) if unmet else 0, source, url)
    names = listed([each.police_name for each in unmet.units], UNITS_NAMED) if unmet else None
    ledger.fix(f"đơn vị chưa đạt {code}", names, source, url)
    ledger.fix(f"ngày bắt đầu chưa đạt {code}", day(unmet.first_day) if unmet else None, source, url)
    before = unmet.unmet_before if unmet else None
    moved = None if before is None else abs(len(unmet.units) - before)
    ledger.count(f"mức thay đổi chưa đạt {code}", moved, source, url)
