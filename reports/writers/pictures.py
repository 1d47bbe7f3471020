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
USUAL_SIZE = (720.0, 360.0)
FONTS = typst.Fonts(
    include_system_fonts=False,
    include_embedded_fonts=False,
    font_paths=[str(Path(fontpkg_be_vietnam_pro.ROOT) / "files")],
)
PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1mm)"""
VIEW_BOX = re.compile(r'<svg[^>]*\sviewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')


def drawn_size(svg: str) -> tuple[float, float]:
    """Return the width and height of a drawing in its own units, which are CSS pixels: 96 to an inch."""
    found = VIEW_BOX.search(svg)
    wide, high = (float(each) for each in found.groups()) if found else USUAL_SIZE
    return max(wide, 1), max(high, 1)


def size_mm(svg: str, widest: float, highest: float) -> tuple[float, float]:
    """Return the width and height in millimetres of a drawing: its own (96 pixels an inch), or what fits."""
    wide, high = drawn_size(svg)
    scale = min(MM_PER_PIXEL, widest / wide, highest / high)
    return wide * scale, high * scale


def png(svg: str, width_mm: float) -> bytes:
    """Return a drawing as PNG on white, as many pixels wide as 250 dots an inch take on paper."""
    inputs = {"svg": legal(svg), "width": f"{width_mm:.2f}"}
    return typst.compile(PAGE, format="png", ppi=PIXELS_PER_INCH, font_paths=FONTS, sys_inputs=inputs)


def qr_png(address: str) -> bytes:
    """Return the QR code of an address as PNG, with the quiet zone that readers need."""
    stream = io.BytesIO()
    segno.make(address, error="m", micro=False).save(stream, kind="png", scale=10, border=2)
    return stream.getvalue()
