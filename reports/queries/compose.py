"""What a report says now: its outline from the data, with the words that people gave it."""

import json
from dataclasses import dataclass

from django.utils import timezone, translation

from reports.content.document import Annex, Block, Document, Heading, Table
from reports.content.prose import ChangedSentence, Prose, changed_sentences, paragraphs
from reports.content.stored import from_data
from reports.content.wording import citation
from reports.kinds import KINDS, Outline
from reports.models import Report, ReportState, ReportText
from reports.queries.issuers import Standing, standing_of

DOCUMENT_LANGUAGE = "vi"


@dataclass(frozen=True, slots=True)
class Composition:
    """A report as it stands. `document` is what was approved, and then what was published, once it was.

    `texts`: {slot: `ReportText`} of what people worded. `changes`: sentences whose figures are no longer those of when
    their words were confirmed or approved. `gaps`: how many places wait for a fact or for words; nothing with one can
    be approved. `changed_tables`: what the tables are called that read otherwise now than when they were approved.
    """

    report: Report
    outline: Outline
    document: Document
    texts: dict[str, ReportText]
    changes: tuple[ChangedSentence, ...]
    gaps: int
    standing: Standing
    changed_tables: tuple[str, ...] = ()

    def text_of(self, slot):
        """Return the words of a slot with their references: people's, else what the data propose."""
        return self.texts[slot].text if slot in self.texts else self.outline.slots[slot].text


def compose(report, signature=0):
    """Return the `Composition` of a report, saved or not; `signature` chooses among the issuer's signing posts.

    Always in Vietnamese: the language of the document, whoever reads it. Raises what the kind's outline raises.
    """
    with translation.override(DOCUMENT_LANGUAGE):
        outline = KINDS[report.kind].outline(report)
        standing = standing_of(report.issuer, report.body, _day_of(report))
    texts = {each.slot: each for each in report.texts.all()} if report.pk else {}
    settled = settled_document(report)
    document = settled or _document(report, outline, standing, texts, signature)
    changes = tuple(_changes(report, outline, texts))
    tables = tuple(_changed_tables(settled, outline)) if settled else ()
    return Composition(report, outline, document, texts, changes, gaps_in(document), standing, tables)


def settled_document(report):
    """Return what a report says for good: as it was published or, before that, approved. None for a draft."""
    if report.state == ReportState.PUBLISHED:
        return published_document(report)
    return None if report.approved is None else from_data(report.approved)


def published_document(report):
    """Return the document as it was sealed, with its number, date and code. One query."""
    return from_data(json.loads(report.publication.document))


def _day_of(report):
    """A document bears the names of the day of what it is about, not of the day on which it is printed."""
    if report.issued_on or report.as_of:
        return report.issued_on or report.as_of
    return report.round.ends_on if report.round else timezone.localdate()


def _document(report, outline, standing, texts, signature):
    kind = KINDS[report.kind]
    blocks = tuple(block for each in outline.blocks for block in _block(each, texts, outline.figures))
    return Document(
        kind=kind.code,
        kind_name=kind.kind_name,
        abbreviation=kind.abbreviation,
        issuer=standing.issuer,
        subject=report.subject or outline.subject,
        blocks=blocks,
        addressees=_lines(report.addressees) or outline.addressees,
        signatures=(*outline.beside, standing.signatures[min(signature, len(standing.signatures) - 1)]),
        recipients=_lines(report.recipients) or outline.recipients or standing.recipients,
        archive=standing.archive or "VT",
        annexes=outline.annexes,
        amends=citation(published_document(report.amends)) if report.amends else "",
        is_illustrative=outline.is_illustrative,
    )


def _block(block: Block | Prose, texts, figures):
    if not isinstance(block, Prose):
        return [block]
    worded = texts.get(block.slot)
    if worded is None:
        return paragraphs(block.text, figures, slot=block.slot, is_item=block.is_item, asks=block.asks)
    # Words that somebody emptied leave the place out; no gap asks for them again.
    return paragraphs(worded.text, figures, slot=block.slot, is_item=block.is_item)


def _changes(report, outline, texts):
    if report.state == ReportState.DRAFT:
        for slot, worded in texts.items():
            yield from changed_sentences(slot, worded.text, worded.seen, outline.figures)
        return
    for slot, text in report.approved_texts.items():
        yield from changed_sentences(slot, text, report.approved_values.get(slot, {}), outline.figures)


def _changed_tables(settled, outline):
    """Yield the names of the tables whose rows are no longer those that were approved."""
    now = _tables(outline)
    for name, rows in _tables(settled).items():
        if now.get(name) != rows:
            yield name


def _tables(told):
    """Return {name: rows} of the tables of a document or an outline, named by their title or what stands above."""
    found, above = {}, ""
    for block in (*told.blocks, *(part for annex in told.annexes for part in (annex, *annex.blocks))):
        if isinstance(block, Heading):
            above = f"{block.number} {block.text}".strip()
        elif isinstance(block, Annex):
            above = block.title
        elif isinstance(block, Table):
            found.setdefault(block.title or above, []).append(block.rows)
    return found


def gaps_in(document):
    """Return how many places of a document wait for a fact or for words."""
    return sum(run.is_gap for block in document.blocks for run in getattr(block, "runs", ()))


def _lines(text):
    return tuple(line.strip() for line in text.split("\n") if line.strip())
