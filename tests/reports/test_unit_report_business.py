"""What the periodic report of a unit tells of the chain, of directives, guidance, resources and documents."""

import pytest
from django.utils import timezone

from assessments.models import State
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
from tests.assessments.documents import attached
from tests.committee.chain_samples import make_directive, make_obstacle, make_recommendation
from tests.factories import (
    make_department,
    make_programme,
    make_unit,
)
from tests.reports.unit_samples import (
    annex_row,
    decide_on,
    document_of,
    gaps,
    make_place,
    make_sheet,
    outline_of,
    pictures,
    row_of,
    table_named,
    words,
)
from tests.resources.samples import make_holding, make_kind, make_norm, make_plan, make_project

pytestmark = pytest.mark.django_db
KIND = "unit_report"


@pytest.fixture
def place():
    return make_place()


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
