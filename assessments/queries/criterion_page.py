"""One criterion of one sheet, with everything that was answered, asked, said and decided about it."""

from dataclasses import dataclass
from urllib.parse import quote

from django.core.paginator import Page
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment, CriterionScore, Stage, Track
from assessments.permissions import can_ask_explanation, can_move, can_remark, can_settle_explanation
from assessments.queries.asked import Asked, asked_groups
from assessments.queries.colleagues import Colleague, colleagues_on
from assessments.queries.discussion import Thread, threads_on
from assessments.queries.explanation import Dispute, Explained, disputes_on, explanations_on
from assessments.queries.history import history_page
from assessments.queries.sheet import ROW_COLUMNS, sheet_url
from assessments.queries.words import TRACK_TITLES, TrackAnswer, track_answer


@dataclass(frozen=True, slots=True)
class Place:
    """Where a criterion stands: the sheet, what is asked, the group and the addresses."""

    assessment: Assessment
    asked: Asked
    group: str
    url: str
    sheet_url: str


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """`colleagues` is empty for whoever may not speak; `ask_due` is the day by which an explanation is asked for."""

    place: Place
    revision: int
    tracks: tuple[TrackAnswer, ...]
    explanations: tuple[Explained, ...]
    disputes: tuple[Dispute, ...]
    threads: tuple[Thread, ...]
    colleagues: tuple[Colleague, ...]
    history: Page
    ask_due: object
    may_ask: bool
    may_explain: bool
    may_settle: bool
    may_resolve: bool
    may_remark: bool
    sentence: str

    @property
    def is_unmet(self):
        """Whether the last who answered found it not met."""
        return bool(self.tracks) and self.tracks[-1].sign in ("unmet", "knock_out")


def place_of(assessment, code):
    """Return the `Place` of a criterion by its code, or None when the assessment's set has no such criterion."""
    for group in asked_groups(assessment.round.criteria_set):
        for asked in group.criteria:
            if asked.code == code:
                url = f"{sheet_url(assessment)}criteria/{quote(code)}/"
                at = f"{sheet_url(assessment, group.code)}#criterion-{quote(code)}"
                return Place(assessment, asked, group.label, url, at)
    return None


def criterion_page(user, place, number=1):
    """Return the `CriterionPage` of a `Place` for this reader, with page `number` of the score's history.

    At most twelve queries, however much was said and done.
    """
    assessment, asked = place.assessment, place.asked
    criterion = asked.criterion
    row = CriterionScore.objects.values(*ROW_COLUMNS, "pk").get(assessment=assessment, criterion=criterion)
    explanations, disputes = explanations_on(row["pk"]), disputes_on(row["pk"], assessment, asked)
    threads, may_remark = threads_on(row["pk"]), can_remark(user, assessment)
    is_asking, is_disputed = _is_asking(explanations), any(each.is_open for each in disputes)
    tracks = _tracks(asked, row)
    return CriterionPage(
        place=place,
        revision=row["revision"],
        tracks=tracks,
        explanations=explanations,
        disputes=disputes,
        threads=threads,
        colleagues=_others(user, assessment, criterion) if may_remark else (),
        history=history_page(assessment, asked, number),
        ask_due=max(assessment.due_of(Stage.EXPLANATION), timezone.localdate()),
        may_ask=not is_asking and can_ask_explanation(user, assessment, criterion),
        may_explain=is_asking and can_move(user, "explain", assessment),
        may_settle=is_asking and can_settle_explanation(user, assessment, criterion),
        may_resolve=is_disputed and can_move(user, "resolve_disagreement", assessment),
        may_remark=may_remark,
        sentence=_sentence(tracks, explanations, disputes, threads),
    )


def _others(user, assessment, criterion):
    return tuple(each for each in colleagues_on(assessment, criterion) if each.user_id != user.pk)


def _tracks(asked, row):
    return tuple(
        track_answer(str(TRACK_TITLES[track]), asked.rule, asked.is_knock_out, row, track)
        for track in Track
        if row[f"{track}_answer"] is not None
    )


def _is_asking(explanations):
    return any(not each.is_settled for each in explanations)


def _sentence(tracks, explanations, disputes, threads):
    """ "Đơn vị tự chấm: Đạt; thẩm định: Chưa đạt. Chờ đơn vị giải trình, hạn 30/11/2026. 2 trao đổi đang mở." """
    answers = "; ".join(f"{track.title[0].lower()}{track.title[1:]}: {track.words}" for track in tracks)
    parts = [answers[0].upper() + answers[1:] if answers else _("Chưa có câu trả lời")]
    asking = next((each for each in explanations if not each.is_settled), None)
    if asking and asking.text:
        parts.append(_("Đơn vị đã giải trình, chờ thẩm định"))
    elif asking:
        parts.append(_("Chờ đơn vị giải trình, hạn %(due)s") % {"due": f"{asking.due:%d/%m/%Y}"})
    if any(each.is_open for each in disputes):
        parts.append(_("Hai kết quả thẩm định chưa thống nhất"))
    opened = sum(thread.is_open for thread in threads)
    if opened:
        words = ngettext("%(count)d trao đổi đang mở", "%(count)d trao đổi đang mở", opened)
        parts.append(words % {"count": opened})
    return ". ".join(parts) + "."
