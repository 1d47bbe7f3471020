"""What the pages of a practice say in one sentence, and the drawing of how far it agrees."""

from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.display.rounds import PHONE
from criteria import wording
from drawing.figure import Frame
from drawing.progress import ProgressPart, ProgressWords, Tone, progress


def practices_sentence(rows):
    """Return how many practices there are and how far the finished ones agree; "" for none."""
    finished = [row for row in rows if row.same is not None]
    if not rows:
        return ""
    if not finished:
        return _("Bạn đang chấm thử %(count)d hồ sơ, chưa xong hồ sơ nào.") % {"count": len(rows)}
    same, answered = sum(row.same for row in finished), sum(row.answered for row in finished)
    return _(
        "Bạn đã chấm thử xong %(count)d lần: trùng kết quả chính thức ở %(same)d/%(answered)d tiêu chí (%(rate)s)."
    ) % {
        "count": len(finished),
        "same": same,
        "answered": answered,
        "rate": wording.percent_figure(100 * same / answered),
    }


def comparison_sentence(comparison):
    """Return the rate of agreement, the difference in points, and where the two are furthest apart."""
    parts = [
        _("Bạn chấm trùng kết quả chính thức ở %(same)d/%(answered)d tiêu chí (%(rate)s)")
        % {
            "same": comparison.same,
            "answered": comparison.answered,
            "rate": _rate(comparison.same, comparison.answered),
        },
        _gap_words(comparison.gap),
    ]
    if comparison.same < comparison.answered:
        parts.append(_("lệch nhiều nhất ở tiêu chí %(code)s") % {"code": comparison.differences[0].asked.code})
    if comparison.answered < comparison.total:
        parts.append(_("%(count)d tiêu chí không chấm") % {"count": comparison.total - comparison.answered})
    return "; ".join(parts) + "."


def gap_figure(gap):
    """Return "+2,5", "−1" or "0": own points less official ones."""
    return f"{'+' if gap > 0 else ''}{wording.figure(gap)}".replace("-", "−")


def agreement_drawing(comparison, key="agreement", width=640):
    """Return the `Drawing` of how many criteria were scored alike, higher and lower, `width` pixels wide."""
    apart = [each for each in comparison.differences if not each.is_same]
    higher = sum(each.gap > 0 for each in apart)
    lower = sum(each.gap < 0 for each in apart)
    counts = [
        (_("trùng"), comparison.same, Tone.DONE),
        (_("bạn chấm cao hơn"), higher, Tone.LATE),
        (_("bạn chấm thấp hơn, hoặc khác mà cùng điểm"), len(apart) - higher, Tone.OPEN),
    ]
    if lower == len(apart) - higher:
        counts[2] = (_("bạn chấm thấp hơn"), lower, Tone.OPEN)
    frame = Frame(
        key=key,
        title=_("So với kết quả chính thức"),
        description=comparison_sentence(comparison),
        width=width,
    )
    parts = [ProgressPart(label, count, str(count), tone) for label, count, tone in counts]
    return progress(frame, parts, ProgressWords(_("So với chính thức"), _("Số tiêu chí")))


def narrow_agreement_drawing(comparison):
    return agreement_drawing(comparison, "agreement-narrow", PHONE)


def _rate(same, answered):
    return wording.percent_figure(Decimal(100 * same) / answered)


def _gap_words(gap):
    if not gap:
        return _("tổng điểm bằng nhau")
    words = _("tổng của bạn cao hơn %(points)s điểm") if gap > 0 else _("tổng của bạn thấp hơn %(points)s điểm")
    return words % {"points": wording.figure(abs(gap))}
