"""Stored answers in words: what each scores and why, with the sign of its state."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import LineState, Track
from criteria import wording

# Lazy, so that a page translates the two or three that it shows, not all of them for every criterion.
SIGN_WORDS = {
    "": "",
    "met": gettext_lazy("Đạt"),
    "unmet": gettext_lazy("Chưa đạt"),
    "knock_out": gettext_lazy("Điểm liệt"),
    "not_applicable": gettext_lazy("Không áp dụng"),
    "exempt": gettext_lazy("Bất khả kháng"),
    "missing": gettext_lazy("Chưa có"),
}
TRACK_TITLES = {
    Track.SELF: gettext_lazy("Đơn vị tự chấm"),
    Track.APPRAISED: gettext_lazy("Thẩm định"),
    Track.OFFICIAL: gettext_lazy("Kết quả chính thức"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer scores and why, and since when it stands; `sign` names a state sign ("" for a bonus)."""

    sign: str
    sign_words: str
    points: str
    why: str
    saved_at: str = ""
    saved_by: str = ""


@dataclass(frozen=True, slots=True)
class TrackAnswer:
    """One track's answer in words, with its note, the post that gave it and when."""

    title: str
    sign: str
    words: str
    points: str
    note: str = ""
    by: str = ""
    at: str = ""


def outcome_of(asked, line, at=None, by=""):
    """Return the `Outcome` of a scored line."""
    sign = sign_of(line.state, line.met, asked.is_knock_out)
    return Outcome(
        sign=sign,
        sign_words=str(SIGN_WORDS[sign]),
        points=points_words(asked.rule, line.points, line.max_points),
        why=wording.why_sentence(line),
        saved_at=time_words(at),
        saved_by=by or "",
    )


def track_answer(title, rule, is_knock_out, row, track):
    """Return the `TrackAnswer` of one track of a row of scores."""
    return TrackAnswer(
        title=title,
        sign=sign_of(row[f"{track}_state"], row[f"{track}_met"], is_knock_out),
        words=wording.answer_sentence(rule.scale, row[f"{track}_answer"]),
        points=points_words(rule, row[f"{track}_points"], rule.max_points),
        note=row.get(f"{track}_note", ""),
        by=row.get(f"{track}_by__post") or "",
        at=time_words(row.get(f"{track}_at")),
    )


def sign_of(state, met, is_knock_out):
    """Return the name of the state sign; "" for a bonus or penalty, which is neither met nor unmet."""
    if state != LineState.SCORED:
        return str(state)
    if met is None:
        return ""
    return "met" if met else "knock_out" if is_knock_out else "unmet"


def points_words(rule, points, most):
    """Return "7,5/10 điểm"; a bonus or a penalty, which has no share of a maximum, "+2 điểm"."""
    values = {"points": wording.figure(points).replace("-", "−"), "most": wording.figure(most)}
    if rule.is_counted:
        return _("%(points)s/%(most)s điểm") % values
    return _("%(points)s điểm") % (values | {"points": f"+{values['points']}"} if points > 0 else values)


def time_words(at: datetime | None):
    """Return "14:02" for today, with the day for any other; "" for never."""
    if at is None:
        return ""
    at = timezone.localtime(at)
    return f"{at:%H:%M}" if at.date() == timezone.localdate() else f"{at:%H:%M %d/%m/%Y}"
