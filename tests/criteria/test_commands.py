"""load_criteria and export_criteria, as they are called from a terminal."""

import json
import unicodedata

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from criteria.actions import publish_criteria_set
from criteria.interchange import normalise, read_criteria_file, write_json, write_xlsx
from criteria.models import CriteriaSet
from criteria.queries import FORMATS
from tests.factories import make_criteria_set, met_criterion, set_document
from units.models import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(repository):
    return sorted((repository / "criteria" / "data" / "criteria").glob("*.json"))


def write(folder, name="set-a", **fields):
    file = folder / f"{name}.json"
    file.write_text(json.dumps(set_document(name, **fields)))
    return file


def load(capsys, *files, **options):
    call_command("load_criteria", *map(str, files), **options)
    return capsys.readouterr().out.splitlines()


def test_every_shipped_set_loads_and_loads_again_unchanged(shipped, capsys):
    # A migration adds the programmes, but tests that flush the database take them away.
    for file in shipped:
        Programme.objects.get_or_create(code=json.loads(file.read_text())["programme"])

    created = load(capsys, *shipped)
    again = load(capsys, *shipped)

    assert created == [
        "model-commune-2022: đã thêm bản nháp (34 tiêu chí trong 6 nhóm)",
        "model-ward-2021: đã thêm bản nháp (22 tiêu chí trong 7 nhóm)",
        "movement-2022: đã thêm bản nháp (17 tiêu chí trong 6 nhóm)",
        "safe-commune-2021: đã thêm bản nháp (20 tiêu chí trong 6 nhóm)",
    ]
    assert again == [line.replace("đã thêm bản nháp", "không có gì thay đổi") for line in created]


@pytest.mark.parametrize("form", FORMATS)
def test_every_shipped_set_comes_out_as_it_went_in(shipped, form, tmp_path, capsys):
    load(capsys, *shipped)

    for file in shipped:
        output = tmp_path / f"{file.stem}.{form}"
        call_command("export_criteria", file.stem, "--format", form, "-o", str(output))
        assert read_criteria_file(output) == read_criteria_file(file)


def test_check_stores_nothing(tmp_path, capsys):
    lines = load(capsys, write(tmp_path), check=True)

    assert lines == ["set-a: hợp lệ (3 tiêu chí trong 2 nhóm)"]
    assert CriteriaSet.objects.count() == 0


def test_replaced_draft_is_said_so(tmp_path, capsys):
    load(capsys, write(tmp_path))

    assert load(capsys, write(tmp_path, title="Tên khác")) == ["set-a: đã thay bản nháp (3 tiêu chí trong 2 nhóm)"]


def test_unknown_programme_is_created_and_said_so(tmp_path, capsys):
    lines = load(capsys, write(tmp_path, programme="moi-2027"))

    assert "Chương trình “moi-2027” chưa có nên đã được thêm" in lines[1]
    assert Programme.objects.filter(code="moi-2027").count() == 1


def test_every_fault_of_every_file_is_named_with_its_place_and_nothing_is_stored(tmp_path, capsys):
    sound = write(tmp_path, "sound")
    wrong = write(tmp_path, "wrong", title="", counting="stars")
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    workbook = tmp_path / "sheet.xlsx"
    workbook.write_bytes(write_xlsx(normalise(set_document("sheet"))))
    book = load_workbook(workbook)
    book["criteria"]["D3"] = "stars"
    book.save(workbook)

    with pytest.raises(CommandError) as refusal:
        load(capsys, sound, wrong, broken, workbook, tmp_path / "missing.json")

    lines = str(refusal.value).splitlines()
    places = [line.strip().partition(": ")[0] for line in lines if line.startswith("  ")]
    assert [line for line in lines if not line.startswith("  ")] == [
        f"Tệp {wrong} có 2 lỗi:",
        f"Tệp {broken} có 1 lỗi:",
        f"Tệp {workbook} có 1 lỗi:",
        f"Tệp {tmp_path / 'missing.json'} có 1 lỗi:",
        "Chưa lưu gì. Hãy sửa các chỗ trên rồi nạp lại.",
    ]
    assert places[:4] == ["/title", "/counting", "dòng 1, cột 2", "criteria!D3"]
    assert CriteriaSet.objects.count() == 0


