"""The periodic report of a round: its words by what the data say. No database."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from reports.kinds.round_report.compared import against_before, self_scores, units_compared
from reports.kinds.round_report.prose import opening, results, unmet
from reports.queries.reorganisation import Merger, Renaming, Reorganisation
from tests.reports import round_samples as made
from tests.reports.round_samples import said

BEFORE_SET = made.a_round(pk=1, set_pk=9, ends_on=dt.date(2024, 12, 31))


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


# ---------------------------------------------------------------- the whole


@pytest.mark.parametrize(
    ("units", "words"),
    [
        ((), "Chưa có kết quả đánh giá."),
        ((made.a_unit(1, 8),), "Công an phường Minh Họa 1 đạt 8/10 tiêu chí, tương ứng tỷ lệ 80%."),
        (
            (made.a_unit(1, 8), made.a_unit(2, 8)),
            "Tính chung, các đơn vị đạt 16/20 lượt tiêu chí, đạt tỷ lệ 80%. Chưa có đơn vị nào đạt toàn bộ các tiêu "
            "chí. Kết quả của các đơn vị bằng nhau: 8/10 tiêu chí.",
        ),
        (
            (made.a_unit(1, 10), made.a_unit(2, 7)),
            "Tính chung, các đơn vị đạt 17/20 lượt tiêu chí, đạt tỷ lệ 85%. Có 1 đơn vị đạt toàn bộ tiêu chí áp dụng. "
            "Đơn vị có kết quả cao nhất là Công an phường Minh Họa 1 (10/10 tiêu chí); thấp nhất là Công an phường "
            "Minh Họa 2 (7/10 tiêu chí).",
        ),
        (
            (made.a_unit(1, 10), made.a_unit(2, 10)),
            "Tính chung, các đơn vị đạt 20/20 lượt tiêu chí, đạt tỷ lệ 100%. Tất cả các đơn vị đều đạt toàn bộ tiêu "
            "chí "
            "áp dụng. Kết quả của các đơn vị bằng nhau: 10/10 tiêu chí.",
        ),
    ],
)
def test_whole_result_by_how_many_units_met_how_much(units, words):
    facts = made.facts_about(*units)

    assert said(results.whole(facts), facts) == words


def test_whole_result_of_points_is_their_mean():
    shown = made.a_round(counting="points")
    units = [made.a_unit(pk, met, points=Decimal(met * 10), shown=shown) for pk, met in ((1, 9), (2, 7))]
    facts = made.facts_about(*units, shown=shown)

    assert said(results.whole(facts), facts) == (
        "Điểm bình quân của các đơn vị đạt 80% so với điểm tối đa. Chưa có đơn vị nào đạt toàn bộ các tiêu chí. Đơn vị "
        "có kết quả cao nhất là Công an phường Minh Họa 1 (90 điểm); thấp nhất là Công an phường Minh Họa 2 (70 điểm)."
    )


def test_whole_result_waits_for_a_complete_sheet():
    facts = made.facts_about(made.a_unit(1, 0, is_complete=False, class_code=""), shown=made.a_round(state="open"))

    assert results.whole(facts).startswith("Chưa có đơn vị nào trả lời đủ")


# ---------------------------------------------------------------- against the round before


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (
            (9, 8),
            (7, 8),
            "tỷ lệ tiêu chí đạt tăng 10 điểm phần trăm (từ 75% lên 85%). Trong số các đơn vị có kết quả ở cả hai kỳ, "
            "1 "
            "đơn vị có kết quả tăng, 1 đơn vị giữ nguyên; tăng nhiều nhất là Công an phường Minh Họa 1 (tăng 2 "
            "tiêu chí).",
        ),
        (
            (6, 7),
            (7, 8),
            "tỷ lệ tiêu chí đạt giảm 10 điểm phần trăm (từ 75% xuống 65%). Tất cả các đơn vị đều có kết quả giảm.",
        ),
        (
            (7, 8),
            (7, 8),
            "tỷ lệ tiêu chí đạt không thay đổi (giữ mức 75%). Tất cả các đơn vị đều có kết quả giữ nguyên.",
        ),
    ],
)
def test_comparison_says_what_rose_fell_or_stayed(now, before, words):
    facts = made.facts_about(*(made.a_unit(pk, now[pk - 1], before=before[pk - 1]) for pk in (1, 2)))

    lead = "So với kỳ trước (“Kỳ 2024”, kết thúc ngày 31/12/2024), "
    assert said(results.compared(facts), facts) == lead + words


def test_comparison_of_a_first_round_says_so():
    facts = made.facts_about(made.a_unit(1, 8), before=None)

    assert results.compared(facts).startswith("Đây là kỳ đánh giá đầu tiên")


def test_comparison_leaves_out_a_round_that_is_not_published():
    facts = made.facts_about(made.a_unit(1, 8, before=7), shown=made.a_round(state="open"))

    assert results.compared(facts) == ""
    assert against_before(facts.results) is None
    assert units_compared(facts.results).total == 0


def test_comparison_over_two_sets_speaks_of_shares_only():
    facts = made.facts_about(made.a_unit(1, 9, before=7), made.a_unit(2, 9, before=8), before=BEFORE_SET)

    words = said(results.compared(facts), facts)

    assert "Hai kỳ áp dụng hai bộ tiêu chí khác nhau nên chỉ so sánh theo tỷ lệ." in words
    assert "(tăng 20 điểm phần trăm)" in words


# ---------------------------------------------------------------- classes, self-scores, groups


@pytest.mark.parametrize(
    ("mets", "words"),
    [
        ((10,), "Đơn vị được xếp loại “Đạt chuẩn”."),
        ((8, 9), "Về xếp loại, tất cả các đơn vị được xếp loại “Chưa đạt”."),
        (
            (10, 9, 9),
            "Về xếp loại: 1 đơn vị xếp loại “Đạt chuẩn” (chiếm 33,3%); 2 đơn vị xếp loại “Chưa đạt” (chiếm 66,7%).",
        ),
    ],
)
def test_classes_are_told_as_they_came_out(mets, words):
    facts = made.facts_about(*(made.a_unit(pk, met) for pk, met in enumerate(mets, start=1)))

    assert said(results.classes(facts), facts) == words


def test_classes_wait_for_a_decision():
    facts = made.facts_about(made.a_unit(1, 8, state="submitted"), shown=made.a_round(state="open"))

    assert results.classes(facts) == ""


@pytest.mark.parametrize(
    ("claimed", "words"),
    [
        ((8, 9), "Kết quả tự chấm điểm của các đơn vị thống nhất với kết quả thẩm định."),
        (
            (10, 9),
            "Các đơn vị tự chấm đạt 19 lượt tiêu chí, sau thẩm định được công nhận 17 lượt. Có 1 đơn vị tự chấm cao "
            "hơn "
            "kết quả thẩm định (Công an phường Minh Họa 1).",
        ),
        (
            (10, 8),
            "Các đơn vị tự chấm đạt 18 lượt tiêu chí, sau thẩm định được công nhận 17 lượt. Có 1 đơn vị tự chấm cao "
            "hơn "
            "kết quả thẩm định (Công an phường Minh Họa 1); 1 đơn vị tự chấm thấp hơn.",
        ),
    ],
)
def test_self_scores_against_what_was_recognised(claimed, words):
    facts = made.facts_about(*(made.a_unit(pk, met, self_met=claimed[pk - 1]) for pk, met in ((1, 8), (2, 9))))

    assert said(results.self_scored(facts), facts) == words


def test_self_scores_count_appraised_sheets_only():
    found = self_scores(made.results_of(made.a_unit(1, 8), made.a_unit(2, 9, state="submitted", self_met=10)))

    assert (found.units, found.equal, found.most) == (1, 1, None)


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ((made.group_total(100), made.group_total(100, code="II")), "đều đạt tỷ lệ 100%"),
        (
            (made.group_total(100), made.group_total(50, code="II")),
            "Nhóm đạt tỷ lệ thấp nhất là nhóm II “Nhóm II” (50%).",
        ),
        ((made.group_total(90, 80), made.group_total(50, 60, code="II")), "nhóm II “Nhóm II” giảm nhiều nhất (10 điểm"),
    ],
)
def test_groups_are_told_by_their_shares(groups, words):
    facts = made.facts_about(made.a_unit(1, 8, before=8), made.a_unit(2, 8, before=8), groups=groups)

    assert words in said(results.by_group(facts), facts)


# ---------------------------------------------------------------- progress


def test_progress_of_a_round_that_goes_on_counts_the_sheets():
    shown = made.a_round(state="open", ends_on=dt.date(2025, 12, 31))
    units = [
        made.a_unit(1, 8, state="submitted", shown=shown),
        made.a_unit(2, 0, state="drafting", submitted_at=None, is_complete=False, class_code="", shown=shown),
    ]
    facts = made.facts_about(*units, shown=shown)

    assert said(results.progress(facts), facts) == (
        "Đến ngày 05/01/2026, đã có 1/2 phiếu đánh giá được nộp (đạt tỷ lệ 50%). Còn 1 đơn vị quá hạn chưa nộp "
        "phiếu "
        "(hạn nộp: ngày 31/12/2025). Kết quả dưới đây là tạm tính, sẽ thay đổi sau khi thẩm định, quyết định."
    )
    assert opening.opening(facts).startswith("Thực hiện [[văn bản ban hành bộ tiêu chí]], Ban Chỉ đạo báo cáo sơ bộ")


@pytest.mark.parametrize(
    ("late", "words"),
    [
        ((False, False), "Tất cả 2 đơn vị đã nộp phiếu đánh giá đúng thời hạn."),
        ((True, False), "Có 1/2 đơn vị nộp phiếu đánh giá đúng thời hạn, 1 đơn vị nộp muộn."),
    ],
)
def test_progress_of_a_published_round_says_who_was_in_time(late, words):
    facts = made.facts_about(*(made.a_unit(pk, 8, is_late=late[pk - 1]) for pk in (1, 2)))

    assert said(results.progress(facts), facts) == words


# ---------------------------------------------------------------- units that changed


def test_opening_names_the_document_or_leaves_a_gap():
    facts = made.facts_about(made.a_unit(1, 8))
    assert said(opening.opening(facts), facts).startswith(
        "Thực hiện Quyết định số 12/QĐ-BCA, Ban Chỉ đạo báo cáo kết quả"
    )

    facts.round.criteria_set.document_number = ""

    assert "[chưa có số liệu: văn bản ban hành bộ tiêu chí]" in said(opening.opening(facts), facts)


def test_renamed_unit_is_said_in_words():
    renamed = Renaming(1, made.a_version(1, "Cũ"), made.a_version(1, "Mới", dt.date(2025, 7, 1)))
    facts = made.facts_about(made.a_unit(1, 8), changes=Reorganisation((renamed,), (), None, 1))

    assert said(opening.reorganised(facts), facts) == (
        "Từ ngày 01/07/2025, Công an phường Cũ được đổi tên thành Công an phường Mới."
    )


def test_merged_units_are_said_in_words():
    merged = [
        Merger(
            made.a_version(1, "Hải Châu"),
            dt.date(2025, 7, 1),
            (
                (made.a_version(2, "Hải Châu"), True),
                (made.a_version(3, "Bình Hiên"), True),
                (made.a_version(4, "Kề"), False),
            ),
        ),
        Merger(made.a_version(5, "Khác"), dt.date(2025, 8, 1), ((made.a_version(6, "Nhỏ"), False),)),
    ]
    facts = made.facts_about(made.a_unit(1, 8), changes=Reorganisation((), tuple(merged), None, 1))

    assert said(opening.reorganised(facts), facts) == (
        "Trong kỳ, tổ chức của các đơn vị có thay đổi như sau:\n"
        "- Từ ngày 01/07/2025, Công an phường Hải Châu được thành lập trên cơ sở nhập Công an phường Hải Châu (cũ) và "
        "Công an phường Bình Hiên và một phần địa bàn của phường Kề;\n"
        "- Từ ngày 01/08/2025, Công an phường Khác tiếp nhận một phần địa bàn của phường Nhỏ."
    )


def test_nobody_recorded_the_population_so_there_is_a_gap():
    facts = made.facts_about(made.a_unit(1, 8), made.a_unit(2, 8))

    assert said(opening.place(facts), facts) == (
        "Địa bàn của các đơn vị tham gia có diện tích [chưa có số liệu: diện tích địa bàn] km², dân số "
        "[chưa có số liệu: dân số địa bàn] người."
    )


# ---------------------------------------------------------------- what is not met


def test_nothing_unmet_is_said_without_a_number():
    facts = made.facts_about(made.a_unit(1, 10), made.a_unit(2, 10))

    assert unmet.unmet(facts) == "Các đơn vị đạt toàn bộ tiêu chí áp dụng, không còn tiêu chí chưa đạt."
    assert unmet.unmet_lines(facts) == ""


def test_unmet_criterion_tells_units_since_when_and_what_blocks():
    units = [made.a_unit(pk, 9, before=9) for pk in (1, 2, 3)]
    line = made.unmet_of(*units[:2], since=dt.date(2023, 12, 31), before=1)
    facts = made.facts_about(
        *units, unmet=(line,), business=made.business_of(obstacles=[made.obstacle(title="Thiếu đất")])
    )

    assert said(unmet.unmet(facts), facts) == (
        "Còn 1 tiêu chí có đơn vị chưa đạt, với tổng số 2 lượt chưa đạt, đều kéo dài từ kỳ trước, cụ thể:"
    )
    assert said(unmet.unmet_lines(facts), facts) == (
        "Tiêu chí I.1 “Đủ biên chế”: 2 đơn vị chưa đạt (Công an phường Minh Họa 1 và Công an phường Minh Họa 2), "
        "tăng 1 "
        "đơn vị so với kỳ trước, đều chưa đạt từ kỳ kết thúc ngày 31/12/2023. Vướng mắc: thiếu đất (từ ngày "
        "01/06/2025)."
    )


def test_unmet_criterion_that_is_new_or_unchanged_says_no_nought():
    units = [made.a_unit(pk, 9, before=9) for pk in (1, 2)]
    lines = (made.unmet_of(units[0], before=0), made.unmet_of(units[1], before=1, criterion=made.OTHER))
    facts = made.facts_about(*units, unmet=lines)

    assert said(unmet.unmet_lines(facts), facts).splitlines() == [
        "Tiêu chí I.1 “Đủ biên chế”: 1 đơn vị chưa đạt (Công an phường Minh Họa 1), mới phát sinh trong kỳ này;",
        "Tiêu chí I.2 “Đủ trang bị”: 1 đơn vị chưa đạt (Công an phường Minh Họa 2).",
    ]
