"""What an item of an agenda is about: which rows it names, and short facts of them."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from committee.models import DirectiveState
from criteria import wording

SUBJECTS = ("assessment", "criterion", "obstacle", "directive")
MOST_NAMES = 2


class Fact(NamedTuple):
    """A few words, and what they say: “Vướng từ”, “01/08/2021”."""

    term: str
    words: str


def subject_key(thing):
    """Return the keys of the rows that an `AgendaItem` or a `Proposal` names, in the order of `SUBJECTS`."""
    return tuple(getattr(thing, f"{name}_id") for name in SUBJECTS)


def days_words(days):
    return ngettext("%(days)s ngày", "%(days)s ngày", days) % {"days": wording.figure(days)}


def _upper(words):
    return words[:1].upper() + words[1:]


# ---------------------------------------------------------------- directives


def directive_facts(directive):
    """Return three `Fact`s of a directive; its lead unit's versions are prefetched."""
    late = directive.due and (timezone.localdate() - directive.due).days
    due = f"{directive.due:%d/%m/%Y}" if directive.due else _("việc thường xuyên")
    if late and late > 0 and directive.state == DirectiveState.UNDER_WAY:
        due = _("%(due)s, quá %(days)s") % {"due": due, "days": days_words(late)}
    done = _("%(state)s, %(percent)d%%") % {"state": directive.get_state_display(), "percent": directive.percent}
    return (
        Fact(_("Chủ trì"), directive.lead.latest.police_name),
        Fact(_("Thời hạn"), due),
        Fact(_("Tiến độ"), _upper(done)),
    )


# ---------------------------------------------------------------- obstacles


def obstacle_facts(obstacle):
    """Return three `Fact`s of an obstacle with `asked` and `ordered` (see `agenda.with_steps`), its units named."""
    until = obstacle.cleared_on or timezone.localdate()
    since = _("%(since)s, đã %(days)s") % {
        "since": f"{obstacle.since:%d/%m/%Y}",
        "days": days_words((until - obstacle.since).days),
    }
    return (
        Fact(_("Vướng từ"), since),
        Fact(_("Nơi vướng"), _names(obstacle)),
        Fact(_("Đã làm"), _done_about(obstacle)),
    )


def _names(obstacle):
    standing = [each.unit.latest.full_name for each in obstacle.blocked.all() if each.cleared_on is None]
    if not standing:
        return _("đã tháo gỡ ở mọi đơn vị")
    if len(standing) <= MOST_NAMES:
        return _upper(", ".join(standing))
    named = ", ".join(standing[:MOST_NAMES])
    return _upper(_("%(names)s và %(more)d đơn vị khác") % {"names": named, "more": len(standing) - MOST_NAMES})


def _done_about(obstacle):
    if not (obstacle.asked or obstacle.ordered):
        return _("Chưa có kiến nghị, chỉ đạo")
    values = {"asked": obstacle.asked, "ordered": obstacle.ordered}
    return _("%(asked)d kiến nghị, %(ordered)d chỉ đạo") % values
