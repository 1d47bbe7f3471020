"""What should be asked about one criterion before its sheet is handed in. Nothing here reads the database."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment, LineState
from assessments.queries.asked import Asked
from assessments.queries.comparison import comparison_question
from criteria import wording
from criteria.scoring import Rule

# Fewer words than these do not explain why a knock-out is not met.
FEW_WORDS = 5
MOST_NAMES = 3

MISSING, UNPROVED, FAR, LAPSED, SHARED, BARE, UNEXPLAINED = (
    "missing",
    "unproved",
    "far",
    "lapsed",
    "shared",
    "bare",
    "unexplained",
)
# These stand in the way of handing in; the rest only ask.
BLOCKING = (MISSING, UNPROVED)
KINDS = (*BLOCKING, FAR, LAPSED, SHARED, BARE, UNEXPLAINED)


@dataclass(frozen=True, slots=True)
class Past:
    """The answer of the round before, on the track that its result stands on."""

    rule: Rule
    answer: dict
    met: bool | None


@dataclass(frozen=True, slots=True)
class Case:
    """One criterion with all that is looked at.

    `row` holds the self columns of its score, `uses` the documents attached to it, `mates` {file id: the names of
    other units that use it; None for one that the reader may not see}.
    """

    assessment: Assessment
    asked: Asked
    row: dict
    past: Past | None
    uses: list[dict]
    mates: dict[int, list[str | None]]

    @property
    def is_claimed(self):
        """Whether the unit takes points, or says that the criterion is met: then something should prove it."""
        row = self.row
        return row["self_state"] == LineState.SCORED and (row["self_met"] is True or row["self_points"] > 0)

    @property
    def is_at_maximum(self):
        scale = self.asked.rule.scale
        most = self.asked.rule.max_points if self.asked.rule.is_counted else getattr(scale, "max", None)
        return scale.kind != "penalty" and self.row["self_points"] == most


def questions_on(case):
    """Yield (kind, sentence) for everything that should be asked; each sentence goes on after the criterion's code."""
    if case.row["self_answer"] is None:
        yield MISSING, _("chưa có câu trả lời. Đơn vị trả lời thế nào?")
        return
    yield from _on_evidence(case)
    yield from _on_numbers(case)
    yield from _on_documents(case)
    yield from _on_knock_out(case)


def _on_evidence(case):
    if case.uses or not case.is_claimed:
        return
    values = {"points": wording.figure(case.row["self_points"]), "most": wording.figure(case.asked.rule.max_points)}
    if case.asked.criterion.evidence_required:
        if not case.row["self_note"]:
            yield (
                UNPROVED,
                _(
                    "tự chấm %(points)s/%(most)s điểm nhưng chưa có tài liệu bắt buộc và chưa có thuyết minh. "
                    "Tài liệu nào kiểm chứng, hoặc vì sao chưa có?"
                )
                % values,
            )
        else:
            yield BARE, _("bắt buộc có tài liệu, hiện mới có thuyết minh. Thuyết minh đã nêu rõ vì sao chưa có?")
    elif case.is_at_maximum:
        words = _("tự chấm điểm tối đa (%(points)s điểm) mà chưa có tài liệu nào. Tài liệu nào kiểm chứng điểm này?")
        yield BARE, words % values


def _on_numbers(case):
    past, row = case.past, case.row
    if past is None:
        return
    question = comparison_question(
        case.asked.rule.scale, row["self_answer"], row["self_met"], past.rule.scale, past.answer, past.met
    )
    if question:
        yield FAR, question


def _on_documents(case):
    ends_on, today = case.assessment.round.ends_on, timezone.localdate()
    for use in case.uses:
        until = use["evidence__valid_until"]
        values = {"title": use["evidence__title"], "until": f"{until:%d/%m/%Y}" if until else ""}
        if until and until < min(today, ends_on):
            yield LAPSED, _("“%(title)s” đã hết hiệu lực từ sau ngày %(until)s. Đã có văn bản thay thế chưa?") % values
        elif until and until < ends_on:
            words = _("“%(title)s” chỉ có hiệu lực đến %(until)s, trước ngày cuối của kỳ %(ends_on)s. Sẽ thay thế chứ?")
            yield LAPSED, words % {**values, "ends_on": f"{ends_on:%d/%m/%Y}"}
        if mates := case.mates.get(use["revision__file_id"]):
            yield SHARED, _shared_words(len(mates)) % {**values, "units": _named(mates), "count": len(mates)}


def _shared_words(count):
    return ngettext(
        "tệp của “%(title)s” còn được %(count)d đơn vị khác dùng%(units)s. Tài liệu này có đúng là của đơn vị mình?",
        "tệp của “%(title)s” còn được %(count)d đơn vị khác dùng%(units)s. Tài liệu này có đúng là của đơn vị mình?",
        count,
    )


def _named(mates):
    """Return three names at most, in brackets; units that the reader may not see stay unnamed."""
    names = [name for name in mates if name][:MOST_NAMES]
    more = ["…"] if len(mates) > len(names) else []
    return f" ({', '.join([*names, *more])})" if names else ""


def _on_knock_out(case):
    row = case.row
    if not case.asked.is_knock_out or row["self_state"] != LineState.SCORED or row["self_met"] is not False:
        return
    if (count := len(row["self_note"].split())) >= FEW_WORDS:
        return
    if not count:
        yield UNEXPLAINED, _("là điểm liệt, tự chấm chưa đạt mà chưa có thuyết minh. Vì sao chưa đạt, bao giờ đạt?")
        return
    words = ngettext(
        "là điểm liệt, tự chấm chưa đạt, thuyết minh mới có %(count)d chữ. Đã nêu vì sao chưa đạt, bao giờ đạt?",
        "là điểm liệt, tự chấm chưa đạt, thuyết minh mới có %(count)d chữ. Đã nêu vì sao chưa đạt, bao giờ đạt?",
        count,
    )
    yield UNEXPLAINED, words % {"count": count}
