"""The index of a unit's dossier: which document proves what, what lapsed, what is missing."""

import datetime as dt

import pytest

from assessments.models import Evidence, EvidenceRevision, State
from reports.content.document import Table
from tests.assessments.documents import attached
from tests.factories import make_unit
from tests.reports.unit_samples import (
    document_of,
    every_reference_is_a_figure,
    make_place,
    make_sheet,
    outline_of,
    row_of,
    set_of,
    table_named,
    words,
)

pytestmark = pytest.mark.django_db
KIND = "dossier_index"


@pytest.fixture
def place():
    return make_place()


def documents_in(outline):
    return table_named(outline.annexes[0].blocks, "Tài liệu")


def test_document_tells_number_day_validity_and_criteria(place):
    assessment = make_sheet(place)
    facts = {"document_number": "12/KH-CAP", "issued_on": dt.date(2021, 3, 5), "valid_until": dt.date(2031, 12, 31)}
    attached(assessment, "I.1", place.officer, title="Kế hoạch năm", **facts)
    attached(assessment, "II.1", place.officer, title="Kế hoạch năm", **facts)
    outline = outline_of(KIND, assessment)

    assert row_of(documents_in(outline), 1) == (
        *(1, "Kế hoạch năm", "12/KH-CAP", dt.date(2021, 3, 5), "đến 31/12/2031", "I.1, II.1"),
        row_of(documents_in(outline), 1)[6],
    )
    assert row_of(documents_in(outline), 1)[6].startswith("ke-hoach.pdf (")
    assert words(outline, "mo-dau") == (
        f"Hồ sơ của Công an phường Hải Châu I phục vụ “{assessment.round.title}” gồm 1 tài liệu, "
        "chứng minh 2/3 tiêu chí. Phiếu đánh giá của đơn vị đang được đơn vị tự chấm, chưa nộp."
    )
    assert words(outline, "hieu-luc") == "Các tài liệu đều còn hiệu lực trong thời gian đánh giá."
    assert every_reference_is_a_figure(outline)


def test_link_is_shown_as_its_address(place):
    assessment = make_sheet(place)
    use = attached(assessment, "I.1", place.officer)
    EvidenceRevision.objects.filter(pk=use.revision_id).update(
        file=None, file_name="", url="https://example.vn/van-ban"
    )

    assert row_of(documents_in(outline_of(KIND, assessment)), 1)[6] == "https://example.vn/van-ban"


def test_lapsed_documents_are_flagged(place):
    assessment = make_sheet(place)
    for code, title, until in (
        ("I.1", "Hết trong kỳ", "2021-06-30"),
        ("I.2", "Hết sau kỳ", "2022-01-01"),
        ("II.1", "Không thời hạn", None),
    ):
        use = attached(
            assessment,
            code,
            place.officer,
            title=title,
            content=b"%PDF-1.4 " + title.encode(),
        )
        Evidence.objects.filter(pk=use.evidence_id).update(valid_until=until)
    outline = outline_of(KIND, assessment)

    assert [row.cells[4] for row in documents_in(outline).rows] == [
        "▲ đến 30/06/2021",
        "đến 01/01/2022",
        "không thời hạn",
    ]
    assert words(outline, "hieu-luc") == (
        "Tính đến ngày 31/12/2021, có 1 tài liệu đã hết hiệu lực; đơn vị cần bổ sung tài liệu thay thế."
    )
    assert documents_in(outline).note.startswith("▲")
    counted = table_named(outline.blocks, "Theo tiêu chí")
    assert row_of(counted, "I") == ("I", "Nhóm một", 2, 1)
    assert row_of(counted, "I.1") == ("I.1", "Tiêu chí I.1", 1, 1)
    assert counted.rows[-1].cells == ("", "Toàn hồ sơ (mỗi tài liệu tính một lần)", 3, 1)


def test_criteria_without_a_document_are_named():
    groups = set_of(3)
    groups[0]["criteria"][1]["evidence_required"] = True
    place = make_place(groups=groups)
    assessment = make_sheet(place)
    attached(assessment, "I.1", place.officer)
    outline = outline_of(KIND, assessment)

    assert words(outline, "chua-co") == (
        "Còn 2 tiêu chí chưa có tài liệu kiểm chứng, trong đó 1 tiêu chí bắt buộc phải có:"
    )
    assert words(outline, "chua-co-danh-sach") == "I.2 Tiêu chí I.2 (bắt buộc có tài liệu);\nI.3 Tiêu chí I.3."


def test_unit_without_any_document_gets_sentences(place):
    outline = outline_of(KIND, make_sheet(place))

    assert "chưa có tài liệu kiểm chứng nào" in words(outline, "mo-dau")
    assert words(outline, "hieu-luc") == "Chưa có tài liệu nên chưa xét hiệu lực."
    assert [each.name for each in outline.blocks if isinstance(each, Table)] == ["Theo tiêu chí"]
    assert outline.annexes == ()


def test_every_criterion_proved_leaves_nothing_missing():
    place = make_place(groups=set_of(1))
    assessment = make_sheet(place)
    attached(assessment, "I.1", place.officer)
    outline = outline_of(KIND, assessment)

    assert words(outline, "chua-co") == "Tiêu chí nào cũng có tài liệu kiểm chứng."
    assert words(outline, "chua-co-danh-sach") == ""


def test_unit_without_a_sheet_gets_a_sentence(place):
    assessment = make_sheet(place)
    other = make_unit("Thạch Thang", parent=place.city)
    outline = outline_of(KIND, None, place, round=assessment.round, unit=other)

    assert words(outline, "mo-dau").endswith("nên không có hồ sơ kèm theo.")
    assert list(outline.slots) == ["mo-dau"]


def test_names_with_marks_stay_text(place):
    ward = make_unit('Hải Châu <&>"', parent=place.city)
    assessment = make_sheet(place, unit=ward)
    document = document_of(KIND, assessment)

    assert document.subject.startswith('Hồ sơ, tài liệu kiểm chứng theo tiêu chí của Công an phường Hải Châu <&>"')
    assert document.is_illustrative is False


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_any_number_of_documents(count, django_assert_num_queries):
    place = make_place(groups=set_of(count))
    assessment = make_sheet(place)
    for number in range(1, count + 1):
        content = b"%PDF-1.4 " + str(number).encode()
        attached(assessment, f"I.{number}", place.officer, title=f"Tài liệu {number}", content=content)
    outline_of(KIND, assessment)

    with django_assert_num_queries(5):
        outline_of(KIND, assessment)


def test_submitted_sheet_tells_its_step(place):
    assert "đã nộp, chưa thẩm định" in words(outline_of(KIND, make_sheet(place, State.SUBMITTED)), "mo-dau")
