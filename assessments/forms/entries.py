"""A criterion's block of the sheet with its form, as it is stored or as it was sent."""

from dataclasses import dataclass

from assessments.forms.answers import Typed, answer_of, values_of
from assessments.forms.controls import AnswerForm, answer_form
from criteria import wording


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two texts of one criterion: what was sent and what somebody else had saved meanwhile."""

    mine: str
    mine_note: str
    theirs: str
    theirs_note: str
    theirs_by: str
    theirs_at: str
    revision: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one posted criterion: `saved`, or sentences in `faults`, or the row that was newer (`stale`)."""

    code: str
    typed: Typed
    saved: object = None
    faults: tuple[str, ...] = ()
    stale: object = None

    @property
    def status(self):
        return 200 if self.saved else 409 if self.stale else 422


@dataclass(frozen=True, slots=True)
class Entry:
    """A block of the sheet with its form, which holds what was typed where that could not be saved."""

    block: object
    form: AnswerForm | None
    note: str
    revision: int
    faults: tuple[str, ...] = ()
    conflict: Conflict | None = None


def entries_of(sheet, attempt=None):
    """Return an `Entry` for every block of a `Sheet`; that of the attempt shows what was typed and what is wrong."""
    return [
        _entry_after(block, attempt) if attempt and attempt.code == block.asked.code else _entry(block)
        for block in sheet.blocks
    ]


def _entry(block):
    rule = block.asked.rule
    form = answer_form(rule, values_of(rule, block.answer)) if block.save_url else None
    return Entry(block, form, block.note, block.revision)


def _entry_after(block, attempt):
    return Entry(
        block=block,
        form=answer_form(block.asked.rule, attempt.typed.values),
        note=attempt.typed.note,
        revision=attempt.typed.revision,
        faults=attempt.faults,
        conflict=_conflict(block, attempt) if attempt.stale else None,
    )


def _conflict(block, attempt):
    rule = block.asked.rule
    return Conflict(
        mine=wording.answer_sentence(rule.scale, answer_of(rule, attempt.typed)),
        mine_note=attempt.typed.note,
        theirs=wording.answer_sentence(rule.scale, block.answer),
        theirs_note=block.note,
        theirs_by=block.outcome.saved_by,
        theirs_at=block.outcome.saved_at,
        revision=attempt.stale.revision,
    )
