"""Tờ trình: who is submitted, from which figures, and what it says where nothing is proposed yet."""

import pytest

from committee.actions.recognition import maintain_recognition, refuse_recognition, withdraw_proposal
from reports.actions.preparation import Subject, unsaved_report
from reports.content.document import Paragraph, Table
from reports.queries.compose import compose
from tests.committee.recognition_samples import make_place, make_published, propose, recognise
from tests.factories import day, make_criteria_set, make_open_round, make_unit, points_criterion

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db):
    return make_place("Hải Châu I", "An Hải Bắc", "Mỹ An")


def submission(place, shown):
    return compose(unsaved_report("recognition_submission", Subject(issuer=place.city, round=shown)))


def words(composition):
    blocks = (each for each in composition.document.blocks if isinstance(each, Paragraph))
    return ["".join(run.text for run in each.runs) for each in blocks]


def tables(composition):
    document = composition.document
    found = [each for each in document.blocks if isinstance(each, Table)]
    return found + [each for annex in document.annexes for each in annex.blocks]


def cells(table):
    return [row.cells for row in table.rows]


def test_submission_lists_who_was_proposed_with_result_and_years_before(place):
    recognise(place, 2021)
    shown = make_published(place, 2022, unmet={place.wards[2]: ["II.1"]}, title="Kỳ 2022")
    propose(place, shown, *place.wards[:2])
    found = submission(place, shown)
    assert found.document.subject == "Về việc đề nghị công nhận phường điển hình (minh họa) năm 2022"
    assert found.document.addressees == (
        "Bộ Công an (qua Cục Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc - V05)",
    )
    listed, results, left = tables(found)
    assert cells(listed) == [
        (1, "Phường An Hải Bắc", "3/3", "Đạt chuẩn", "Công nhận", None),
        (2, "Phường Hải Châu I", "3/3", "Đạt chuẩn", "Công nhận", "2021"),
    ]
    assert cells(results)[1] == (
        2, "Phường Hải Châu I", "3/3", "Đạt chuẩn", 0, "01/QĐ (minh họa)", "2021", None,
    )  # fmt: skip
    assert cells(left) == [(1, "Phường Mỹ An", "2/3", "II.1. Tiêu chí II.1")]


def test_submission_says_results_with_figures_that_lead_to_their_rows(place):
    shown = make_published(place, 2022, unmet={place.wards[2]: ["II.1"]}, title="Kỳ 2022")
    propose(place, shown, *place.wards[:2])
    found = submission(place, shown)
    said = words(found)
    assert "Có 2 đơn vị đạt loại “Đạt chuẩn” và không có điểm liệt" in said[4]
    assert said[6] == "Phường Mỹ An đạt 2/3 tiêu chí; còn thiếu: II.1. Tiêu chí II.1."
    assert "công nhận 2 đơn vị là phường điển hình (minh họa) năm 2022, gồm:" in said[7]
    runs = [run for each in found.document.blocks for run in getattr(each, "runs", ()) if run.figure]
    assert all(run.url or "bộ tiêu chí" in run.figure for run in runs)
    assert {run.url for run in runs if run.figure == "số đơn vị đủ điều kiện"} == {
        f"/committee/recognitions/candidates/{shown.code}/"
    }
    assert found.gaps == 1


def test_submission_without_a_proposal_has_a_gap_for_it(place):
    found = submission(place, make_published(place, 2022))
    assert "[Ghi đơn vị được đề nghị ở trang Công nhận đơn vị, rồi nêu đề nghị.]" in words(found)
    assert found.gaps == 2
    assert [len(annex.blocks[0].rows) for annex in found.document.annexes] == [3]


def test_submission_of_a_round_that_is_not_published_has_gaps_and_no_figures(place):
    opened = make_open_round(place.wards, place.criteria_set, ends_on="2022-11-15")
    found = submission(place, opened)
    assert "[chưa có số liệu: ngày công bố kết quả]" in words(found)[1]
    assert tables(found) == []


def test_submission_keeps_who_was_refused_and_leaves_out_who_was_withdrawn(place):
    shown = make_published(place, 2022)
    first, second = propose(place, shown, *place.wards[:2])
    refuse_recognition(by=place.secretary, recognition=first, on=day("2022-12-20"), reason="Thiếu hồ sơ")
    withdraw_proposal(by=place.secretary, recognition=second, on=day("2022-12-20"), reason="Gửi nhầm")
    assert [row[1] for row in cells(tables(submission(place, shown))[0])] == ["Phường An Hải Bắc"]


def test_submission_gives_the_reason_for_who_does_not_qualify(place):
    shown = make_published(place, 2022, unmet={place.ward: ["II.1"]})
    propose(place, shown, reason="Bất khả kháng: bão số 5 [[năm công nhận]]")
    said = words(submission(place, shown))
    assert "Phường Hải Châu I: Bất khả kháng: bão số 5 [ [năm công nhận] ]" in said


def test_submission_names_who_keeps_the_recognition(place):
    held = recognise(place, 2021)
    shown = make_published(place, 2022)
    maintain_recognition(by=place.secretary, recognition=held, assessment_round=shown, on=day("2022-12-20"))
    assert any(
        "1 đơn vị tiếp tục duy trì công nhận theo kết quả của kỳ này: phường Hải Châu I." in line
        for line in words(submission(place, shown))
    )


def test_submission_calls_it_again_after_a_break(place):
    recognise(place, 2020)
    shown = make_published(place, 2022)
    propose(place, shown)
    assert cells(tables(submission(place, shown))[0])[0][4:] == ("Công nhận lại", "2020")


def test_submission_of_a_set_with_points_shows_them(place):
    scored = make_criteria_set(place.programme, criterion=points_criterion)
    shown = make_published(place, 2022, criteria_set=scored)
    propose(place, shown)
    table = tables(submission(place, shown))[1]
    assert [each.label for each in table.columns][3:5] == ["Điểm", "Điểm tối đa"]
    assert cells(table)[0][3:5] == (30, 30)


def test_submission_is_of_the_committees_own_city(place):
    foreign = make_unit("Xa", parent=make_place("Khác").city)
    shown = make_published(place, 2022, units=[*place.wards])
    propose(place, shown)
    other = compose(unsaved_report("recognition_submission", Subject(issuer=foreign, round=shown)))
    assert tables(other) == []


@pytest.mark.parametrize("count", [1, 3])
def test_submission_costs_the_same_for_any_number_of_units(django_assert_num_queries, count):
    place = make_place(*["Một", "Hai", "Ba"][:count])
    shown = make_published(place, 2022)
    propose(place, shown, *place.wards)
    report = unsaved_report("recognition_submission", Subject(issuer=place.city, round=shown))
    with django_assert_num_queries(11):
        compose(report)
