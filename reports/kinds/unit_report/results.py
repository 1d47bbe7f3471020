"""Part III of the periodic report of a unit: how it did, in all and by group, and what it does not meet yet."""

from django.urls import reverse

from assessments.models import LineState, State, Track
from criteria.queries import published_set
from criteria.wording import figure
from reports.content.document import Column, Heading, Row, Table
from reports.content.phrasing import enumerated, listed, percent, plain, unended
from reports.content.prose import Prose
from reports.kinds.parts.sheet_words import STEPS, criterion_words
from reports.kinds.unit_report import pictures
from reports.kinds.unit_report.obstacles import blocking_words

SOURCE = "Phiếu đánh giá"
TRACK_WORDS = {Track.SELF: "tự chấm", Track.APPRAISED: "thẩm định", Track.OFFICIAL: "kết quả chính thức"}
GROUP_COLUMNS = (
    Column("Nhóm", 0.8, "center"),
    Column("Nội dung", 4.6),
    Column("Số tiêu chí áp dụng", 1.1, "right"),
    Column("Số tiêu chí đạt", 1, "right"),
)
POINT_COLUMNS = (Column("Điểm tối đa", 1, "right"), Column("Điểm đạt", 1, "right"))


def blocks(facts, ledger):
    """Return the blocks of part III."""
    sheet = facts.sheet
    return (
        Heading(1, "III.", "Kết quả thực hiện các tiêu chí"),
        Heading(2, "1.", "Kết quả chung"),
        Prose("ket-qua-chung", overall(sheet, ledger), "Nêu số tiêu chí đạt, điểm tự chấm, điểm thẩm định."),
        Prose("xep-loai", _class(sheet, ledger), "Nêu loại đạt được và điều kiện còn thiếu của loại cao hơn."),
        Prose("so-voi-ky-truoc", compared(sheet, ledger), "So sánh với kỳ trước: tăng, giảm hay giữ nguyên."),
        *pictures.rounds(sheet),
        Heading(2, "2.", "Kết quả theo nhóm tiêu chí"),
        Prose("theo-nhom", _by_group(facts, ledger), "Nêu nhóm đạt đủ, nhóm còn thiếu nhiều."),
        _group_table(facts),
        *pictures.groups(facts),
        Prose("thay-doi", _changes(sheet, ledger), ""),
        Heading(2, "3.", "Tiêu chí chưa đạt"),
        Prose("chua-dat", _unmet(sheet, ledger), "Nêu các tiêu chí chưa đạt, từ khi nào, vướng ở đâu."),
        Prose("chua-dat-tung-tieu-chi", _unmet_items(facts, ledger), "", is_item=True),
        Prose("bat-kha-khang", _exempt(sheet, ledger), ""),
        *pictures.chain(facts),
    )


# ---------------------------------------------------------------- in all


def overall(sheet, ledger):
    """“Đơn vị đạt 21/22 tiêu chí theo kết quả chính thức; tự chấm đạt 22, thẩm định đạt 21 tiêu chí.”"""
    assessment = sheet.assessment
    applicable = ledger.note("số tiêu chí áp dụng", assessment.applicable, SOURCE, sheet.url)
    if not assessment.answered and assessment.state == State.DRAFTING:
        every = ledger.note("số tiêu chí của bộ tiêu chí", len(sheet.lines), "Bộ tiêu chí", sheet.url)
        return f"Phiếu đánh giá {STEPS[assessment.state]}; đơn vị chưa trả lời tiêu chí nào trong {every} tiêu chí."
    own = ledger.note("số tiêu chí tự chấm đạt", sheet.count_met(Track.SELF), SOURCE, sheet.url)
    points = _points(sheet, ledger)
    if sheet.is_decided:
        met = ledger.note("số tiêu chí đạt", assessment.met, SOURCE, sheet.url)
        judged = _appraised_met(sheet, ledger)
        document = ledger.note("văn bản quyết định", assessment.decision_document, "Quyết định kết quả", sheet.url)
        return (
            f"Theo kết quả chính thức ({document}), đơn vị đạt {met}/{applicable} tiêu chí{points}; "
            f"tự chấm đạt {own} tiêu chí, thẩm định đạt {judged} tiêu chí."
        )
    if sheet.is_appraised:
        judged = _appraised_met(sheet, ledger)
        return (
            f"Qua thẩm định, đơn vị đạt {judged}/{applicable} tiêu chí{points}; đơn vị tự chấm đạt {own} tiêu chí. "
            "Kết quả chính thức chưa được quyết định."
        )
    return _before_appraisal(sheet, ledger, own, applicable, points)


