"""Practice: scoring a published dossier blind. Nothing here touches the assessment: no event, no change, no score."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusals import Refused
from assessments.models import Assessment, Practice, State
from assessments.permissions import can_practise
from criteria import scoring
from criteria.queries import published_set


class NothingPractised(Refused):
    """There is nothing yet to compare with the official result."""

    def __str__(self):
        return _("Bạn chưa chấm tiêu chí nào. Hãy chấm ít nhất một tiêu chí rồi bấm Xong.")


class PracticeFinished(Refused):
    """The official result has been shown, so what is typed now would no longer be blind."""

    def __str__(self):
        return _("Lần luyện chấm này đã xong và đã so với kết quả chính thức. Hãy chấm lại từ đầu nếu muốn thử tiếp.")


@transaction.atomic
def start_practice(*, assessment, by):
    """Return the person's `Practice` on a published assessment (a primary key): the one that is open, or a new one.

    Raises `PermissionDenied` unless it is published, and the person may see it and is one of those who score.
    """
    seen = Assessment.objects.visible_to(by).filter(pk=assessment, state=State.PUBLISHED)
    if not can_practise(by) or not seen.exists():
        raise PermissionDenied
    practice, _is_new = Practice.objects.get_or_create(
        user=by, assessment_id=assessment, finished_at=None, defaults={"started_at": timezone.now()}
    )
    return practice


@transaction.atomic
def save_practice_answer(*, practice, criterion, answer, by):
    """Keep the person's own answer to one criterion (its code); None takes it back. Returns the `Practice`.

    Raises `PermissionDenied`, `PracticeFinished`, `scoring.AnswersRefused`.
    """
    practice = _locked(practice, by)
    if practice.finished_at:
        raise PracticeFinished
    contents = published_set(practice.assessment.round.criteria_set)
    asked = contents.criteria[contents.criterion_ids[criterion]]
    scoring.score_line(asked.rule, answer, not_applicable=contents.rules.not_applicable)
    others = {code: kept for code, kept in practice.answers.items() if code != criterion}
    practice.answers = others if answer is None else {**others, criterion: answer}
    practice.save(update_fields=["answers"])
    return practice


@transaction.atomic
def finish_practice(*, practice, by):
    """End a practice, after which it is compared with the official result. A second press changes nothing.

    Raises `PermissionDenied`, or `NothingPractised`.
    """
    practice = _locked(practice, by)
    if not practice.answers:
        raise NothingPractised
    if practice.finished_at is None:
        practice.finished_at = timezone.now()
        practice.save(update_fields=["finished_at"])
    return practice


def _locked(pk, by):
    rows = Practice.objects.select_for_update(of=("self",)).select_related("assessment__round__criteria_set")
    practice = rows.get(pk=pk)
    if practice.user_id != by.pk:
        raise PermissionDenied
    return practice
