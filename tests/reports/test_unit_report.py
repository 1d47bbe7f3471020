"""The periodic report of one unit: what it says, from first round to merged unit, and what it leaves to fill."""

import pytest

from assessments.models import Assessment, CriterionScore, State
from criteria.models import Criterion
from reports.models import Body, IssuingBody
from tests.committee.chain_samples import make_directive, make_obstacle, make_recommendation
from tests.factories import (
    make_criteria_set,
    make_lineage,
    make_unit,
    make_version,
    number,
    points_criterion,
)
from tests.reports.unit_samples import (
    annex_row,
    document_of,
    every_reference_is_a_figure,
    gaps,
    headings,
    make_place,
    make_sheet,
    outline_of,
    pictures,
    row_of,
    set_of,
    table_named,
    words,
)
from tests.resources.samples import make_holding, make_kind
from units.models import UnitType

pytestmark = pytest.mark.django_db
KIND = "unit_report"


@pytest.fixture
def place():
    return make_place()


# ---------------------------------------------------------------- the whole


def test_outline_follows_the_seven_parts(place):
    outline = outline_of(KIND, make_sheet(place))

    assert [
        each for each in headings(outline) if each.split()[0] in ["I.", "II.", "III.", "IV.", "V.", "VI.", "VII."]
    ] == [
        "I. Tình hình chung",
        "II. Công tác lãnh đạo, chỉ đạo, tổ chức thực hiện",
        "III. Kết quả thực hiện các tiêu chí",
        "IV. Đánh giá",
        "V. Khó khăn, vướng mắc",
        "VI. Phương hướng, nhiệm vụ trọng tâm thời gian tới",
        "VII. Kiến nghị, đề xuất",
    ]
    assert [(each.title, each.is_landscape) for each in outline.annexes] == [
        ("Bảng tổng hợp kết quả tự chấm, thẩm định", True),
        ("Biên chế, trụ sở, trang bị so với định mức", False),
        ("Danh mục văn bản, tài liệu kiểm chứng", True),
    ]


def test_slots_are_the_same_in_every_period(place):
    first = outline_of(KIND, make_sheet(place))
    later = outline_of(KIND, make_sheet(place, State.DECIDED, unmet=["II.1"], ends_on="2022-12-31"))

    assert list(first.slots) == list(later.slots)
    assert every_reference_is_a_figure(first)
    assert every_reference_is_a_figure(later)


def test_what_only_people_know_is_asked(place):
    outline = outline_of(KIND, make_sheet(place, State.DECIDED))

    assert {"thuan-loi", "uu-diem", "bai-hoc"} <= set(gaps(outline))
    assert "ket-qua-chung" not in gaps(outline)


def test_addressed_to_the_committee_and_the_level_between():
    place = make_place()
    district = make_unit("Hải Châu", type=UnitType.URBAN_DISTRICT, parent=place.city)
    ward = make_unit("Hải Châu II", parent=district)
    outline = outline_of(KIND, make_sheet(place, unit=ward))

    assert outline.addressees == ("Ban Chỉ đạo Công an thành phố Đà Nẵng", "Công an quận Hải Châu")
    assert outline.recipients == ("Như trên",)


def test_settled_names_are_used(place):
    IssuingBody.objects.create(unit=place.city, body=Body.COMMITTEE, name="Ban Chỉ đạo xây dựng đơn vị điển hình")
    IssuingBody.objects.create(unit=place.ward, body=Body.UNIT, recipients="Đảng ủy phường\nUBND phường")
    outline = outline_of(KIND, make_sheet(place))

    assert outline.addressees == ("Ban Chỉ đạo xây dựng đơn vị điển hình",)
    assert outline.recipients == ("Như trên", "Đảng ủy phường", "UBND phường")


def test_figure_tells_its_source_and_rows(place):
    assessment = make_sheet(place, State.DECIDED, unmet=["II.1"])
    figure = outline_of(KIND, assessment).figures["số tiêu chí đạt"]

    assert (figure.text, figure.source) == ("2", "Phiếu đánh giá")
    assert figure.url == f"/rounds/{assessment.round.code}/units/{place.ward.pk}/"


