"""The periodic report of one unit: what it says, from first round to merged unit, and what it leaves to fill."""

import datetime as dt

import pytest
from django.utils import timezone

from assessments.models import Assessment, CriterionScore, State
from committee.models import (
    Commendation,
    CommendationForm,
    Initiative,
    InitiativeCount,
    InitiativeKind,
    Replication,
    Visit,
    VisitKind,
)
from criteria.models import Criterion
from reports.content.document import Paragraph
from reports.models import Body, IssuingBody
from tests.assessments.documents import attached
from tests.committee.chain_samples import make_directive, make_obstacle, make_recommendation
from tests.factories import (
    make_criteria_set,
    make_department,
    make_lineage,
    make_programme,
    make_unit,
    make_version,
    number,
    points_criterion,
)
from tests.reports.unit_samples import (
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
from tests.resources.samples import make_holding, make_kind, make_norm, make_plan, make_project
from units.models import UnitType

pytestmark = pytest.mark.django_db
KIND = "unit_report"


@pytest.fixture
def place():
    return make_place()


def annex_row(outline, code):
    return row_of(outline.annexes[0].blocks[0], code)


def decide_on(assessment, day):
    """Date the decision, which the factories make today."""
    at = timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(9)))
    Assessment.objects.filter(pk=assessment.pk).update(decided_at=at)
    assessment.refresh_from_db()
    return assessment


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


# ---------------------------------------------------------------- what is unmet, and the chain


def test_unmet_criterion_tells_since_when(place):
    make_sheet(place, State.DECIDED, unmet=["II.1"])
    outline = outline_of(KIND, make_sheet(place, State.DECIDED, unmet=["I.1", "II.1"], ends_on="2022-12-31"))

    assert words(outline, "chua-dat") == "Còn 2 tiêu chí chưa đạt (I.1 và II.1), cụ thể:"
    assert words(outline, "chua-dat-tung-tieu-chi") == (
        "I.1 Tiêu chí I.1; chưa đạt từ kỳ này (12/2022); chưa ghi nhận vướng mắc.\n"
        "II.1 Tiêu chí II.1; chưa đạt từ kỳ 12/2021; chưa ghi nhận vướng mắc."
    )
    assert outline.figures["các tiêu chí chưa đạt"].text == "I.1 và II.1"


def test_all_met_leaves_nothing_to_tell(place):
    outline = outline_of(KIND, make_sheet(place, State.DECIDED))

    assert words(outline, "chua-dat") == "Không có tiêu chí chưa đạt."
    assert words(outline, "chua-dat-tung-tieu-chi") == ""
    assert words(outline, "theo-nhom") == "Cả 2 nhóm tiêu chí đều đạt đủ."
    assert words(outline, "phuong-huong") == "Duy trì, nâng cao chất lượng các tiêu chí đã đạt."


def blocked(place, assessment):
    """An obstacle about II.1 with what was recommended and ordered, some of it after the decision."""
    criterion = Criterion.objects.get(criteria_set=place.criteria_set, code="II.1")
    obstacle = make_obstacle([place.ward], since="2021-08-20", criteria=[criterion])
    make_recommendation(obstacle, place.ward, raised_on="2021-11-05", steps=[("accepted", "2022-06-01")])
    department = make_department("PH10", city=place.city)
    make_directive(place.city, department, [obstacle], issued_on="2021-11-12", due="2021-12-31")
    return decide_on(assessment, "2022-01-15")


def test_chain_is_told_as_it_stood_on_the_day_of_the_decision(place):
    assessment = blocked(place, make_sheet(place, State.DECIDED, unmet=["II.1"]))
    outline = outline_of(KIND, assessment)

    assert words(outline, "vuong-mac") == "Đến ngày 15/01/2022, đơn vị còn 1 vướng mắc chưa được tháo gỡ:"
    assert words(outline, "vuong-mac-tung-viec") == (
        "Trụ sở chật, xuống cấp, từ ngày 20/08/2021. Đã kiến nghị: UBND thành phố Đà Nẵng, ngày 05/11/2021 "
        "(chưa trả lời). Chỉ đạo: ngày 12/11/2021 giao Phòng PH10 “Cải tạo, xây mới trụ sở”, hạn 31/12/2021 "
        "(đã quá hạn). Hiện đang chờ Phòng PH10 từ ngày 12/11/2021 (đã quá hạn) và chờ UBND thành phố Đà Nẵng "
        "từ ngày 05/11/2021."
    )
    assert "vướng mắc: Trụ sở chật, xuống cấp, từ ngày 20/08/2021" in words(outline, "chua-dat-tung-tieu-chi")
    assert words(outline, "nguyen-nhan-khach-quan") == "Nguyên nhân khách quan: Trụ sở chật, xuống cấp."
    assert words(outline, "kien-nghi-dia-phuong") == (
        "Đề nghị xây trụ sở mới (gửi UBND thành phố Đà Nẵng ngày 05/11/2021; đã kiến nghị, chưa trả lời)."
    )
    chain = pictures(outline.blocks)[-1]
    assert chain.caption == "Chuỗi tháo gỡ các vướng mắc của đơn vị, đến ngày 15/01/2022"
    assert "<a " not in chain.svg