def _before_appraisal(sheet, ledger, own, applicable, points):
    assessment = sheet.assessment
    said_so = f"Phiếu đánh giá {STEPS[assessment.state]}. Đơn vị tự chấm đạt {own}/{applicable} tiêu chí{points}"
    if assessment.state == State.APPRAISING:
        done = ledger.note("số tiêu chí đã thẩm định", assessment.appraised_count, SOURCE, sheet.url)
        return f"{said_so}; đã thẩm định {done} tiêu chí, chưa có kết quả thẩm định chung."
    if assessment.state == State.DRAFTING and not assessment.is_complete:
        answered = ledger.note("số tiêu chí đã trả lời", assessment.answered, SOURCE, sheet.url)
        every = ledger.note("số tiêu chí của bộ tiêu chí", len(sheet.lines), "Bộ tiêu chí", sheet.url)
        return f"{said_so}, mới trả lời {answered}/{every} tiêu chí; chưa có kết quả thẩm định."
    return f"{said_so}; chưa có kết quả thẩm định."


def _appraised_met(sheet, ledger):
    return ledger.note("số tiêu chí thẩm định đạt", sheet.count_met(Track.APPRAISED), SOURCE, sheet.url)


def _points(sheet, ledger):
    """“, được 87,5/100 điểm (87,5%)”; "" for a set that counts what is met."""
    assessment = sheet.assessment
    if sheet.counts_met or assessment.percent is None:
        return ""
    points = ledger.note("điểm đạt được", assessment.points, SOURCE, sheet.url)
    most = ledger.note("điểm tối đa", assessment.max_points, SOURCE, sheet.url)
    share = ledger.note("tỷ lệ điểm", percent(assessment.percent), SOURCE, sheet.url)
    return f", được {points}/{most} điểm ({share})"


def _class(sheet, ledger):
    assessment = sheet.assessment
    titles = published_set(sheet.round.criteria_set).class_titles
    if assessment.class_code in titles:
        title = ledger.note("loại đạt được", titles[assessment.class_code], SOURCE, sheet.url)
        return f"Xếp loại{'' if sheet.is_decided else ' theo ' + TRACK_WORDS[sheet.track]}: {title}."
    if assessment.answered and assessment.would_be in titles:
        title = ledger.note("loại dự kiến", titles[assessment.would_be], SOURCE, sheet.url)
        return f"Xếp loại dự kiến theo các câu trả lời đã có: {title}."
    return "Chưa đủ kết quả để xếp loại."


def compared(sheet, ledger):
    """Say how the result stands against the round before: risen, fallen, unchanged, or why it cannot be compared."""
    before = sheet.previous
    if before is None:
        return "Đây là kỳ đánh giá đầu tiên của đơn vị theo chương trình này nên chưa có kết quả kỳ trước để so sánh."
    url = reverse("assessments:sheet", args=[before.round.code, before.unit_id])
    last = f"{plain(before.round.title)}"
    if not sheet.is_comparable:
        met = ledger.note("số tiêu chí đạt kỳ trước", before.met, SOURCE, url)
        of = ledger.note("số tiêu chí áp dụng kỳ trước", before.applicable, SOURCE, url)
        return (
            f"{last} đánh giá theo bộ tiêu chí khác (đạt {met}/{of} tiêu chí) nên không so sánh trực tiếp với kỳ này."
        )
    track = sheet.track
    rows = [line.before for line in sheet.lines if line.before is not None]
    if all(getattr(each, f"{track}_answer") is None for each in rows):
        return f"{last} không có {TRACK_WORDS[track]} để so sánh với {TRACK_WORDS[track]} kỳ này."
    if sheet.counts_met:
        return _compared_met(sheet, ledger, rows, last, url)
    return _compared_points(sheet, ledger, rows, last, url)


