"""Drawings as data for the templates: always vector."""

import io
from typing import Any

import segno

from reports.content.document import Mark, Picture
from reports.writers.pdf.letters import POINTS, breakable, plain, settable
from reports.writers.pictures import size_mm

CAPTION_SIZE = 12
ADDRESS_SIZE, ADDRESS_ROOM = 8, 70


def picture_data(picture: Picture, room: float, height: float) -> dict[str, Any]:
    """Return a picture as data, its width in mm: as drawn (96 px an inch), or as much less as the frame asks."""
    return {
        "is": "picture",
        "svg": settable(picture.svg),
        "alternative": alternative(picture),
        "caption": breakable(plain(picture.caption), CAPTION_SIZE, room * POINTS),
        "width": size_mm(picture.svg, room, height)[0],
    }


def alternative(picture: Picture) -> str:
    """Return what a listener hears instead of the picture; never nothing, which PDF/UA refuses."""
    return plain(picture.alternative) or plain(picture.caption) or "Hình vẽ"


def mark_data(mark: Mark | None) -> dict[str, str] | None:
    """Return the code, the address and its QR code as SVG; None without a mark."""
    if mark is None:
        return None
    drawn = io.BytesIO()
    segno.make(mark.address, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False, svgns=True)
    return {
        "code": plain(mark.code),
        "address": breakable(plain(mark.address), ADDRESS_SIZE, ADDRESS_ROOM * POINTS),
        "svg": drawn.getvalue().decode(),
        "alternative": f"Mã QR dẫn tới trang tra cứu văn bản {plain(mark.code)}",
    }
