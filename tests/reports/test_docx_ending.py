"""The end of a DOCX: who signs, who receives, the code, the annexes."""

import pytest
from docx.oxml.ns import qn

from reports.content.document import Annex, Signature
from tests.reports.docx_samples import BLOCKS, FORM, read, section_elements, style, style_of, text_of, texts
from tests.reports.samples import full_document, small_document, table, words

CHIEF = Signature(("TM. Ban Chỉ đạo", "Trưởng ban"), "Phó Giám đốc Công an thành phố")
UNIT = Signature(("Đại diện đơn vị",), "Trưởng Công an phường")
PEOPLE = {"recipients": ("Các phòng nghiệp vụ",), "archive": "VT, PV05"}


def cells(element):
    """The texts of a layout table's cells, and their styles: [[(style, text), …], …]."""
    return [[(style_of(each), text_of(each)) for each in cell.iter(qn("w:p"))] for cell in element.iter(qn("w:tc"))]


def last_table(opened):
    return opened.tables[-1]._tbl


def test_one_signature_stands_at_the_right_beside_the_recipients():
    left, right = cells(last_table(read(small_document(signatures=(CHIEF,), **PEOPLE))))

    assert left == [
        ("RecipientsLabel", BLOCKS["Nơi nhận"]["label"]["text"]),
        ("Recipient", "- Các phòng nghiệp vụ;"),
        ("Recipient", "- Lưu: VT, PV05."),
    ]
    assert right == [
        ("Authority", "TM. BAN CHỈ ĐẠO"),
        ("Authority", "TRƯỞNG BAN"),
        ("SignatureSpace", ""),
        ("Authority", "PHÓ GIÁM ĐỐC CÔNG AN THÀNH PHỐ"),
        ("SignerName", ""),
    ]


def test_committees_signature_is_in_the_order_of_the_form():
    (_left, right) = cells(last_table(read(small_document(signatures=(CHIEF,)))))
    example = [each for each in FORM["committee_signature_example"] if each not in ("(chữ ký)", "<cấp bậc> Họ và tên")]

    assert [text for code, text in right if code == "Authority"] == example


def test_signature_without_a_post_leaves_only_room():
    (_left, right) = cells(last_table(read(small_document(signatures=(Signature(("Tổ trưởng",)),)))))

    assert right == [("Authority", "TỔ TRƯỞNG"), ("SignatureSpace", ""), ("SignerName", "")]


def test_room_to_sign_is_two_centimetres():
    spacing = style(read(small_document(signatures=(CHIEF,))), "SignatureSpace").paragraph_format

    assert spacing.line_spacing.mm > 20


def test_two_sign_side_by_side_with_recipients_beneath():
    opened = read(small_document(signatures=(UNIT, CHIEF), **PEOPLE))
    left, right = cells(last_table(opened))

    assert [left[0], right[0]] == [("Authority", "ĐẠI DIỆN ĐƠN VỊ"), ("Authority", "TM. BAN CHỈ ĐẠO")]
    assert texts(opened, "Recipient") == ["- Các phòng nghiệp vụ;", "- Lưu: VT, PV05."]
    assert [each.text for each in opened.paragraphs][-3:] == ["Nơi nhận:", "- Các phòng nghiệp vụ;", "- Lưu: VT, PV05."]


def test_two_who_sign_have_the_same_room():
    opened = read(small_document(signatures=(UNIT, CHIEF)))
    first, second = (column.width for column in opened.tables[-1].columns)

    assert first == second


def test_nobody_signs_below_a_page_of_its_own():
    opened = read(small_document(words("Đoạn cuối."), signatures=(CHIEF,), mark=full_document().mark, **PEOPLE))
    signed = last_table(opened)
    between = signed.getprevious()
    last = between.getprevious()

    assert text_of(last) == "Đoạn cuối./."
    assert [each.pPr.find(qn("w:keepNext")) is not None for each in (last, between)] == [True, True]
    assert [each.tag for each in signed.tr_lst[0].trPr] == [qn("w:cantSplit")]


def test_many_recipients_may_go_on_overleaf():
    opened = read(small_document(signatures=(CHIEF,), recipients=tuple(f"Đơn vị {each}" for each in range(60))))

    assert list(last_table(opened).tr_lst[0].trPr) == []


def test_nhu_tren_comes_first_when_somebody_is_addressed():
    opened = read(small_document(addressees=("Bộ Công an",), recipients=("Các phòng", "Như trên"), archive="VT, PV05"))

    assert texts(opened, "Recipient") == ["- Như trên;", "- Các phòng;", "- Lưu: VT, PV05."]


def test_nhu_tren_needs_an_addressee():
    opened = read(small_document(recipients=("Như trên", "Các phòng"), archive="VT"))

    assert texts(opened, "Recipient") == ["- Các phòng;", "- Lưu: VT."]


def test_last_recipient_ends_with_a_full_stop_without_an_archive():
    assert texts(read(small_document(recipients=("Một", "Hai"))), "Recipient") == ["- Một;", "- Hai."]


def test_document_for_nobody_has_no_noi_nhan():
    opened = read(small_document(signatures=(CHIEF,)))

    assert texts(opened, "RecipientsLabel") == []


def test_published_document_carries_code_address_and_qr():
    opened = read(full_document())
    described = [each.docPr.get("descr") for each in opened.element.iter(qn("wp:inline"))]

    assert texts(opened, "MarkCode") == ["", "Mã tra cứu: K7QF-29XM-4T"]
    assert texts(opened, "MarkAddress") == ["https://portal.example/verify/K7QF-29XM-4T"]
    assert described[-1] == "Mã QR dẫn tới trang tra cứu văn bản K7QF-29XM-4T"


def test_draft_carries_no_code():
    opened = read(full_document(mark=None))

    assert texts(opened, "MarkCode") + texts(opened, "MarkAddress") == []


# ---------------------------------------------------------------- annexes


def test_annexes_are_numbered_in_roman_and_begin_sections_of_their_own():
    opened = read(full_document())

    heads = [[text_of(each) for each in part[:3]] for part in section_elements(opened)[1:]]

    assert heads == [
        [
            "Phụ lục I",
            "Bảng tổng hợp kết quả",
            "(Kèm theo Báo cáo số 05/BC-BCĐ ngày 05 tháng 02 năm 2026 của Ban Chỉ đạo xây dựng đơn vị điển hình)",
        ],
        [
            "Phụ lục II",
            "Trang thiết bị so với định mức",
            "(Kèm theo Báo cáo số 05/BC-BCĐ ngày 05 tháng 02 năm 2026 của Ban Chỉ đạo xây dựng đơn vị điển hình)",
        ],
    ]


def test_single_annex_has_no_number():
    assert texts(read(small_document(annexes=(Annex("Bảng", (table(),)),))), "AnnexName") == ["Phụ lục"]


def test_annexes_begin_on_new_pages():
    opened = read(full_document())

    assert [each._sectPr.find(qn("w:type")).get(qn("w:val")) for each in opened.sections] == ["nextPage"] * 3


def test_table_of_an_annex_stands_in_its_section():
    parts = section_elements(read(full_document()))

    assert [sum(each.tag == qn("w:tbl") for each in part) for part in parts] == [3, 1, 1]


@pytest.mark.parametrize("count", [0, 5])
def test_every_annex_has_one_section(count):
    opened = read(small_document(annexes=tuple(Annex(f"Phụ lục {each}", (words("Chữ."),)) for each in range(count))))

    assert len(opened.sections) == count + 1
