"""The places of a report where words stand: what they say now, what they said last period, what must be looked at."""

from dataclasses import dataclass

from reports.content.document import Heading
from reports.content.prose import ChangedSentence, Prose, plain, values_of
from reports.models import ReportText
from reports.queries.earlier import printed_of
from reports.queries.gaps import Gap, gaps_of

SHORT = 70


@dataclass(frozen=True, slots=True)
class Place:
    """One slot. `heading` is the nearest above it, `text` its words with references, `printed` as they read now.

    `worded` is None while the data's proposal stands. `earlier`: as printed in the document before, None without one.
    """

    prose: Prose
    heading: str
    worded: ReportText | None
    text: str
    printed: str
    proposed: str
    earlier: str | None
    changes: tuple[ChangedSentence, ...]
    gaps: tuple[Gap, ...]

    @property
    def slot(self):
        return self.prose.slot

    @property
    def label(self):
        """How the place is called where its heading does not stand above: what belongs there, else how it begins."""
        if self.prose.asks:
            return self.prose.asks
        begins = self.printed[:SHORT]
        return f"{begins} …" if len(self.printed) > SHORT else begins or self.heading or self.slot

    @property
    def revision(self):
        return self.worded.revision if self.worded else 0

    @property
    def is_carried(self):
        return bool(self.worded and self.worded.carried_from_id)


def places_of(composition, earlier):
    """Return the `Place`s of a `Composition` in its order; `earlier` is a `Report` or None. One query."""
    outline = composition.outline
    before = printed_of(earlier) if earlier else {}
    gaps = gaps_of(composition)
    found, heading = [], ""
    for block in outline.blocks:
        if isinstance(block, Heading):
            heading = f"{block.number} {block.text}".strip()
        if not isinstance(block, Prose):
            continue
        text = composition.text_of(block.slot)
        found.append(
            Place(
                prose=block,
                heading=heading,
                worded=composition.texts.get(block.slot),
                text=text,
                printed=plain(text, values_of(text, outline.figures)),
                proposed=plain(block.text, values_of(block.text, outline.figures)),
                earlier=before.get(block.slot),
                changes=tuple(each for each in composition.changes if each.slot == block.slot),
                gaps=tuple(gap for gap in gaps if gap.slot == block.slot),
            )
        )
    return tuple(found)
