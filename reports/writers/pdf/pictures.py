"""Drawings as data for the templates: always vector."""

import io
import re
from typing import Any

import segno

from reports.content.document import Mark, Picture
from reports.writers.pdf.letters import plain

VIEW_BOX = re.compile(r'viewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')
PIXEL = 25.4 / 96  # mm
USUAL_SIZE = (720.0, 400.0)


def picture_data(picture: Picture, room: float, height: float) -> dict[str, Any]:
    """Return a picture as data, its width in mm: as drawn (96 px an inch), or as much less as the frame asks."""
    found = VIEW_BOX.search(picture.svg)
    wide, high = (float(found[1]), float(found[2])) if found else USUAL_SIZE
    scale = min(PIXEL, room / max(wide, 1), height / max(high, 1))
    return {
        "is": "picture",
        "svg": picture.svg,
        "alternative": plain(picture.alternative) or plain(picture.caption) or "Hình vẽ",
        "caption": plain(picture.caption),
        "width": wide * scale,
    }


def mark_data(mark: Mark | None) -> dict[str, str] | None:
    """Return the code, the address and its QR code as SVG; None without a mark."""
    if mark is None:
        return None
    drawn = io.BytesIO()
    segno.make(mark.address, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False, svgns=True)
    return {"code": plain(mark.code), "address": plain(mark.address), "svg": drawn.getvalue().decode()}