def test_unit_without_a_sheet_in_the_round_gets_a_sentence(place):
    make_sheet(place, code="round-other")
    other = make_unit("Thạch Thang", parent=place.city)
    about = Assessment.objects.get().round
    outline = outline_of(KIND, None, place, round=about, unit=other)

    assert words(outline, "mo-dau") == (
        f"Công an phường Thạch Thang không có phiếu đánh giá trong {about.title} nên chưa có kết quả để báo cáo."
    )
    assert document_of(KIND, None, place, round=about, unit=other).annexes == ()


# ---------------------------------------------------------------- where the sheet stands


def test_empty_draft_says_so(place):
    outline = outline_of(KIND, make_sheet(place))

    assert words(outline, "ket-qua-chung") == (
        "Phiếu đánh giá đang được đơn vị tự chấm, chưa nộp; đơn vị chưa trả lời tiêu chí nào trong 3 tiêu chí."
    )
    assert words(outline, "tinh-trang-phieu") == (
        "Đến nay, phiếu đánh giá của đơn vị đang được đơn vị tự chấm, chưa nộp; số liệu dưới đây là tạm thời. "
        "Hạn nộp phiếu: ngày 31/12/2021."
    )
    assert annex_row(outline, "I.1")[3:6] == (None, None, None)
    assert words(outline, "chua-dat") == "Chưa có câu trả lời nên chưa xác định được tiêu chí chưa đạt."


def test_submitted_sheet_has_no_appraisal_yet(place):
    outline = outline_of(KIND, make_sheet(place, State.SUBMITTED, unmet=["II.1"]))

    assert words(outline, "ket-qua-chung") == (
        "Phiếu đánh giá đã nộp, chưa thẩm định. Đơn vị tự chấm đạt 2/3 tiêu chí; chưa có kết quả thẩm định."
    )
    assert annex_row(outline, "II.1")[3:6] == ("Chưa đạt", None, None)
    assert annex_row(outline, "II")[2:6] == (1, "0/1", None, None)


def test_appraised_sheet_tells_both(place):
    assessment = make_sheet(place, State.APPRAISED, unmet=["II.1"])
    outline = outline_of(KIND, assessment)

    assert words(outline, "ket-qua-chung") == (
        "Qua thẩm định, đơn vị đạt 2/3 tiêu chí; đơn vị tự chấm đạt 2 tiêu chí. "
        "Kết quả chính thức chưa được quyết định."
    )
    assert annex_row(outline, "II.1")[3:6] == ("Chưa đạt", "Chưa đạt", None)


def test_decided_sheet_tells_the_official_result(place):
    outline = outline_of(KIND, make_sheet(place, State.DECIDED, unmet=["II.1"]))

    assert words(outline, "ket-qua-chung") == (
        "Theo kết quả chính thức (01/QĐ (minh họa)), đơn vị đạt 2/3 tiêu chí; tự chấm đạt 2 tiêu chí, "
        "thẩm định đạt 2 tiêu chí."
    )
    assert words(outline, "xep-loai") == "Xếp loại: Chưa đạt."
    assert words(outline, "tinh-trang-phieu") == ""
    assert annex_row(outline, "I.1")[3:6] == ("Đạt", "Đạt", "Đạt")
    assert outline.annexes[0].blocks[0].rows[-1].cells[1:6] == ("Tổng cộng", 3, "2/3", "2/3", "2/3")


def test_set_of_points_tells_points():
    place = make_place(criterion=points_criterion)
    outline = outline_of(KIND, make_sheet(place, State.DECIDED, unmet=["II.1"]))

    assert words(outline, "ket-qua-chung").startswith(
        "Theo kết quả chính thức (01/QĐ (minh họa)), đơn vị đạt 2/3 tiêu chí, được 20/30 điểm (66,7%);"
    )
    assert annex_row(outline, "II.1")[2:6] == (10, 0, 0, 0)
    assert row_of(table_named(outline.blocks, "Theo nhóm"), "I") == ("I", "Nhóm một", 2, 2, 20, 20)


# ---------------------------------------------------------------- against the round before