def test_two_files_of_one_code_are_refused(tmp_path, capsys):
    first = write(tmp_path)
    second = tmp_path / "copy.json"
    second.write_bytes(first.read_bytes())

    with pytest.raises(CommandError, match="có cùng mã “set-a”"):
        load(capsys, first, second)
    assert CriteriaSet.objects.count() == 0


def test_published_set_refuses_with_advice_and_no_other_file_is_stored(tmp_path, capsys):
    load(capsys, write(tmp_path))
    publish_criteria_set(criteria_set=CriteriaSet.objects.get(), by=None)

    with pytest.raises(CommandError, match="Hãy đặt mã mới"):
        load(capsys, write(tmp_path, "set-b"), write(tmp_path, title="Khác"))
    assert list(CriteriaSet.objects.values_list("code", "title")) == [("set-a", "Bộ tiêu chí minh họa")]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "7.5"])
def test_number_that_is_no_exact_decimal_is_refused(tmp_path, capsys, number):
    file = write(tmp_path)
    file.write_text(file.read_text().replace('"kind": "met"', f'"kind": "met", "points": {number}', 1))

    with pytest.raises(CommandError, match="/groups/0/criteria/0/scale/points"):
        load(capsys, file)


def test_decomposed_text_is_stored_composed(tmp_path, capsys):
    load(capsys, write(tmp_path, title=unicodedata.normalize("NFD", "Bộ tiêu chí Hòa Phong")))

    assert CriteriaSet.objects.get().title == unicodedata.normalize("NFC", "Bộ tiêu chí Hòa Phong")


def test_emoji_and_formulas_come_out_as_text(tmp_path, capsys):
    title, evidence = "Đạt 😀", "=cmd|'/c calc'!A1"
    groups = [{"code": "I", "title": "+1", "criteria": [met_criterion("I.1", evidence=evidence)]}]
    load(capsys, write(tmp_path, title=title, groups=groups))

    output = tmp_path / "out.xlsx"
    call_command("export_criteria", "set-a", "-o", str(output))

    book = load_workbook(output)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells if cell.value in (title, evidence, "+1")] == [title, "+1", evidence]


def test_export_writes_the_normalised_document(tmp_path):
    make_criteria_set(code="set-a")

    call_command("export_criteria", "set-a", "--format", "json", "-o", str(tmp_path / "out"))

    assert (tmp_path / "out").read_bytes() == write_json(CriteriaSet.objects.get().document())


def test_export_writes_over_an_older_file(tmp_path):
    make_criteria_set(code="set-a")
    output = tmp_path / "out.json"
    output.write_text("cũ")

    call_command("export_criteria", "set-a", "-o", str(output))

    assert read_criteria_file(output)["code"] == "set-a"


def test_export_of_an_unknown_code_names_the_known_ones(tmp_path):
    make_criteria_set(code="set-b")
    make_criteria_set(code="set-a")

    with pytest.raises(CommandError, match="Các mã hiện có: set-a, set-b"):
        call_command("export_criteria", "set-c", "-o", str(tmp_path / "out.json"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["out", "out.csv"])
def test_export_without_a_known_form_asks_for_one(tmp_path, name):
    make_criteria_set(code="set-a")

    with pytest.raises(CommandError, match="--format"):
        call_command("export_criteria", "set-a", "-o", str(tmp_path / name))


def test_export_to_where_nothing_can_be_written_says_so(tmp_path):
    make_criteria_set(code="set-a")

    with pytest.raises(CommandError, match="Không ghi được tệp"):
        call_command("export_criteria", "set-a", "-o", str(tmp_path / "no" / "out.json"))


def test_set_that_nobody_could_answer_is_refused(tmp_path, capsys):
    groups = [
        {"code": f"G{group}", "title": "Nhóm", "criteria": [met_criterion(f"{group}.{each}") for each in range(1001)]}
        for group in range(2)
    ]

    with pytest.raises(CommandError, match="/groups/1/criteria: Bộ tiêu chí có 2002 tiêu chí, chỉ nhận tối đa 2000"):
        load(capsys, write(tmp_path, groups=groups))


def test_last_class_may_leave_its_conditions_out(tmp_path, capsys):
    classes = [{"code": "best", "title": "Đạt", "requires": {"max_unmet": 0}}, {"code": "rest", "title": "Chưa đạt"}]

    load(capsys, write(tmp_path, classes=classes))

    assert CriteriaSet.objects.get().document()["classes"][1]["requires"] == {}
