"""Documents for the tests of content and writers. Invented throughout."""

import datetime as dt
from decimal import Decimal

from reports.content.document import (
    Annex,
    Column,
    Document,
    Heading,
    Issuer,
    Mark,
    Paragraph,
    Picture,
    Row,
    Run,
    Signature,
    Table,
)

COMMITTEE = Issuer("Công an thành phố Đà Nẵng", "Ban Chỉ đạo xây dựng đơn vị điển hình", "BCĐ", "Đà Nẵng")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 120" width="400" height="120">'
    '<rect x="10" y="20" width="200" height="30" fill="#1f5f8b"/>'
    '<text x="10" y="80" font-family="Be Vietnam Pro, sans-serif" font-size="13">Đạt 21/22 tiêu chí</text></svg>'
)


def words(text, **fields):
    return Paragraph((Run(text),), **fields)


def small_document(*blocks, **fields):
    """A report of one paragraph, or of these blocks."""
    named = {"subject": "Kết quả xây dựng phường điển hình (minh họa)", **fields}
    return Document("round_report", "Báo cáo", "BC", COMMITTEE, blocks=blocks or (words("Một đoạn."),), **named)


def table(rows=3, columns=3):
    """A table with text, whole numbers and decimals; the last row is a total."""
    made = tuple(Row((f"Đơn vị {each}", each * 1000, Decimal(each) / 2)[:columns]) for each in range(1, rows + 1))
    labels = (Column("Đơn vị", 3), Column("Số", 1, "right"), Column("Tỷ lệ (%)", 1, "right"))
    total = Row(("Cộng", rows * 1000, None)[:columns], is_strong=True)
    return Table("Bảng số liệu", labels[:columns], (*made, total), "Ghi chú (minh họa).", "Số liệu")


def full_document(**fields):
    """A document with every part that the content model knows."""
    blocks = (
        words("Căn cứ Kế hoạch của Ban Chỉ đạo (minh họa), kết quả như sau:"),
        Heading(1, "I.", "Tình hình chung"),
        Heading(2, "1.", "Đặc điểm"),
        Paragraph((Run("Đạt "), Run("21", "số đạt", "/rounds/2021/"), Run("/22 tiêu chí.")), "ket-qua"),
        Heading(3, "a)", "Lực lượng"),
        words("Một ý trong danh sách;", is_item=True),
        Paragraph((Run("[chưa có số liệu: quân số]", "quân số", is_gap=True),), "quan-so"),
        Heading(1, "II.", "Kết quả"),
        table(),
        Picture(SVG, "Thanh: đạt 21 trên 22 tiêu chí.", "Kết quả theo nhóm"),
    )
    named = {
        "number": 5,
        "date": dt.date(2026, 2, 5),
        "addressees": ("Bộ Công an (V05)", "UBND thành phố Đà Nẵng"),
        "signatures": (Signature(("TM. Ban Chỉ đạo", "Trưởng ban"), "Phó Giám đốc Công an thành phố"),),
        "recipients": ("Như trên", "Các phòng nghiệp vụ"),
        "archive": "VT, PV05",
        "annexes": (
            Annex("Bảng tổng hợp kết quả", (table(rows=60),)),
            Annex("Trang thiết bị so với định mức", (table(),), is_landscape=True),
        ),
        "is_illustrative": True,
        "mark": Mark("K7QF-29XM-4T", "https://portal.example/verify/K7QF-29XM-4T"),
        **fields,
    }
    return small_document(*blocks, **named)
