"""Publishing: one number, one seal, the exact bytes; and nothing at all when it fails."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.utils import timezone
from pypdfium2 import PdfDocument

from accounts.models import Event, Role
from reports.actions import publication as actions
from reports.actions.publication import publish_report
from reports.actions.publication_refusals import AddressUnknown, AlreadyPublished
from reports.actions.refusals import NotInState
from reports.content.code import ALPHABET, new_code, read_code
from reports.content.register import document_hash, publication_hash
from reports.content.stored import from_data
from reports.models import NumberSeries, PublishedFile, Report, ReportPublication, ReportState
from reports.queries.compose import compose
from reports.writers import FORMATS, pdf_file
from tests.assessments.test_concurrency import at_once, database_for_threads, in_a_thread
from tests.factories import make_person
from tests.reports.publication_samples import SITE, make_approved, make_place, published, words


@pytest.fixture
def place(db, settings, monkeypatch):
    return make_place(settings, monkeypatch)


def stored_names():
    """What lies in the storage beneath reports/."""
    folders, _files = default_storage.listdir("reports") if default_storage.exists("reports") else ([], [])
    return [name for folder in folders for name in default_storage.listdir(f"reports/{folder}")[1]]


def nothing_happened():
    counts = [ReportPublication.objects.count(), PublishedFile.objects.count()]
    return counts == [0, 0] and not NumberSeries.objects.filter(last__gt=0).exists()


def test_publishing_numbers_dates_and_seals(place):
    report = make_approved(place)

    publication = publish_report(report=report, by=place.secretary)

    report.refresh_from_db()
    today = timezone.localdate()
    assert (report.state, report.number, report.number_year, report.issued_on) == ("published", 1, today.year, today)
    document = from_data(json.loads(publication.document))
    assert (document.number, document.date, document.mark.code) == (1, today, publication.code)
    assert document.mark.address == f"{SITE}/verify/{publication.code}"
    files = list(publication.files.order_by("pk"))
    assert [each.format for each in files] == ["pdf", "docx", "xlsx"]
    assert publication.sha256 == publication_hash("", document_hash(publication.document), files)
    assert [each.verb for each in Event.objects.filter(stream=report.stream)] == ["publish_report"]


def test_bytes_carry_number_and_code_and_are_stored_as_hashed(place):
    publication = published(place)

    pdf = publication.files.get(format="pdf")
    with pdf.file.open() as stored:
        content = stored.read()
    assert content.decode() == f"%pdf 1 {timezone.localdate()}  {SITE}/verify/{publication.code}"
    assert (pdf.size, pdf.file.name) == (len(content), f"reports/{pdf.sha256[:2]}/{pdf.sha256}.pdf")


def test_document_without_table_has_no_workbook(place):
    publication = published(place, blocks=(words("Một đoạn."),))

    assert sorted(publication.files.values_list("format", flat=True)) == ["docx", "pdf"]


def test_publication_is_chained_to_the_one_before(place):
    first, second = published(place), published(place, unit=place.ward)

    assert (second.sequence, second.previous_sha256) == (2, first.sha256)


def test_published_report_says_what_was_sealed(place):
    publication = published(place)

    document = compose(publication.report).document

    assert (document.number, document.mark.code) == (1, publication.code)


def test_real_paper_bears_number_code_and_address(place, monkeypatch):
    monkeypatch.setitem(FORMATS, "pdf", pdf_file.write)

    publication = published(place)

    page = PdfDocument(publication.files.get(format="pdf").file.read())[0].get_textpage().get_text_range()
    printed = page.replace("\r\n", "").replace(" ", "")
    assert "Số:01/BC-BCĐ" in printed
    assert publication.code in printed
    assert f"{SITE}/verify/{publication.code}" in printed


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.DISCARDED])
def test_only_what_is_approved_is_published(place, state):
    report = make_approved(place)
    Report.objects.filter(pk=report.pk).update(state=state, approved_by=None, approved_at=None, approved=None)

    with pytest.raises(NotInState):
        publish_report(report=report, by=place.secretary)
    assert nothing_happened()


@pytest.mark.parametrize(
    ("issuer", "allowed"),
    [("committee", {"secretary"}), ("ward", {"commander", "officer"})],
)
def test_publishing_is_for_the_office_that_keeps_the_series(place, issuer, allowed):
    people = ("secretary", "member", "commander", "officer", "neighbour", "stranger", "appraiser", "administrator")
    place.appraiser = make_person(Role.REVIEWER, place.city)
    place.administrator = make_person(Role.ADMINISTRATOR, place.city)
    done = set()
    for name in people:
        report = make_approved(place, unit=place.ward if issuer == "ward" else None)
        try:
            publish_report(report=report, by=getattr(place, name))
        except PermissionDenied:
            continue
        done.add(name)
    assert done == allowed


def test_second_press_is_told_that_it_is_done(place):
    publication = published(place)

    with pytest.raises(AlreadyPublished) as refusal:
        publish_report(report=publication.report, by=place.secretary)

    assert str(refusal.value) == "Văn bản đã được ban hành với số 01/BC-BCĐ, nên không ban hành lần nữa."
    assert (ReportPublication.objects.count(), NumberSeries.objects.get().last) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_published_twice_at_once_it_is_published_once(settings, monkeypatch, tmp_path):
    place = make_place(settings, monkeypatch)
    report = make_approved(place)
    calls = [lambda: publish_report(report=report, by=place.secretary)] * 2
    with database_for_threads(tmp_path):
        done = at_once(*calls)
        rows = in_a_thread(lambda: (ReportPublication.objects.count(), PublishedFile.objects.count()))

    assert sorted(type(each).__name__ for each in done) == ["AlreadyPublished", "ReportPublication"]
    assert rows == (1, 3)


@pytest.mark.parametrize("broken", ["pdf", "docx", "xlsx"])
def test_writer_that_fails_leaves_nothing(place, monkeypatch, broken):
    def fail(_document):
        raise MemoryError

    monkeypatch.setitem(FORMATS, broken, fail)
    report, before = make_approved(place), stored_names()

    with pytest.raises(MemoryError):
        publish_report(report=report, by=place.secretary)

    report.refresh_from_db()
    assert (report.state, report.number) == ("approved", None)
    assert nothing_happened()
    assert stored_names() == before


def test_crash_between_file_and_row_leaves_no_row(place, monkeypatch):
    def crash(*_arguments):
        raise SystemError

    report = make_approved(place)
    monkeypatch.setattr(actions, "publication_hash", crash)
    with pytest.raises(SystemError):
        publish_report(report=report, by=place.secretary)
    assert nothing_happened()
    assert not Event.objects.filter(verb="publish_report").exists()


def overtaken(place, monkeypatch, times):
    """A PDF writer during whose work somebody else publishes in the same series, `times` times."""
    plain, left = FORMATS["pdf"], [times]

    def write(document):
        if left[0] > 0:
            left[0] -= 1
            number = left[0]
            left[0] = 0
            published(place)
            left[0] = number
        return plain(document)

    monkeypatch.setitem(FORMATS, "pdf", write)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_number_lost_while_writing_is_written_again(place, monkeypatch, times):
    report = make_approved(place)
    overtaken(place, monkeypatch, times)

    publication = publish_report(report=report, by=place.secretary)

    pdf = publication.files.get(format="pdf")
    assert pdf.file.read().decode().startswith(f"%pdf {times + 1} ")
    assert Report.objects.get(pk=report.pk).number == times + 1
    assert sorted(Report.objects.values_list("number", flat=True)) == list(range(1, times + 2))
    # Those of the attempts that lost the number are gone.
    assert {f"{each.sha256}.{each.format}" for each in PublishedFile.objects.all()} <= set(stored_names())


def test_words_approved_anew_while_writing_are_written_again(place, monkeypatch):
    report, plain, count = make_approved(place), FORMATS["pdf"], []

    def write(document):
        if not count:
            count.append(1)
            Report.objects.filter(pk=report.pk).update(approved_at=timezone.now())
        return plain(document)

    monkeypatch.setitem(FORMATS, "pdf", write)

    publish_report(report=report, by=place.secretary)

    assert Report.objects.get(pk=report.pk).number == 1


def test_paper_without_an_address_is_not_published(place, settings):
    settings.PORTAL_URL = ""
    report = make_approved(place)

    with pytest.raises(AddressUnknown):
        publish_report(report=report, by=place.secretary)
    assert nothing_happened()

    publication = publish_report(report=report, by=place.secretary, site="http://localhost:8000/")
    assert from_data(json.loads(publication.document)).mark.address.startswith("http://localhost:8000/verify/")


# ---------------------------------------------------------------- codes


def test_code_is_read_as_people_type_it():
    code = new_code()
    plain = code.replace("-", "")
    typed = [code, plain, code.lower(), f" {plain[:5]} {plain[5:]} ", code.replace("0", "o").replace("1", "l")]
    typed += [code.replace("1", "I"), f"{SITE}/verify/{code}/", code.replace("-", "–")]

    assert [read_code(each) for each in typed] == [code] * len(typed)


def test_mistyped_code_is_found_out():
    code = new_code()
    wrong = {code[:place] + each + code[place + 1 :] for place in (0, 6, 13) for each in ALPHABET} - {code}

    assert {read_code(each) for each in wrong} == {None}


def test_code_with_two_characters_exchanged_is_found_out():
    code = next(each for each in iter(new_code, "") if each[0] != each[1])

    assert read_code(code[1] + code[0] + code[2:]) is None


@pytest.mark.parametrize("typed", ["", "K7QF", "K7QF-29XM-4T", "UUUU-UUUU-UUUU", "Đ" * 12, "0" * 5000])
def test_what_is_no_code_is_none(typed):
    assert read_code(typed) is None


def test_codes_differ():
    assert len({new_code() for _each in range(500)}) == 500
