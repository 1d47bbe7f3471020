"""A conference's pack: by one click, for whoever leads the city."""

import io
import zipfile

import pytest
from django.urls import reverse

from accounts.models import Role
from committee.actions.directive import issue_directive
from reports.actions.preparation import Subject, prepare_report
from reports.display.deck import deck_of
from reports.kinds import KINDS
from reports.kinds.kind import Kind, Outline
from reports.models import Body
from reports.queries import pack
from reports.queries.pack import pack_of
from reports.writers import FORMATS
from tests.committee.directive_samples import in_days
from tests.factories import make_city, make_open_round, make_person, make_programme, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_kind(monkeypatch):
    """What is in the documents is not the pack's matter."""
    kind = Kind(
        "round_report",
        "Báo cáo kỳ",
        "",
        "Báo cáo",
        "BC",
        Body.COMMITTEE,
        frozenset({"round"}),
        lambda report: Outline("Kết quả", {}, ()),
    )
    # Taking the others out and putting them back would change the order in which kinds are offered.
    monkeypatch.setattr(pack, "PACKED", ("round_report",))
    monkeypatch.setitem(KINDS, "round_report", kind)
    for file_format in ("pdf", "docx"):
        monkeypatch.setitem(FORMATS, file_format, lambda document: document.subject.encode())


def make_world(role=Role.SECRETARY):
    city = make_city()
    assessment_round = make_open_round(units=[make_unit("Một", parent=city)])
    return city, assessment_round, make_person(role, city)


def test_document_that_nobody_began_is_made_from_the_data():
    _, assessment_round, secretary = make_world()

    (packed,) = pack_of(secretary, assessment_round.code).documents

    assert (packed.kind, packed.is_begun) == ("round_report", False)


def test_document_that_somebody_began_stands_in_the_pack():
    city, assessment_round, secretary = make_world()
    begun = prepare_report(kind="round_report", subject=Subject(issuer=city, round=assessment_round), by=secretary)

    (packed,) = pack_of(secretary, assessment_round.code).documents

    assert packed.report == begun


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.APPRAISER])
def test_who_does_not_lead_the_city_has_no_pack(role):
    city, assessment_round, _ = make_world()
    unit = city if role == Role.REVIEWER else make_unit("Phòng", type="department", parent=city)

    assert pack_of(make_person(role, unit), assessment_round.code) is None


def test_pages_of_the_pack(client):
    _, assessment_round, secretary = make_world()
    client.force_login(secretary)

    for name in ("pack", "deck", "deck_file"):
        assert client.get(reverse(f"reports:{name}", args=[assessment_round.code])).status_code == 200


def test_stranger_gets_404(client):
    _, assessment_round, _ = make_world()
    client.force_login(make_person(Role.SECRETARY, make_city("Huế")))

    for name in ("pack", "deck", "deck_file", "pack_archive"):
        assert client.get(reverse(f"reports:{name}", args=[assessment_round.code])).status_code == 404


def test_archive_holds_documents_and_deck(client):
    _, assessment_round, secretary = make_world()
    client.force_login(secretary)

    answer = client.get(reverse("reports:pack_archive", args=[assessment_round.code]))

    names = zipfile.ZipFile(io.BytesIO(answer.getvalue())).namelist()
    assert names == [
        f"00-trinh-chieu-{assessment_round.code}.pdf",
        "01-round-report.docx",
        "01-round-report.pdf",
    ]


@pytest.mark.parametrize("asked", ["999", "-1", "x", "99999999999999", "²"])
def test_slide_that_is_not_there_is_the_nearest(client, asked):
    _, assessment_round, secretary = make_world()
    client.force_login(secretary)

    answer = client.get(reverse("reports:deck", args=[assessment_round.code]), {"slide": asked})

    assert answer.status_code == 200


def test_deck_of_an_empty_round_has_its_title():
    _, assessment_round, secretary = make_world()

    deck = deck_of(secretary, pack_of(secretary, assessment_round.code))

    assert deck.title == assessment_round.title


def test_deck_counts_directives_of_all_programmes():
    city, assessment_round, secretary = make_world()
    ours = {"issuer": city, "lead": make_unit("Hai", parent=city), "issued_on": in_days(-9), "due": in_days(-2)}
    issue_directive(by=secretary, title="Chung", **ours)
    issue_directive(by=secretary, title="Của chương trình", programme=assessment_round.programme, **ours)
    issue_directive(by=secretary, title="Của chương trình khác", programme=make_programme(code="other"), **ours)

    (slide,) = deck_of(secretary, pack_of(secretary, assessment_round.code)).slides

    assert slide.sentence == "2 chỉ đạo đang thực hiện, 2 quá hạn."
    assert sorted(row.cells[0] for row in slide.table.rows) == ["Chung", "Của chương trình"]
