"""What people type, whatever it is, comes out of every kind of document in every format as it went in."""

import pytest

from reports.content.document import Paragraph
from reports.kinds import KINDS
from tests.reports.bad_input_samples import (
    READERS,
    composed_once,
    documents_of,
    formulas,
    make_world,
    seen,
    texts_in,
    written,
)
from tests.reports.pdf_reading import read
from tests.reports.test_pdf_bad_input import outside

pytestmark = pytest.mark.django_db

MARKS = (
    '<&>"\' #panic("x") $x^2$ \\section{x} {{ 7*7 }} {% raw %} [[số tiêu chí đạt]] [[không có]] *đậm* _nghiêng_ `mã` '
    "// chú thích @label =1+1 \u200fphải\u200e 🚔 Ho\u0300a"
)
CONTROLLED = MARKS.replace("phải", "ph\x07\x0bải")
SHORT_MARKS = "<&>\"' #panic(1) [[x]] $x$ =1 k"
# What each kind tells of what was typed, and what of it stands in tables, which a workbook has too.
TOLD = {
    "round_report": ("Chương trình", "Tiêu chí II.1", "Vướng mắc", "Mô hình", "Kiến nghị", "Dự án", "Mục tiêu"),
    "comparison": ("Chương trình", "Kỳ 2021", "Kỳ 2022", "Tiêu chí I.1", "Nhóm II", "Đạt chuẩn"),
    "unit_report": (
        *(
            "Chương trình",
            "Tiêu chí II.1",
            "Vướng mắc",
            "Chỉ đạo",
            "Mô hình",
            "Kiến nghị",
            "Thành tích",
            "Nơi nhận một",
        ),
        *("Nội dung kiểm tra", "Kết quả kiểm tra", "Phân công", "Thuyết minh", "Giải trình", "Tài liệu", "Nguồn lực"),
    ),
    "appraisal_minutes": (
        *("Câu hỏi", "Giải trình", "Ý kiến thứ nhất", "Ý kiến thứ hai", "Lý do thống nhất", "Lý do trả lại"),
        *("Ý kiến thẩm định", "Tiêu chí II.1"),
    ),
    "dossier_index": ("Tài liệu", "Tiêu chí I.2", "Nhóm I"),
    "resources_report": ("Nguồn lực", "Nguồn số liệu", "Kế hoạch", "Dự án"),
    "directives_follow_up": ("Chỉ đạo", "Nhiệm vụ", "Kiến nghị", "Cơ quan"),
    "conclusions_notice": ("Hội nghị", "Chủ trì", "Địa điểm", "Nội dung họp", "Kết luận chung", "Kết luận riêng"),
    "meeting_minutes": ("Hội nghị", "Chủ trì", "Địa điểm", "Nội dung họp", "Kết luận chung", "Kết luận riêng"),
    "recognition_submission": ("Chương trình", "Bộ tiêu chí", "Kỳ 2022", "Lý do đề nghị", "Đạt chuẩn"),
    "certificate_data": ("Chương trình", "Kỳ 2022", "Cấp quyết định", "Nhóm II"),
}
TABLED = {
    "round_report": ("Tiêu chí I.1", "Đạt chuẩn"),
    "unit_report": ("Tiêu chí I.1", "Thuyết minh", "Tài liệu"),
    "appraisal_minutes": ("Ý kiến thẩm định",),
    "dossier_index": ("Tài liệu",),
    "resources_report": ("Nguồn lực", "Dự án"),
    "directives_follow_up": ("Nhiệm vụ", "Kiến nghị"),
    "conclusions_notice": ("Nhiệm vụ", "Kết quả phải đạt"),
    "recognition_submission": ("Chưa đạt", "Lý do đề nghị"),
}
LONG_WORD = "Nguyễn" * 50
SENTENCE = "Một câu dài trong văn bản. "


def marked(what, most, is_plain=False):
    """A text of a place: its own words, then the marks, as many of them as it takes."""
    marks = SHORT_MARKS if most <= 150 else MARKS if is_plain else CONTROLLED
    return f"{what} {marks}"[:most]


def long(what, most, is_plain=False):
    """As much as a place takes: a word of 300 letters, then sentences, and in one of many lines 200 of them."""
    if most <= 400:
        return f"{what} {LONG_WORD}"[:most]
    if is_plain or what not in ("Kết luận chung", "Thuyết minh"):
        return f"{what} {LONG_WORD} {SENTENCE * 200}"[: most - 6] + " hết."
    return "\n".join(f"{what} dòng {number}" for number in range(1, 201))


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    """{case: {kind: document}}, made when first asked for."""
    made = {}

    def of(say):
        if say not in made:
            made[say] = composed_once(django_db_blocker, lambda: documents_of(make_world(say)))
        return made[say]

    return of


def outside_the_margins(content):
    return [box for page in read(content) if page.width < page.height for box in outside(page)]


@pytest.mark.parametrize("code", KINDS)
def test_marks_of_any_language_are_printed_as_typed(code, worlds):
    document = worlds(marked)[code]
    files = written(document)

    for file_format, content in files.items():
        found = seen(READERS[file_format](content))
        told = TABLED.get(code, ()) if file_format == "xlsx" else TOLD[code]
        assert [what for what in told if seen(f"{what} {MARKS}") not in found] == []
    assert formulas(files["xlsx"]) == []
    assert outside_the_margins(files["pdf"]) == []


@pytest.mark.parametrize("code", KINDS)
def test_brackets_in_the_data_are_no_references(code, worlds):
    runs = [
        run
        for block in worlds(marked)[code].blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if run.is_gap and run.figure in ("số tiêu chí đạt", "không có", "x")
    ]
    assert runs == []


@pytest.mark.parametrize("code", KINDS)
def test_texts_as_long_as_they_may_be_stay_whole_and_within_the_page(code, worlds):
    document = worlds(long)[code]
    files = written(document)

    wanted = [seen(text) for text in texts_in(document) if text.startswith(("Kết luận", "Thuyết minh"))]
    printed = seen(READERS["docx"](files["docx"]))
    assert [text[:80] for text in wanted if text not in printed] == []
    assert outside_the_margins(files["pdf"]) == []
