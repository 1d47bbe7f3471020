"""Words with live figures in them: “[[số tiêu chí đạt]]” in a text stands for what the figure is now.

The name between the brackets is the figure's own short name in Vietnamese, so that whoever edits the text reads it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.content.document import Paragraph, Run

REFERENCE = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
# Brackets that somebody typed into the data open no reference once a blank stands between them.
DOUBLED = re.compile(r"\[(?=\[)|\](?=\])")
# What figures were, as printed: None where nobody had recorded them.
Values = dict[str, str | None]
SENTENCE = re.compile(r".+?(?:[.!?…](?=\s+[^\W\d_a-z])|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or a word read from the data: its `name` (unique in a report), the `text` as printed, and its source.

    `text` None: the fact is not recorded. `source` says in words where it comes from, `url` is the address of the rows.
    """

    name: str
    text: str | None
    source: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A place in an outline for words: `text` is what the data propose (with references), "" when only people know.

    `slot` is its name in the kind, the same in every period; `asks` says what belongs there. Each line of the text is a
    paragraph; `is_item` writes them as lines of a list.
    """

    slot: str
    text: str
    asks: str
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class ChangedSentence:
    """A sentence whose figure is no longer what it was when the words were last confirmed. None: not recorded."""

    slot: str
    sentence: str
    figure: str
    before: str | None
    now: str | None


def literal(text: str) -> str:
    """Return words from the data as they may stand among references: on one line, “[[x]]” as “[ [x] ]”."""
    return " ".join(DOUBLED.sub(r"\g<0> ", text).split())


def literal_lines(text: str) -> str:
    """Return words from the data as they may stand among references, line by line as they were typed."""
    return "\n".join(literal(line) for line in text.replace("\r", "\n").split("\n"))


def names_in(text: str) -> list[str]:
    """Return the names of the figures that a text refers to, each once, in order."""
    return list(dict.fromkeys(REFERENCE.findall(text)))


def values_of(text: str, figures: Mapping[str, Figure]) -> Values:
    """Return {name: text as printed now} of the figures that a text refers to. `figures`: {name: `Figure`}."""
    return {name: figures[name].text if name in figures else None for name in names_in(text)}


def paragraphs(
    text: str, figures: Mapping[str, Figure], *, slot: str = "", is_item: bool = False, asks: str = ""
) -> list[Paragraph]:
    """Return the `Paragraph`s of a text, its references replaced by what the figures are.

    A text of nothing but blanks gives one gap that says what belongs there (`asks`), or nothing when `asks` is "".
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines and asks:
        return [Paragraph((Run(f"[{asks}]", is_gap=True),), slot, is_item)]
    return [Paragraph(tuple(_runs(line, figures)), slot, is_item) for line in lines]


def _runs(line: str, figures: Mapping[str, Figure]) -> Iterator[Run]:
    end = 0
    for found in REFERENCE.finditer(line):
        if found.start() > end:
            yield Run(line[end : found.start()])
        yield _run(found.group(1), figures)
        end = found.end()
    if end < len(line):
        yield Run(line[end:])


def _run(name: str, figures: Mapping[str, Figure]) -> Run:
    figure = figures.get(name)
    if figure is None or figure.text is None:
        return Run(f"[chưa có số liệu: {name}]", figure=name, url=figure.url if figure else "", is_gap=True)
    return Run(figure.text, figure=name, url=figure.url)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, one by one; a line's end is a sentence's end."""
    return [found.strip() for line in text.split("\n") for found in SENTENCE.findall(line) if found.strip()]


def changed_sentences(slot: str, text: str, seen: Values, figures: Mapping[str, Figure]) -> list[ChangedSentence]:
    """Return the `ChangedSentence`s of a text: figures that differ from `seen`, their values when it was confirmed."""
    now = values_of(text, figures)
    return [
        ChangedSentence(slot, plain(sentence, seen), name, seen[name], now[name])
        for sentence in sentences(text)
        for name in names_in(sentence)
        if name in seen and seen[name] != now[name]
    ]


def plain(text: str, values: Values) -> str:
    """Return a text with its references replaced by `values` ({name: text or None})."""
    return REFERENCE.sub(lambda found: values.get(found.group(1)) or f"[{found.group(1)}]", text)
