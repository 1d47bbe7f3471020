"""What of the directives waits for one person: to do, to confirm, to decide, to follow up."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role
from accounts.queries import held_units, scope_of
from committee.models import Directive, DirectiveState, Postponement, PostponementState
from committee.permissions import leads
from committee.queries.directive_counts import overdue_on
from committee.queries.directives import name_of
from committee.queries.work import Work


def directive_work(user):
    """Return the `Work`s that wait for this person, each kind with the oldest deadline first. At most six queries."""
    held, led = held_units(user), leads(user)
    return [*_to_do(held), *_to_confirm(user, held, led), *_to_decide(held, led), *_to_follow_up(user)]


def _to_do(held):
    """Those that a unit of theirs leads; what was reported done waits for somebody else."""
    if not held:
        return
    rows = Directive.objects.filter(lead__in=held, state=DirectiveState.UNDER_WAY).select_related("meeting")
    for each in rows:
        yield _work(_("Thực hiện chỉ đạo: %(title)s"), each, due=each.due, facts=_facts(each))


def _facts(directive):
    done = _("đã làm %(percent)d%%") % {"percent": directive.percent}
    return tuple(word for word in (directive.document_number, done) if word)


def _to_confirm(user, held, led):
    if not led:
        return
    rows = Directive.objects.filter(issuer__in=led, state=DirectiveState.REPORTED).exclude(lead__in=held)
    for each in rows.exclude(reported_by=user).prefetch_related("lead__versions"):
        reported = _("báo cáo xong ngày %(date)s") % {"date": f"{each.reported_on:%d/%m/%Y}"}
        yield _work(_("Xác nhận hoàn thành: %(title)s"), each, due=each.due, facts=(name_of(each.lead), reported))


def _to_decide(held, led):
    if not led:
        return
    asked = Postponement.objects.filter(state=PostponementState.ASKED, directive__issuer__in=led)
    standing = asked.filter(directive__in=Directive.objects.standing()).exclude(directive__lead__in=held)
    rows = standing.select_related("directive").prefetch_related("directive__lead__versions")
    for each in rows.order_by("directive__due", "pk"):
        later = _("xin gia hạn đến %(due)s") % {"due": f"{each.due:%d/%m/%Y}"}
        facts = (name_of(each.directive.lead), later)
        yield _work(_("Quyết định gia hạn: %(title)s"), each.directive, due=each.directive.due, facts=facts)


def _to_follow_up(user):
    """All that is overdue as one thing: the secretary calls the units with the list in hand."""
    cities = scope_of(user).reach.get(Role.SECRETARY, frozenset())
    if not cities:
        return
    rows = Directive.objects.filter(overdue_on(timezone.localdate()), issuer__in=cities, parent=None)
    days = list(rows.order_by("due").values_list("due", flat=True))
    if days:
        title = ngettext("Đôn đốc %(count)d chỉ đạo quá hạn", "Đôn đốc %(count)d chỉ đạo quá hạn", len(days)) % {
            "count": len(days)
        }
        yield Work(title=title, url=f"{reverse('committee:directives')}?state=overdue", due=days[0])


def _work(sentence, directive, *, due, facts):
    return Work(
        title=sentence % {"title": directive.title},
        url=reverse("committee:directive", args=[directive.pk]),
        due=due,
        facts=facts,
        is_illustrative=directive.is_illustrative,
    )
