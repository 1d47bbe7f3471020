"""Drawings and QR codes as PNG, crisp enough to print."""

import io
import re
from pathlib import Path

import fontpkg_be_vietnam_pro
import segno
import typst

from reports.writers.text import legal

PIXELS_PER_INCH = 250
MM_PER_PIXEL = 25.4 / 96
FONTS = typst.Fonts(
    include_system_fonts=False,
    include_embedded_fonts=False,
    font_paths=[str(Path(fontpkg_be_vietnam_pro.ROOT) / "files")],
)
PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1mm)"""
VIEW_BOX = re.compile(r'<svg[^>]*\sviewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')


def size_mm(svg: str, widest: float, highest: float) -> tuple[float, float]:
    """Return the width and height in millimetres of a drawing: its own (96 pixels an inch), or what fits."""
    found = VIEW_BOX.search(svg)
    width, height = (float(each) * MM_PER_PIXEL for each in found.groups()) if found else (widest, widest / 2)
    scale = min(1, widest / width, highest / height)
    return width * scale, height * scale


def png(svg: str, width_mm: float) -> bytes:
    """Return a drawing as PNG on white, as many pixels wide as 250 dots an inch take on paper."""
    inputs = {"svg": legal(svg), "width": f"{width_mm:.2f}"}
    return typst.compile(PAGE, format="png", ppi=PIXELS_PER_INCH, font_paths=FONTS, sys_inputs=inputs)


def qr_png(address: str) -> bytes:
    """Return the QR code of an address as PNG, with the quiet zone that readers need."""
    stream = io.BytesIO()
    segno.make(address, error="m", micro=False).save(stream, kind="png", scale=10, border=2)
    return stream.getvalue()
