"""Amending: a new document that names what it replaces."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Event
from accounts.refusals import ReasonMissing
from reports.actions.amendment import amend_report
from reports.actions.publication_refusals import AlreadyReplaced, AmendmentBegun
from reports.actions.refusals import NotInState
from reports.content.stored import from_data
from reports.models import Report, ReportState, ReportText
from reports.queries.compose import compose
from tests.assessments.test_concurrency import at_once, database_for_threads, in_a_thread
from tests.reports.publication_samples import amended, approve, make_approved, make_place, published

REASON = "Sai số liệu tại mục II"


@pytest.fixture
def place(db, settings, monkeypatch):
    return make_place(settings, monkeypatch)


def amend(place, publication, by=None, reason=REASON):
    return amend_report(report=publication.report, reason=reason, by=by or place.secretary)


def test_amendment_is_a_draft_of_the_same_subject_with_the_same_words(place):
    publication = published(place, addressees="Bộ Công an", recipients="Như trên")
    text = {"slot": "mo-dau", "text": "Đạt [[số đạt]].", "seen": {"số đạt": "21"}}
    ReportText.objects.create(report=publication.report, by=place.member, at=timezone.now(), **text)

    draft = amend(place, publication)

    report = publication.report
    assert (draft.state, draft.amends_id, draft.amended_because) == ("draft", report.pk, REASON)
    for name in ("kind", "issuer_id", "body", "unit_id", "about", "subject", "addressees", "recipients"):
        assert getattr(draft, name) == getattr(report, name)
    copied = draft.texts.get()
    assert (copied.text, copied.seen, copied.by) == ("Đạt [[số đạt]].", {"số đạt": "21"}, place.secretary)
    assert [each.verb for each in Event.objects.filter(stream=report.stream)] == ["publish_report", "amend_report"]


def test_amendment_names_what_it_replaces(place):
    publication = published(place)
    day = timezone.localdate()

    document = compose(amend(place, publication)).document

    month = f"{day.month:02d}" if day.month < 3 else day.month
    assert document.amends == f"Báo cáo số 01/BC-BCĐ ngày {day.day:02d} tháng {month} năm {day.year}"


def test_published_amendment_replaces(place):
    first = published(place)

    second = amended(place, first)

    assert (second.report.amends_id, second.report.number) == (first.report_id, 2)
    verbs = list(Event.objects.filter(stream=first.report.stream).values_list("verb", flat=True))
    assert verbs == ["publish_report", "amend_report", "replace_report"]
    assert second.files.get(format="pdf").file.read().decode().split(" ")[1] == "2"


def test_what_was_replaced_stays_as_it_was_sealed(place):
    first = published(place)
    before = (first.document, first.sha256)

    amended(place, first)

    first.refresh_from_db()
    assert (first.document, first.sha256, first.report.state) == (*before, "published")


def test_one_amendment_is_open_at_a_time(place):
    publication = published(place)
    draft = amend(place, publication)

    with pytest.raises(AmendmentBegun) as refusal:
        amend(place, publication)

    assert refusal.value.amendment == draft
    assert Report.objects.filter(amends=publication.report).count() == 1


def test_discarded_amendment_makes_room_for_another(place):
    publication = published(place)
    draft = amend(place, publication)
    Report.objects.filter(pk=draft.pk).update(state=ReportState.DISCARDED)

    assert amend(place, publication).pk != draft.pk


def test_chain_is_amended_at_its_end(place):
    first = published(place)
    second = amended(place, first)

    with pytest.raises(AlreadyReplaced):
        amend(place, first)
    third = amended(place, second)

    assert (third.report.number, third.report.amends.amends_id) == (3, first.report_id)


def test_reason_is_asked_for(place):
    with pytest.raises(ReasonMissing):
        amend(place, published(place), reason="  ")


def test_only_what_is_published_is_amended(place):
    with pytest.raises(NotInState):
        amend_report(report=make_approved(place), reason=REASON, by=place.secretary)


@pytest.mark.parametrize("name", ["member", "commander", "neighbour", "stranger"])
def test_amending_is_for_who_drafts(place, name):
    with pytest.raises(PermissionDenied):
        amend(place, published(place), by=getattr(place, name))
    assert not Report.objects.filter(amends__isnull=False).exists()


def test_unit_amends_its_own(place):
    publication = published(place, unit=place.ward)

    assert amend(place, publication, by=place.officer).body == "unit"


def test_amendment_of_words_approved_keeps_what_they_replace(place):
    publication = published(place)
    draft = amend(place, publication)
    approve(draft, place, compose(draft).document)

    assert from_data(Report.objects.get(pk=draft.pk).approved).amends.startswith("Báo cáo số 01/BC-BCĐ")


@pytest.mark.django_db(transaction=True)
def test_amended_twice_at_once_there_is_one_draft(settings, monkeypatch, tmp_path):
    place = make_place(settings, monkeypatch)
    publication = published(place)
    calls = [lambda: amend(place, publication)] * 2
    with database_for_threads(tmp_path):
        done = at_once(*calls)
        count = in_a_thread(lambda: Report.objects.filter(amends=publication.report_id).count())

    assert sorted(type(each).__name__ for each in done) == ["AmendmentBegun", "Report"]
    assert count == 1
