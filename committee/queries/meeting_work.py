"""What of the meetings waits for one person."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.queries import scope_of
from committee.models import AgendaItem, Meeting, MeetingState
from committee.queries.work import Work

DAYS_AHEAD = 14


def meeting_work(user):
    """Return the `Work` of meetings: to prepare, to hold or to close for a secretary, to attend for a member.

    Two queries at most.
    """
    reach = scope_of(user).reach
    prepared, attended = (reach.get(role, frozenset()) for role in (Role.SECRETARY, Role.MEMBER))
    return [*_to_prepare(prepared), *_to_attend(attended)]


def _to_prepare(cities):
    if not cities:
        return
    today = timezone.localdate()
    rows = Meeting.objects.filter(city__in=cities).ahead()
    rows = rows.annotate(has_agenda=Exists(AgendaItem.objects.filter(meeting=OuterRef("pk")))).order_by("on", "pk")
    for meeting in rows:
        if sentence := _what_to_do(meeting, today):
            yield _work(meeting, sentence % {"title": meeting.title})


def _what_to_do(meeting, today):
    if meeting.state == MeetingState.RUNNING:
        return _("Ghi kết luận và kết thúc cuộc họp: %(title)s")
    if not meeting.has_agenda and meeting.on <= today + dt.timedelta(days=DAYS_AHEAD):
        return _("Lập chương trình họp: %(title)s")
    if meeting.on < today:
        return _("Đã qua ngày họp, hãy bắt đầu họp, đổi ngày hoặc hủy: %(title)s")
    return ""


def _to_attend(cities):
    if not cities:
        return
    rows = Meeting.objects.filter(city__in=cities, on__gte=timezone.localdate()).ahead()
    for meeting in rows.order_by("on", "pk"):
        yield _work(meeting, _("Dự họp: %(title)s") % {"title": meeting.title})


def _work(meeting, title):
    return Work(
        title=title,
        url=reverse("committee:meeting", args=[meeting.pk]),
        due=meeting.on,
        facts=tuple(filter(None, (capfirst(meeting.get_kind_display()), meeting.place))),
        is_illustrative=meeting.is_illustrative,
    )
