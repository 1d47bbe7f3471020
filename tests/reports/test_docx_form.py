"""The page and the styles of a DOCX: every measure that Nghị định 30/2020 names."""

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn

from tests.reports.docx_samples import ANNEX, BLOCKS, FORM, is_within, read, size, style
from tests.reports.samples import full_document, small_document

BODY = BLOCKS["Nội dung"]
# Style of ours: what the form calls the part.
PARTS = {
    "Nation": BLOCKS["Quốc hiệu"],
    "Motto": BLOCKS["Tiêu ngữ"],
    "Parent": BLOCKS["Cơ quan chủ quản trực tiếp"],
    "Issuer": BLOCKS["Cơ quan ban hành"],
    "Number": BLOCKS["Số, ký hiệu"],
    "PlaceAndDate": BLOCKS["Địa danh, thời gian"],
    "KindName": BLOCKS["Tên loại"],
    "Subject": BLOCKS["Trích yếu"],
    "Addressee": BLOCKS["Kính gửi (Tờ trình, Báo cáo gửi cấp trên, Công văn)"],
    "AddresseeItem": BLOCKS["Kính gửi (Tờ trình, Báo cáo gửi cấp trên, Công văn)"],
    "Authority": BLOCKS["Quyền hạn, chức vụ"],
    "SignerName": BLOCKS["Họ tên"],
    "RecipientsLabel": BLOCKS["Nơi nhận"]["label"],
    "Recipient": BLOCKS["Nơi nhận"]["list"],
    # “Phụ lục I” is the head of an annex, in small letters; its name stands beneath, in capitals.
    "AnnexName": {**ANNEX["title"], "style": "bold"},
    "AnnexTitle": ANNEX["name"],
    "AnnexReference": {"size_pt": [13, 14], "style": "italic"},
    "Header": FORM["page_number"],
    "Normal": {**BODY, "style": "regular"},
    "Item": {**BODY, "style": "regular"},
    "Heading1": {**BODY, "style": "bold"},
    "Heading2": {**BODY, "style": "bold", "case": "upper"},
    "Heading3": {**BODY, "style": "bold"},
    "Heading4": {**BODY, "style": "regular"},
}


@pytest.fixture(scope="module")
def opened():
    return read(full_document())


@pytest.mark.parametrize("side", ["top", "bottom", "left", "right"])
def test_margins_of_every_section_are_those_of_the_form(opened, side):
    allowed = FORM["page"]["margins_mm"][side]

    margins = [getattr(each, f"{side}_margin").mm for each in opened.sections]

    assert [each for each in margins if not is_within(each, allowed, tolerance=0)] == []


def test_pages_are_a4_and_only_the_wide_annex_lies_across(opened):
    sizes = [(round(each.page_width.mm), round(each.page_height.mm)) for each in opened.sections]
    upright = tuple(FORM["page"]["size_mm"])

    assert sizes == [upright, upright, upright[::-1]]
    assert [each.orientation for each in opened.sections][2] == WD_ORIENT.LANDSCAPE


def test_font_is_times_new_roman_in_every_script_and_style(opened):
    fonts = opened.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    named = {fonts.get(qn(f"w:{each}")) for each in ("ascii", "hAnsi", "eastAsia", "cs")}
    elsewhere = [*opened.styles.element.iter(qn("w:rFonts")), *opened.element.iter(qn("w:rFonts"))]

    assert named == {FORM["page"]["font"]}
    assert elsewhere == [fonts]


def test_language_is_vietnamese(opened):
    language = next(opened.styles.element.iter(qn("w:lang")))

    assert language.get(qn("w:val")) == "vi-VN"
    assert opened.core_properties.language == "vi-VN"


@pytest.mark.parametrize("code", PARTS)
def test_size_of_each_part_is_the_forms(opened, code):
    assert is_within(size(opened, code), PARTS[code]["size_pt"], tolerance=0)


@pytest.mark.parametrize("code", PARTS)
def test_weight_and_slope_of_each_part_are_the_forms(opened, code):
    wanted = PARTS[code].get("style", "bold" if code == "AnnexName" else "regular").split()
    font = style(opened, code).font

    assert (bool(font.bold), bool(font.italic)) == ("bold" in wanted, "italic" in wanted)


@pytest.mark.parametrize("code", [code for code, part in PARTS.items() if part.get("case") == "upper"])
def test_part_in_capitals_keeps_them_when_it_is_typed_anew(opened, code):
    assert style(opened, code).font.all_caps is True


@pytest.mark.parametrize("code", PARTS)
def test_every_part_is_black(opened, code):
    assert str(style(opened, code).font.color.rgb) == "000000"


@pytest.mark.parametrize("code", ["Normal", "Item", "Heading2", "Heading3", "Heading4"])
def test_text_is_justified_with_the_forms_indent(opened, code):
    layout = style(opened, code).paragraph_format

    assert layout.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert is_within(layout.first_line_indent.cm, BODY["first_line_indent_cm"], tolerance=0.002)


