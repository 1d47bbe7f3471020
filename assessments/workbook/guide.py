"""The first sheet of a workbook: what it is, how it is filled in, and the header by which it is known again."""

from assessments.workbook import look
from assessments.workbook.cells import write_text
from assessments.workbook.layout import ANSWERS

TEXT_WIDTH = 100
STEPS = (
    f"Mở trang “{ANSWERS}”. Chỉ ghi vào các ô nền vàng; các ô khác được khóa để không sửa nhầm.",
    "Cột “Trả lời”: chọn trong danh sách hoặc nhập số. Số lẻ viết dấu phẩy (7,5). Không dùng công thức. "
    "Chưa trả lời được thì để trống.",
    "Tiêu chí có nhiều dòng: ghi đủ các dòng. Danh mục nội dung: chọn Có ở nội dung đã có; không có nội dung nào thì "
    "chọn Không ở mọi dòng.",
    "Cột “Lý do bất khả kháng” (nếu có): chỉ ghi khi chưa đạt vì lý do bất khả kháng. Cột “Lý do không áp dụng” (nếu "
    "có): ghi lý do tức là tiêu chí không áp dụng với đơn vị, câu trả lời khi đó không được xét.",
    "Lưu tệp giữ nguyên dạng .xlsx (Excel hoặc LibreOffice đều được). Không đổi tên trang, không thêm, xóa, chuyển "
    "dòng và cột.",
    "Vào phiếu đánh giá trên cổng, bấm “Làm bằng Excel”, chọn tệp này. Cổng nêu mọi chỗ cần sửa theo trang và ô, rồi "
    "cho xem từng tiêu chí thay đổi thế nào. Chỉ lưu khi bấm xác nhận.",
    "Trong lúc làm ngoài mạng, tiêu chí nào được sửa cả trên cổng thì cổng hỏi giữ bản nào; không bản nào bị ghi đè "
    "lặng lẽ. Nạp tệp chưa phải là nộp phiếu: chỉ huy đơn vị vẫn nộp trên cổng.",
)


def write_guide(sheet, assessment, header, sealed):
    """Fill the sheet; `sealed` is the header as one line of text."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, TEXT_WIDTH
    title, *rows = _lines(assessment, header)
    write_text(sheet.cell(1, 1), title, look.TITLE)
    for number, (label, text, style) in enumerate(rows, start=2):
        write_text(sheet.cell(number, 1), label, look.STRONG)
        write_text(sheet.cell(number, 2), text, style)
        sheet.row_dimensions[number].height = look.height(look.lines(text, TEXT_WIDTH))
    last = len(rows) + 3
    write_text(sheet.cell(last, 1), "Mã nhận dạng (không sửa)", look.SMALL)
    write_text(sheet.cell(last, 2), sealed, look.SMALL)
    sheet.row_dimensions[last].height = look.height(look.lines(sealed, TEXT_WIDTH))
    look.protect(sheet)
    look.lay_out_for_print(sheet, footer=header.unit_name)


def _lines(assessment, header):
    """The title, then (label, text, look) of each row."""
    criteria_set = assessment.round.criteria_set
    due = assessment.due_of("self_score")
    yield "PHIẾU TỰ CHẤM LÀM NGOÀI MẠNG"
    if assessment.round.is_illustrative or criteria_set.is_illustrative:
        yield "", notice_of(assessment), look.NOTICE
    yield "Đơn vị", header.unit_name, look.STRONG
    yield "Kỳ đánh giá", header.round_title, look.PLAIN
    yield "Bộ tiêu chí", criteria_set.title, look.PLAIN
    yield "Hạn tự chấm điểm", f"{due:%d/%m/%Y}", look.PLAIN
    yield "Tải từ cổng lúc", header.at, look.PLAIN
    yield "", "", look.PLAIN
    for number, step in enumerate(STEPS, start=1):
        yield "Cách làm" if number == 1 else "", f"{number}. {step}", look.PLAIN


def notice_of(assessment):
    """Return what must be said of invented data; "" of real ones."""
    if assessment.round.is_illustrative:
        return "Số liệu minh họa"
    return "Bộ tiêu chí minh họa" if assessment.round.criteria_set.is_illustrative else ""
