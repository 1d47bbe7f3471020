"""Drawings and QR codes as PNG."""

import io

import pytest
from PIL import Image

from reports.writers.pictures import PIXELS_PER_INCH, png, qr_png, size_mm
from tests.reports.samples import SVG

MM = 25.4 / 96


def opened(content):
    return Image.open(io.BytesIO(content))


def test_drawing_has_the_dots_that_paper_asks_for():
    assert abs(opened(png(SVG, 100)).width - 100 / 25.4 * PIXELS_PER_INCH) <= 1


def test_drawing_stands_on_white_and_in_its_colours():
    picture = opened(png(SVG, 100)).convert("RGB")

    assert picture.getpixel((2, 2)) == (255, 255, 255)
    assert picture.getpixel((picture.width // 4, round(picture.height * 0.3))) == (0x1F, 0x5F, 0x8B)


def test_words_of_a_drawing_are_set():
    picture = opened(png(SVG, 100)).convert("L")
    words = picture.crop((0, picture.height // 2, picture.width, picture.height))

    assert words.getextrema()[0] < 60


def test_drawing_with_letters_that_no_file_holds_is_still_drawn():
    assert opened(png(SVG.replace("Đạt", "Đ\x0bạt"), 50)).width > 0


@pytest.mark.parametrize(
    ("box", "size"),
    [("0 0 400 120", (400 * MM, 120 * MM)), ("0 0 1200 400", (160, 160 / 3)), ("0 0 300 3000", (18, 180))],
)
def test_drawing_keeps_its_own_size_or_what_fits(box, size):
    assert size_mm(f'<svg xmlns="x" viewBox="{box}">', 160, 180) == pytest.approx(size)


def test_drawing_without_a_box_is_as_wide_as_there_is_room():
    assert size_mm("<svg>", 160, 180) == (160, 80)


def test_qr_has_its_quiet_zone():
    picture = opened(qr_png("https://portal.example/verify/K7QF-29XM-4T")).convert("L")

    assert picture.crop((0, 0, picture.width, 20)).getextrema() == (255, 255)
    assert picture.getpixel((25, 25)) == 0
