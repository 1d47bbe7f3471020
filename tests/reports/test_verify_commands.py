"""Checking a file without the portal, and everything that was published at once."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from reports.content.register import Verdict, find_file, from_register, judge, line_in, to_register
from reports.models import NumberSeries, PublishedFile, Report, ReportPublication
from reports.queries.verification import whole_register
from tests.reports.publication_samples import amended, make_place, published


@pytest.fixture
def place(db, settings, monkeypatch):
    return make_place(settings, monkeypatch)


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments):
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    return refused.value


def saved(publication, folder, file_format="pdf"):
    path = folder / f"{publication.code}.{file_format}"
    with publication.files.get(format=file_format).file.open() as stored:
        path.write_bytes(stored.read())
    return path


def exported(folder):
    path = folder / "register.json"
    run("export_register", "-o", str(path))
    return path


# ---------------------------------------------------------------- one file


@pytest.mark.parametrize("file_format", ["pdf", "docx", "xlsx"])
def test_file_as_published_is_recognised(place, tmp_path, file_format):
    publication = published(place)

    said = run("verify_document", str(saved(publication, tmp_path, file_format)))

    assert said.startswith(f"Đúng bản đã ban hành ({file_format.upper()}).")
    assert f"Bản thứ 1, mã tra cứu {publication.code}." in said


def test_replaced_file_has_an_answer_of_its_own(place, tmp_path):
    first = published(place)
    amended(place, first)

    refused = refusal("verify_document", str(saved(first, tmp_path)))

    assert refused.returncode == 2
    assert "đã được thay thế bởi Báo cáo số 02/BC-BCĐ" in str(refused)


def test_changed_file_is_not_what_was_published(place, tmp_path):
    path = saved(published(place), tmp_path)
    path.write_bytes(path.read_bytes() + b"\n")

    refused = refusal("verify_document", str(path))

    assert refused.returncode == 1
    assert str(refused).startswith("Không phải bản đã ban hành.")


def test_register_answers_as_the_database_does(place, tmp_path, django_assert_num_queries):
    first = published(place)
    second = amended(place, first)
    third = published(place, unit=place.ward)
    register = exported(tmp_path)
    files = {each.code: str(saved(each, tmp_path)) for each in (first, second, third)}

    with django_assert_num_queries(0):
        for code, path in files.items():
            if code == first.code:
                assert refusal("verify_document", path, "--register", str(register)).returncode == 2
            else:
                assert code in run("verify_document", path, "--register", str(register))
        other = refusal("verify_document", files[third.code], "--register", str(register), "--code", second.code)
        typed = third.code.lower().replace("-", "")
        assert third.code in run("verify_document", files[third.code], "--register", str(register), "--code", typed)

    assert (other.returncode, "của một văn bản khác" in str(other)) == (1, True)


def test_register_needs_no_database(tmp_path):
    """Without the fixture of a database any query would be an error."""
    path = tmp_path / "register.json"
    path.write_text(json.dumps(to_register([])))
    file = tmp_path / "a.pdf"
    file.write_bytes(b"x")

    assert refusal("verify_document", str(file), "--register", str(path)).returncode == 1


def test_register_comes_back_equal(place, tmp_path):
    amended(place, published(place))

    assert from_register(json.loads(exported(tmp_path).read_text())) == whole_register()


def change_hash(register):
    register["entries"][0]["files"][0]["sha256"] = "0" * 64


def exchange(register):
    register["entries"].reverse()


def leave_out(register):
    del register["entries"][0]


@pytest.mark.parametrize("change", [change_hash, exchange, leave_out])
def test_forged_register_proves_nothing(place, tmp_path, change):
    path = saved(published(place), tmp_path)
    published(place)
    register = exported(tmp_path)
    data = json.loads(register.read_text())
    change(data)
    register.write_text(json.dumps(data))

    assert "đã bị sửa" in str(refusal("verify_document", str(path), "--register", str(register)))


def test_register_in_a_circle_ends(place):
    first = published(place)
    amended(place, first)
    entries = whole_register()
    circle = [replace(each, amends=entries[1].code, replaced_by=entries[0].code) for each in entries]

    found = find_file(circle, first.files.get(format="pdf").sha256)

    assert judge(line_in(circle, found[0]), *found).verdict == Verdict.REPLACED


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": "report-register/1"}', '{"format": "report-register/1", "entries": [{}]}', "\x00"],
)
def test_file_that_is_no_register_is_refused(tmp_path, text):
    register, file = tmp_path / "register.json", tmp_path / "a.pdf"
    register.write_text(text)
    file.write_bytes(b"x")

    assert "không phải sổ do export_register xuất ra" in str(
        refusal("verify_document", str(file), "--register", str(register))
    )


def test_missing_file_and_bad_code_are_told(place, tmp_path):
    path = saved(published(place), tmp_path)

    assert "Không mở được tệp" in str(refusal("verify_document", str(tmp_path / "none.pdf")))
    assert "gõ chưa đúng" in str(refusal("verify_document", str(path), "--code", "abc"))
    assert "Không có văn bản nào mang mã" in str(refusal("verify_document", str(path), "--code", "0000-0000-0000"))


# ---------------------------------------------------------------- everything


def test_whole_is_whole(place):
    amended(place, published(place))
    published(place, unit=place.ward)

    assert run("check_reports") == "3 văn bản đã ban hành đều nguyên vẹn.\n"


def change_content(publication):
    publication.document = publication.document.replace("Một đoạn", "Hai đoạn")
    publication.save(update_fields=["document"])


def change_recorded_hash(publication):
    PublishedFile.objects.filter(publication=publication, format="pdf").update(sha256="0" * 64)


def drop_file_row(publication):
    PublishedFile.objects.filter(publication=publication, format="xlsx").delete()


def change_bytes(publication):
    name = publication.files.get(format="pdf").file.name
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"%pdf other"))


def lose_bytes(publication):
    default_storage.delete(publication.files.get(format="pdf").file.name)


def change_number(publication):
    Report.objects.filter(pk=publication.report_id).update(issued_on="2020-01-01")


def change_code(publication):
    ReportPublication.objects.filter(pk=publication.pk).update(code="0000-0000-0000")


def exchange_rows(publication):
    after = ReportPublication.objects.get(sequence=publication.sequence + 1)
    ReportPublication.objects.filter(pk=publication.pk).update(sequence=99)
    ReportPublication.objects.filter(pk=after.pk).update(sequence=publication.sequence)
    ReportPublication.objects.filter(pk=publication.pk).update(sequence=publication.sequence + 1)


def skip_number(publication):
    NumberSeries.objects.filter(body=publication.report.body).update(last=5)


@pytest.mark.parametrize(
    ("tamper", "sentence"),
    [
        (change_content, "nội dung hoặc danh sách tệp đã bị sửa sau khi niêm phong"),
        (change_recorded_hash, "nội dung hoặc danh sách tệp đã bị sửa sau khi niêm phong"),
        (drop_file_row, "nội dung hoặc danh sách tệp đã bị sửa sau khi niêm phong"),
        (change_bytes, "tệp PDF trong kho khác với tệp đã ban hành"),
        (lose_bytes, "tệp PDF không còn trong kho"),
        (change_number, "đang lưu khác với nội dung đã niêm phong"),
        (change_code, "đang lưu khác với nội dung đã niêm phong"),
        (exchange_rows, "không nối tiếp bản liền trước"),
        (skip_number, "thiếu số 3, 4, 5."),
    ],
)
def test_tampering_is_found(place, tamper, sentence):
    first = published(place)
    published(place)

    tamper(first)

    refused = refusal("check_reports")
    assert refused.returncode == 1
    assert sentence in str(refused)


def test_seal_that_was_removed_is_found(place):
    published(place)
    last = published(place)
    last.files.all().delete()
    last.delete()

    assert str(refusal("check_reports")).endswith("mang số 2 nhưng không có bản niêm phong.")


def test_every_fault_is_told(place):
    for _each in range(2):
        lose_bytes(published(place))

    assert len(str(refusal("check_reports")).splitlines()) == 2
