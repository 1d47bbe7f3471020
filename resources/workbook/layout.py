"""The sheets and columns of the workbook; its words are Vietnamese whatever the reader's language, as on paper."""

HOLDINGS, CATALOGUE = "Số thực có", "Danh mục"
UNIT, UNIT_NAME, KIND, KIND_TITLE, ON, QUANTITY, SOURCE, NOTE = COLUMNS = (
    "Khóa đơn vị",
    "Đơn vị",
    "Mã loại",
    "Loại nguồn lực",
    "Tại ngày",
    "Thực có",
    "Nguồn số liệu",
    "Ghi chú",
)
# A line without any of these is one that nobody filled in.
FILLED_IN = (ON, QUANTITY, SOURCE, NOTE)
NEEDED = (UNIT, KIND, ON, QUANTITY, SOURCE)
