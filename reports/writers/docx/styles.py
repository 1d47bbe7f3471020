"""The form as named styles, so that whoever edits the document stays in it (Nghị định 30/2020, annex I).

Names are Vietnamese, because they stand in Word's list of styles.
"""

from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from reports.writers.docx.elements import element, twips

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
BODY = 14
# The nation's name and the agencies a point below the motto, so that the two fit side by side on A4.
TOP = 12
MOTTO = 13
INDENT = 12.7
# What a cell of a table of figures keeps free left and right of its text.
CELL_SIDE = 1.7
ADDRESSEE = 32.0
UNDER_COLON = 50.0


@dataclass(frozen=True, slots=True)
class Form:
    """How a block looks: sizes and spaces in points, lengths in millimetres.

    `capitals` shows what is typed in upper case. `outline` is the level in the navigation pane, 0 the highest.
    `then` is the style of the paragraph that follows when Enter is pressed. `exactly`: height of the line in points.
    """

    code: str
    name: str
    size: float = BODY
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: str = "left"
    first: float = 0
    left: float = 0
    before: float = 0
    after: float = 0
    line: float = 1
    exactly: float = 0
    keep: bool = False
    outline: int | None = None
    then: str = ""
    border: bool = False


FORMS = (
    Form("Normal", "Normal", align="both", first=INDENT, after=6, line=1.1),
    Form("Heading1", "heading 1", bold=True, align="center", before=12, after=6, keep=True, outline=0, then="Normal"),
    Form("Heading2", "heading 2", bold=True, capitals=True, align="both", first=INDENT, before=6, after=6, line=1.1,
         keep=True, outline=1, then="Normal"),
    Form("Heading3", "heading 3", bold=True, align="both", first=INDENT, after=6, line=1.1, keep=True, outline=2,
         then="Normal"),
    Form("Heading4", "heading 4", align="both", first=INDENT, after=6, line=1.1, keep=True, outline=3, then="Normal"),
    Form("Item", "Ý trong danh sách", align="both", first=INDENT, after=6, line=1.1),
    Form("Nation", "Quốc hiệu", TOP, bold=True, capitals=True, align="center", then="Motto"),
    Form("Motto", "Tiêu ngữ", MOTTO, bold=True, align="center"),
    Form("Parent", "Cơ quan chủ quản", TOP, capitals=True, align="center", then="Issuer"),
    Form("Issuer", "Cơ quan ban hành", TOP, bold=True, capitals=True, align="center"),
    Form("Line", "Đường kẻ", 2, before=2, exactly=5, border=True),
    Form("Number", "Số, ký hiệu", MOTTO, align="center", before=4),
    Form("PlaceAndDate", "Địa danh và thời gian", MOTTO, italic=True, align="center", before=4),
    Form("KindName", "Tên loại văn bản", bold=True, capitals=True, align="center", before=18, keep=True, outline=0,
         then="Subject"),
    Form("Subject", "Trích yếu", bold=True, align="center", keep=True),
    Form("Amends", "Văn bản thay thế", italic=True, align="center", before=4),
    Form("Addressee", "Kính gửi", align="center", before=12, after=6),
    Form("Addressees", "Kính gửi nhiều nơi", left=ADDRESSEE, before=12, keep=True, then="AddresseeItem"),
    Form("AddresseeItem", "Nơi được kính gửi", left=UNDER_COLON, before=2),
    Form("Space", "Khoảng cách", 2, exactly=8),
    Form("TableTitle", "Tên bảng", 13, bold=True, align="center", before=6, after=4, keep=True),
    Form("TableHead", "Đầu bảng", 12, bold=True, align="center", before=2, after=2, keep=True),
    Form("TableText", "Chữ trong bảng", 12, before=2, after=2),
    Form("NarrowHead", "Đầu bảng nhiều cột", 11, bold=True, align="center", before=2, after=2, keep=True),
    Form("NarrowText", "Chữ trong bảng nhiều cột", 11, before=2, after=2),
    Form("TableNote", "Ghi chú dưới bảng", 12, italic=True, align="both", before=4, after=6, then="Normal"),
    Form("Picture", "Hình", align="center", before=6, keep=True, then="Caption"),
    Form("Caption", "caption", 12, italic=True, align="center", before=4, after=8, then="Normal"),
    Form("Authority", "Quyền hạn, chức vụ", 13, bold=True, capitals=True, align="center"),
    Form("SignatureSpace", "Chỗ ký", exactly=66),
    Form("SignerName", "Họ và tên người ký", 13, bold=True, align="center"),
    Form("RecipientsLabel", "Nhãn nơi nhận", 12, bold=True, italic=True, keep=True, then="Recipient"),
    Form("Recipient", "Nơi nhận", 11),
    Form("AnnexName", "Phụ lục", bold=True, align="center", keep=True, outline=0, then="AnnexTitle"),
    Form("AnnexTitle", "Tên phụ lục", bold=True, capitals=True, align="center", keep=True, then="AnnexReference"),
    Form("AnnexReference", "Dòng kèm theo", italic=True, align="center", keep=True, then="Normal"),
    Form("MarkCode", "Mã tra cứu", 11, before=6),
    Form("MarkAddress", "Địa chỉ tra cứu", 8),
    Form("Header", "header", BODY, align="center"),
    Form("Footer", "footer", 11, italic=True, align="center"),
)  # fmt: skip
BY_CODE = {form.code: form for form in FORMS}
BUILT_IN = {"Normal", "Heading1", "Heading2", "Heading3", "Heading4", "Caption", "Header", "Footer"}


