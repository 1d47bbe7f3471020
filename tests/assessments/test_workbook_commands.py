"""manage.py write_workbook and read_workbook."""

import io

import pytest
from django.core.management import CommandError, call_command

from assessments.models import CriterionScore, State
from tests.assessments.workbooks import filled, written
from tests.factories import advance, answer_everything


@pytest.fixture
def file(tmp_path):
    """Write bytes to a file and name it."""

    def write(content):
        path = tmp_path / "phieu.xlsx"
        path.write_bytes(content)
        return path

    return write


def run(*words, **options):
    output = io.StringIO()
    call_command(*words, stdout=output, **options)
    return output.getvalue()


def stored(assessment):
    return dict(CriterionScore.objects.filter(assessment=assessment).values_list("criterion__code", "self_answer"))


def test_written_workbook_reads_back_without_a_difference(stage, tmp_path):
    path = tmp_path / "phieu.xlsx"
    said = run("write_workbook", "round-1", stage.ward.key, "-o", str(path))
    assert "Đã xuất phiếu của Công an phường Hải Châu I" in said
    assert "Tệp không thay đổi gì so với phiếu trên cổng." in run("read_workbook", str(path), "--check")


@pytest.mark.parametrize("words", [("round-9", None), ("round-1", "nobody")])
def test_unknown_round_or_unit_is_named(stage, tmp_path, words):
    with pytest.raises(CommandError, match="không có phiếu của đơn vị"):
        run("write_workbook", words[0], words[1] or stage.ward.key, "-o", str(tmp_path / "a.xlsx"))
    assert list(tmp_path.iterdir()) == []


def test_place_that_cannot_be_written_is_named(stage, tmp_path):
    with pytest.raises(CommandError, match="Không ghi được tệp"):
        run("write_workbook", "round-1", stage.ward.key, "-o", str(tmp_path))


def test_check_prints_the_difference_and_stores_nothing(stage, file):
    path = file(filled(written(stage.assessment), {"I.1|met": "Đạt", "I.1|met@note": "Có nghị quyết"}))
    said = run("read_workbook", str(path), "--check")
    assert "  I.1 Tiêu chí I.1: Chưa trả lời → Đạt; thuyết minh: “” → “Có nghị quyết”" in said.splitlines()
    assert stored(stage.assessment)["I.1"] is None


def test_faults_end_the_command_all_named(stage, file):
    path = file(filled(written(stage.assessment), {"I.1|met": "?", "I.2|met": "!"}))
    with pytest.raises(CommandError) as refusal:
        run("read_workbook", str(path), "--check")
    assert str(refusal.value).splitlines()[1:3] == [
        "  Phiếu tự chấm, ô E6 (tiêu chí I.1): Nhận được “?”; hãy chọn một trong: “Đạt”, “Chưa đạt”.",
        "  Phiếu tự chấm, ô E7 (tiêu chí I.2): Nhận được “!”; hãy chọn một trong: “Đạt”, “Chưa đạt”.",
    ]


def test_workbook_is_stored_in_the_name_of_its_officer(stage, file):
    path = file(filled(written(stage.assessment), {"I.1|met": "Đạt"}))
    assert "Đã lưu 1 tiêu chí." in run("read_workbook", str(path), by=stage.officer.username)
    assert stored(stage.assessment)["I.1"] == {"met": True}


@pytest.mark.parametrize("who", [None, "stranger", "secretary", "nobody"])
def test_nobody_else_stores_it(stage, file, who):
    path = file(filled(written(stage.assessment), {"I.1|met": "Đạt"}))
    username = getattr(getattr(stage, who or "", None), "username", who)
    with pytest.raises(CommandError, match="Chưa lưu gì"):
        run("read_workbook", str(path), by=username)
    assert stored(stage.assessment)["I.1"] is None


def test_sheet_that_was_handed_in_takes_nothing(stage, file):
    path = file(filled(written(stage.assessment), {"I.1|met": "Chưa đạt"}))
    advance(stage.assessment, State.SUBMITTED)
    with pytest.raises(CommandError, match="hoặc phiếu đã nộp"):
        run("read_workbook", str(path), by=stage.officer.username, conflicts="workbook")


@pytest.mark.parametrize("side, answer", [("portal", {"met": True}), ("workbook", {"met": False})])
def test_conflict_needs_to_be_told_which_side_wins(stage, file, side, answer):
    path = file(filled(written(stage.assessment), {"I.1|met": "Chưa đạt"}))
    answer_everything(stage.assessment, stage.commander)
    with pytest.raises(CommandError, match=r"tiêu chí I\.1 được sửa ở cả hai nơi"):
        run("read_workbook", str(path), by=stage.officer.username)
    run("read_workbook", str(path), by=stage.officer.username, conflicts=side)
    assert stored(stage.assessment)["I.1"] == answer


def test_file_that_is_not_there_is_named(db):
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        run("read_workbook", "nowhere.xlsx", "--check")
