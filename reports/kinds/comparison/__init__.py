"""The comparison of two rounds of one programme: as each was published, and restated to the units of the later one."""

from django.utils.translation import gettext_lazy as _

from reports.content.phrasing import quoted
from reports.content.prose import Prose
from reports.content.wording import written
from reports.kinds.comparison import annexes, prose
from reports.kinds.comparison.facts import comparison_facts
from reports.kinds.comparison.figures import figures_of
from reports.kinds.kind import Kind, Outline
from reports.models.issuer import Body

OTHER_PROGRAMME = "Hai kỳ đánh giá thuộc hai chương trình khác nhau. Hãy chọn hai kỳ của cùng một chương trình."
SAME_ROUND = "Hai kỳ được chọn là một. Hãy chọn hai kỳ đánh giá khác nhau."


def outline(report):
    """Return the `Outline` of the comparison of `report.round` with `report.earlier_round`, whichever ended first.

    Rounds that cannot be compared give a gap that says what to choose: nothing with one can be approved.
    """
    earlier, later = sorted((report.earlier_round, report.round), key=lambda each: (each.ends_on, each.pk))
    is_illustrative = earlier.is_illustrative or later.is_illustrative
    subject = subject_of(earlier, later)
    fault = _fault(earlier, later)
    if fault:
        return Outline(subject, {}, (Prose("khong-so-sanh-duoc", "", fault),), is_illustrative=is_illustrative)
    facts = comparison_facts(earlier, later, report.issuer)
    return Outline(
        subject=subject,
        figures=figures_of(facts),
        blocks=tuple(prose.blocks(facts)),
        annexes=annexes.annexes_of(facts),
        is_illustrative=is_illustrative,
    )


def subject_of(earlier, later):
    """“So sánh kết quả thực hiện “…” giữa kỳ kết thúc ngày … và kỳ kết thúc ngày …”."""
    between = f"kỳ kết thúc ngày {written(earlier.ends_on)} và kỳ kết thúc ngày {written(later.ends_on)}"
    return f"So sánh kết quả thực hiện {quoted(later.programme.title)} giữa {between}"


def _fault(earlier, later):
    if earlier.pk == later.pk:
        return SAME_ROUND
    return OTHER_PROGRAMME if earlier.programme_id != later.programme_id else ""


KIND = Kind(
    code="comparison",
    title=_("So sánh hai kỳ đánh giá"),
    purpose=_("Kết quả tăng, giảm giữa hai kỳ: theo công bố của từng kỳ và quy về đơn vị hiện nay."),
    kind_name="Báo cáo",
    abbreviation="BC",
    body=Body.COMMITTEE,
    needs=frozenset({"round", "earlier_round"}),
    outline=outline,
)