def test_first_round_has_nothing_to_compare(place):
    outline = outline_of(KIND, make_sheet(place, State.DECIDED))

    assert words(outline, "so-voi-ky-truoc").startswith("Đây là kỳ đánh giá đầu tiên của đơn vị")
    assert words(outline, "thay-doi") == ""
    assert "Kết quả qua các kỳ đánh giá" not in [each.caption for each in pictures(outline.blocks)]


@pytest.mark.parametrize(
    ("before", "now", "said", "changed"),
    [
        (["II.1"], [], "số tiêu chí đạt tăng 1 tiêu chí.", "đơn vị mới đạt 1 tiêu chí: II.1 Tiêu chí II.1."),
        ([], ["I.1", "II.1"], "giảm 2 tiêu chí.", "không còn đạt 2 tiêu chí: I.1 Tiêu chí I.1; II.1 Tiêu chí II.1."),
        (["II.1"], ["II.1"], "số tiêu chí đạt giữ nguyên.", "không có tiêu chí nào chuyển từ đạt sang chưa đạt"),
        (["I.1"], ["I.2"], "giữ nguyên.", "mới đạt 1 tiêu chí: I.1 Tiêu chí I.1; không còn đạt 1 tiêu chí: I.2"),
    ],
    ids=["rose", "fell", "unchanged", "exchanged"],
)
def test_result_is_held_against_the_round_before(place, before, now, said, changed):
    make_sheet(place, State.DECIDED, unmet=before, title="Kỳ năm 2021")
    outline = outline_of(KIND, make_sheet(place, State.DECIDED, unmet=now, ends_on="2022-12-31"))

    assert words(outline, "so-voi-ky-truoc") == (
        f"So với Kỳ năm 2021 (đạt {3 - len(before)} tiêu chí), {'số tiêu chí đạt ' if 'số' not in said else ''}{said}"
    )
    assert changed in words(outline, "thay-doi")


def test_self_score_is_never_held_against_a_decision(place):
    make_sheet(place, State.DECIDED, unmet=["I.1", "II.1"], title="Kỳ năm 2021")
    outline = outline_of(KIND, make_sheet(place, State.SUBMITTED, unmet=["II.1"], ends_on="2022-12-31"))

    assert words(outline, "so-voi-ky-truoc") == (
        "So với Kỳ năm 2021 (đạt 1 tiêu chí, theo tự chấm), số tiêu chí đạt tăng 1 tiêu chí."
    )


def test_round_of_another_set_is_not_compared(place):
    make_sheet(place, State.DECIDED, unmet=["II.1"], title="Kỳ năm 2021")
    place.criteria_set = make_criteria_set(place.criteria_set.programme)
    outline = outline_of(KIND, make_sheet(place, State.DECIDED, ends_on="2022-12-31"))

    assert words(outline, "so-voi-ky-truoc") == (
        "Kỳ năm 2021 đánh giá theo bộ tiêu chí khác (đạt 2/3 tiêu chí) nên không so sánh trực tiếp với kỳ này."
    )


def test_rounds_are_drawn(place):
    make_sheet(place, State.DECIDED, unmet=["II.1"])
    outline = outline_of(KIND, make_sheet(place, State.DECIDED, ends_on="2022-12-31"))
    drawn = next(each for each in pictures(outline.blocks) if each.caption == "Kết quả qua các kỳ đánh giá")

    assert drawn.alternative == "Kết quả qua các kỳ: 12/2021: 2/3; 12/2022: 3/3."
    assert drawn.svg.startswith("<svg")


# ---------------------------------------------------------------- names


def test_unit_renamed_in_the_period_tells_its_name_before(place):
    ward = make_unit("Cẩm Lệ cũ", parent=place.city, valid_to="2021-06-30")
    make_version(ward, "Cẩm Lệ", parent=place.city, valid_from="2021-07-01")
    outline = outline_of(KIND, make_sheet(place, unit=ward))

    assert words(outline, "ten-don-vi") == "Trước ngày 01/07/2021, đơn vị là Công an phường Cẩm Lệ cũ."
    assert words(outline, "mo-dau").count("Công an phường Cẩm Lệ báo cáo") == 1


