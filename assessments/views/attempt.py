"""Saving one criterion from whatever page it is typed on."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from assessments import actions, forms
from assessments.actions.resource import take_resource
from assessments.permissions import can_move, has_role_for
from criteria import scoring


def attempt_save(assessment, asked, typed, save, by):
    """Save what was typed by the action `save`; return the `forms.Attempt` with what became of it.

    Raises `PermissionDenied` for whoever never may; to whoever might a moment ago it is said what has changed.
    """
    if typed.faults:
        return forms.Attempt(asked.code, typed, faults=typed.faults)
    try:
        saved = save(by=by, assessment=assessment.pk, **_content(asked, typed))
    except scoring.AnswersRefused as refused:
        faults = tuple(forms.fault_sentence(asked.rule, fault) for fault in refused.faults)
        return forms.Attempt(asked.code, typed, faults=faults)
    except actions.StaleScore as stale:
        return forms.Attempt(asked.code, typed, stale=stale.score)
    except actions.Refused as refused:
        return forms.Attempt(asked.code, typed, faults=(str(refused),))
    except PermissionDenied:
        if not _has_moved(assessment, save, by):
            raise
        return forms.Attempt(asked.code, typed, faults=(_moved_sentence(assessment, typed),))
    return forms.Attempt(asked.code, typed, saved=saved)


def _content(asked, typed):
    return {
        "criterion": asked.criterion.pk,
        "answer": forms.answer_of(asked.rule, typed),
        "note": typed.note,
        "revision": typed.revision,
    }


def _has_moved(assessment, save, by):
    """Whether it is the sheet's state alone that stands in the way: handed in, returned or decided meanwhile."""
    verb = "save_self_score" if save in (actions.save_self_score, save_resource) else "save_appraisal"
    assessment.refresh_from_db(fields=["state", "review_unit"])
    return has_role_for(by, verb, assessment) and not can_move(by, verb, assessment)


def _moved_sentence(assessment, typed):
    sentence = _("Chưa lưu: phiếu vừa chuyển sang bước khác (nay %(state)s). Hãy tải lại trang để xem.") % {
        "state": assessment.get_state_display()
    }
    kept = _("Nội dung bạn nhập: “%(note)s”.") % {"note": typed.note} if typed.note else ""
    return f"{sentence} {kept}".strip()


def save_agreement(*, answer, **arguments):
    """Agreeing takes the unit's own answer: whatever stands in the boxes is left aside."""
    return actions.agree_with_self_score(**arguments)


def save_resource(*, answer, **arguments):
    """Taking the figure of a resource: whatever stands in the boxes is left aside."""
    return take_resource(**arguments)