@pytest.mark.parametrize("code", ["Normal", "Item", "Heading1", "Heading2", "Heading3", "Heading4"])
def test_paragraphs_are_at_least_the_forms_space_apart(opened, code):
    layout = style(opened, code).paragraph_format

    assert (layout.space_after or layout.space_before).pt >= BODY["paragraph_space_min_pt"]


@pytest.mark.parametrize("code", ["Normal", "Item", "Heading2", "Heading3", "Heading4"])
def test_line_spacing_is_between_single_and_one_and_a_half(opened, code):
    layout = style(opened, code).paragraph_format

    assert layout.line_spacing_rule in (WD_LINE_SPACING.MULTIPLE, WD_LINE_SPACING.SINGLE)
    assert 1 <= layout.line_spacing <= 1.5


def test_motto_follows_the_nations_name_at_single_spacing(opened):
    layouts = [style(opened, code).paragraph_format for code in ("Nation", "Motto")]

    assert [(each.line_spacing, each.space_before.pt, each.space_after.pt) for each in layouts] == [(1, 0, 0)] * 2


@pytest.mark.parametrize(
    "code", ["Nation", "Motto", "Parent", "Issuer", "Number", "PlaceAndDate", "KindName", "Subject"]
)
def test_top_of_the_document_is_centred(opened, code):
    assert style(opened, code).paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_headings_stand_in_the_navigation_pane_beneath_the_title(opened):
    levels = {
        code: int(style(opened, code).element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")))
        for code in ("KindName", "AnnexName", "Heading1", "Heading2", "Heading3", "Heading4")
    }

    assert levels == {"KindName": 0, "AnnexName": 0, "Heading1": 0, "Heading2": 1, "Heading3": 2, "Heading4": 3}


def test_headings_are_words_own_and_stay_with_what_follows(opened):
    headings = [style(opened, f"Heading{level}") for level in (1, 2, 3, 4)]

    assert [each.name for each in headings] == ["Heading 1", "Heading 2", "Heading 3", "Heading 4"]
    assert [each.paragraph_format.keep_with_next for each in headings] == [True] * 4


def test_enter_after_a_heading_goes_on_in_the_body(opened):
    assert [style(opened, f"Heading{level}").next_paragraph_style.style_id for level in (1, 2, 3, 4)] == ["Normal"] * 4


def test_every_paragraph_is_in_a_style_that_the_document_has(opened):
    known = {each.style_id for each in opened.styles}
    used = {each.get(qn("w:val")) for each in opened.element.iter(qn("w:pStyle"), qn("w:tblStyle"), qn("w:rStyle"))}

    assert used - known == set()


def test_page_number_is_a_field_centred_in_the_top_margin(opened):
    header = opened.sections[0].header
    (field,) = header._element.iter(qn("w:fldSimple"))
    (holder,) = header.paragraphs

    assert field.get(qn("w:instr")).strip() == "PAGE"
    assert holder.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    height = opened.sections[0].header_distance.mm + size(opened, "Header") * 1.15 * 25.4 / 72
    assert height < opened.sections[0].top_margin.mm


def test_no_first_page_shows_its_number(opened):
    assert [each.different_first_page_header_footer for each in opened.sections] == [True] * 3
    assert [each.first_page_header.paragraphs[0].text for each in opened.sections] == [""] * 3
    assert list(opened.sections[0].first_page_header._element.iter(qn("w:fldSimple"))) == []


def test_each_annex_numbers_its_pages_from_one(opened):
    starts = [each._sectPr.find(qn("w:pgNumType")) for each in opened.sections]

    assert [(each.get(qn("w:start")), each.get(qn("w:fmt"))) for each in starts] == [("1", "decimal")] * 3


def test_annexes_share_the_header_of_the_first_section(opened):
    assert [each.header.is_linked_to_previous for each in opened.sections] == [False, True, True]


def test_illustrative_figures_are_marked_at_the_foot_of_every_page(opened):
    section = opened.sections[0]

    assert [section.footer.paragraphs[0].text, section.first_page_footer.paragraphs[0].text] == ["Số liệu minh họa"] * 2


def test_real_figures_have_no_mark():
    section = read(small_document()).sections[0]

    assert [section.footer.paragraphs[0].text, section.first_page_footer.paragraphs[0].text] == ["", ""]


def test_properties_name_title_and_issuer(opened):
    properties = opened.core_properties

    assert properties.title == "Báo cáo: Kết quả xây dựng phường điển hình (minh họa)"
    assert properties.author == "Ban Chỉ đạo xây dựng đơn vị điển hình"
    assert f"{properties.created:%d/%m/%Y}" == "05/02/2026"


def test_file_brings_nothing_of_the_template_along(opened):
    parts = {str(part.partname) for part in opened.part.package.iter_parts()}

    assert [each for each in parts if "thumbnail" in each or "Effects" in each or "customXml" in each] == []


def test_word_opens_it_in_its_own_mode(opened):
    (mode,) = opened.settings.element.iter(qn("w:compatSetting"))

    assert (mode.get(qn("w:name")), mode.get(qn("w:val"))) == ("compatibilityMode", "15")
