"""The minutes of the appraisal of one unit's sheet, signed by both sides."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import LineState, State, Track
from criteria.queries import published_set
from reports.content.document import Annex, Heading, Signature
from reports.content.phrasing import enumerated, items, listed, plain, quoted, unended
from reports.content.prose import Prose
from reports.kinds.appraisal_minutes import exchanges
from reports.kinds.appraisal_minutes.lines import appraised_table, difference_items, differing
from reports.kinds.kind import Kind, Outline
from reports.kinds.ledger import Ledger
from reports.kinds.parts.sheet_words import STEPS, criterion_words, period_words
from reports.kinds.parts.unit_names import name_sentences
from reports.models.issuer import Body
from reports.queries.explanations import explanations_of
from reports.queries.sheet import sheet_of
from units.models import UnitType, UnitVersion

SOURCE = "Phiếu đánh giá"


def outline(report):
    """Return the `Outline` of the minutes on `report.unit` in `report.round`. At most twelve queries."""
    sheet, ledger = sheet_of(report, with_history=False), Ledger()
    subject = f"Thẩm định kết quả tự chấm của {sheet.police_name}, {period_words(sheet.round)}"
    if sheet.assessment is None:
        return Outline(subject, {}, (_nothing(sheet),), is_illustrative=sheet.round.is_illustrative)
    blocks = _blocks(sheet, ledger)
    annex = Annex("Kết quả thẩm định từng tiêu chí", (appraised_table(sheet),), is_landscape=True)
    return Outline(
        subject=subject,
        figures=ledger.figures,
        blocks=blocks,
        annexes=(annex,),
        beside=(Signature(("Đại diện đơn vị được thẩm định", sheet.police_name)),),
        is_illustrative=sheet.round.is_illustrative,
    )


def _nothing(sheet):
    text = f"{sheet.police_name} không có phiếu đánh giá trong {plain(sheet.round.title)} nên không có việc thẩm định."
    return Prose("mo-dau", text, "Nêu căn cứ, thời gian, nội dung thẩm định.")


def _blocks(sheet, ledger):
    explanations, facts = explanations_of(sheet), exchanges.exchanges_of(sheet)
    return (
        Prose("mo-dau", _opening(sheet, ledger), "Nêu căn cứ, thời gian, nội dung thẩm định."),
        Prose("ten-don-vi", name_sentences(sheet, ledger), ""),
        Prose("dia-diem", "", "Nêu địa điểm, thời gian hai bên làm việc."),
        Heading(1, "I.", "Thành phần"),
        Heading(2, "1.", "Bên thẩm định"),
        Prose("phan-cong", _departments(sheet, ledger), "Nêu đơn vị được phân công thẩm định."),
        Prose("ben-tham-dinh", _appraisers(sheet, ledger), "Nêu chức vụ người thẩm định.", is_item=True),
        Heading(2, "2.", "Bên được thẩm định"),
        Prose("ben-don-vi", _answerers(sheet), "Nêu chức vụ đại diện đơn vị.", is_item=True),
        Heading(1, "II.", "Kết quả thẩm định"),
        Prose("ket-qua", _result(sheet, ledger), "Nêu số tiêu chí đã thẩm định, thống nhất, chênh lệch."),
        Prose("chenh-lech", difference_items(sheet, ledger), "", is_item=True),
        Heading(1, "III.", "Giải trình của đơn vị"),
        *exchanges.explained(sheet, explanations, ledger),
        Heading(1, "IV.", "Bất đồng thẩm định và cách thống nhất"),
        *exchanges.disputed(sheet, facts, ledger),
        Heading(1, "V.", "Nội dung trả lại để làm rõ"),
        *exchanges.returned(sheet, facts, ledger),
        Heading(1, "VI.", "Kết luận"),
        Prose("ket-luan", _conclusion(sheet, ledger), "Nêu kết luận thẩm định."),
        Prose("quyet-dinh-khac", exchanges.decided_otherwise(sheet, facts, ledger), ""),
        Prose("y-kien-don-vi", "", "Nêu ý kiến của đơn vị được thẩm định: nhất trí hoặc bảo lưu."),
        Prose(
            "ket-thuc", CLOSING if sheet.is_appraised else "", "Khi thẩm định xong: nêu số bản, giá trị của biên bản."
        ),
    )


CLOSING = (
    "Biên bản đã được hai bên đọc lại, thống nhất nội dung và cùng ký tên; lập thành hai bản có giá trị như nhau, "
    "mỗi bên giữ một bản."
)


def _opening(sheet, ledger):
    about, assessment = sheet.round, sheet.assessment
    first = ledger.note("ngày đầu kỳ", about.starts_on, "Kỳ đánh giá", sheet.url)
    last = ledger.note("ngày cuối kỳ", about.ends_on, "Kỳ đánh giá", sheet.url)
    what = f"kết quả tự chấm của {sheet.police_name} theo {quoted(about.title)} (từ ngày {first} đến ngày {last})"
    days = sorted(timezone.localdate(line.score.appraised_at) for line in sheet.lines if line.score.appraised_at)
    if not days:
        step = STEPS[assessment.state]
        return f"Biên bản về việc thẩm định {what}. Phiếu đánh giá của đơn vị {step}; chưa tiêu chí nào được thẩm định."
    began = ledger.note("ngày bắt đầu thẩm định", days[0], SOURCE, sheet.url)
    if not assessment.appraised_at:
        step = STEPS[assessment.state]
        return (
            f"Từ ngày {began}, bên thẩm định tiến hành thẩm định {what}. Phiếu đánh giá của đơn vị {step}; "
            "các nội dung dưới đây chưa phải kết quả cuối cùng."
        )
    last_day = timezone.localdate(assessment.appraised_at)
    if last_day == days[0]:
        return f"Ngày {began}, bên thẩm định đã thẩm định {what}, ghi nhận như sau:"
    ended_on = ledger.note("ngày thẩm định xong", last_day, SOURCE, sheet.url)
    return f"Từ ngày {began} đến ngày {ended_on}, bên thẩm định đã thẩm định {what}, ghi nhận như sau:"


# ---------------------------------------------------------------- who


def _departments(sheet, ledger):
    codes = {}
    for line in sheet.lines:
        codes.setdefault(sheet.round.department_of(line.criterion), []).append(line.criterion.code)
    named = {code: of for code, of in codes.items() if code}
    if not named:
        return "Bộ tiêu chí không phân công riêng tiêu chí nào cho phòng nghiệp vụ."
    titles = _department_names(sheet, named)
    count = ledger.note("số đơn vị được phân công thẩm định", len(named), "Kỳ đánh giá", _round_url(sheet))
    parts = enumerated([f"{titles.get(code, code)} (tiêu chí {', '.join(of)})" for code, of in named.items()])
    rest = ", ".join(codes.get("", ()))
    tail = f"; các tiêu chí không phân công riêng: {rest}" if rest else ""
    return f"Có {count} đơn vị được phân công thẩm định: {parts}{tail}."


def _department_names(sheet, codes):
    """Return {code: name} of the departments of the unit's own city: one code is borne in every city."""
    rows = UnitVersion.objects.as_of(sheet.round.ends_on).filter(type=UnitType.DEPARTMENT, code__in=codes)
    named = rows.filter(parent=sheet.assessment.root_id).values_list("code", "name")
    return {code: plain(name) for code, name in named}