def apply_styles(document: Any) -> None:
    """Replace the styles of python-docx's template by those of the form."""
    styles = document.styles.element
    for style in document.styles:
        if style.type in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.TABLE, WD_STYLE_TYPE.LIST, WD_STYLE_TYPE.CHARACTER):
            styles.remove(style.element)
    styles.remove(styles.find(qn("w:docDefaults")))
    styles.insert(0, _defaults())
    styles.append(_named("character", "DefaultParagraphFont", "Default Paragraph Font", default=1))
    styles.append(_named("table", "TableNormal", "Normal Table", default=1))
    styles.append(_named("numbering", "NoList", "No List", default=1))
    styles.extend(_paragraph_style(form) for form in FORMS)
    styles.append(_gap())
    styles.append(_table_style("LayoutTable", "Bảng bố cục", 0))
    styles.append(_table_style("DataTable", "Bảng số liệu", CELL_SIDE, has_borders=True))


def _defaults() -> Any:
    fonts = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), FONT)
    language = element("w:lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")
    size = (element("w:sz", val=2 * BODY), element("w:szCs", val=2 * BODY))
    letters = element("w:rPr", element("w:rFonts", **fonts), *size, language)
    spacing = element("w:spacing", before=0, after=0, line=240, lineRule="auto")
    return element(
        "w:docDefaults",
        element("w:rPrDefault", letters),
        element("w:pPrDefault", element("w:pPr", spacing)),
    )


def _named(kind: str, code: str, name: str, *content: Any, default: int = 0) -> Any:
    marks: dict[str, Any] = {"default": 1} if default else {}
    if not default and code not in BUILT_IN:
        marks["customStyle"] = 1
    return element("w:style", element("w:name", val=name), *content, type=kind, styleId=code, **marks)


def _paragraph_style(form: Form) -> Any:
    content = [element("w:next", val=form.then)] if form.then else []
    content += [element("w:qFormat"), _block(form), _letters(form)]
    return _named("paragraph", form.code, form.name, *content, default=form.code == "Normal")


def _block(form: Form) -> Any:
    height: dict[str, Any] = {"line": round(20 * form.exactly), "lineRule": "exact"}
    if not form.exactly:
        height = {"line": round(240 * form.line), "lineRule": "auto"}
    content = [element("w:keepNext"), element("w:keepLines")] if form.keep else []
    if form.border:
        content.append(element("w:pBdr", element("w:top", val="single", sz=6, space=1, color="000000")))
    content += [
        element("w:spacing", before=round(20 * form.before), after=round(20 * form.after), **height),
        element("w:ind", left=twips(form.left), firstLine=twips(form.first)),
        element("w:jc", val=form.align),
    ]
    if form.outline is not None:
        content.append(element("w:outlineLvl", val=form.outline))
    return element("w:pPr", *content)


def _letters(form: Form) -> Any:
    content = [element("w:b"), element("w:bCs")] if form.bold else []
    content += [element("w:i"), element("w:iCs")] if form.italic else []
    content += [element("w:caps")] if form.capitals else []
    content += [element("w:color", val="000000")]
    return element(
        "w:rPr", *content, element("w:sz", val=round(2 * form.size)), element("w:szCs", val=round(2 * form.size))
    )


def _gap() -> Any:
    letters = element("w:rPr", element("w:shd", val="clear", color="auto", fill="FFFF00"))
    return _named("character", "Gap", "Chỗ cần điền", element("w:qFormat"), letters)


def _table_style(code: str, name: str, side_mm: float, *, has_borders: bool = False) -> Any:
    margins = [element(f"w:{side}", w=twips(side_mm) if side in ("left", "right") else 0, type="dxa")
               for side in ("top", "left", "bottom", "right")]  # fmt: skip
    content = [element("w:tblCellMar", *margins)]
    if has_borders:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = (element(f"w:{side}", val="single", sz=4, space=0, color="000000") for side in sides)
        content.insert(0, element("w:tblBorders", *borders))
    return _named("table", code, name, element("w:basedOn", val="TableNormal"), element("w:tblPr", *content))
