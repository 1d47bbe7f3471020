"""Handing a draft over, approving it, taking the approval back, giving a draft up."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions import record_event
from accounts.models import Role
from accounts.refusals import ReasonMissing, Refused
from assessments.models import NoticeKind
from committee.actions.notices import tell
from reports.actions.locking import locked_report
from reports.actions.refusals import NotInState
from reports.content.digest import digest_of
from reports.content.prose import values_of
from reports.content.stored import to_data
from reports.models import Body, ReportState
from reports.permissions import can_approve, can_discard, can_edit, can_send_back, can_take_back
from reports.queries.compose import compose
from reports.queries.gaps import gaps_of
from reports.queries.places import places_of

MOST_NAMED = 5
APPROVERS = {Body.COMMITTEE: (Role.MEMBER,), Body.UNIT: (Role.COMMANDER,)}
OFFICE = {Body.COMMITTEE: (Role.SECRETARY,), Body.UNIT: (Role.COMMANDER, Role.OFFICER)}


class GapsLeft(Refused):
    """Places still wait for a fact or for words: `args` are the gaps as they are shown."""

    def __str__(self):
        count = len(self.args)
        words = ngettext(
            "Văn bản còn %(count)d chỗ cần bổ sung: %(gaps)s. Hãy bổ sung rồi làm lại bước này.",
            "Văn bản còn %(count)d chỗ cần bổ sung: %(gaps)s. Hãy bổ sung rồi làm lại bước này.",
            count,
        )
        return words % {"count": count, "gaps": _named(self.args)}


class NotLookedAt(Refused):
    """Sentences whose figures changed, or words carried over, that nobody has confirmed: `args` name them."""

    def __str__(self):
        count = len(self.args)
        words = ngettext(
            "Còn %(count)d chỗ chưa ai xác nhận: %(places)s. Hãy xem lại, xác nhận từng chỗ rồi làm lại bước này.",
            "Còn %(count)d chỗ chưa ai xác nhận: %(places)s. Hãy xem lại, xác nhận từng chỗ rồi làm lại bước này.",
            count,
        )
        return words % {"count": count, "places": _named(self.args)}


class NoSuchSignature(Refused):
    """The signing post chosen is not among those of the day."""

    def __str__(self):
        return _("Chức vụ ký này không còn trong danh sách. Hãy chọn lại chức vụ ký.")


class ContentChanged(Refused):
    """The document says something else than what its approver has read."""

    def __str__(self):
        return _("Số liệu hoặc lời văn vừa thay đổi so với bản bạn đã xem. Hãy xem lại văn bản rồi duyệt.")


@transaction.atomic
def hand_over_report(*, report, by):
    """Tell those who may approve that a draft is ready; once a day, and again when it was given back. Returns it.

    Raises `PermissionDenied`, `NotInState`, `GapsLeft`, `NotLookedAt`.
    """
    locked = locked_report(report, ReportState.DRAFT)
    if not can_edit(by, locked):
        raise PermissionDenied
    composition = compose(locked)
    _check_ready(composition)
    before, now = locked.handed_over_at, timezone.now()
    if before and before > now - dt.timedelta(minutes=1):
        # Pressed twice.
        return locked
    locked.handed_over_at = now
    locked.save(update_fields=["handed_over_at"])
    record_event(stream=locked.stream, verb="hand_over_report", by=by)
    if before is None or timezone.localdate(before) != timezone.localdate(now):
        _tell(locked, composition, APPROVERS, f"handed_over:{now.isoformat()}", by)
    return locked


@transaction.atomic
def send_back_report(*, report, reason, by):
    """Give a draft that was handed over back to those who word it, with what is wrong. Returns the report.

    Raises `PermissionDenied`, `NotInState` (also when it is not handed over any more), `ReasonMissing`.
    """
    locked = locked_report(report, ReportState.DRAFT)
    if locked.handed_over_at is None:
        raise NotInState
    if not can_send_back(by, locked):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    at, locked.handed_over_at = locked.handed_over_at, None
    locked.save(update_fields=["handed_over_at"])
    record_event(stream=locked.stream, verb="send_back_report", by=by, data={"reason": reason})
    _tell(locked, compose(locked), OFFICE, f"sent_back:{at.isoformat()}", by, reason=reason)
    return locked


@transaction.atomic
def approve_report(*, report, signature, by, seen=""):
    """Approve a draft as it reads now, to be signed by the `signature`-th post of its issuer. Returns the report.

    What is printed is kept, with its words and what their references stood for. `seen`: the digest of what the
    approver has read (`reports.content.digest`). Raises `PermissionDenied`, `NotInState`, `NoSuchSignature`,
    `GapsLeft`, `NotLookedAt`, `ContentChanged`.
    """
    locked = locked_report(report, ReportState.DRAFT)
    if not can_approve(by, locked):
        raise PermissionDenied
    composition = compose(locked, signature)
    if not 0 <= signature < len(composition.standing.signatures):
        raise NoSuchSignature
    _check_ready(composition)
    if seen and seen != digest_of(composition.document):
        raise ContentChanged
    texts = {slot: composition.text_of(slot) for slot in composition.outline.slots}
    locked.approved = to_data(composition.document)
    locked.approved_texts = texts
    locked.approved_values = {slot: values_of(text, composition.outline.figures) for slot, text in texts.items()}
    locked.approved_by, locked.approved_at, locked.state = by, timezone.now(), ReportState.APPROVED
    locked.save(update_fields=["approved", "approved_texts", "approved_values", "approved_by", "approved_at", "state"])
    signs = " ".join(composition.standing.signatures[signature].authority)
    record_event(stream=locked.stream, verb="approve_report", by=by, data={"signature": signs})
    _tell(locked, composition, OFFICE, f"approved:{locked.approved_at.isoformat()}", by)
    return locked


@transaction.atomic
def take_back_report(*, report, reason, by):
    """Put an approved document back to the draft; what was approved then is no longer kept. Returns the report.

    Raises `PermissionDenied`, `NotInState`, `ReasonMissing`.
    """
    locked = locked_report(report, ReportState.APPROVED)
    if not can_take_back(by, locked):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    composition, at = compose(locked), locked.approved_at
    locked.approved = locked.approved_by = locked.approved_at = locked.handed_over_at = None
    locked.approved_texts, locked.approved_values, locked.state = {}, {}, ReportState.DRAFT
    locked.save(
        update_fields=[
            *("approved", "approved_texts", "approved_values", "approved_by", "approved_at"),
            *("handed_over_at", "state"),
        ]
    )
    record_event(stream=locked.stream, verb="take_back_report", by=by, data={"reason": reason})
    _tell(locked, composition, OFFICE, f"taken_back:{at.isoformat()}", by, reason=reason)
    return locked


@transaction.atomic
def discard_report(*, report, reason, by):
    """Give a draft up; another may be begun about the same thing. Returns the report.

    Raises `PermissionDenied`, `NotInState`, `ReasonMissing`.
    """
    locked = locked_report(report, ReportState.DRAFT)
    if not can_discard(by, locked):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    locked.state, locked.discarded_because = ReportState.DISCARDED, reason
    locked.save(update_fields=["state", "discarded_because"])
    record_event(stream=locked.stream, verb="discard_report", by=by, data={"reason": reason})
    return locked


def _check_ready(composition):
    if composition.gaps:
        raise GapsLeft(*(gap.text for gap in gaps_of(composition)))
    carried = [each for each in places_of(composition, None) if each.is_carried]
    slots = {each.slot for each in carried}
    changed = [each.sentence for each in composition.changes if each.slot not in slots]
    if carried or changed:
        raise NotLookedAt(*dict.fromkeys([*(each.label for each in carried), *changed]))


def _named(places):
    """“a; b; c …”: enough of them to begin with."""
    named = "; ".join(f"“{place.strip('[]').rstrip('.')}”" for place in places[:MOST_NAMED])
    return f"{named} …" if len(places) > MOST_NAMED else named


def _tell(report, composition, roles, occasion, by, reason=""):
    document = composition.document
    tell(
        units=[report.issuer_id],
        roles=roles[report.body],
        kind=NoticeKind.REPORT,
        key=f"report:{report.pk}:{occasion}",
        title=f"{document.kind_name}: {document.subject}",
        url=reverse("reports:document", args=[report.pk]),
        by=by,
        reason=reason,
    )
