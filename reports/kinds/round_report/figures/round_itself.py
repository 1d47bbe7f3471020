"""Figures of the round, its criteria set, its units and how far it has come."""

from collections import Counter

from django.urls import reverse

from reports.content.phrasing import counted, document_of, listed, percent, quoted, share_of
from reports.kinds.round_report.prose.opening import CHANGES_NAMED
from reports.queries.round_results import FEW_UNITS
from units.models import UnitType

SHEETS = "Phiếu đánh giá của kỳ"
ROUND = "Kỳ đánh giá"


def write(ledger, facts):
    """Write these figures into a `Ledger`."""
    shown = facts.round
    url = reverse("assessments:round", args=[shown.code])
    ledger.fix("tên kỳ đánh giá", quoted(shown.title), ROUND, url)
    ledger.fix("ngày bắt đầu kỳ", shown.starts_on, ROUND, url)
    ledger.fix("ngày kết thúc kỳ", shown.ends_on, ROUND, url)
    ledger.fix("hạn tự chấm điểm", shown.self_score_due, ROUND, url)
    ledger.fix("hạn thẩm định", shown.appraisal_due, ROUND, url)
    ledger.fix("hạn quyết định", shown.decision_due, ROUND, url)
    ledger.fix("ngày số liệu", facts.date, "Ngày chốt số liệu của báo cáo", url)
    _set(ledger, facts)
    _units(ledger, facts, url)
    _progress(ledger, facts, url)


def _set(ledger, facts):
    asked, known = facts.round.criteria_set, facts.results.known
    url = reverse("criteria:set", args=[asked.code])
    document = document_of(asked.document_number, asked.document_date, asked.document_issuer)
    ledger.fix("văn bản ban hành bộ tiêu chí", document, "Bộ tiêu chí", url)
    counted_ones = [each for each in known.criteria.values() if each.is_counted] if known else None
    ledger.count("số tiêu chí", counted_ones and len(counted_ones), "Bộ tiêu chí", url)
    groups = counted_ones and len({each.group_id for each in counted_ones})
    ledger.count("số nhóm tiêu chí", groups, "Bộ tiêu chí", url)


def _units(ledger, facts, url):
    units, totals = facts.units, facts.results.totals
    ledger.count("số đơn vị tham gia", len(units), SHEETS, url)
    ledger.count("số đơn vị đăng ký tham gia", len(units) or facts.enrolled, "Đơn vị tham gia chương trình", url)
    kinds = Counter(each.row.unit_type for each in units)
    words = [f"{counted(kinds[kind])} {kind.label}" for kind in UnitType if kinds[kind]]
    ledger.fix("cơ cấu đơn vị", listed(words) or None, SHEETS, url)
    # An empty list is worse than a number for a hundred names.
    names = listed([each.police_name for each in units], FEW_UNITS) if units else None
    ledger.fix("các đơn vị tham gia", names, SHEETS, url)
    before = totals[-2].units if len(totals) > 1 else None
    ledger.count("số đơn vị tham gia kỳ trước", before, "Phiếu đánh giá của kỳ trước")
    ledger.count("mức thay đổi số đơn vị", None if before is None else abs(len(units) - before), "Hai kỳ đánh giá")
    ledger.count("diện tích địa bàn", facts.changes.area, "Thông tin đơn vị", reverse("units:tree"))
    changes = facts.changes.in_order
    for place, each in enumerate(changes, start=1):
        ledger.fix(f"ngày thay đổi tổ chức {place}", each.date, "Thông tin đơn vị", reverse("units:tree"))
    ledger.count("số thay đổi tổ chức khác", max(len(changes) - CHANGES_NAMED, 0), "Thông tin đơn vị")
    ledger.fix("dân số địa bàn", None, "Chưa có nguồn số liệu trong cổng")


def _progress(ledger, facts, url):
    results = facts.results
    every, submitted = len(results.units), len(results.submitted)
    late = sum(each.is_late for each in results.units)
    overdue = sum(not each.row.submitted_at and each.row.due_of("self_score") < facts.date for each in results.units)
    ledger.count("số phiếu đã nộp", submitted, SHEETS, url)
    ledger.fix("tỷ lệ nộp phiếu", percent(share_of(submitted, every)), SHEETS, url)
    ledger.count("số phiếu chưa nộp", every - submitted, SHEETS, url)
    ledger.count("số phiếu nộp muộn", late, SHEETS, url)
    ledger.count("số phiếu nộp đúng hạn", submitted - late, SHEETS, url)
    ledger.count("số phiếu quá hạn chưa nộp", overdue, SHEETS, url)
    ledger.count("số phiếu đã thẩm định", len(results.appraised), SHEETS, url)
    ledger.count("số phiếu đã quyết định", len(results.decided), SHEETS, url)
    ledger.count("số phiếu đủ câu trả lời", len(results.complete), SHEETS, url)
