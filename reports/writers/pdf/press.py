"""The press: data and a template in, PDF out. Templates lie in `reports/writers/typst/`."""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_be_vietnam_pro
import typst

TEMPLATES = Path(__file__).resolve().parent.parent / "typst"
# Level B alone asks for no tags; the second standard has the compiler refuse what a screen reader could not follow.
# (Any: typst names the type of its standards only where no program can import it.)
STANDARDS: Any = ["a-2b", "ua-1"]


@cache
def fonts() -> typst.Fonts:
    """Return the machine's faces and the screen font, which drawings use. Found once a process: it takes 40 ms."""
    return typst.Fonts(font_paths=[str(fontpkg_be_vietnam_pro.ROOT)])


def press(template: str, data: dict[str, Any], date: dt.date | None = None) -> bytes:
    """Return the template (“official.typ”) set with the data, as PDF/A-2b and PDF/UA-1.

    The template reads the data as JSON, so no word of theirs is ever source. `date` is stamped as the day of
    creation, which makes the bytes the same each time; None stamps the moment.
    """
    # A compiler cannot be used by two threads at once, and costs little to make: the fonts are what is shared.
    compiler = typst.Compiler(str(TEMPLATES / template), root=str(TEMPLATES), font_paths=fonts())
    stamp = dt.datetime.combine(date, dt.time(), dt.UTC) if date else dt.datetime.now(dt.UTC).replace(microsecond=0)
    written = compiler.compile(
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=stamp,
    )
    assert isinstance(written, bytes)
    return written