def _round_url(sheet):
    return reverse("assessments:round", args=[sheet.round.code])


def _appraisers(sheet, ledger):
    codes = {}
    for line in sheet.lines:
        if line.score.appraised_by:
            codes.setdefault(str(line.score.appraised_by), []).append(line.criterion.code)
    lines = []
    for post, of in codes.items():
        count = ledger.note(f"số tiêu chí do {post} thẩm định", len(of), SOURCE, sheet.url)
        lines.append(f"{unended(post)}: thẩm định {count} tiêu chí ({', '.join(of)})")
    return items(lines)


def _answerers(sheet):
    posts = dict.fromkeys(str(line.score.self_by) for line in sheet.lines if line.score.self_by)
    return items([unended(post) for post in posts])


# ---------------------------------------------------------------- what


def _result(sheet, ledger):
    judged = [line for line in sheet.lines if line.answer(Track.APPRAISED) is not None]
    every = ledger.note("số tiêu chí của bộ tiêu chí", len(sheet.lines), "Bộ tiêu chí", sheet.url)
    if not judged:
        return f"Chưa tiêu chí nào trong {every} tiêu chí được thẩm định."
    count = ledger.note("số tiêu chí đã thẩm định", len(judged), SOURCE, sheet.url)
    apart = differing(sheet)
    own = ledger.note("số tiêu chí tự chấm đạt", sheet.count_met(Track.SELF), SOURCE, sheet.url)
    met = ledger.note("số tiêu chí thẩm định đạt", sheet.count_met(Track.APPRAISED), SOURCE, sheet.url)
    words = (
        f"Đã thẩm định {count}/{every} tiêu chí (chi tiết tại Phụ lục kèm theo). Đơn vị tự chấm đạt {own} tiêu chí; "
        f"thẩm định đạt {met} tiêu chí"
    )
    if not apart:
        return f"{words}. Kết quả thẩm định thống nhất với tự chấm ở tất cả các tiêu chí đã thẩm định."
    agreed = ledger.note("số tiêu chí thống nhất", len(judged) - len(apart), SOURCE, sheet.url)
    different = ledger.note("số tiêu chí khác tự chấm", len(apart), SOURCE, sheet.url)
    return f"{words}. Thẩm định thống nhất với tự chấm ở {agreed} tiêu chí, khác ở {different} tiêu chí:"


