"""What those who work on a sheet say to one another about a criterion, in threads that somebody resolves.

Discussions belong to everybody who works on the sheet, its unit included. They change no answer and no revision.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from accounts.models import User
from accounts.refusals import ReasonMissing
from assessments.actions.notices import notify
from assessments.actions.results import locked_assessment
from assessments.models import CriterionScore, Discussion, NoticeKind, Remark
from assessments.permissions import can_remark
from assessments.queries.colleagues import colleagues_on
from criteria.queries import published_set
from units.fields import to_nfc

# The same words of the same person within this time are a button pressed twice.
TWICE = dt.timedelta(minutes=1)


@transaction.atomic
def start_discussion(*, assessment, criterion, text, by, mentioned=()):
    """Begin a thread about a criterion; `mentioned` are primary keys of users. Returns its first `Remark`.

    Who does not work on the criterion is left out of the mentioned. Raises `PermissionDenied`, `ReasonMissing`.
    """
    assessment = _locked(assessment, by)
    text = _said(text)
    score = CriterionScore.objects.get(assessment=assessment, criterion=criterion)
    twin = _just_said(by, text, discussion__score=score)
    if twin:
        return twin
    discussion = Discussion.objects.create(score=score)
    return _say(assessment, discussion, "start_discussion", text, mentioned, by)


@transaction.atomic
def reply(*, discussion, text, by, mentioned=()):
    """Add a remark to a thread, and open it again where it was resolved meanwhile. Returns the `Remark`.

    Raises as `start_discussion` does.
    """
    assessment, discussion = _found(discussion, by)
    text = _said(text)
    twin = _just_said(by, text, discussion=discussion)
    if twin:
        return twin
    _open(discussion)
    return _say(assessment, discussion, "reply", text, mentioned, by)


@transaction.atomic
def resolve_discussion(*, discussion, by):
    """Close a thread: there is nothing more to say. A second time changes nothing. Raises `PermissionDenied`."""
    assessment, discussion = _found(discussion, by)
    if discussion.resolved_at:
        return discussion
    discussion.resolved_by, discussion.resolved_at = by, timezone.now()
    discussion.save(update_fields=["resolved_by", "resolved_at"])
    _record(assessment, discussion, "resolve_discussion", by)
    return discussion


@transaction.atomic
def reopen_discussion(*, discussion, by):
    """Open a resolved thread again. A second time changes nothing. Raises `PermissionDenied`."""
    assessment, discussion = _found(discussion, by)
    if discussion.resolved_at:
        _open(discussion)
        _record(assessment, discussion, "reopen_discussion", by)
    return discussion


def _locked(assessment, by):
    assessment = locked_assessment(assessment)
    if not can_remark(by, assessment):
        raise PermissionDenied
    return assessment


def _found(discussion, by):
    """The thread is read only after its sheet is locked: what is decided by it is how it stands."""
    assessment = _locked(Discussion.objects.values_list("score__assessment", flat=True).get(pk=discussion), by)
    return assessment, Discussion.objects.select_related("score").get(pk=discussion)


def _said(text):
    text = to_nfc(text).strip()
    if not text:
        raise ReasonMissing
    return text


def _just_said(by, text, **where):
    since = timezone.now() - TWICE
    return Remark.objects.filter(by=by, text=text, at__gte=since, **where).select_related("discussion").first()


def _open(discussion):
    discussion.resolved_by = discussion.resolved_at = None
    discussion.save(update_fields=["resolved_by", "resolved_at"])


def _say(assessment, discussion, verb, text, mentioned, by):
    remark = Remark.objects.create(discussion=discussion, text=text, by=by, at=timezone.now())
    _mention(assessment, remark, mentioned, by)
    _record(assessment, discussion, verb, by, remark=remark.pk)
    return remark


def _mention(assessment, remark, mentioned, by):
    criterion = published_set(assessment.round.criteria_set).criteria[remark.discussion.score.criterion_id]
    known = {each.user_id for each in colleagues_on(assessment, criterion)} if mentioned else set()
    users = list(User.objects.filter(pk__in=known & set(mentioned)).exclude(pk=by.pk)) if known else []
    if not users:
        return
    remark.mentioned.set(users)
    notify(
        users=users,
        kind=NoticeKind.MENTION,
        key=f"mention:{remark.pk}",
        data={"criterion": criterion.code, "by": by.post, "text": remark.text[:200]},
        assessment=assessment,
        by=by,
    )


def _record(assessment, discussion, verb, by, **data):
    criterion = published_set(assessment.round.criteria_set).criteria[discussion.score.criterion_id]
    assessment.save(update_fields=["updated_at"])
    told = {"criterion": criterion.code, "discussion": discussion.pk, **data}
    record_event(stream=assessment.stream, verb=verb, by=by, data=told)
