"""Words that people give a draft: saved, confirmed, given up, and never lost to a colleague's."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Event
from reports.actions.approval import approve_report
from reports.actions.refusals import NotInState
from reports.actions.wording import (
    SlotUnknown,
    WordsChanged,
    carry_slot,
    confirm_slot,
    leave_out_slot,
    propose_again,
    word_slot,
)
from reports.models import ReportText
from reports.queries.compose import compose
from tests.reports.document_samples import PROPOSED, WORDS, begin, fill, stored


def write(place, report, text=WORDS, revision=0, slot="ket-qua", by=None):
    return word_slot(report=report, slot=slot, text=text, revision=revision, by=by or place.officer)


def test_words_are_kept_with_the_figures_of_that_moment(place):
    worded = write(place, begin(place))

    assert (worded.text, worded.seen, worded.revision, worded.by) == (WORDS, {"số đạt": "21"}, 1, place.officer)


def test_words_keep_following_the_figures(place, figures):
    report = begin(place)
    write(place, report)
    figures["số đạt"] = "22"

    (paragraph,) = (each for each in compose(report).document.blocks if getattr(each, "slot", "") == "ket-qua")
    assert "".join(run.text for run in paragraph.runs) == "Đơn vị đạt 22 tiêu chí. Tập thể đoàn kết."


def test_unchanged_proposal_is_not_stored(place):
    assert write(place, begin(place), PROPOSED) is None
    assert not ReportText.objects.exists()


def test_words_sent_twice_are_saved_once(place):
    report = begin(place)
    write(place, report)

    assert write(place, report).revision == 1


def test_colleague_is_not_overwritten(place):
    report = begin(place)
    write(place, report)

    with pytest.raises(WordsChanged) as refused:
        write(place, report, "Bản của tôi.", by=place.commander)
    assert refused.value.worded.text == WORDS
    assert ReportText.objects.get().text == WORDS


def test_words_given_up_in_between_are_told_to_the_next_writer(place):
    report = begin(place)
    first = write(place, report)
    propose_again(report=report, slot="ket-qua", by=place.officer)

    with pytest.raises(WordsChanged) as refused:
        write(place, report, "Bản của tôi.", revision=first.revision, by=place.commander)
    assert refused.value.worded is None


def test_revision_of_words_given_up_is_never_borne_again(place):
    report = begin(place)
    write(place, report)
    propose_again(report=report, slot="ket-qua", by=place.officer)

    assert write(place, report, "Viết lại.").revision == 2


def test_confirming_takes_the_figures_of_now(place, figures):
    report = begin(place)
    write(place, report)
    figures["số đạt"] = "22"
    assert [each.sentence for each in compose(report).changes] == ["Đơn vị đạt 21 tiêu chí."]

    confirm_slot(report=report, slot="ket-qua", by=place.officer)

    assert compose(report).changes == ()
    assert Event.objects.filter(stream=report.stream).order_by("-sequence").first().verb == "confirm_slot"


def test_confirming_a_proposal_does_nothing(place):
    assert confirm_slot(report=begin(place), slot="ket-qua", by=place.officer) is None


def test_giving_up_a_newer_text_is_refused(place):
    report = begin(place)
    write(place, report)

    with pytest.raises(WordsChanged):
        propose_again(report=report, slot="ket-qua", revision=7, by=place.officer)


def test_emptied_words_leave_the_place_out(place):
    report = begin(place)
    write(place, report, "", slot="ket-qua")

    assert "ket-qua" not in {getattr(each, "slot", "") for each in compose(report).document.blocks}


def test_long_words_are_kept_whole(place):
    text = "Đường phố sạch đẹp. " * 250

    assert write(place, begin(place), text).text == text.strip()


def test_unknown_place_is_refused(place):
    with pytest.raises(SlotUnknown):
        write(place, begin(place), slot="khong-co")


@pytest.mark.parametrize("who", ["member", "reviewer", "neighbour", "stranger"])
def test_words_of_a_unit_are_kept_from_others(place, who):
    report = begin(place)
    for action, given in (
        (word_slot, {"text": WORDS, "revision": 0}),
        (confirm_slot, {}),
        (propose_again, {}),
        (carry_slot, {"revision": 0}),
    ):
        with pytest.raises(PermissionDenied):
            action(report=report, slot="ket-qua", by=getattr(place, who), **given)


@pytest.mark.parametrize("who", ["officer", "commander", "member", "stranger"])
def test_words_of_the_committee_are_its_secretarys(place, who):
    with pytest.raises(PermissionDenied):
        write(place, begin(place, "sample_city"), by=getattr(place, who))


def test_approved_words_stand(place):
    report = fill(begin(place), place.officer)
    approve_report(report=report, signature=0, by=place.commander)

    with pytest.raises(NotInState):
        write(place, stored(report))


def test_place_is_left_out_where_the_data_propose_nothing(place):
    report = begin(place)
    empty = next(slot for slot, prose in compose(report).outline.slots.items() if not prose.text)

    leave_out_slot(report=report, slot=empty, revision=0, by=place.officer)

    assert [each for each in compose(report).document.blocks if getattr(each, "slot", "") == empty] == []


def test_leaving_out_twice_changes_once(place):
    report = begin(place)
    first = leave_out_slot(report=report, slot="ket-qua", revision=0, by=place.officer)

    assert leave_out_slot(report=report, slot="ket-qua", revision=0, by=place.officer) == first
    assert ReportText.objects.get().revision == 1


def test_words_of_a_colleague_are_not_left_out(place):
    report = begin(place)
    write(place, report)

    with pytest.raises(WordsChanged):
        leave_out_slot(report=report, slot="ket-qua", revision=0, by=place.commander)
