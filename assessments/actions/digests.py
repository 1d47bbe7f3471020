"""One letter a person a day with what the portal has told them; without a mail server the portal alone tells it."""

import logging
from collections import defaultdict
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.display.notices import words_of
from assessments.models import Notice

log = logging.getLogger(__name__)
# A letter about what is older would only confuse: so a server that was down for weeks sends no backlog.
FRESH = timedelta(days=7)
# So many in a row mean that the server is gone: the rest is tried again tomorrow, not for hours today.
MOST_FAILURES = 3


def send_digests(*, by=None):
    """Send everybody who has an address what they have not read. Returns (letters sent, letters that failed).

    A letter that failed leaves `emailed_at` empty, so that the next run tries again; it never stops the others.
    Whoever was written to today waits until tomorrow.
    """
    if not settings.SENDS_MAIL:
        return 0, 0
    sent = failed = in_a_row = 0
    connection = get_connection()
    for user, notices in _waiting():
        try:
            _letter(user, notices, connection).send()
        except (SMTPException, OSError) as fault:
            log.warning("Chưa gửi được thư cho %s: %s", user, fault)
            failed, in_a_row = failed + 1, in_a_row + 1
            # The next letter begins with a new connection.
            connection = get_connection()
            if in_a_row == MOST_FAILURES:
                break
        else:
            sent, in_a_row = sent + 1, 0
            # At once, not at the end: whatever happens next, nobody gets this letter twice.
            Notice.objects.filter(pk__in=[each.pk for each in notices]).update(emailed_at=timezone.now())
    connection.close()
    return sent, failed


def _waiting():
    """Yield (user, their notices to be mailed, oldest first)."""
    written_to = Notice.objects.filter(emailed_at__date=timezone.localdate()).values("user")
    rows = (
        Notice.objects.filter(emailed_at__isnull=True, read_at__isnull=True, at__gte=timezone.now() - FRESH)
        .filter(user__is_active=True)
        .exclude(user__email="")
        .exclude(user__in=written_to)
        .select_related("user", "round", "assessment__round__criteria_set")
        .order_by("user_id", "at", "pk")
    )
    found = defaultdict(list)
    for each in rows:
        found[each.user].append(each)
    return found.items()


def _letter(user, notices, connection):
    with translation.override(settings.LANGUAGE_CODE):
        count = len(notices)
        subject = ngettext("%(portal)s: %(count)d thông báo", "%(portal)s: %(count)d thông báo", count)
        lines = [_("Kính gửi: %(post)s") % {"post": user}, ""]
        for each in notices:
            lines += _paragraph(each)
        lines += [_("Thư do cổng tự gửi mỗi ngày một lần; xin không trả lời thư này."), settings.ORGANISATION_NAME]
        subject %= {"portal": settings.PORTAL_NAME, "count": count}
    return EmailMessage(subject, "\n".join(lines), to=[user.email], connection=connection)


def _paragraph(notice):
    words = words_of(notice)
    address = [f"  {settings.PORTAL_URL}{words.url}"] if settings.PORTAL_URL and words.url else []
    return [f"- {words.title}", *(f"  {fact}" for fact in words.facts), *address, ""]
