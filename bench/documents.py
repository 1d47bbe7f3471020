"""Official documents against the least that writes as much: typst of a static source, python-docx without a form.

Run in a process of its own after `django.setup()`, as `bench.facts` is. `time` measures all; `memory NAME` does one
thing once and says what the process took at most, so that each has a process to itself.
"""

import io
import json
import resource
import sys
import tempfile
from dataclasses import asdict
from functools import partial

import typst
from django.conf import settings
from django.core.cache import cache
from docx import Document as PlainDocument

from accounts.models import Role, User
from assessments.models import Assessment, RoundState
from bench.ratio import measure
from reports.actions.preparation import Subject, unsaved_report
from reports.actions.runs import start_report_run, work_on
from reports.content.document import Paragraph, Picture, Table
from reports.content.wording import written
from reports.kinds import KINDS
from reports.models import Body
from reports.queries.compose import compose
from reports.writers import write

PREAMBLE = '#set page(paper: "a4", margin: 2cm)\n#set text(size: 14pt, lang: "vi")\n#set par(justify: true)\n'
ONE_UNIT, WHOLE_CITY = "unit_report", "round_report"


def newest():
    """The sheet whose unit and round are reported: of the newest published round."""
    published = Assessment.objects.filter(round__state=RoundState.PUBLISHED).select_related("round", "unit", "root")
    return published.order_by("-round__ends_on", "pk").first()


def report_of(kind):
    sheet = newest()
    issuer = sheet.unit if KINDS[kind].body == Body.UNIT else sheet.root
    return unsaved_report(kind, Subject(issuer=issuer, round=sheet.round, unit=sheet.unit))


def written_report(kind, file_format):
    """What a person who asks for the file waits for: read, composed, written; nothing kept from before."""
    cache.clear()
    return write(compose(report_of(kind)).document, file_format)


# ---------------------------------------------------------------- the floors


def blocks_of(document):
    yield from document.blocks
    for annex in document.annexes:
        yield from annex.blocks


def texts_of(document):
    """Every paragraph's text; a cell of a table is one."""
    for block in blocks_of(document):
        if isinstance(block, Table):
            yield from (column.label for column in block.columns)
            yield from (written(cell) for row in block.rows for cell in row.cells)
        elif isinstance(block, Paragraph):
            yield "".join(run.text for run in block.runs)
        elif not isinstance(block, Picture):
            yield f"{block.number} {block.text}"


def static_source(document):
    """The same words, tables and pictures as literal typst, without anything to compute."""
    parts = [PREAMBLE]
    for block in blocks_of(document):
        if isinstance(block, Table):
            cells = [column.label for column in block.columns]
            cells += [written(cell) for row in block.rows for cell in row.cells]
            parts.append(f"#table(columns: {len(block.columns)}, {', '.join(map(quoted, cells))})")
        elif isinstance(block, Picture):
            parts.append(f"#image(bytes({quoted(block.svg)}), width: 100%)")
        elif isinstance(block, Paragraph):
            parts.append(f"#par({quoted(''.join(run.text for run in block.runs))})")
        else:
            parts.append(f"#strong({quoted(f'{block.number} {block.text}')})")
    return "\n\n".join(parts).encode()


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


# Found once, as the portal does.
FONTS = typst.Fonts()


def compiled(source):
    return typst.compile(source, format="pdf", font_paths=FONTS)


def plain_docx(texts):
    document, stream = PlainDocument(), io.BytesIO()
    for text in texts:
        document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


# ---------------------------------------------------------------- measures


def measure_documents(pairs, run_pairs, names):
    for kind, name in ((ONE_UNIT, "unit_report"), (WHOLE_CITY, "city_report")):
        if not {f"{name}_pdf", f"{name}_docx"} & names:
            continue
        document = compose(report_of(kind)).document
        source, texts = static_source(document), list(texts_of(document))
        of = f"typst of {len(texts)} static paragraphs and cells"
        yield measure(f"{name}_pdf", of, partial(written_report, kind, "pdf"), partial(compiled, source), pairs)
        of = f"python-docx of {len(texts)} plain paragraphs"
        yield measure(f"{name}_docx", of, partial(written_report, kind, "docx"), partial(plain_docx, texts), pairs)
    if "report_run" in names:
        yield measure_run(run_pairs)


def measure_run(pairs):
    """A run over all units of a round, PDF and DOCX each, against writing as many static documents of both sorts."""
    sheet, document = newest(), compose(report_of(ONE_UNIT)).document
    source, texts = static_source(document), list(texts_of(document))
    secretary = User.objects.filter(memberships__role=Role.SECRETARY).first()
    units = Assessment.objects.filter(round=sheet.round, root=sheet.root).count()
    turn = iter(range(1_000_000))

    def run():
        asked = start_report_run(
            kind=ONE_UNIT, assessment_round=sheet.round, city=sheet.root, token=f"bench-{next(turn)}", by=secretary
        )
        work_on(asked.pk)
        if asked.outcomes.exclude(state="done").exists():
            raise SystemExit("a unit's report could not be written")

    def floor():
        for _unit in range(units):
            compiled(source)
            plain_docx(texts)

    return measure("report_run", f"{units} static documents of both sorts", run, floor, pairs)


THINGS = {
    "unit_report_pdf": partial(written_report, ONE_UNIT, "pdf"),
    "unit_report_docx": partial(written_report, ONE_UNIT, "docx"),
    "city_report_pdf": partial(written_report, WHOLE_CITY, "pdf"),
    "city_report_docx": partial(written_report, WHOLE_CITY, "docx"),
}


def floor_once(name):
    kind = ONE_UNIT if name.startswith("unit") else WHOLE_CITY
    document = compose(report_of(kind)).document
    if name.endswith("pdf"):
        return compiled(static_source(document))
    return plain_docx(list(texts_of(document)))


def peak_after(thing):
    """Kilobytes that this process has taken at most, once the thing is done."""
    thing()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(mode, *words):
    with tempfile.TemporaryDirectory(prefix="portal-bench-media-") as folder:
        settings.MEDIA_ROOT = folder
        if mode == "time":
            return [asdict(each) for each in measure_documents(int(words[0]), int(words[1]), set(words[2:]))]
        name = words[0]
        return peak_after(THINGS[name] if mode == "memory" else partial(floor_once, name))


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:]), sys.stdout)