def _compared_met(sheet, ledger, rows, last, url):
    track = sheet.track
    now = sheet.count_met(track)
    met = sum(getattr(each, f"{track}_met") is True for each in rows)
    then = ledger.note("số tiêu chí đạt kỳ trước", met, SOURCE, url)
    start = f"So với {last} (đạt {then} tiêu chí{_on_track(track)}), số tiêu chí đạt"
    if now == met:
        return f"{start} giữ nguyên."
    change = ledger.note("số tiêu chí đạt tăng, giảm", abs(now - met), SOURCE, sheet.url)
    return f"{start} {'tăng' if now > met else 'giảm'} {change} tiêu chí."


def _compared_points(sheet, ledger, rows, last, url):
    track = sheet.track
    now = sum(line.points(track) for line in sheet.lines)
    earlier = sum(getattr(each, f"{track}_points") for each in rows)
    then = ledger.note("tổng điểm các tiêu chí kỳ trước", figure(earlier), SOURCE, url)
    start = f"So với {last} (tổng điểm các tiêu chí là {then}{_on_track(track)}), tổng điểm"
    if now == earlier:
        return f"{start} giữ nguyên."
    change = ledger.note("số điểm tăng, giảm", figure(abs(now - earlier)), SOURCE, sheet.url)
    return f"{start} {'tăng' if now > earlier else 'giảm'} {change} điểm."


def _on_track(track):
    return "" if track == Track.OFFICIAL else f", theo {TRACK_WORDS[track]}"


# ---------------------------------------------------------------- by group


def _group_table(facts):
    """The points stand there only where the set counts points; nobody met nothing before anything was answered."""
    is_answered = bool(facts.sheet.assessment.answered)
    columns = GROUP_COLUMNS if facts.sheet.counts_met else (*GROUP_COLUMNS, *POINT_COLUMNS)
    rows = [
        Row((group.code, group.title, *_result_cells(facts.groups.get(group.pk), is_answered))[: len(columns)])
        for group in facts.sheet.groups()
    ]
    total = Row(("", "Tổng cộng", *_result_cells(facts.sheet.assessment, is_answered))[: len(columns)], is_strong=True)
    return Table("", columns, (*rows, total), name="Theo nhóm")


def _result_cells(found, is_answered):
    if found is None:
        return (None,) * 4
    met, points = (found.met, found.points) if is_answered else (None, None)
    return (found.applicable, met, found.max_points, points)


def _by_group(facts, ledger):
    counted = [each for each in facts.sheet.groups() if _applicable(facts, each)]
    if not facts.sheet.assessment.answered or not counted:
        return "Chưa có kết quả theo nhóm."
    url = facts.sheet.url
    full = [each for each in counted if facts.groups[each.pk].met == facts.groups[each.pk].applicable]
    every = ledger.note("số nhóm tiêu chí", len(counted), SOURCE, url)
    if len(full) == len(counted):
        return f"Cả {every} nhóm tiêu chí đều đạt đủ."
    short = [each for each in counted if each not in full]
    named = []
    for group in sorted(short, key=lambda each: facts.groups[each.pk].met / facts.groups[each.pk].applicable):
        found = facts.groups[group.pk]
        count = ledger.note(f"kết quả nhóm {group.code}", f"{found.met}/{found.applicable}", SOURCE, url)
        named.append(f"nhóm {group.code} {unended(group.title)} (đạt {count} tiêu chí)")
    if not full:
        return f"Trong {every} nhóm tiêu chí chưa nhóm nào đạt đủ: {enumerated(named)}."
    count = ledger.note("số nhóm đạt đủ", len(full), SOURCE, url)
    return f"Có {count}/{every} nhóm tiêu chí đạt đủ; còn lại: {enumerated(named)}."


