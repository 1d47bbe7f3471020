"""The workbook to fill in: a line for each unit and kind, and the catalogue beside it."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from resources.workbook.layout import CATALOGUE, COLUMNS, HOLDINGS

WIDTHS = (18, 28, 18, 36, 14, 12, 36, 30)
CATALOGUE_COLUMNS = ("Mã loại", "Loại nguồn lực", "Nhóm", "Đơn vị tính", "Cách ghi")


def write_template(versions, kinds):
    """Return the bytes of a workbook with a line for each of the `UnitVersion`s (unit loaded) and `ResourceKind`s."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(HOLDINGS)
    sheet.freeze_panes = "E2"
    for letter, width in zip("ABCDEFGH", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _append(sheet, COLUMNS, is_bold=True)
    for version in versions:
        for kind in kinds:
            _append(sheet, (version.unit.key, version.full_name, kind.code, kind.title))
    catalogue = workbook.create_sheet(CATALOGUE)
    _append(catalogue, CATALOGUE_COLUMNS, is_bold=True)
    for kind in kinds:
        how = "1 nếu có, 0 nếu không" if kind.is_presence else "số lượng"
        _append(catalogue, (kind.code, kind.title, kind.get_group_display(), kind.measure_unit, how))
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _append(sheet, texts, *, is_bold=False):
    sheet.append([_text_cell(sheet, text, is_bold) for text in texts])


def _text_cell(sheet, text, is_bold):
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", str(text)))
    if cell.data_type == "f":
        cell.data_type = "s"
    if is_bold:
        cell.font = Font(bold=True)
    return cell
