"""Saving one criterion from whatever page it is typed on."""

from assessments import actions, forms
from criteria import scoring


def attempt_save(assessment, asked, typed, save, by):
    """Save what was typed by the action `save`; return the `forms.Attempt` with what became of it."""
    if typed.faults:
        return forms.Attempt(asked.code, typed, faults=typed.faults)
    try:
        saved = save(
            assessment=assessment.pk,
            criterion=asked.criterion.pk,
            answer=forms.answer_of(asked.rule, typed),
            note=typed.note,
            revision=typed.revision,
            by=by,
        )
    except scoring.AnswersRefused as refused:
        faults = tuple(forms.fault_sentence(asked.rule, fault) for fault in refused.faults)
        return forms.Attempt(asked.code, typed, faults=faults)
    except actions.StaleScore as stale:
        return forms.Attempt(asked.code, typed, stale=stale.score)
    return forms.Attempt(asked.code, typed, saved=saved)


def save_agreement(*, answer, **arguments):
    """Agreeing takes the unit's own answer: whatever stands in the boxes is left aside."""
    return actions.agree_with_self_score(**arguments)