def _applicable(facts, group):
    found = facts.groups.get(group.pk)
    return found.applicable if found else 0


def _changes(sheet, ledger):
    """Name what is newly met and what is no longer met, on the track that both rounds have."""
    if not sheet.is_comparable:
        return ""
    track = sheet.track
    judged = [line for line in sheet.lines if line.before is not None and _is_judged(line, track)]
    gained = [line for line in judged if line.met(track) and getattr(line.before, f"{track}_met") is False]
    lost = [line for line in judged if line.met(track) is False and getattr(line.before, f"{track}_met")]
    parts = []
    if gained:
        count = ledger.note("số tiêu chí mới đạt", len(gained), SOURCE, sheet.url)
        parts.append(f"mới đạt {count} tiêu chí: {enumerated([plain(criterion_words(line)) for line in gained])}")
    if lost:
        count = ledger.note("số tiêu chí không còn đạt", len(lost), SOURCE, sheet.url)
        parts.append(f"không còn đạt {count} tiêu chí: {enumerated([plain(criterion_words(line)) for line in lost])}")
    if parts:
        return f"So với kỳ trước, đơn vị {'; '.join(parts)}."
    return "So với kỳ trước, không có tiêu chí nào chuyển từ đạt sang chưa đạt hoặc ngược lại." if judged else ""


def _is_judged(line, track):
    return line.state(track) == getattr(line.before, f"{track}_state") == LineState.SCORED


# ---------------------------------------------------------------- what is unmet


def _unmet(sheet, ledger):
    if not sheet.assessment.answered:
        return "Chưa có câu trả lời nên chưa xác định được tiêu chí chưa đạt."
    if not sheet.unmet:
        is_whole = sheet.assessment.is_complete or sheet.is_appraised
        return (
            "Không có tiêu chí chưa đạt." if is_whole else "Trong các tiêu chí đã trả lời, không có tiêu chí chưa đạt."
        )
    count = ledger.note("số tiêu chí chưa đạt", len(sheet.unmet), SOURCE, sheet.url)
    codes = [line.criterion.code for line in sheet.unmet]
    named = ledger.note("các tiêu chí chưa đạt", listed(codes), SOURCE, sheet.url)
    knock_outs = sum(line.criterion.knock_out for line in sheet.unmet)
    tail = ""
    if knock_outs:
        tail = f", trong đó {ledger.note('số điểm liệt', knock_outs, SOURCE, sheet.url)} tiêu chí là điểm liệt"
    return f"Còn {count} tiêu chí chưa đạt ({named}){tail}, cụ thể:"


def _unmet_items(facts, ledger):
    return "\n".join(_unmet_item(facts, line, ledger) for line in facts.sheet.unmet)


def _unmet_item(facts, line, ledger):
    code = line.criterion.code
    parts = [unended(criterion_words(line))]
    if line.unmet_since:
        since = ledger.note(f"{code} chưa đạt từ kỳ", f"{line.unmet_since:%m/%Y}", SOURCE, facts.sheet.url)
        is_new = line.unmet_since == facts.sheet.round.ends_on
        parts.append(f"chưa đạt từ kỳ này ({since})" if is_new else f"chưa đạt từ kỳ {since}")
    cases = facts.cases_about(line.criterion.pk)
    parts += [blocking_words(case, ledger) for case in cases]
    if not cases:
        parts.append("chưa ghi nhận vướng mắc")
    return f"{'; '.join(parts)}."


def _exempt(sheet, ledger):
    exempt = [line for line in sheet.lines if line.state(sheet.track) == LineState.EXEMPT]
    if not exempt:
        return ""
    count = ledger.note("số tiêu chí bất khả kháng", len(exempt), SOURCE, sheet.url)
    named = enumerated([unended(criterion_words(line)) for line in exempt])
    return f"Có {count} tiêu chí được xét theo trường hợp bất khả kháng: {named}."
