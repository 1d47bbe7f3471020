"""One document as its page shows it: its content, what must still be done, who may do it."""

from dataclasses import dataclass
from typing import Any

from accounts.history import HistoryLine, history_of
from reports.content.prose import names_in
from reports.models import Report, ReportPublication, ReportState
from reports.permissions import (
    can_amend,
    can_approve,
    can_discard,
    can_edit,
    can_publish,
    can_send_back,
    can_take_back,
)
from reports.queries.compose import Composition, compose
from reports.queries.earlier import earlier_report, texts_of
from reports.queries.gaps import Gap, gaps_of
from reports.queries.places import Place, places_of


@dataclass(frozen=True, slots=True)
class Rights:
    """What the reader may do with the document in the state in which it is."""

    edit: bool
    approve: bool
    send_back: bool
    take_back: bool
    publish: bool
    amend: bool
    discard: bool


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """`places` are those of the outline; `earlier` the document whose words they are compared with, or None.

    `publication` with its `files` once it was published; `amendments` those that stand, oldest first.
    """

    report: Report
    composition: Composition
    places: tuple[Place, ...]
    gaps: tuple[Gap, ...]
    earlier: Report | None
    rights: Rights
    publication: ReportPublication | None
    amendments: tuple[Report, ...]
    history: tuple[HistoryLine, ...]

    @property
    def carried(self):
        return tuple(each for each in self.places if each.is_carried)

    @property
    def is_ready(self):
        """Whether nothing stands between the draft and its approval."""
        return not (self.gaps or self.carried or self.composition.changes)


def rights_of(user, report):
    return Rights(
        edit=can_edit(user, report),
        approve=can_approve(user, report),
        send_back=can_send_back(user, report),
        take_back=can_take_back(user, report),
        publish=can_publish(user, report),
        amend=can_amend(user, report),
        discard=can_discard(user, report),
    )


def document_page(user, report):
    """Return the `DocumentPage` of a report that the user may see. A dozen queries besides those of its kind."""
    composition = compose(report)
    earlier = earlier_report(report) if report.state == ReportState.DRAFT else None
    publication: Any = None
    if report.state == ReportState.PUBLISHED:
        publication = ReportPublication.objects.prefetch_related("files").filter(report=report).first()
    return DocumentPage(
        report=report,
        composition=composition,
        places=places_of(composition, earlier),
        gaps=gaps_of(composition),
        earlier=earlier,
        rights=rights_of(user, report),
        publication=publication,
        amendments=_amendments(report) if publication else (),
        history=tuple(history_of(report.stream)),
    )


def _amendments(report):
    found = report.amendments.standing().select_related("publication")
    return tuple(found.defer("approved", "publication__document").order_by("pk"))


@dataclass(frozen=True, slots=True)
class SlotPage:
    """One place being worded: `position` of `count`; `before` and `after` are the places beside it, or None.

    `figures`: all that its words may refer to, in the order of the kind; `near` names those that stand in them, in the
    proposal or in the words of the earlier document.
    """

    report: Report
    composition: Composition
    place: Place
    earlier: Report | None
    position: int
    count: int
    before: Place | None
    after: Place | None
    figures: tuple
    near: frozenset[str]


def slot_page(report, slot):
    """Return the `SlotPage` of a report, None where its kind has no such place."""
    composition = compose(report)
    earlier = earlier_report(report)
    places = places_of(composition, earlier)
    position = next((number for number, each in enumerate(places) if each.slot == slot), None)
    if position is None:
        return None
    place = places[position]
    before = texts_of(earlier).get(slot, "") if earlier else ""
    return SlotPage(
        report=report,
        composition=composition,
        place=place,
        earlier=earlier,
        position=position + 1,
        count=len(places),
        before=places[position - 1] if position else None,
        after=places[position + 1] if position + 1 < len(places) else None,
        figures=tuple(composition.outline.figures.values()),
        near=frozenset(names_in(f"{place.text} {place.prose.text} {before}")),
    )