def test_unit_merged_since_tells_which_it_became(place):
    heir = make_unit("Hải Châu", parent=place.city, valid_from="2025-01-01")
    make_lineage(place.ward, heir, "2025-01-01")
    outline = outline_of(KIND, make_sheet(place, State.DECIDED))

    assert words(outline, "ten-don-vi") == (
        "Từ ngày 01/01/2025, Công an phường Hải Châu I nhập vào Công an phường Hải Châu."
    )
    assert document_of(KIND, Assessment.objects.get()).issuer.name == "Công an phường Hải Châu I"


def test_unit_formed_in_the_period_tells_of_what(place):
    old = make_unit("Hải Châu II", parent=place.city, valid_to="2021-06-30")
    part = make_unit("Thạch Thang", parent=place.city)
    heir = make_unit("Hải Châu", parent=place.city, valid_from="2021-07-01")
    make_lineage(old, heir, "2021-07-01")
    make_lineage(part, heir, "2021-07-01", share="part")
    outline = outline_of(KIND, make_sheet(place, unit=heir))

    assert words(outline, "ten-don-vi") == (
        "Công an phường Hải Châu được thành lập ngày 01/07/2021 trên cơ sở nhập toàn bộ Công an phường Hải Châu II "
        "và một phần Công an phường Thạch Thang."
    )


def test_heir_carries_on_the_rounds_of_what_passed_into_it(place):
    make_sheet(place, State.DECIDED, unmet=["II.1"], title="Kỳ năm 2021")
    place.ward.versions.update(valid_to="2021-12-31")
    heir = make_unit("Hải Châu", parent=place.city, valid_from="2022-01-01")
    make_lineage(place.ward, heir, "2022-01-01")
    outline = outline_of(KIND, make_sheet(place, State.DECIDED, unmet=["II.1"], unit=heir, ends_on="2022-12-31"))

    assert "chưa đạt từ kỳ 12/2021" in words(outline, "chua-dat-tung-tieu-chi")
    assert "sắp xếp: phường Hải Châu" in pictures(outline.blocks)[0].svg


# ---------------------------------------------------------------- bad input


NASTY = "Hải Châu <&>\"'"


def test_strange_names_stay_text(place):
    ward = make_unit(NASTY, parent=place.city)
    criterion = Criterion.objects.get(criteria_set=place.criteria_set, code="II.1")
    make_obstacle([ward], title="[[số tiêu chí đạt]] #panic \\input{x} <b>", criteria=[criterion])
    outline = outline_of(KIND, make_sheet(place, State.DECIDED, unmet=["II.1"], unit=ward))

    assert f"Công an phường {NASTY} báo cáo" in words(outline, "mo-dau")
    assert "[ [số tiêu chí đạt] ] #panic \\input{x} <b>, từ ngày 20/08/2021" in words(outline, "vuong-mac-tung-viec")
    assert all("<b>" not in each.svg for each in pictures(outline.blocks))
    assert every_reference_is_a_figure(outline)


def test_answer_of_5000_characters_is_kept_whole(place):
    assessment = make_sheet(place)
    long = "Thuyết minh rất dài. " * 238
    CriterionScore.objects.filter(assessment=assessment, criterion__code="I.1").update(self_note=long)
    outline = outline_of(KIND, assessment)

    assert annex_row(outline, "I.1")[7] == long
    assert document_of(KIND, assessment).annexes[0].title == "Bảng tổng hợp kết quả tự chấm, thẩm định"


# ---------------------------------------------------------------- counts


@pytest.mark.parametrize("count", [1, 3])
def test_report_costs_the_same_for_any_number_of_criteria(count, django_assert_num_queries):
    place = make_place(groups=set_of(count))
    unmet = [f"I.{n}" for n in range(1, count + 1)]
    assessment = make_sheet(place, State.DECIDED, unmet=unmet)
    for code in unmet:
        criterion = Criterion.objects.get(criteria_set=place.criteria_set, code=code)
        obstacle = make_obstacle([place.ward], criteria=[criterion], title=f"Vướng {code}")
        make_recommendation(obstacle, place.ward)
        make_directive(place.city, place.ward, [obstacle], title=f"Chỉ đạo {code}")
        make_holding(make_kind(f"Loại {next(number)}"), place.ward)
    outline_of(KIND, assessment)

    with django_assert_num_queries(32):
        outline_of(KIND, assessment)