def test_obstacle_cleared_after_the_decision_still_stands_in_the_report(place):
    criterion = Criterion.objects.get(criteria_set=place.criteria_set, code="II.1")
    make_obstacle([place.ward], criteria=[criterion], cleared_on="2022-05-01")
    assessment = decide_on(make_sheet(place, State.DECIDED, unmet=["II.1"]), "2022-01-15")

    assert words(outline_of(KIND, assessment), "vuong-mac").endswith("đơn vị còn 1 vướng mắc chưa được tháo gỡ:")


def test_obstacle_cleared_before_is_not_told(place):
    make_obstacle([place.ward], cleared_on="2021-10-01")
    assessment = decide_on(make_sheet(place, State.DECIDED), "2022-01-15")

    assert words(outline_of(KIND, assessment), "vuong-mac") == (
        "Đến nay đơn vị không có vướng mắc nào chưa được tháo gỡ."
    )


def test_obstacles_and_directives_of_another_programme_stay_out(place):
    other = make_programme()
    make_obstacle([place.ward], title="Vướng mắc khác", programme=other)
    make_directive(place.city, place.ward, title="Chỉ đạo khác", programme=other)
    outline = outline_of(KIND, make_sheet(place, State.DECIDED))

    assert words(outline, "vuong-mac") == "Đến nay đơn vị không có vướng mắc nào chưa được tháo gỡ."
    assert words(outline, "chi-dao").startswith("Trong kỳ chưa ghi nhận chỉ đạo nào")


def test_other_units_business_stays_out(place):
    neighbour = make_unit("Hòa Phong", parent=place.city)
    make_obstacle([neighbour], title="Việc của đơn vị khác")
    make_directive(place.city, neighbour, title="Chỉ đạo cho đơn vị khác")
    assessment = make_sheet(place, State.DECIDED, unmet=["II.1"])
    written = repr(document_of(KIND, assessment))

    assert "đơn vị khác”" not in written
    assert "Việc của đơn vị khác" not in written
    assert "Hòa Phong" not in written


# ---------------------------------------------------------------- directives, guidance, practice


def test_directives_are_counted_and_the_late_ones_named(place):
    assessment = decide_on(make_sheet(place, State.DECIDED), "2022-01-15")
    lead = {"lead": place.ward, "issuer": place.city}
    make_directive(**lead, title="Lập kế hoạch", due="2021-12-01", state="done", closed_on="2021-11-30")
    make_directive(**lead, title="Rà soát biên chế", due="2021-12-20", percent=40)
    make_directive(**lead, title="Tuyên truyền", due="2022-03-01")
    make_directive(**lead, title="Giao sau ngày quyết định", issued_on="2022-02-01")
    outline = outline_of(KIND, assessment)

    assert words(outline, "chi-dao") == (
        "Đơn vị chủ trì thực hiện 3 chỉ đạo; đến ngày 15/01/2022, có 1 chỉ đạo đã hoàn thành, "
        "1 chỉ đạo đang thực hiện trong hạn và 1 chỉ đạo quá hạn, cụ thể:"
    )
    assert words(outline, "chi-dao-qua-han") == "Rà soát biên chế: hạn 20/12/2021, đã quá hạn, tiến độ 40%."
    assert "còn 1 chỉ đạo thực hiện quá hạn" in words(outline, "ton-tai")
    assert "Hoàn thành chỉ đạo “Tuyên truyền” (hạn 01/03/2022);" in words(outline, "phuong-huong")


def test_visits_initiatives_and_commendations_of_the_period_are_told(place):
    department = make_department("PV05", city=place.city)
    for on, content in (("2021-03-10", "Kiểm tra lần một"), ("2022-02-01", "Ngoài kỳ")):
        Visit.objects.create(
            department=department, unit=place.ward, kind=VisitKind.VISIT, on=on, content=content, at=timezone.now()
        )
    initiative = Initiative.objects.create(
        title="Kênh Zalo an ninh", kind=InitiativeKind.CHANNEL, unit=place.ward, since="2021-05-01", description="…"
    )
    for on, value in (("2021-06-01", 300), ("2021-11-01", 1250)):
        InitiativeCount.objects.create(initiative=initiative, kind="followers", on=on, value=value)
    Replication.objects.create(initiative=initiative, unit=make_unit("Khác", parent=place.city), since="2021-09-01")
    Commendation.objects.create(
        unit=place.ward,
        form=CommendationForm.LETTER,
        on="2021-11-12",
        authority="Công an thành phố",
        reason="Kết quả tốt.",
    )
    outline = outline_of(KIND, decide_on(make_sheet(place, State.DECIDED), "2022-01-15"))

    assert words(outline, "kiem-tra").endswith("hỗ trợ 1 lần, gồm 1 lần kiểm tra, làm việc tại đơn vị.")
    assert words(outline, "kiem-tra-tung-lan") == "Ngày 10/03/2021, Phòng PV05: Kiểm tra lần một."
    assert words(outline, "mo-hinh-tung-viec") == (
        "Kênh Zalo an ninh (từ ngày 01/05/2021): tính đến ngày 01/11/2021 có 1.250 người theo dõi; "
        "được 1 đơn vị khác áp dụng."
    )
    assert words(outline, "khen-thuong") == (
        "Trong kỳ, đơn vị được biểu dương, khen thưởng 1 lần: thư khen, biểu dương của Công an thành phố "
        "ngày 12/11/2021 (Kết quả tốt)."
    )


