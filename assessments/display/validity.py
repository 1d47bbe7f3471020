"""Until when a document holds, said in words, and flagged before it lapses."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

# Days before its last one on which a document is flagged: time enough to ask for a new one.
SOON = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Validity:
    """`flag` is "" (holds, or has no end), "soon" or "lapsed"; `words` are "" without an end."""

    flag: str = ""
    words: str = ""


def validity_of(valid_until, *, on=None, needed_until=None):
    """Return the `Validity` of a document today, or on the past day `on`, from where no days are counted.

    `needed_until` is the last day of its round, if it has one: what ends before is flagged however far that is.
    """
    if valid_until is None:
        return Validity()
    today, date = timezone.localdate(), f"{valid_until:%d/%m/%Y}"
    if valid_until < (on or today):
        return Validity("lapsed", _("đã hết hiệu lực ngày %(date)s") % {"date": date})
    if needed_until and valid_until < needed_until:
        return Validity("soon", _("có hiệu lực đến %(date)s, trước khi kỳ kết thúc") % {"date": date})
    if on is None and valid_until - today <= SOON:
        left = {"date": date, "days": (valid_until - today).days}
        return Validity("soon", _("có hiệu lực đến %(date)s, còn %(days)d ngày") % left)
    return Validity("", _("có hiệu lực đến %(date)s") % {"date": date})
