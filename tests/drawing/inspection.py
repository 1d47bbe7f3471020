"""Reads a drawing as a browser would lay it out: every text as a measured box on the canvas."""

import unicodedata
import xml.etree.ElementTree as ET
from itertools import takewhile

from drawing.figure import Drawing
from drawing.place import Box, text_box
from drawing.svg import BASE_SIZE, NAMESPACE

TOLERANCE = 0.06  # px: coordinates are written with two decimals


def tree(drawing: Drawing) -> ET.Element:
    return ET.fromstring(drawing.svg)


def found(drawing: Drawing, name: str) -> list[ET.Element]:
    return list(tree(drawing).iter(f"{{{NAMESPACE}}}{name}"))


def texts(drawing: Drawing) -> list[str]:
    return [element.text or "" for element in found(drawing, "text")]


def text_boxes(drawing: Drawing) -> list[tuple[str, Box]]:
    """Return each text and its box, a hair smaller, so that rounding is no collision."""
    boxes = []
    for element in found(drawing, "text"):
        box = text_box(
            (float(element.attrib["x"]), float(element.attrib["y"])),
            element.text or "",
            float(element.get("font-size", BASE_SIZE)),
            element.get("text-anchor", "start"),
            int(element.get("font-weight", 400)),
        )
        hair = TOLERANCE
        boxes.append((element.text or "", Box(box.left + hair, box.top + hair, box.right - hair, box.bottom - hair)))
    return boxes


def collisions(drawing: Drawing) -> list[tuple[str, str]]:
    """Return the pairs of texts that lie on each other."""
    boxes = sorted(text_boxes(drawing), key=lambda pair: pair[1].top)
    pairs = []
    for index, (one, box) in enumerate(boxes):
        below = takewhile(lambda pair: pair[1].top < box.bottom, boxes[index + 1 :])  # noqa: B023
        pairs += [(one, other) for other, second in below if box.overlaps(second)]
    return pairs


def strays(drawing: Drawing) -> list[str]:
    """Return the texts that leave the canvas."""
    root = tree(drawing)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    return [
        content
        for content, box in text_boxes(drawing)
        if box.left < 0 or box.top < 0 or box.right > width or box.bottom > height
    ]


def faults(drawing: Drawing) -> list[str]:
    """Return everything that no drawing may do, in words; an empty list is what a test wants."""
    root = tree(drawing)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    named = [root.get("aria-labelledby", "?"), root.get("aria-describedby", "?")]
    role = "group" if found(drawing, "a") else "img"
    attributes = {name for element in root.iter() for name in element.attrib}
    widths = {len(row) for row in drawing.rows}
    checks = {
        "texts collide": collisions(drawing),
        "texts leave the canvas": strays(drawing),
        "title or description is not referenced": [name for name in named if name not in ids],
        "an id stands twice": [name for name in ids if ids.count(name) > 1],
        f"the role is not {role}": [] if root.get("role") == role else [root.get("role")],
        "an attribute that the policy forbids": [
            name for name in attributes if name == "style" or name.startswith("on")
        ],
        "a row of the table has too many or too few cells": sorted(widths - {len(drawing.columns)}),
        "the drawing is not NFC": [] if drawing.svg == _nfc(drawing.svg) else ["svg"],
    }
    return [f"{name}: {found_faults}" for name, found_faults in checks.items() if found_faults]


def _nfc(content: str) -> str:
    return unicodedata.normalize("NFC", content)
