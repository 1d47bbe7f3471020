"""How a document addresses, ends and is passed on: lines that the form prescribes (Nghị định 30/2020, annex I)."""

from collections.abc import Sequence
from dataclasses import replace

from reports.content.document import Block, Document, Paragraph, Run

END = "./."
AS_ABOVE = "Như trên"
ENDS = ".;,"


def closed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with “./.” at the end of the last paragraph, or after the table or drawing that ends them."""
    if not blocks:
        return ()
    last = blocks[-1]
    if not isinstance(last, Paragraph):
        return (*blocks, Paragraph((Run(END),)))
    return (*blocks[:-1], replace(last, runs=_closed_runs(last.runs)))


def _closed_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    if not runs:
        return (Run(END),)
    last = runs[-1]
    if last.text.rstrip().endswith(END):
        return runs
    if last.figure or last.is_gap:
        return (*runs, Run(END))
    return (*runs[:-1], replace(last, text=last.text.rstrip(f" :{ENDS}") + END))


def addressee_lines(document: Document) -> list[str]:
    """“- Bộ Công an;”, “- UBND thành phố.”; a single addressee stands alone, on the line of “Kính gửi:”."""
    names = [each.strip().rstrip(ENDS) for each in document.addressees]
    if len(names) < 2:
        return names
    return [*(f"- {each};" for each in names[:-1]), f"- {names[-1]}."]


def recipient_lines(document: Document) -> list[str]:
    """“- Như trên;” first where there are addressees, “- Lưu: VT, PV05.” last."""
    names = [each.strip().removeprefix("- ").rstrip(ENDS) for each in document.recipients]
    others = [each for each in names if each and each.casefold() != AS_ABOVE.casefold()]
    first = [AS_ABOVE] if document.addressees else []
    archive = [f"Lưu: {document.archive.strip().rstrip(ENDS)}"] if document.archive else []
    lines = [*first, *others, *archive]
    return [*(f"- {each};" for each in lines[:-1]), *(f"- {each}." for each in lines[-1:])]
