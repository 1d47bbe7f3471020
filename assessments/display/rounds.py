"""What the pages of a round say in one sentence, and the drawing of its progress."""

from django.utils.translation import gettext as _

from assessments.models import RoundState
from drawing.figure import Frame
from drawing.progress import ProgressPart, ProgressWords, Tone, progress

# The width of a phone's page, in pixels.
PHONE = 328


def rounds_sentence(rows):
    """Return how many rounds are open, how much is awaited in them, and how many were published; "" for none."""
    opened = [row for row in rows if row.round.state == RoundState.OPEN]
    published = sum(row.round.state == RoundState.PUBLISHED for row in rows)
    if not rows:
        return ""
    if not opened:
        return _("Không có kỳ nào đang mở; đã công bố %(published)d kỳ.") % {"published": published}
    values = {
        "open": len(opened),
        "waiting": sum(row.counts.waiting for row in opened),
        "due": f"{min(row.round.self_score_due for row in opened):%d/%m/%Y}",
        "published": published,
    }
    return (
        _("Đang mở %(open)d kỳ, còn %(waiting)d phiếu chưa nộp, hạn nộp sớm nhất %(due)s; đã công bố %(published)d kỳ.")
        % values
    )


def round_sentence(shown):
    """Return how far the round has come, in one sentence with numbers in it."""
    counts, state = shown.counts, shown.round.state
    if state == RoundState.PREPARING:
        return _("Kỳ đánh giá đang chuẩn bị, chưa có phiếu nào.")
    values = {
        "expected": counts.expected,
        "submitted": counts.submitted,
        "late": counts.late,
        "appraised": counts.appraised,
        "decided": counts.decided,
    }
    if state == RoundState.PUBLISHED:
        return _("%(expected)d đơn vị đã được đánh giá và công bố; %(late)d đơn vị nộp muộn.") % values
    return (
        _(
            "%(submitted)d/%(expected)d đơn vị đã nộp (%(late)d nộp muộn); đã thẩm định xong %(appraised)d, "
            "có quyết định %(decided)d."
        )
        % values
    )


def grid_sentence(totals):
    """Return how many cells of the appraiser's grid still wait, in one sentence with numbers in it."""
    if not totals.sheets:
        return _("Chưa có phiếu nào chờ thẩm định: các đơn vị chưa nộp, hoặc đã thẩm định xong.")
    values = {
        "sheets": totals.sheets,
        "cells": totals.cells,
        "waiting": totals.waiting,
        "done": totals.cells - totals.waiting,
        "disputed": totals.disputed,
    }
    if totals.disputed:
        words = _(
            "%(sheets)d phiếu đang thẩm định: xong %(done)d/%(cells)d ô, còn %(waiting)d ô; "
            "%(disputed)d ô hai người thẩm định chưa thống nhất."
        )
    elif totals.waiting:
        words = _("%(sheets)d phiếu đang thẩm định: xong %(done)d/%(cells)d ô, còn %(waiting)d ô.")
    else:
        words = _("%(sheets)d phiếu đang thẩm định: xong cả %(cells)d ô của các tiêu chí này.")
    return words % values


def progress_drawing(shown, key="progress", width=640):
    """Return the `Drawing` of how many have submitted in time, late, and not yet, `width` pixels wide."""
    counts = shown.counts
    parts = [
        _part(_("nộp đúng hạn"), counts.on_time, Tone.DONE),
        _part(_("nộp muộn"), counts.late, Tone.LATE),
        _part(_("chưa nộp"), counts.waiting, Tone.OPEN),
    ]
    frame = Frame(
        key=key,
        title=_("Tiến độ nộp phiếu"),
        description=round_sentence(shown),
        empty=_("Chưa có phiếu nào: kỳ đánh giá chưa mở."),
        width=width,
    )
    return progress(frame, parts, ProgressWords(_("Tình trạng"), _("Số đơn vị")))


def _part(label, value, tone):
    return ProgressPart(label, value, str(value), tone)