def _conclusion(sheet, ledger):
    assessment = sheet.assessment
    if not sheet.is_appraised:
        return f"Chưa kết luận: phiếu đánh giá của đơn vị {STEPS[assessment.state]}."
    counted = [line for line in sheet.lines if _is_counted(line)]
    met = ledger.note("số tiêu chí thẩm định đạt", sheet.count_met(Track.APPRAISED), SOURCE, sheet.url)
    of = ledger.note("số tiêu chí được xét", len(counted), SOURCE, sheet.url)
    words = f"Qua thẩm định, {sheet.police_name} đạt {met}/{of} tiêu chí"
    if not sheet.counts_met and assessment.state == State.APPRAISED:
        points = ledger.note("điểm thẩm định", assessment.points, SOURCE, sheet.url)
        most = ledger.note("điểm tối đa", assessment.max_points, SOURCE, sheet.url)
        words += f", được {points}/{most} điểm"
    unmet = [line for line in counted if line.is_unmet(Track.APPRAISED)]
    if unmet:
        words += f"; chưa đạt: {enumerated([unended(criterion_words(line)) for line in unmet])}"
    title = published_set(sheet.round.criteria_set).class_titles.get(assessment.class_code)
    if title and assessment.state == State.APPRAISED:
        words += f". Xếp loại theo kết quả thẩm định: {ledger.note('loại theo thẩm định', title, SOURCE, sheet.url)}"
    exempt = [line for line in sheet.lines if line.state(Track.APPRAISED) == LineState.EXEMPT]
    if exempt:
        words += f". Được xét bất khả kháng: {listed([line.criterion.code for line in exempt])}"
    return f"{words}."


def _is_counted(line):
    return line.state(Track.APPRAISED) == LineState.SCORED and line.met(Track.APPRAISED) is not None


KIND = Kind(
    code="appraisal_minutes",
    title=_("Biên bản thẩm định của một đơn vị"),
    purpose=_("Kết quả thẩm định từng tiêu chí, giải trình, bất đồng và kết luận, để hai bên cùng ký."),
    kind_name="Biên bản",
    abbreviation="BB",
    body=Body.COMMITTEE,
    needs=frozenset({"round", "unit"}),
    outline=outline,
)
