"""Words of the period before: carried over, shown with what differs, confirmed or left."""

import pytest

from reports.actions.approval import NotLookedAt, approve_report, discard_report
from reports.actions.wording import NothingEarlier, carry_slot, confirm_slot, word_slot
from reports.queries.compose import compose
from reports.queries.earlier import earlier_report, printed_of
from reports.queries.places import places_of
from tests.reports.document_samples import PROPOSED, WORDS, begin, fill, stored


def make_earlier(place, text=WORDS):
    report = begin(place, about=place.before)
    word_slot(report=report, slot="ket-qua", text=text, revision=0, by=place.officer)
    return fill(report, place.officer)


def test_words_of_the_period_before_come_with_the_figures_of_this(place, figures):
    earlier = make_earlier(place)
    figures["số đạt"] = "22"

    report = begin(place)

    (first, second) = places_of(compose(report), earlier)
    assert (first.text, first.printed) == (WORDS, "Đơn vị đạt 22 tiêu chí. Tập thể đoàn kết.")
    assert (first.earlier, first.is_carried) == ("Đơn vị đạt 21 tiêu chí. Tập thể đoàn kết.", True)
    assert second.text == "Tập thể đoàn kết."


def test_carried_words_do_not_count_as_changed(place):
    make_earlier(place)

    assert compose(begin(place)).changes == ()


def test_carried_words_must_be_confirmed_before_approval(place):
    make_earlier(place)
    report = begin(place)
    with pytest.raises(NotLookedAt) as refused:
        approve_report(report=report, signature=0, by=place.commander)
    assert refused.value.args == ("Nêu kết quả.", "Nêu ưu điểm.")

    for slot in ("ket-qua", "uu-diem"):
        confirm_slot(report=report, slot=slot, by=place.officer)

    assert approve_report(report=report, signature=0, by=place.commander).state == "approved"


def test_saving_carried_words_unchanged_confirms_them(place):
    make_earlier(place)
    report = begin(place)

    worded = word_slot(report=report, slot="ket-qua", text=WORDS, revision=1, by=place.officer)

    assert worded.carried_from is None


def test_nothing_is_carried_from_another_unit_or_kind(place):
    make_earlier(place)

    assert begin(place, unit=place.other).texts.count() == 0
    assert begin(place, "sample_city").texts.count() == 0


def test_earlier_document_is_the_nearest_approved_one(place):
    earlier = make_earlier(place)
    approve_report(report=earlier, signature=0, by=place.commander)

    assert earlier_report(begin(place)) == earlier
    assert earlier_report(stored(earlier)) is None


def test_discarded_document_gives_no_words(place):
    discard_report(report=make_earlier(place), reason="Lập nhầm kỳ.", by=place.officer)

    assert begin(place).texts.count() == 0


def test_approved_document_is_quoted_as_it_was_printed(place, figures):
    earlier = make_earlier(place)
    approve_report(report=earlier, signature=0, by=place.commander)
    figures["số đạt"] = "3"

    assert printed_of(stored(earlier))["ket-qua"] == "Đơn vị đạt 21 tiêu chí. Tập thể đoàn kết."


def test_proposal_may_be_exchanged_for_what_was_printed_before(place):
    earlier = fill(begin(place, about=place.before), place.officer)
    approve_report(report=earlier, signature=0, by=place.commander)
    report = begin(place)
    word_slot(report=report, slot="ket-qua", text="Lời khác.", revision=0, by=place.officer)

    worded = carry_slot(report=report, slot="ket-qua", revision=1, by=place.officer)

    assert (worded.text, worded.carried_from, worded.revision) == (PROPOSED, earlier, 2)


def test_place_without_earlier_words_says_so(place):
    with pytest.raises(NothingEarlier):
        carry_slot(report=begin(place), slot="ket-qua", revision=0, by=place.officer)
