import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import svg
from drawing.paint import INK


@pytest.mark.parametrize(
    "value, written",
    [(1, "1"), (1.5, "1.5"), (1 / 3, "0.33"), (-0.001, "0"), (100, "100"), (1234567.891, "1234567.89")],
)
def test_number_has_two_decimals_at_most_and_no_locale(value, written):
    assert svg.number(value) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_number_refuses_what_is_not_finite(value):
    with pytest.raises(ValueError, match="finite"):
        svg.number(value)


@given(st.text(), st.text())
def test_element_is_well_formed_and_gives_back_its_words(content, label):
    read = ET.fromstring(svg.element("text", content, aria_label=label))
    assert read.text or svg.clean(content) == ""
    assert read.get("aria-label") == svg.clean(label)


def test_element_escapes_text_but_not_markup():
    assert svg.element("g", "<&>", svg.element("g")) == "<g>&lt;&amp;&gt;<g/></g>"


def test_element_leaves_out_an_attribute_without_value():
    assert svg.element("g", x=None, class_="d-ink") == '<g class="d-ink"/>'


@pytest.mark.parametrize("attribute", ["style", "onclick", "onload"])
def test_element_refuses_what_the_policy_forbids(attribute):
    with pytest.raises(ValueError, match="use a class"):
        svg.element("g", **{attribute: "x"})


@pytest.mark.parametrize("href", ["javascript:alert(1)", "java\x01script:x", " data:text/html,x", "vbscript:x"])
def test_link_refuses_a_script(href):
    with pytest.raises(ValueError, match="link to a page"):
        svg.link(href, "Hải Châu")


@pytest.mark.parametrize("href", ["/don-vi/1/?ky=2#g", "#g", "?ky=2", "https://example.vn/"])
def test_link_goes_to_a_page_under_a_name(href):
    read = ET.fromstring(svg.link(href, "Hải Châu", svg.circle(INK, 1, 1, 1)))
    assert (read.get("href"), read[0].text) == (href, "Hải Châu")


def test_link_without_an_address_is_its_content():
    assert svg.link("", "Hải Châu", svg.element("g")) == "<g/>"


def test_markup_is_trusted_by_templates_and_what_is_added_to_it_is_not():
    markup = svg.element("g")
    assert markup.__html__() == "<g/>"
    assert not hasattr(markup + "<script>", "__html__")
