"""The periodic report of a round, for the whole city."""

from django.utils.translation import gettext_lazy as _

from reports.content.phrasing import quoted
from reports.content.wording import written
from reports.kinds.kind import Kind, Outline
from reports.kinds.round_report import annexes, pictures
from reports.kinds.round_report.facts import facts_of
from reports.kinds.round_report.figures import figures_of
from reports.kinds.round_report.prose import ahead, direction, judgement, opening, results, unmet
from reports.models.issuer import Body


def outline(report):
    """Return the `Outline` of the report of `report.round` for the committee of `report.issuer`."""
    facts = facts_of(report.round, report.issuer)
    drawings = pictures.drawn(facts.results)
    blocks = (
        *opening.blocks(facts),
        *direction.blocks(facts),
        *results.blocks(facts, drawings),
        *unmet.blocks(facts, drawings),
        *judgement.blocks(facts),
        *ahead.blocks(facts),
    )
    return Outline(
        subject=subject_of(facts),
        figures=figures_of(facts),
        blocks=blocks,
        annexes=annexes.annexes_of(facts),
        is_illustrative=report.round.is_illustrative,
    )


def subject_of(facts):
    """“Kết quả thực hiện “Xã điển hình …” từ ngày … đến ngày …”; a round that goes on is reported as it stands."""
    shown = facts.round
    period = f"từ ngày {written(shown.starts_on)} đến ngày {written(shown.ends_on)}"
    word = "Kết quả" if facts.results.is_final else "Sơ bộ kết quả"
    return f"{word} thực hiện {quoted(shown.programme.title)} {period}"


KIND = Kind(
    code="round_report",
    title=_("Báo cáo kết quả kỳ đánh giá"),
    purpose=_("Báo cáo định kỳ của Ban Chỉ đạo về kết quả của tất cả các đơn vị trong một kỳ đánh giá."),
    kind_name="Báo cáo",
    abbreviation="BC",
    body=Body.COMMITTEE,
    needs=frozenset({"round"}),
    outline=outline,
)
