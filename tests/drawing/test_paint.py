import re

import pytest

from drawing import paint


def luminance(colour: str) -> float:
    """WCAG 2: relative luminance of #rrggbb."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def token_values(repository, theme: int) -> dict[str, str]:
    """Return the colours of static/css/tokens.css; theme 0 is light, 1 dark."""
    source = (repository / "static/css/tokens.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--([\w-]+): var\(--light, (#\w{6})\) var\(--dark, (#\w{6})\)", source)
    return {name: colours[theme] for name, *colours in pairs}


@pytest.mark.parametrize("step", range(5))
def test_number_in_a_cell_can_be_read(step):
    assert contrast(paint.HEAT[step].fill, paint.HEAT_INK[step].fill) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("step", range(5))
def test_number_in_a_cell_can_be_read_in_both_themes(repository, theme, step):
    tokens = token_values(repository, theme)
    assert contrast(tokens[f"heat-{step}"], tokens[f"heat-ink-{step}"]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name, least", [("ink", 4.5), ("ink-soft", 4.5), ("accent", 3), ("alarm", 3)])
def test_words_and_signs_stand_out_from_the_ground(repository, theme, name, least):
    tokens = token_values(repository, theme)
    assert contrast(tokens[name], tokens["surface"]) >= least


@pytest.mark.parametrize("one", paint.ALL, ids=lambda one: one.name)
def test_style_sheet_sets_the_colours_of_every_paint(repository, one):
    source = (repository / "static/css/drawing.css").read_text(encoding="utf-8")
    rules = dict(re.findall(r"^\.([\w-]+) \{ (.*) \}$", source, re.MULTILINE))
    properties = set(re.findall(r"(fill|stroke): var\(--", rules[one.name]))
    assert properties == {name for name in ("fill", "stroke") if getattr(one, name) not in ("", "none")}
