"""The shape of a workbook: its sheets and their columns. Keys are stable; labels are for whoever fills it in.

Row 1 of a sheet holds the keys, row 2 the labels; the order of the columns is free. The labels are part of the file's
form, so they aren't translated: a workbook exported under one language must import under another.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` names how a cell is read and written: text, decimal, integer, flag, codes, percents or date."""

    key: str
    label: str
    kind: str = "text"
    width: int = 14


SET, GROUPS, CRITERIA, ROWS, CLASSES = "set", "groups", "criteria", "scale rows", "classes"

# The set sheet stands upright: one row a field.
SET_FIELDS = (
    Column("format", "Định dạng"),
    Column("code", "Mã bộ tiêu chí"),
    Column("title", "Tên bộ tiêu chí"),
    Column("document.number", "Số, ký hiệu văn bản"),
    Column("document.issuer", "Cơ quan ban hành"),
    Column("document.date", "Ngày văn bản", "date"),
    Column("programme", "Chương trình"),
    Column("status", "Tính chất: official, provisional hoặc illustrative"),
    Column("note", "Ghi chú"),
    Column("counting", "Cách tính chính: met hoặc points"),
    Column("not_applicable", "Tiêu chí không áp dụng: exclude, full hoặc zero"),
    Column("bonus_cap", "Trần điểm cộng", "decimal"),
    Column("total_cap", "Trần tổng điểm", "decimal"),
)

SHEETS = {
    SET: (
        Column("key", "Khóa", width=18),
        Column("label", "Nội dung", width=44),
        Column("value", "Giá trị", width=70),
    ),
    GROUPS: (
        Column("code", "Mã nhóm"),
        Column("title", "Tên nhóm", width=60),
        Column("zero_if_unmet", "0 điểm nếu chưa đạt các tiêu chí", "codes", 24),
    ),
    CRITERIA: (
        Column("group", "Mã nhóm"),
        Column("code", "Mã tiêu chí"),
        Column("title", "Nội dung tiêu chí", width=60),
        Column("kind", "Thang điểm"),
        Column("points", "Điểm", "decimal"),
        Column("max", "Điểm tối đa", "decimal"),
        Column("step", "Bước điểm", "decimal"),
        Column("pass", "Mức đạt", "pass"),
        Column("unit", "Đơn vị tính"),
        Column("of", "Phép đo: number, ratio hoặc change"),
        Column("op", "Yêu cầu: phép so sánh"),
        Column("value", "Yêu cầu: giá trị", "decimal"),
        Column("per", "Điểm trừ mỗi lần", "decimal"),
        Column("need", "Số mục cần có", "integer"),
        Column("weight", "Trọng số", "decimal"),
        Column("knock_out", "Điểm liệt", "flag"),
        Column("exemptible", "Được xét bất khả kháng", "flag"),
        Column("may_be_not_applicable", "Có thể không áp dụng", "flag"),
        Column("evidence", "Tài liệu kiểm chứng", width=40),
        Column("evidence_required", "Bắt buộc có tài liệu", "flag"),
        Column("department", "Đơn vị thẩm định"),
        Column("guidance", "Hướng dẫn", width=40),
    ),
    ROWS: (
        Column("criterion", "Mã tiêu chí"),
        Column("code", "Mức (số) hoặc mã mục", "level"),
        Column("title", "Mô tả mức hoặc mục", width=60),
        Column("bound", "Mốc: from, above, to hoặc below"),
        Column("value", "Giá trị mốc", "decimal"),
        Column("points", "Điểm", "decimal"),
    ),
    CLASSES: (
        Column("code", "Mã loại"),
        Column("title", "Tên loại", width=30),
        Column("min_percent", "Từ % tổng điểm", "decimal"),
        Column("above_percent", "Trên % tổng điểm", "decimal"),
        Column("min_points", "Từ số điểm", "decimal"),
        Column("above_points", "Trên số điểm", "decimal"),
        Column("min_met", "Ít nhất số tiêu chí đạt", "integer"),
        Column("max_unmet", "Nhiều nhất số tiêu chí chưa đạt", "integer"),
        Column("each_group_min_percent", "Mỗi nhóm từ %", "decimal"),
        Column("group_min_percent", "Từng nhóm từ % (C: 70; D: 60)", "percents", 24),
        Column("no_knock_out", "Không có điểm liệt", "flag"),
        Column("met", "Phải đạt các tiêu chí", "codes", 24),
        Column("held_class", "Đã giữ loại"),
        Column("held_rounds", "Số kỳ liền trước", "integer"),
        Column("external", "Điều kiện nơi khác quyết định", "codes", 24),
    ),
}  # fmt: skip

SCALE_KEYS = ("kind", "points", "max", "step", "pass", "unit", "of", "per", "need")
CRITERION_FIELDS = (
    "code", "title", "weight", "knock_out", "exemptible", "may_be_not_applicable", "evidence", "evidence_required",
    "department", "guidance",
)  # fmt: skip
CONDITIONS = (
    "min_percent", "above_percent", "min_points", "above_points", "min_met", "max_unmet", "each_group_min_percent",
    "group_min_percent", "no_knock_out", "met", "external",
)  # fmt: skip