# ---------------------------------------------------------------- resources and documents


def test_unit_without_norms_gets_a_sentence(place):
    outline = outline_of(KIND, make_sheet(place))

    assert words(outline, "trang-bi") == "Chưa có định mức và số liệu về biên chế, trang bị, trụ sở của đơn vị."
    assert [type(each) for each in outline.annexes[1].blocks] == [Paragraph]
    assert [type(each) for each in outline.annexes[2].blocks] == [Paragraph]


def test_resources_are_held_against_norms_on_the_last_day_of_the_period(place):
    posts, tablets = make_kind(), make_kind("Máy tính bảng", "equipment", measure_unit="chiếc")
    make_norm(posts, 16)
    make_norm(tablets, 4)
    make_holding(posts, place.ward, 14, on="2021-06-30")
    make_holding(posts, place.ward, 16, on="2022-02-01")
    make_plan(posts, place.ward, 2, expected_on="2021-11-30")
    outline = outline_of(KIND, make_sheet(place, State.DECIDED))

    assert words(outline, "luc-luong") == "Biên chế: thực có 14 người, định mức 16 người (87,5%)."
    assert words(outline, "trang-bi") == (
        "Tính đến ngày 31/12/2021, đơn vị đạt 0/1 định mức về biên chế, trang bị, trụ sở đã có số liệu (Phụ lục II). "
        "Còn thiếu: Biên chế, thiếu 2 người. Có 1 loại đã có định mức nhưng chưa kiểm đếm: Máy tính bảng."
    )
    assert words(outline, "ke-hoach-bo-sung") == (
        "Đang thực hiện 1 kế hoạch bổ sung: Biên chế thêm 2 người, dự kiến xong ngày 30/11/2021, đã quá hạn."
    )
    table = outline.annexes[1].blocks[0]
    assert row_of(table, 1) == (1, "Biên chế", "người", 16, 14, 2, "87,5%", "30/06/2021, Biên bản kiểm kê")
    assert row_of(table, 2) == (2, "Máy tính bảng", "chiếc", 4, None, None, None, None)


def test_figure_that_nobody_counted_is_a_gap(place):
    make_norm(make_kind(), 16)
    outline = outline_of(KIND, make_sheet(place))

    assert outline.figures["Biên chế: thực có"].text is None
    assert "luc-luong" in gaps(outline)


def test_headquarters_project_is_told_and_drawn_as_it_stood(place):
    make_project(place.ward, survey=("2021-03-01", "2021-03-10"), approval=("2021-09-01", "2022-06-01"))
    outline = outline_of(KIND, decide_on(make_sheet(place, State.DECIDED), "2022-01-15"))

    assert words(outline, "du-an-tru-so") == (
        "Dự án “Xây mới trụ sở”: đã xong 1/5 giai đoạn; giai đoạn tiếp theo là phê duyệt chủ trương, "
        "dự kiến xong ngày 01/09/2021, đã chậm so với dự kiến."
    )
    assert [each.caption for each in pictures(outline.annexes[1].blocks)] == ["Tiến độ dự án Xây mới trụ sở"]


def test_documents_stand_in_the_annex_and_at_their_criterion(place):
    assessment = make_sheet(place)
    attached(assessment, "I.1", place.officer, title="Nghị quyết <1>", document_number="12-NQ/ĐU")
    outline = outline_of(KIND, assessment)

    assert annex_row(outline, "I.1")[6] == "Nghị quyết <1> (số 12-NQ/ĐU)"
    assert row_of(table_named(outline.annexes[2].blocks, "Tài liệu"), 1)[1:3] == ("Nghị quyết <1>", "12-NQ/ĐU")
    assert words(outline, "van-ban").startswith("Hồ sơ của đơn vị gồm 1 tài liệu kiểm chứng (Phụ lục III)")


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
    assert "[số tiêu chí đạt] #panic \\input{x} <b>, từ ngày 20/08/2021" in words(outline, "vuong-mac-tung-viec")
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
