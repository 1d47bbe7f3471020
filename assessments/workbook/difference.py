"""What a returned workbook would change, criterion by criterion, and where the portal has changed meanwhile."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.actions.answers import NewAnswer
from assessments.queries.asked import Asked
from assessments.queries.words import time_words
from assessments.queries.workbook import SelfScore, self_scores
from assessments.workbook.given import Given
from assessments.workbook.header import fingerprint
from assessments.workbook.layout import groups_of
from criteria import wording

PORTAL, WORKBOOK = "portal", "workbook"


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion on which the portal and the workbook differ: what stands `here`, and what is `there`.

    `seen` is the fingerprint of what the portal held when the workbook was made.
    """

    asked: Asked
    score: SelfScore
    here: Given
    there: Given
    seen: str | None

    @property
    def choice_name(self):
        return f"choice-{self.score.criterion_id}"

    @property
    def here_words(self):
        return wording.answer_sentence(self.asked.rule.scale, self.score.answer)

    @property
    def there_words(self):
        return wording.answer_sentence(self.asked.rule.scale, self.there.answer)

    @property
    def is_note_changed(self):
        return self.here.note != self.there.note

    @property
    def saved_at(self):
        return time_words(self.score.at)


@dataclass(frozen=True, slots=True)
class Difference:
    """`conflicts` were changed on both sides, `newer` on the portal only, `locked` are not the unit's to change now."""

    at: str
    changes: tuple[Line, ...] = ()
    conflicts: tuple[Line, ...] = ()
    newer: tuple[Line, ...] = ()
    locked: tuple[Line, ...] = ()
    unchanged: int = 0

    @property
    def to_store(self):
        return self.changes + self.conflicts

    @property
    def sentence(self):
        """How much the workbook would change, in one sentence with numbers in it."""
        if not self.to_store:
            return _("Tệp không thay đổi gì so với phiếu trên cổng.")
        values = {"changes": len(self.changes), "conflicts": len(self.conflicts)}
        if not self.conflicts:
            return _("Tệp thay đổi %(changes)d tiêu chí; chưa lưu gì.") % values
        words = _(
            "Tệp thay đổi %(changes)d tiêu chí; thêm %(conflicts)d tiêu chí được sửa ở cả tệp và cổng, cần chọn bản "
            "giữ lại. Chưa lưu gì."
        )
        return words % values

    def undecided(self, choices):
        """Conflicts for which `choices` ({choice name: PORTAL or WORKBOOK}) name no side."""
        return [line for line in self.conflicts if choices.get(line.choice_name) not in (PORTAL, WORKBOOK)]

    def resolved(self, choices):
        """The `NewAnswer`s to store."""
        taken = [line for line in self.conflicts if choices.get(line.choice_name) == WORKBOOK]
        return [
            NewAnswer(line.score.criterion_id, line.there.answer, line.there.note, line.score.revision)
            for line in [*self.changes, *taken]
        ]


def difference_of(assessment, returned):
    """Return the `Difference` between a sheet as it stands now and what a workbook `Returned`. One query.

    What the unit left in the workbook as it was keeps what the portal has, however much it changed there.
    """
    scores = self_scores(assessment)
    found, unchanged = {"changes": [], "conflicts": [], "newer": [], "locked": []}, 0
    for group in groups_of(assessment):
        for asked in group.criteria:
            there = returned.given.get(asked.code)
            score = scores[asked.code]
            here = Given.of(score.answer, score.note)
            if there is None or here == there:
                unchanged += 1
            else:
                line = Line(asked, score, here, there, returned.seen.get(asked.code))
                found[_kind(line)].append(line)
    return Difference(returned.at, unchanged=unchanged, **{kind: tuple(lines) for kind, lines in found.items()})


def _kind(line):
    if fingerprint(line.there) == line.seen:
        return "newer"
    if line.score.is_locked:
        return "locked"
    return "changes" if fingerprint(line.here) == line.seen else "conflicts"
