"""The report of a round that was really held: its figures, its annexes, its cost."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from assessments.models import State
from committee.models import BlockedUnit, Body, Directive, Obstacle, Recommendation, Visit
from reports.actions.preparation import Subject, unsaved_report
from reports.content.document import Heading, Paragraph, Picture, Table
from reports.kinds.round_report.pictures import pictures_of
from reports.queries.compose import compose
from resources.models import Holding, ResourceKind, UnitNorm
from tests import factories as make

pytestmark = pytest.mark.django_db


def published_round(city, units, *, poor=(), criteria_set=None, ends_on="2024-12-31", **fields):
    """A published round of these units; `poor`: {unit: codes of what it does not meet}."""
    shown = make.make_open_round(units, criteria_set, ends_on=ends_on, **fields)
    poor = dict(poor)
    for assessment in shown.assessments.select_related("unit"):
        make.advance(assessment, State.DECIDED, except_for=poor.get(assessment.unit, ()))
    make.advance(shown.assessments.first(), State.PUBLISHED)
    shown.refresh_from_db()
    return shown


def a_set():
    return make.make_criteria_set()


@pytest.fixture
def city():
    return make.make_city()


def wards(city, count):
    return [make.make_unit(f"Phường {number}", parent=city) for number in range(1, count + 1)]


def composed(shown, city):
    return compose(unsaved_report("round_report", Subject(issuer=city, round=shown)))


def words_of(document):
    return "\n".join(
        "".join(run.text for run in block.runs) for block in document.blocks if isinstance(block, Paragraph)
    )


def texts_of(composition, *names):
    return {name: composition.outline.figures[name].text for name in names}


# ---------------------------------------------------------------- figures against a round that was held


def test_figures_are_those_of_the_round(city):
    units = wards(city, 3)
    shown = published_round(city, units, poor={units[0]: ("I.1",), units[1]: ("I.1", "II.1")})

    report = composed(shown, city)

    assert texts_of(
        report,
        "số đơn vị tham gia",
        "số lượt tiêu chí đạt",
        "số lượt tiêu chí áp dụng",
        "tỷ lệ tiêu chí đạt",
        "số đơn vị đạt đủ tiêu chí",
        "số đơn vị chưa đạt I.1",
        "đơn vị chưa đạt I.1",
        "số đơn vị chưa đạt I.2",
        "tỷ lệ đạt nhóm I",
        "số lượt chưa đạt",
    ) == {
        "số đơn vị tham gia": "3",
        "số lượt tiêu chí đạt": "6",
        "số lượt tiêu chí áp dụng": "9",
        "tỷ lệ tiêu chí đạt": "66,7%",
        "số đơn vị đạt đủ tiêu chí": "1",
        "số đơn vị chưa đạt I.1": "2",
        "đơn vị chưa đạt I.1": "Công an phường Phường 1 và Công an phường Phường 2",
        "số đơn vị chưa đạt I.2": "0",
        "tỷ lệ đạt nhóm I": "66,7%",
        "số lượt chưa đạt": "3",
    }


def test_round_is_held_against_the_one_before(city):
    units, asked = wards(city, 2), a_set()
    published_round(city, units, criteria_set=asked, ends_on="2023-12-31", poor={units[0]: ("I.1", "II.1")})
    shown = published_round(city, units, criteria_set=asked, poor={units[0]: ("II.1",), units[1]: ("I.2",)})

    report = composed(shown, city)

    assert texts_of(
        report,
        "tỷ lệ kỳ trước",
        "số đơn vị tăng",
        "số đơn vị giảm",
        "đơn vị tăng nhiều nhất",
        "ngày bắt đầu chưa đạt II.1",
    ) == {
        "tỷ lệ kỳ trước": "66,7%",
        "số đơn vị tăng": "1",
        "số đơn vị giảm": "1",
        "đơn vị tăng nhiều nhất": "Công an phường Phường 1",
        "ngày bắt đầu chưa đạt II.1": "31/12/2023",
    }


def test_every_figure_that_is_read_from_rows_leads_to_them(city):
    report = composed(published_round(city, wards(city, 1)), city)

    without = {each.name for each in report.outline.figures.values() if not each.url and each.text is not None}

    assert without == {"số thay đổi tổ chức khác"}


def test_business_is_told_as_of_the_day_of_decision(city):
    (unit,) = wards(city, 1)
    shown = published_round(city, [unit])
    criterion = shown.criteria_set.criteria.get(code="I.1")
    obstacle = Obstacle.objects.create(title="Thiếu đất", since=dt.date(2024, 3, 1), opened_at=timezone.now())
    obstacle.criteria.add(criterion)
    BlockedUnit.objects.create(obstacle=obstacle, unit=unit)
    late = Obstacle.objects.create(title="Về sau", since=dt.date(2025, 6, 1), opened_at=timezone.now())
    BlockedUnit.objects.create(obstacle=late, unit=unit)
    fields = {"issuer": city, "lead": unit, "issued_on": dt.date(2024, 5, 1)}
    Directive.objects.create(title="Đang làm", due=dt.date(2024, 6, 1), **fields)
    Directive.objects.create(
        title="Xong sau đó", due=dt.date(2025, 6, 1), state="done", closed_on=dt.date(2025, 5, 1), **fields
    )
    Directive.objects.create(title="Đã xong", state="done", closed_on=dt.date(2024, 9, 1), **fields)

    report = composed(shown, city)

    assert texts_of(report, "ngày số liệu", "số vướng mắc", "số nhiệm vụ đang thực hiện", "số nhiệm vụ quá hạn") == {
        "ngày số liệu": "30/01/2025",
        "số vướng mắc": "1",
        "số nhiệm vụ đang thực hiện": "2",
        "số nhiệm vụ quá hạn": "1",
    }


def test_resources_are_those_of_the_day(city):
    (unit,) = wards(city, 1)
    posts = ResourceKind.objects.create(code="posts", title="Biên chế", group="staff", measure_unit="người")
    UnitNorm.objects.create(kind=posts, unit=unit, quantity=16, document="QĐ")
    for on, quantity in ((dt.date(2024, 6, 1), 14), (dt.date(2025, 9, 1), 16)):
        Holding.objects.create(kind=posts, unit=unit, on=on, quantity=quantity, source="Kiểm kê")

    report = composed(published_round(city, [unit]), city)

    assert "Biên chế được giao là 16 đồng chí, quân số thực có 14 đồng chí, đạt tỷ lệ 87,5%; còn thiếu 2 đồng chí." in (
        words_of(report.document)
    )
    assert report.document.annexes[1].blocks[0].rows[0].cells[4:7] == (Decimal(16), Decimal(14), Decimal(2))


# ---------------------------------------------------------------- states of a round


def test_empty_round_says_so_and_still_composes(city):
    shown = make.make_round(a_set())

    report = composed(shown, city)

    assert "chưa có đơn vị nào tham gia kỳ đánh giá" in words_of(report.document)
    assert [each for each in report.document.blocks if isinstance(each, Picture | Table)] == []
    assert report.document.annexes == ()


def test_round_of_a_draft_set_composes(city):
    unit = wards(city, 1)[0]
    asked = a_set()
    make.make_enrolment(unit, asked.programme)

    report = composed(make.make_round(asked), city)

    assert "đến nay có 1 đơn vị thuộc diện được đánh giá" in words_of(report.document)


def test_open_round_is_a_progress_report(city):
    units = wards(city, 2)
    shown = make.make_open_round(units, ends_on="2024-12-31")
    make.advance(shown.assessments.get(unit=units[0]), State.SUBMITTED)

    report = composed(shown, city)

    assert report.document.subject.startswith("Sơ bộ kết quả thực hiện")
    assert texts_of(report, "số phiếu đã nộp", "tỷ lệ nộp phiếu", "số phiếu quá hạn chưa nộp") == {
        "số phiếu đã nộp": "1",
        "tỷ lệ nộp phiếu": "50%",
        "số phiếu quá hạn chưa nộp": "1",
    }


def test_units_of_another_city_are_left_out(city):
    other = make.make_city("Huế")
    mine, theirs = wards(city, 1)[0], make.make_unit("Thuận Hóa", parent=other)
    shown = make.make_open_round([mine, theirs])

    assert texts_of(composed(shown, city), "số đơn vị tham gia") == {"số đơn vị tham gia": "1"}


def test_merger_within_the_round_is_said(city):
    merged = make.make_unit("Hải Châu", parent=city, valid_from="2024-07-01")
    old = make.make_unit("Hải Châu I", parent=city, valid_to="2024-06-30")
    make.make_lineage(old, merged, "2024-07-01")

    report = composed(published_round(city, [merged]), city)

    assert "Từ ngày 01/07/2024, Công an phường Hải Châu được thành lập trên cơ sở Công an phường Hải Châu I." in (
        words_of(report.document)
    )


def test_illustrative_round_is_marked(city):
    shown = make.make_open_round(wards(city, 1), is_illustrative=True)

    assert composed(shown, city).document.is_illustrative


# ---------------------------------------------------------------- what people type


def test_signs_stay_what_was_typed(city):
    hard = make.met_criterion("I.1", title='Đủ <b>&"biên chế" [[số giả]] #panic \\LaTeX{}')
    groups = [{"code": "I", "title": "Nhóm <&>", "criteria": [hard]}]
    asked = make.make_criteria_set(groups=groups)
    unit = make.make_unit("Ia M'Gar & Đ\"", parent=city)
    shown = published_round(city, [unit], criteria_set=asked, poor={unit: ("I.1",)})

    report = composed(shown, city)

    words = words_of(report.document)
    assert 'Tiêu chí I.1 “Đủ <b>&"biên chế" [ [số giả] ] #panic \\LaTeX{}”' in words
    assert "chưa có số liệu: số giả" not in words
    assert not any("&lt;" in block.text for block in report.document.blocks if isinstance(block, Heading))


# ---------------------------------------------------------------- annexes and pictures


def test_annex_of_few_units_goes_criterion_by_criterion(city):
    units = wards(city, 2)
    shown = published_round(city, units, poor={units[1]: ("I.2",)})

    results, unmet = composed(shown, city).document.annexes

    table, matrix = results.blocks
    assert [row.cells[1] for row in table.rows] == ["Công an phường Phường 1", "Công an phường Phường 2", "Cộng"]
    assert [row.cells for row in matrix.rows][:3] == [
        ("I", "Nhóm một", "", ""),
        ("I.1", "Tiêu chí I.1", "Đạt", "Đạt"),
        ("I.2", "Tiêu chí I.2", "Đạt", "Chưa đạt"),
    ]
    assert [row.cells[1:4] for row in unmet.blocks[0].rows] == [
        ("I.2. Tiêu chí I.2", "Công an phường Phường 2", dt.date(2024, 12, 31))
    ]


def test_pictures_stand_with_title_sentence_and_alternative(city):
    units = wards(city, 2)
    shown = published_round(city, units, poor={units[1]: ("I.2",)})

    found = pictures_of(shown, city)

    assert [each.key for each in found] == ["classes", "heatmap", "unmet"]
    assert all(each.picture.svg.startswith("<svg") and each.sentence in each.picture.alternative for each in found)
    assert pictures_of(make.make_round()) == ()


# ---------------------------------------------------------------- cost


def held(units, asked):
    """A published round with one before it."""
    city = units[0].latest.parent
    published_round(city, units, criteria_set=asked, ends_on="2023-12-31", poor=dict.fromkeys(units, ("I.1",)))
    return published_round(city, units, criteria_set=asked, poor=dict.fromkeys(units, ("I.1", "II.1")))


def make_busy(city, shown, units):
    """Obstacles, recommendations, directives, visits, posts: one of each a unit."""
    posts = ResourceKind.objects.create(code="posts", title="Biên chế", group="staff", measure_unit="người")
    body = Body.objects.create(name="UBND thành phố", kind="peoples_committee")
    day = dt.date(2024, 5, 1)
    for unit in units:
        obstacle = Obstacle.objects.create(title="Thiếu đất", since=day, opened_at=timezone.now())
        obstacle.criteria.add(shown.criteria_set.criteria.get(code="I.1"))
        BlockedUnit.objects.create(obstacle=obstacle, unit=unit)
        Recommendation.objects.create(title="Bố trí đất", unit=unit, body=body, raised_on=day)
        Directive.objects.create(title="Rà soát", issuer=city, lead=unit, issued_on=day, due=dt.date(2025, 6, 1))
        Visit.objects.create(department=city, unit=unit, kind="visit", on=day, content="Kiểm tra", at=timezone.now())
        UnitNorm.objects.create(kind=posts, unit=unit, quantity=16, document="QĐ")
        Holding.objects.create(kind=posts, unit=unit, on=day, quantity=14, source="Kiểm kê")


@pytest.mark.parametrize("count", [1, 3])
def test_report_costs_the_same_for_one_unit_and_for_three(city, count, django_assert_num_queries):
    units = wards(city, count)
    shown = held(units, a_set())
    make_busy(city, shown, units)
    composed(shown, city)

    with django_assert_num_queries(41):
        composed(shown, city)


@pytest.mark.parametrize("count", [1, 12])
def test_progress_report_costs_the_same_for_one_unit_and_for_twelve(city, count, django_assert_num_queries):
    units = wards(city, count)
    shown = make.make_open_round(units, ends_on="2024-12-31")
    make_busy(city, shown, units)
    composed(shown, city)

    with django_assert_num_queries(40):
        composed(shown, city)
