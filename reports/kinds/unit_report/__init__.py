"""The periodic report of one unit on a round, to the committee and the levels above."""

from django.utils.translation import gettext_lazy as _

from reports.content.phrasing import lower_first, plain
from reports.content.prose import Prose
from reports.kinds.kind import Kind, Outline
from reports.kinds.ledger import Ledger
from reports.kinds.parts.sheet_words import above, period_words
from reports.kinds.unit_report import conduct, outlook, results
from reports.kinds.unit_report.annexes import annexes
from reports.kinds.unit_report.reading import facts_of
from reports.models.issuer import Body
from reports.queries.explanations import explanations_of
from reports.queries.issuers import COMMITTEE_NAME
from reports.queries.sheet import sheet_of


def outline(report):
    """Return the `Outline` of the report of `report.unit` on `report.round`; a sentence where it has no sheet."""
    sheet, ledger = sheet_of(report), Ledger()
    subject = f"Kết quả thực hiện các tiêu chí {lower_first(sheet.round.programme.title)}, {period_words(sheet.round)}"
    if sheet.assessment is None:
        return Outline(subject, {}, (_nothing(sheet),), is_illustrative=sheet.round.is_illustrative)
    facts, explanations = facts_of(sheet), explanations_of(sheet)
    blocks = (
        *conduct.opening(sheet, ledger),
        *conduct.general(facts, ledger),
        *conduct.conduct(facts, ledger),
        *results.blocks(facts, ledger),
        *outlook.practice(facts, ledger),
        *outlook.judgement(facts, ledger),
        *outlook.obstacles(facts, ledger),
        *outlook.plans(facts, ledger),
        *outlook.requests(facts, ledger),
    )
    return Outline(
        subject=subject,
        figures=ledger.figures,
        blocks=blocks,
        annexes=annexes(facts, explanations),
        addressees=_addressees(facts),
        recipients=_recipients(facts),
        is_illustrative=sheet.round.is_illustrative,
    )


def _nothing(sheet):
    text = (
        f"{sheet.police_name} không có phiếu đánh giá trong {plain(sheet.round.title)} nên chưa có kết quả để báo cáo."
    )
    return Prose("mo-dau", text, "Nêu căn cứ, kỳ báo cáo, đơn vị.")


def _addressees(facts):
    """The committee at the top, then the levels between it and the unit, as they were on the round's last day."""
    chain = above(facts.sheet.assessment)
    if not chain:
        return ()
    *between, top = chain
    settled = facts.bodies.get(Body.COMMITTEE)
    committee = settled.name if settled and settled.name else f"{COMMITTEE_NAME} {top}"
    return (committee, *between)


def _recipients(facts):
    settled = facts.bodies.get(Body.UNIT)
    named = [line.strip() for line in settled.recipients.split("\n") if line.strip()] if settled else []
    first = ["Như trên"] if above(facts.sheet.assessment) and "Như trên" not in named else []
    return (*first, *named)


KIND = Kind(
    code="unit_report",
    title=_("Báo cáo của một đơn vị"),
    purpose=_("Kết quả, tồn tại, vướng mắc và kiến nghị của một đơn vị trong kỳ, kèm bảng điểm, nguồn lực và hồ sơ."),
    kind_name="Báo cáo",
    abbreviation="BC",
    body=Body.UNIT,
    needs=frozenset({"round", "unit"}),
    outline=outline,
)
