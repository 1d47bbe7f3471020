"""How a workbook looks: on an old screen, and on A4 paper."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

FACE = "Times New Roman"
# Excel takes no higher row.
HIGHEST = 409
_LINE = Side(style="thin", color="B9C0C8")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_OPEN_FILL = PatternFill("solid", fgColor="FFF9DB")
_SHUT_FILL = PatternFill("solid", fgColor="F1F3F5")
_HEAD_FILL = PatternFill("solid", fgColor="1F3A5F")
_GROUP_FILL = PatternFill("solid", fgColor="DCE6F1")
_TOP = Alignment(vertical="top", wrap_text=True)
_OPEN = Protection(locked=False)

TITLE = {"font": Font(name=FACE, size=15, bold=True, color="1F3A5F")}
PLAIN = {"font": Font(name=FACE, size=11), "alignment": _TOP}
NOTICE = {"font": Font(name=FACE, size=11, bold=True, color="9C2A10")}
STRONG = {"font": Font(name=FACE, size=11, bold=True), "alignment": _TOP}
SMALL = {"font": Font(name=FACE, size=8, color="7A828A"), "alignment": _TOP}
HEAD = {
    "font": Font(name=FACE, size=11, bold=True, color="FFFFFF"),
    "fill": _HEAD_FILL,
    "alignment": Alignment(vertical="center", horizontal="center", wrap_text=True),
    "border": _BORDER,
}
LINE = {"font": Font(name=FACE, size=11)}
GROUP = {
    "font": Font(name=FACE, size=11, bold=True),
    "fill": _GROUP_FILL,
    "alignment": Alignment(vertical="center"),
}

_CELL = {"font": Font(name=FACE, size=11), "alignment": _TOP, "border": _BORDER}
_QUIET = {"font": Font(name=FACE, size=10, color="444B52"), "alignment": _TOP, "border": _BORDER}
BODY = {
    "code": {**_CELL, "font": Font(name=FACE, size=11, bold=True)},
    "title": _CELL,
    "rule": _QUIET,
    "label": _CELL,
    "past": _QUIET,
    "key": SMALL,
}
OPEN = {**_CELL, "fill": _OPEN_FILL, "protection": _OPEN}
OPEN_ANSWER = {
    **OPEN,
    "font": Font(name=FACE, size=12, bold=True),
    "alignment": Alignment(vertical="top", horizontal="center", wrap_text=True),
}
SHUT = {**_CELL, "fill": _SHUT_FILL}


def lines(text, width):
    """Return how many lines a text takes in a column of this width: a little too many rather than one too few."""
    # A column is measured by its figures, and letters of this face are narrower.
    letters = width * 5 // 4
    return sum(-(-len(part) // letters) or 1 for part in text.split("\n"))


def height(count):
    """Return the height of a row of so many lines, in points."""
    return min(round(count * 14.5 + 3.5, 2), HIGHEST)


def dress(cell, look):
    for name, value in look.items():
        setattr(cell, name, value)


def lay_out_for_print(sheet, *, titles="", footer, notice=""):
    """A4 across, as wide as the paper, the row of titles on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.6, 0.3, 0.3
    if titles:
        sheet.print_title_rows = titles
    # "&" begins a code in a header or footer.
    sheet.oddFooter.left.text = footer.replace("&", "&&")
    sheet.oddFooter.right.text = "Trang &P/&N"
    if notice:
        sheet.oddHeader.right.text = notice.replace("&", "&&")


def protect(sheet):
    """Without a password: it guards against slips, not against anybody. Sizes may be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
