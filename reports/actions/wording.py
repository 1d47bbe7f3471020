"""Wording a document: people's words in place of those that the data propose, confirmed, carried over, given up."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import record_event
from accounts.refusals import Refused
from reports.actions.locking import locked_report
from reports.content.prose import values_of
from reports.models import ReportState, ReportText
from reports.permissions import can_edit
from reports.queries.compose import compose
from reports.queries.earlier import earlier_report, texts_of


class SlotUnknown(Refused):
    """The kind of document has no such place."""

    def __str__(self):
        return _("Văn bản này không có đoạn đó. Hãy quay lại văn bản và chọn đoạn cần viết.")


class NothingEarlier(Refused):
    """No earlier document has words for this place."""

    def __str__(self):
        return _("Kỳ trước không có lời văn cho đoạn này. Hãy viết lời mới hoặc giữ lời đề xuất.")


class WordsChanged(Refused):
    """Somebody saved the place in between; `worded` is what stands (a `ReportText`, or None: the data's proposal)."""

    def __init__(self, worded):
        super().__init__(worded)
        self.worded = worded

    def __str__(self):
        return _("Có người vừa sửa đoạn này. Chưa ghi đè gì cả: hãy so hai bản rồi chọn bản giữ lại.")


@transaction.atomic
def word_slot(*, report, slot, text, revision, by):
    """Give a place of a draft these words and return its `ReportText`, or None where the proposal is left to stand.

    `revision` is that of the words that the writer saw, 0 for the data's proposal. An empty text leaves the place
    out. Raises `PermissionDenied`, `NotInState`, `SlotUnknown`, `WordsChanged`.
    """
    composition = _opened(report, slot, by)
    worded = composition.texts.get(slot)
    text = text.replace("\r\n", "\n").strip()
    if text == composition.text_of(slot) and (worded is None or worded.carried_from_id is None):
        # Pressed twice, or nothing was changed.
        return worded
    _check_revision(worded, revision)
    worded = worded or _begun(composition.report, slot)
    _store(worded, text, composition, by)
    _record(composition.report, "word_slot", slot, by)
    return worded


@transaction.atomic
def confirm_slot(*, report, slot, by):
    """Let the words of a place stand with the figures as they are now. Returns the `ReportText`, None without any.

    Raises `PermissionDenied`, `NotInState`, `SlotUnknown`.
    """
    composition = _opened(report, slot, by)
    worded = composition.texts.get(slot)
    if worded is None:
        return None
    seen = values_of(worded.text, composition.outline.figures)
    if worded.carried_from_id is None and worded.seen == seen:
        return worded
    worded.seen, worded.carried_from = seen, None
    worded.save(update_fields=["seen", "carried_from"])
    _record(composition.report, "confirm_slot", slot, by)
    return worded


@transaction.atomic
def leave_out_slot(*, report, slot, revision, by):
    """Leave a place out of a draft, also one for which the data propose no words. Returns the `ReportText`.

    Raises as `word_slot` does.
    """
    composition = _opened(report, slot, by)
    worded = composition.texts.get(slot)
    if worded and not worded.text and worded.carried_from_id is None:
        return worded
    _check_revision(worded, revision)
    worded = worded or _begun(composition.report, slot)
    _store(worded, "", composition, by)
    _record(composition.report, "leave_out_slot", slot, by)
    return worded


@transaction.atomic
def propose_again(*, report, slot, by, revision=None):
    """Give up people's words of a place: what the data propose stands again. The history keeps the words.

    `revision`: of the words that are given up, where somebody may have changed them since. Raises as `word_slot` does.
    """
    composition = _opened(report, slot, by)
    worded = composition.texts.get(slot)
    if worded is None:
        return
    if revision is not None:
        _check_revision(worded, revision)
    worded.delete()
    _record(composition.report, "propose_again", slot, by)


@transaction.atomic
def carry_slot(*, report, slot, revision, by):
    """Take the words of the earlier document for a place, to be looked at and confirmed. Returns the `ReportText`.

    Raises as `word_slot` does, and `NothingEarlier`.
    """
    composition = _opened(report, slot, by)
    earlier = earlier_report(composition.report)
    text = texts_of(earlier).get(slot) if earlier else None
    if text is None:
        raise NothingEarlier
    worded = composition.texts.get(slot)
    if worded and worded.text == text and worded.carried_from_id == earlier.pk:
        return worded
    _check_revision(worded, revision)
    worded = worded or _begun(composition.report, slot)
    _store(worded, text, composition, by, carried_from=earlier)
    _record(composition.report, "carry_slot", slot, by, earlier=earlier.pk)
    return worded


@transaction.atomic
def carry_words(*, report, by):
    """Give a draft just begun the words that people gave its earlier document; returns how many places.

    Their references are live, so that the numbers are those of this period. No right of its own: part of beginning.
    """
    earlier = earlier_report(report)
    given = {each.slot: each.text for each in earlier.texts.order_by("pk")} if earlier else {}
    if not given:
        return 0
    composition = compose(report)
    carried = {slot: text for slot, text in given.items() if slot in composition.outline.slots}
    for slot, text in carried.items():
        _store(ReportText(report=report, slot=slot, revision=0), text, composition, by, carried_from=earlier)
    if carried:
        data = {"slots": list(carried), "earlier": earlier.pk}
        record_event(stream=report.stream, verb="carry_words", by=by, data=data)
    return len(carried)


def _opened(report, slot, by):
    """Return the `Composition` of a locked draft that the person may word, which has the place."""
    locked = locked_report(report, ReportState.DRAFT)
    if not can_edit(by, locked):
        raise PermissionDenied
    composition = compose(locked)
    if slot not in composition.outline.slots:
        raise SlotUnknown
    return composition


def _check_revision(worded, revision):
    if (worded.revision if worded else 0) != revision:
        raise WordsChanged(worded)


def _begun(report, slot):
    # Never a number that words given up since have borne: a page opened on those would not be found stale.
    before = ReportText.history.filter(report=report, slot=slot).order_by("-revision").first()
    return ReportText(report=report, slot=slot, revision=before.revision if before else 0)


def _store(worded, text, composition, by, carried_from=None):
    worded.text = text
    worded.seen = values_of(text, composition.outline.figures)
    worded.revision += 1
    worded.carried_from, worded.by, worded.at = carried_from, by, timezone.now()
    fields = ["text", "seen", "revision", "carried_from", "by", "at"]
    worded.save(update_fields=fields if worded.pk else None)


def _record(report, verb, slot, by, **data):
    record_event(stream=report.stream, verb=verb, by=by, data={"slot": slot, **data})
