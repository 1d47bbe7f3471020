"""Documents for the tests of the PDF writer, beside those of `samples`. Invented throughout."""

import datetime as dt

from reports.content.document import Annex, Column, Heading, Row, Run, Signature, Table
from tests.reports.samples import full_document, small_document, table, words

SENTENCE = (
    "Thực hiện Kế hoạch của Ban Chỉ đạo (minh họa), các đơn vị đã chủ động tham mưu cấp ủy, chính quyền địa phương ban "
    "hành nhiều văn bản lãnh đạo, chỉ đạo; huy động sức mạnh của cả hệ thống chính trị và quần chúng nhân dân."
)


def report(**fields):
    """A report whose subject takes two lines, with a paragraph of several lines twice, and every level of heading."""
    blocks = (
        Heading(0, "Phần I", "Kết quả"),
        Heading(1, "I.", "Tình hình chung"),
        words(f"Thứ nhất. {SENTENCE} Hết một."),
        words(f"Thứ hai. {SENTENCE} Hết hai."),
        Heading(2, "1.", "Thuận lợi"),
        words("Cấp ủy quan tâm;", is_item=True),
        Heading(3, "a)", "Lực lượng"),
        words("Trên đây là báo cáo của Ban Chỉ đạo."),
    )
    named = {
        "number": 5,
        "date": dt.date(2026, 2, 5),
        "subject": "Kết quả xây dựng Công an phường điển hình, kiểu mẫu về an ninh trật tự, văn minh đô thị (minh họa)",
        "addressees": ("Bộ Công an (V05)",),
        "signatures": (Signature(("TM. Ban Chỉ đạo", "Trưởng ban"), "Phó Giám đốc Công an thành phố"),),
        "recipients": ("Các phòng nghiệp vụ",),
        "archive": "VT, PV05",
        **fields,
    }
    return small_document(*blocks, **named)


def minutes():
    """Minutes with two signatures, not numbered yet, with a gap."""
    return small_document(
        words("Cuộc họp gồm có:"),
        words("Đại diện đơn vị;", is_item=True),
        words(SENTENCE),
        table(rows=1),
        words("Biên bản kết thúc hồi 11 giờ."),
        signatures=(
            Signature(("Đại diện đơn vị",)),
            Signature(("TM. Đoàn thẩm định", "Trưởng đoàn"), "Trưởng phòng"),
        ),
        recipients=("Thành viên Đoàn",),
        archive="VT",
    )


def gap(text):
    return Run(text, is_gap=True)


def wide_table(rows):
    """A table of eight columns."""
    columns = tuple(Column(f"Cột {each}", 2 if each == 2 else 1) for each in range(1, 9))
    return Table("", columns, tuple(Row((each, "Nội dung", *range(6))) for each in range(rows)))


def with_annexes():
    return full_document(
        annexes=(
            Annex("Bảng tổng hợp kết quả", (table(rows=300),)),
            Annex("Trang thiết bị so với định mức", (wide_table(30),), is_landscape=True),
        )
    )
