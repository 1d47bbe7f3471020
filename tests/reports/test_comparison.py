"""The comparison of two rounds: as published, restated along the lineage, over two sets."""

from decimal import Decimal

import pytest

from assessments.models import State
from reports.actions.preparation import Subject, unsaved_report
from reports.content.document import Paragraph, Picture
from reports.content.prose import Prose, names_in
from reports.kinds.comparison import OTHER_PROGRAMME, SAME_ROUND
from reports.queries.compose import compose
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make.make_city()


def published_round(units, criteria_set, ends_on, poor=None):
    shown = make.make_open_round(units, criteria_set, ends_on=ends_on)
    for assessment in shown.assessments.select_related("unit"):
        make.advance(assessment, State.DECIDED, except_for=(poor or {}).get(assessment.unit, ()))
    make.advance(shown.assessments.first(), State.PUBLISHED)
    shown.refresh_from_db()
    return shown


def composed(city, earlier, later):
    return compose(unsaved_report("comparison", Subject(issuer=city, round=later, earlier_round=earlier)))


def words_of(report):
    found = [block for block in report.document.blocks if isinstance(block, Paragraph)]
    return "\n".join("".join(run.text for run in block.runs) for block in found)


def texts_of(report, *names):
    return [report.outline.figures[name].text for name in names]


def test_rounds_are_compared_as_published_and_over_the_same_units(city):
    asked = make.make_criteria_set()
    both, new = make.make_unit("Cũ", parent=city), make.make_unit("Mới", parent=city, valid_from="2024-06-01")
    make.make_enrolment(new, asked.programme, "2024-06-01")
    earlier = published_round([both], asked, "2023-12-31", {both: ("I.1",)})
    later = published_round([both, new], asked, "2024-12-31", {new: ("I.1", "II.1")})

    report = composed(city, earlier, later)

    assert texts_of(report, "tỷ lệ kỳ trước", "tỷ lệ kỳ sau", "mức tăng giảm theo công bố") == [
        "66,7%",
        "66,7%",
        "0 điểm phần trăm",
    ]
    assert texts_of(report, "tỷ lệ quy đổi kỳ trước", "tỷ lệ quy đổi kỳ sau", "số đơn vị tăng") == [
        "66,7%",
        "100%",
        "1",
    ]
    words = words_of(report)
    assert (
        "Kỳ trước có 1 đơn vị, kỳ sau có 2 đơn vị tham gia đánh giá; 1 đơn vị có kết quả ở cả hai kỳ. 1 đơn vị" in words
    )
    assert "tỷ lệ tiêu chí đạt là 66,7% ở kỳ trước và 66,7% ở kỳ sau, không thay đổi." in words
    assert "Kết quả của Công an phường Cũ là 66,7% ở kỳ trước và 100% ở kỳ sau, tăng 33,3 điểm phần trăm." in words


def test_merged_unit_is_held_against_all_that_passed_into_it_whole(city):
    asked = make.make_criteria_set()
    old = [make.make_unit(name, parent=city, valid_to="2024-06-30") for name in ("Một", "Hai", "Ba")]
    part = make.make_unit("Bốn", parent=city)
    merged = make.make_unit("Một", parent=city, valid_from="2024-07-01")
    for unit in old[:2]:
        make.make_lineage(unit, merged, "2024-07-01")
    make.make_lineage(part, merged, "2024-07-01", share="part")
    for unit in old:
        make.make_enrolment(unit, asked.programme, enrolled_to="2024-06-30")
    earlier = published_round([*old, part], asked, "2023-12-31", {old[0]: ("I.1",), part: ("I.1", "I.2")})
    make.make_enrolment(merged, asked.programme, "2024-07-01")
    later = published_round([merged, part], asked, "2024-12-31")

    report = composed(city, earlier, later)

    table = report.document.annexes[0].blocks[0]
    assert [row.cells for row in table.rows] == [
        (1, "Công an phường Bốn", "Công an phường Bốn", Decimal("33.3"), Decimal("100.0"), Decimal("66.7"), ""),
        (
            2,
            "Công an phường Một",
            "Công an phường Hai, Công an phường Một",
            Decimal("83.3"),
            Decimal("100.0"),
            Decimal("16.7"),
            "Tính gộp các đơn vị trước sắp xếp",
        ),
        (3, None, "Công an phường Ba", Decimal("100.0"), None, None, "Không còn tham gia"),
        ("", "Bình quân các đơn vị có ở cả hai kỳ", "", Decimal("58.3"), Decimal("100.0"), Decimal("41.7"), ""),
    ]
    words = words_of(report)
    assert "Công an phường Một đối chiếu với Công an phường Hai và Công an phường Một (cũ)." in words
    assert "1 đơn vị không còn tham gia: Công an phường Ba." in words


