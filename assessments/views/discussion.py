"""What is said about a criterion: to begin, to answer, to close and to open again."""

from functools import partial

from django.http import Http404
from django.utils.translation import gettext as _

from assessments.actions import discussion as actions
from assessments.forms.criterion import remark_form
from assessments.queries.colleagues import colleagues_on
from assessments.queries.discussion import find_discussion
from assessments.views.criterion import press, send_form, sent_from_criterion


@sent_from_criterion
def start_discussion(request, place):
    criterion = place.asked.criterion
    form = remark_form(colleagues_on(place.assessment, criterion), "start", request.POST)
    act = partial(actions.start_discussion, assessment=place.assessment.pk, criterion=criterion.pk)
    return send_form(request, place, name="start", form=form, act=act, done=_("Đã gửi trao đổi."))


@sent_from_criterion
def reply(request, place, discussion):
    found, name = _find(place, discussion), f"reply-{discussion}"
    form = remark_form(colleagues_on(place.assessment, place.asked.criterion), name, request.POST)
    act = partial(actions.reply, discussion=found.pk)
    return send_form(request, place, name=name, form=form, act=act, done=_("Đã gửi ý kiến."))


@sent_from_criterion
def resolve_discussion(request, place, discussion):
    act = partial(actions.resolve_discussion, discussion=_find(place, discussion).pk)
    return press(request, place, act=act, done=_("Đã kết thúc trao đổi."))


@sent_from_criterion
def reopen_discussion(request, place, discussion):
    act = partial(actions.reopen_discussion, discussion=_find(place, discussion).pk)
    return press(request, place, act=act, done=_("Đã mở lại trao đổi."))


def _find(place, pk):
    found = find_discussion(place.assessment.pk, place.asked.criterion.pk, pk)
    if found is None:
        raise Http404
    return found
