"""A document from the command line: every kind in every format, and a sentence for every wrong argument."""

from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from assessments.models import State
from reports.kinds import KINDS
from reports.models import Report
from reports.writers import FORMATS
from tests.factories import advance, make_city, make_criteria_set, make_open_round, make_unit
from tests.reports.business_samples import held, make_committee
from tests.reports.publication_samples import make_place, published

pytestmark = pytest.mark.django_db
MAGIC = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04"}
# Of which nothing is recorded in the world below that a table could show.
WITHOUT_TABLES = {
    *("resources_report", "directives_follow_up", "conclusions_notice", "meeting_minutes"),
    *("recognition_submission", "certificate_data"),
}


@pytest.fixture
def world():
    """A city with a ward that has a sheet in two rounds, a ward that has none, and a meeting that was held."""
    place = make_committee()
    ward, other = place.wards
    criteria_set = make_criteria_set()
    for year in (2021, 2022):
        opened = make_open_round([ward], criteria_set, code=f"ky-{year}", ends_on=f"{year}-12-31")
        advance(opened.assessments.get(), State.APPRAISED, except_for=("I.1",))
    return SimpleNamespace(city=place.city, ward=ward, other=other, meeting=held(place))


def arguments_of(code, world, **changes):
    given = {
        "round": "ky-2022",
        "earlier_round": "ky-2021",
        "unit": world.ward.key,
        "meeting": str(world.meeting.pk),
        **changes,
    }
    needs = [name for name in ("round", "earlier_round", "unit", "meeting") if name in KINDS[code].needs]
    return [part for name in needs for part in (f"--{name.replace('_', '-')}", given[name])]


def write_report(*arguments):
    """What the command said."""
    said = StringIO()
    call_command("write_report", *arguments, stdout=said, stderr=said)
    return said.getvalue()


def refusal(*arguments):
    with pytest.raises(CommandError) as refused:
        write_report(*arguments)
    assert refused.value.returncode == 1
    return str(refused.value)


@pytest.mark.parametrize("code", KINDS)
def test_kind_is_written_in_every_format(code, world, tmp_path):
    for file_format in FORMATS:
        path = tmp_path / f"van-ban.{file_format}"
        arguments = [code, *arguments_of(code, world), "--format", file_format, "-o", str(path)]
        if file_format == "xlsx" and code in WITHOUT_TABLES:
            assert refusal(*arguments) == "Văn bản này không có bảng nào nên không viết được ra XLSX."
            assert not path.exists()
            continue
        assert write_report(*arguments) == f"Đã viết {path} ({path.stat().st_size} byte).\n"
        assert path.read_bytes().startswith(MAGIC[file_format])


def test_kinds_are_listed_with_what_they_ask():
    lines = [line.split() for line in write_report("--list").splitlines()]

    assert [line[0] for line in lines] == list(KINDS)
    assert next(line for line in lines if line[0] == "comparison")[1:3] == ["--earlier-round", "--round"]


def test_published_document_is_given_as_it_was_sealed(settings, monkeypatch, tmp_path):
    place = make_place(settings, monkeypatch)
    sealed = published(place)
    about = f"issuer={place.city.pk} unit={place.ward.pk}"
    Report.objects.filter(pk=sealed.report_id).update(about=about)
    path = tmp_path / "van-ban.pdf"

    write_report(
        "sample_report", "--unit", place.ward.key, "--city", place.city.key, "--format", "pdf", "-o", str(path)
    )

    assert path.read_bytes() == sealed.files.get(format="pdf").file.read()


# ---------------------------------------------------------------- wrong arguments


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], f"Hãy nêu loại văn bản, một trong: {', '.join(KINDS)}."),
        (["bao-cao"], f"Hãy nêu loại văn bản, một trong: {', '.join(KINDS)}."),
        (["unit_report"], "Văn bản unit_report còn thiếu: --round, --unit."),
        (["comparison", "--round", "ky-2022"], "Văn bản comparison còn thiếu: --earlier-round."),
        (["meeting_minutes"], "Văn bản meeting_minutes còn thiếu: --meeting."),
        (
            ["resources_report", "--format", "odt"],
            "Không viết được dạng “odt”; hãy chọn một trong: docx, pdf, xlsx.",
        ),
        (["round_report", "--round", "ky-1999", "-o", "x.pdf"], "Không có kỳ đánh giá “ky-1999”."),
        (["round_report", "--round", "x' OR 1=1", "-o", "x.pdf"], "Không có kỳ đánh giá “x' OR 1=1”."),
        (["meeting_minutes", "--meeting", "999", "-o", "x.pdf"], "Không có cuộc họp “999”."),
        (
            ["meeting_minutes", "--meeting", "hai", "-o", "x.pdf"],
            "“hai” không phải số của cuộc họp; hãy nêu số ở cuối địa chỉ trang của cuộc họp.",
        ),
        (["resources_report", "--city", "hue", "-o", "x.pdf"], "Không có thành phố “hue”."),
        (["resources_report"], "Hãy nêu tệp cần viết: -o FILE."),
    ],
)
def test_wrong_argument_gets_a_sentence(arguments, sentence):
    assert refusal(*arguments) == sentence


def test_unit_without_a_sheet_in_the_round_is_refused(world, tmp_path):
    path = tmp_path / "van-ban.docx"

    said = refusal("unit_report", "--round", "ky-2022", "--unit", world.other.key, "-o", str(path))

    assert said == (
        f"Đơn vị “{world.other.key}” không có phiếu đánh giá trong kỳ “ky-2022”; hãy chọn đơn vị hoặc kỳ khác."
    )
    assert not path.exists()


def test_unknown_unit_is_named(world):
    assert refusal("unit_report", "--round", "ky-2022", "--unit", "khong-co", "-o", "x.docx") == (
        "Không có đơn vị “khong-co”."
    )


def test_city_is_asked_for_where_there_are_several(world):
    make_city("Huế", key="hue")

    said = refusal("resources_report", "-o", "x.pdf")

    assert said == f"Có 2 tỉnh, thành phố ({world.city.key}, hue); hãy chọn một bằng --city."


def test_without_a_city_the_units_come_first():
    make_unit("Lẻ")

    assert refusal("resources_report", "-o", "x.pdf") == "Chưa có thành phố nào; hãy nạp dữ liệu đơn vị trước."


def test_folder_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "chua-co" / "van-ban.pdf"

    assert refusal("resources_report", "-o", str(path)) == (
        f"Không có thư mục {path.parent}; hãy tạo thư mục trước hoặc chọn thư mục khác."
    )


def test_folder_is_no_file(tmp_path):
    assert refusal("resources_report", "-o", str(tmp_path)) == f"{tmp_path} là thư mục; hãy nêu tên tệp: -o FILE."


def test_place_that_cannot_be_written_to_is_said(world):
    # Nobody, not even root, may make a file there.
    said = refusal("resources_report", "--format", "pdf", "-o", "/proc/van-ban.pdf")

    assert said.startswith("Không ghi được tệp /proc/van-ban.pdf (")
    assert said.endswith("); hãy chọn chỗ khác hoặc xin quyền ghi.")
