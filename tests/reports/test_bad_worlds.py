"""Documents of worlds where things are missing or change on the way: nothing is invented, names are of their day."""

import pytest

from assessments.models import AssessmentRound, State
from reports.content.document import Paragraph, Table
from reports.kinds import KINDS
from tests.factories import (
    advance,
    make_city,
    make_criteria_set,
    make_enrolment,
    make_lineage,
    make_open_round,
    make_round,
    make_unit,
    make_version,
)
from tests.reports.bad_input_samples import composed_once, document_of, documents_of, written
from tests.reports.unit_samples import make_place

pytestmark = pytest.mark.django_db
ABOUT_A_ROUND = [code for code, kind in KINDS.items() if kind.needs == {"round"} or kind.needs == {"round", "unit"}]
WITHOUT_MEETING = [code for code, kind in KINDS.items() if "meeting" not in kind.needs]


def words_of(document):
    """What the paragraphs of a document say, figures and gaps within."""
    blocks = [each for each in document.blocks if isinstance(each, Paragraph)]
    return "\n".join("".join(run.text for run in each.runs) for each in blocks)


def is_written(document):
    files = written(document)
    return {"pdf", "docx"} <= files.keys() and all(files.values())


# ---------------------------------------------------------------- empty rounds


def empty_world(state):
    """A city with an enrolled ward: its round is in preparation, open without an answer, or open without any unit."""
    place = make_place()
    if state == "preparing":
        make_enrolment(place.ward, place.criteria_set.programme)
        place.round = make_round(place.criteria_set)
    else:
        units = [place.ward] if state == "unanswered" else [make_unit("Xa", parent=make_city("Huế"))]
        place.round = make_open_round(units, place.criteria_set)
    place.earlier = make_round(place.criteria_set, ends_on="2020-12-31")
    return documents_of(place, WITHOUT_MEETING)


@pytest.fixture(scope="module")
def empty(django_db_setup, django_db_blocker):
    states = ("preparing", "unanswered", "of others")
    return {each: composed_once(django_db_blocker, lambda each=each: empty_world(each)) for each in states}


@pytest.mark.parametrize("state", ["preparing", "unanswered", "of others"])
def test_empty_round_has_its_documents_without_invented_figures(state, empty):
    for code, document in empty[state].items():
        assert is_written(document), code
        assert [each for each in ("đạt 0/", "0 điểm phần trăm", " 0%") if each in words_of(document)] == [], code


def test_round_in_preparation_says_that_there_is_nothing_yet(empty):
    said = words_of(empty["preparing"]["round_report"])

    assert "Chưa có kết quả đánh giá." in said
    assert words_of(empty["preparing"]["unit_report"]).count("không có phiếu đánh giá") == 1


def test_unanswered_sheet_is_called_so(empty):
    document = empty["unanswered"]["unit_report"]
    (table,) = [each for each in document.blocks if isinstance(each, Table)]

    assert "đơn vị chưa trả lời tiêu chí nào trong 3 tiêu chí" in words_of(document)
    assert "Chưa đủ kết quả để xếp loại." in words_of(document)
    assert [row.cells[2:] for row in table.rows] == [(2, None), (1, None), (3, None)]


# ---------------------------------------------------------------- nothing recorded beside the sheets


@pytest.fixture(scope="module")
def bare(django_db_setup, django_db_blocker):
    def made():
        place = make_place()
        place.earlier = make_open_round([place.ward], place.criteria_set, ends_on="2021-11-30")
        opened = make_open_round([place.ward], place.criteria_set)
        advance(opened.assessments.get(), State.PUBLISHED, except_for=("II.1",))
        place.round = AssessmentRound.objects.get(pk=opened.pk)
        return documents_of(place, WITHOUT_MEETING)

    return composed_once(django_db_blocker, made)


@pytest.mark.parametrize("code", WITHOUT_MEETING)
def test_what_nobody_recorded_is_no_figure(code, bare):
    document = bare[code]
    said = words_of(document)

    assert is_written(document)
    # Nought of what nobody counted would be a figure of somebody's invention.
    invented = ("0 vướng mắc", "0 chỉ đạo", "0 cuộc họp", "0 kiến nghị", "0 mô hình", "0 đồng chí", "0 m²", "0 người")
    assert [each for each in invented if f" {each}" in said] == []


