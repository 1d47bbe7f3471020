"""The key pictures of a round, in the order in which a conference asks: results, what blocks, who is late, what comes.

Always Vietnamese, as the documents beside it are.
"""

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.utils.text import capfirst

from committee.display import chain_words, rollout
from committee.display.chain_drawing import drawings
from committee.queries.chain_city import city_chain
from committee.queries.chain_summary import chain_summary
from committee.queries.directive_counts import counts_of, heads_for
from committee.queries.directives import Choice, follow_up, name_of
from committee.queries.rollout_page import standings
from reports.content.document import Column, Deck, Picture, Row, Slide, Table
from reports.content.wording import written
from reports.kinds.round_report.pictures import pictures_of
from reports.queries.compose import DOCUMENT_LANGUAGE

LANES = 3
LATE_ROWS = 6
# Narrow, because a slide enlarges it with its letters until the back of the room can read them.
WIDE = 640
TARGETS = 2


def deck_of(user, pack):
    """Return the `Deck` of a round's `Pack`, with what this person may see of the committee's business."""
    today = timezone.localdate()
    with translation.override(DOCUMENT_LANGUAGE):
        slides = (
            *_result_slides(pack),
            *_chain_slides(user, pack, today),
            *_directive_slides(user, pack, today),
            *_rollout_slides(pack, today),
        )
        return Deck(
            title=pack.round.title,
            subtitle=f"{pack.city.latest.police_name} · số liệu đến ngày {today:%d/%m/%Y}",
            slides=slides,
            is_illustrative=pack.round.is_illustrative,
        )


def slide_context(deck, number):
    """Return what templates/reports/deck.html shows of one slide; 0 is the title."""
    slide = deck.slides[number - 1] if number else None
    return {
        "slide": slide,
        # Safe: made by `drawing`, which escapes every word.
        "svg": mark_safe(slide.picture.svg) if slide and slide.picture else "",
        "rows": [[written(cell) for cell in row.cells] for row in slide.table.rows] if slide and slide.table else [],
        "number": number,
        "previous": number - 1 if number else None,
        "next": number + 1 if number < len(deck.slides) else None,
    }


def _result_slides(pack):
    """The same pictures as in the report, each with its sentence."""
    for each in pictures_of(pack.round, pack.city):
        yield Slide(each.title, each.sentence, picture=each.picture)


def _chain_slides(user, pack, today):
    """What has been blocked longest in the round's programme, and whom it waits for."""
    found = [each for each in city_chain(user, today).cases if each.facts.programme == pack.round.programme_id]
    waiting = sorted((each for each in found if not each.is_closed), key=lambda case: -case.standing_days)
    summary = chain_summary(found)
    if not waiting or summary.longest is None:
        return
    longest = summary.longest
    drawn = drawings(waiting[:LANES], today, key="deck-chain", wide=WIDE)[0]
    facts = [
        (chain_words.days(longest.standing_days), f"lâu nhất: {longest.facts.unit_name}"),
        (chain_words.days(summary.mean_days), "trung bình"),
    ]
    if summary.overdue:
        facts.append((chain_words.whole(summary.overdue), "có việc quá hạn"))
    yield Slide(
        "Chuỗi tháo gỡ",
        f"{capfirst(chain_words.opened_in_short(summary))}.",
        facts=tuple(facts),
        picture=_picture(drawn),
        note=f"{LANES} việc lâu nhất" if len(waiting) > LANES else "",
    )


def _directive_slides(user, pack, today):
    """How the directives stand, and those that are longest overdue."""
    # As the round's report counts them: what was ordered for all programmes is ordered for this one.
    programmes = (pack.round.programme_id, None)
    counts = counts_of(heads_for(user).filter(Q(programme=programmes[0]) | Q(programme=None)), today)
    if not counts.total:
        return
    rows = [each for each in follow_up(user, Choice(), today) if each.programme_id in programmes]
    late = [each for each in rows if each.due < today][:LATE_ROWS]
    yield Slide(
        "Thực hiện chỉ đạo",
        _directive_sentence(counts),
        facts=(
            (str(counts.overdue), "quá hạn"),
            (str(counts.due_soon), "đến hạn trong 7 ngày"),
            (str(counts.waiting), "chờ xác nhận"),
            (str(counts.done), f"hoàn thành, trong đó {counts.done_late} muộn"),
        ),
        table=_late_table(late, today) if late else None,
    )


def _directive_sentence(counts):
    if not counts.standing:
        return "Không còn chỉ đạo nào đang thực hiện."
    return f"{counts.standing} chỉ đạo đang thực hiện, {counts.overdue or 'không có chỉ đạo nào'} quá hạn."


def _late_table(late, today):
    columns = (Column("Chỉ đạo", 4), Column("Chủ trì", 2), Column("Hạn", 1, "center"), Column("Quá hạn", 1, "right"))
    rows = tuple(Row((each.title, name_of(each.lead), each.due, f"{(today - each.due).days} ngày")) for each in late)
    return Table("Quá hạn lâu nhất", columns, rows, name="Quá hạn")


def _rollout_slides(pack, today):
    """The targets of the roll-out that are furthest behind."""
    found = [each for each in standings(pack.round.programme, today) if each.target.city_id == pack.city.pk]
    behind = sorted(found, key=lambda each: (each.coverage.is_met, each.target.due))[:TARGETS]
    for number, each in enumerate(behind, start=1):
        yield Slide(
            "Nhân rộng",
            each.target.statement,
            facts=(
                (rollout.coverage_words(each.coverage), "đã đạt"),
                (str(each.pace.state.label), f"hạn {each.target.due:%d/%m/%Y}"),
            ),
            picture=_picture(rollout.drawing(each, f"deck-target-{number}", WIDE)),
        )


def _picture(drawn):
    """A drawing of the screen as a picture of a document; its table in words is what a reader without eyes is told."""
    told = "; ".join(f"{row[0]}: {', '.join(row[1:])}" for row in drawn.rows)
    return Picture(str(drawn.svg), f"{drawn.caption}. {told}", drawn.caption)