def test_renamed_unit_is_the_same_unit(city):
    asked = make.make_criteria_set()
    unit = make.make_unit("Trước", parent=city, valid_to="2024-06-30")
    make.make_version(unit, "Sau", parent=city, valid_from="2024-07-01")
    earlier = published_round([unit], asked, "2023-12-31")
    later = published_round([unit], asked, "2024-12-31")

    report = composed(city, earlier, later)

    assert "Công an phường Sau đối chiếu với Công an phường Trước." in words_of(report)


def test_two_sets_are_compared_by_share_and_by_criteria_of_the_same_words(city):
    programme = make.make_programme()
    asked = [
        make.make_criteria_set(programme, groups=[{"code": "I", "title": "Nhóm", "criteria": criteria}])
        for criteria in (
            [make.met_criterion("1", title="Đủ biên chế"), make.met_criterion("2", title="Có sổ")],
            [make.met_criterion("A", title="Đủ  biên chế"), make.met_criterion("B", title="Có kênh Zalo")],
        )
    ]
    unit = make.make_unit("Một", parent=city)
    earlier = published_round([unit], asked[0], "2023-12-31", {unit: ("1",)})
    later = published_round([unit], asked[1], "2024-12-31")

    report = composed(city, earlier, later)

    assert texts_of(report, "số tiêu chí cùng nội dung", "số tiêu chí mới", "số tiêu chí không còn") == [
        "1",
        "1",
        "1",
    ]
    words = words_of(report)
    assert "1 tiêu chí có cùng nội dung được so sánh với nhau." in words
    assert (
        "Tiêu chí A “Đủ biên chế”: tăng 100 điểm phần trăm (kỳ trước có 1/1 đơn vị chưa đạt, kỳ sau các đơn vị đều"
        in words
    )


def test_rounds_given_the_wrong_way_round_are_put_in_order(city):
    asked, unit = make.make_criteria_set(), make.make_unit("Một", parent=city)
    earlier = published_round([unit], asked, "2023-12-31")
    later = published_round([unit], asked, "2024-12-31")

    assert composed(city, later, earlier).document.subject == composed(city, earlier, later).document.subject


def test_round_that_goes_on_is_told_as_provisional(city):
    asked, unit = make.make_criteria_set(), make.make_unit("Một", parent=city)
    earlier = published_round([unit], asked, "2023-12-31")
    later = make.make_open_round([unit], asked, ends_on="2024-12-31")
    make.advance(later.assessments.get(), State.SUBMITTED)

    report = composed(city, earlier, later)

    assert "Kết quả của kỳ chưa công bố là tạm tính." in words_of(report)


def test_empty_round_is_said_to_have_nothing(city):
    asked, unit = make.make_criteria_set(), make.make_unit("Một", parent=city)
    earlier = published_round([unit], asked, "2023-12-31")
    later = make.make_round(asked, ends_on="2024-12-31")

    report = composed(city, earlier, later)

    assert "Kỳ sau chưa có đơn vị nào tham gia đánh giá nên chưa so sánh được." in words_of(report)
    assert [each for each in report.document.blocks if isinstance(each, Picture)] == []


def test_rounds_that_cannot_be_compared_leave_a_gap_that_says_why(city):
    first, second = make.make_round(), make.make_round(ends_on="2022-12-31")

    assert words_of(composed(city, first, second)) == f"[{OTHER_PROGRAMME}]"
    assert words_of(composed(city, first, first)) == f"[{SAME_ROUND}]"
    assert composed(city, first, second).gaps == 1


def test_names_with_signs_stay_what_was_typed(city):
    asked, unit = make.make_criteria_set(), make.make_unit('Ia <b>& "Ga" #panic', parent=city)
    earlier = published_round([unit], asked, "2023-12-31")
    later = published_round([unit], asked, "2024-12-31", {unit: ("I.1",)})

    assert 'Kết quả của Công an phường Ia <b>& "Ga" #panic là 100%' in words_of(composed(city, earlier, later))


@pytest.mark.parametrize("count", [1, 3])
def test_comparison_costs_the_same_for_one_unit_and_for_three(city, count, django_assert_num_queries):
    asked = make.make_criteria_set()
    units = [make.make_unit(f"Phường {number}", parent=city) for number in range(count)]
    poor = dict.fromkeys(units, ("I.1",))
    earlier = published_round(units, asked, "2023-12-31", poor)
    later = published_round(units, asked, "2024-12-31", poor)
    composed(city, earlier, later)

    with django_assert_num_queries(17):
        report = composed(city, earlier, later)

    named = {name for each in report.outline.blocks if isinstance(each, Prose) for name in names_in(each.text)}
    assert named - set(report.outline.figures) == set()