# ---------------------------------------------------------------- renamed and merged units


def changing_world():
    """A ward renamed on 1 July of the period, one that came of a merger in it, and one that merged after it."""
    city, criteria_set = make_city(), make_criteria_set()
    renamed = make_unit("Tên Cũ", parent=city, valid_to="2021-06-30")
    make_version(renamed, "Tên Mới", parent=city, valid_from="2021-07-01")
    former = make_unit("Trước Nhập", parent=city, valid_to="2021-09-30")
    formed = make_unit("Mới Lập", parent=city, valid_from="2021-10-01")
    make_lineage(former, formed, "2021-10-01")
    leaving = make_unit("Sắp Nhập", parent=city, valid_to="2024-12-31")
    heir = make_unit("Nơi Nhận", parent=city, valid_from="2025-01-01")
    make_lineage(leaving, heir, "2025-01-01")
    opened = make_open_round([renamed, formed, leaving], criteria_set)
    for assessment in opened.assessments.all():
        published = advance(assessment, State.DECIDED)
    advance(published, State.PUBLISHED)
    shown = AssessmentRound.objects.get(pk=opened.pk)
    names = {"renamed": renamed, "formed": formed, "leaving": leaving}
    made = {}
    for name, unit in names.items():
        world = make_namespace(city, unit, shown)
        made[name] = {code: document_of(code, world) for code in ABOUT_A_ROUND if "unit" in KINDS[code].needs}
    world = make_namespace(city, renamed, shown)
    made["city"] = {code: document_of(code, world) for code in ABOUT_A_ROUND if "unit" not in KINDS[code].needs}
    return made


def make_namespace(city, ward, shown):
    return type("World", (), {"city": city, "ward": ward, "round": shown, "earlier": None, "meeting": None})


@pytest.fixture(scope="module")
def changing(django_db_setup, django_db_blocker):
    return composed_once(django_db_blocker, changing_world)


def test_renamed_unit_bears_its_name_of_the_last_day_and_tells_the_one_before(changing):
    for code in ("unit_report", "appraisal_minutes", "dossier_index"):
        document = changing["renamed"][code]
        assert "Tên Cũ" not in document.subject
        assert "Trước ngày 01/07/2021, đơn vị là Công an phường Tên Cũ." in words_of(document)
    assert changing["renamed"]["unit_report"].issuer.name == "Công an phường Tên Mới"
    assert "Phường Tên Mới" in changing["renamed"]["certificate_data"].recipients


def test_unit_formed_in_the_period_tells_of_what(changing):
    said = words_of(changing["formed"]["unit_report"])

    assert (
        "Công an phường Mới Lập được thành lập ngày 01/10/2021 trên cơ sở nhập toàn bộ Công an phường Trước Nhập."
        in said
    )


def test_unit_that_merged_since_bears_its_own_name_and_tells_where_it_went(changing):
    document = changing["leaving"]["unit_report"]

    assert document.issuer.name == "Công an phường Sắp Nhập"
    said = words_of(document)
    assert "Từ ngày 01/01/2025, Công an phường Sắp Nhập nhập vào Công an phường Nơi Nhận." in said


def test_city_report_names_units_as_they_were_and_says_what_changed(changing):
    document = changing["city"]["round_report"]
    cells = [
        cell
        for each in document.annexes[0].blocks
        if isinstance(each, Table)
        for row in each.rows
        for cell in row.cells
    ]

    assert {"Công an phường Mới Lập", "Công an phường Sắp Nhập", "Công an phường Tên Mới"} <= set(cells)
    assert not {"Công an phường Tên Cũ", "Công an phường Nơi Nhận"} & set(cells)
    assert "Công an phường Tên Cũ được đổi tên thành Công an phường Tên Mới" in words_of(document)


@pytest.mark.parametrize("which", ["renamed", "formed", "leaving", "city"])
def test_documents_of_changed_units_are_written(which, changing):
    for document in changing[which].values():
        assert is_written(document)
