"""What the file is: PDF/A-2b and PDF/UA-1, tagged, with its fonts, its drawings as vectors, and nothing that acts."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from reports.content.document import Heading
from reports.writers import pdf_file, write
from tests.reports.pdf_reading import all_objects, name, opened, read, whole_text
from tests.reports.pdf_samples import minutes, report
from tests.reports.samples import full_document, small_document, words


@pytest.fixture(scope="module")
def content():
    return pdf_file.write(full_document())


@pytest.fixture(scope="module")
def objects(content):
    return list(all_objects(content))


@pytest.fixture(scope="module")
def catalog(content):
    return opened(content).doc.catalog


def test_file_says_that_it_is_pdf_a_2b(content):
    assert re.search(rb"<pdfaid:part>(\d)</pdfaid:part>", content)[1] == b"2"
    assert re.search(rb"<pdfaid:conformance>(\w)</pdfaid:conformance>", content)[1] == b"B"


def test_file_says_that_it_is_pdf_ua_1(content):
    assert re.search(rb"<pdfuaid:part>(\d)</pdfuaid:part>", content)[1] == b"1"


def test_file_names_title_issuer_and_keywords(content):
    info = opened(content).metadata
    assert info["Title"] == "Báo cáo – Kết quả xây dựng phường điển hình (minh họa)"
    assert info["Author"] == "Ban Chỉ đạo xây dựng đơn vị điển hình"
    assert info["Keywords"] == "Báo cáo, BC-BCĐ"


def test_file_is_tagged_in_vietnamese(catalog):
    assert "StructTreeRoot" in catalog
    assert catalog["MarkInfo"]["Marked"] is True
    assert catalog["Lang"].decode().startswith("vi")


def test_pictures_carry_their_alternative(objects):
    alternatives = [name(each["Alt"]) for each in objects if "Alt" in each]
    texts = [each.decode("utf-16" if each.startswith(b"\xfe\xff") else "utf-8") for each in alternatives]
    assert [text for text in texts if not text.startswith("Mã QR")] == ["Thanh: đạt 21 trên 22 tiêu chí."]
    assert [text for text in texts if text.startswith("Mã QR")] == ["Mã QR dẫn tới trang tra cứu văn bản K7QF-29XM-4T"]


def test_headings_and_tables_are_tagged_as_what_they_are(objects):
    roles = {name(each["S"]) for each in objects if "P" in each and "S" in each}
    assert {"H1", "H2", "H3", "H4", "P", "Table", "TH", "TD", "Figure"} <= roles


def test_outline_lists_the_headings(content):
    listed = [(level, title) for level, title, *_ in opened(content).doc.get_outlines()]
    assert listed[:3] == [
        (1, "BÁO CÁO Kết quả xây dựng phường điển hình (minh họa)"),
        (2, "I. TÌNH HÌNH CHUNG"),
        (3, "1. Đặc điểm"),
    ]
    assert (1, "Phụ lục II TRANG THIẾT BỊ SO VỚI ĐỊNH MỨC") in listed


def test_drawings_are_vectors(objects):
    assert [each for each in objects if name(each.get("Subtype")) == "Image"] == []


def test_every_font_is_in_the_file(objects):
    described = [each for each in objects if name(each.get("Type")) == "FontDescriptor"]
    assert len(described) >= 4
    assert all({"FontFile", "FontFile2", "FontFile3"} & set(each) for each in described)


def test_drawings_are_set_in_the_screen_font(objects):
    fonts = [name(each["FontName"]) for each in objects if name(each.get("Type")) == "FontDescriptor"]
    assert [font.split("+")[1] for font in fonts if "Vietnam" in font] == ["BeVietnamPro-Regular"]


def test_nothing_in_the_file_acts(objects, catalog):
    actions = {"JavaScript", "JS", "Launch", "URI", "SubmitForm", "AA", "OpenAction", "EmbeddedFile"}
    assert {name(each.get("S")) for each in objects} & actions == set()
    assert {key for each in (*objects, catalog) for key in each} & (actions - {"URI"}) == set()


def test_document_with_a_date_is_the_same_bytes_each_time():
    assert pdf_file.write(report()) == pdf_file.write(report())


def test_document_is_stamped_with_its_date():
    assert opened(pdf_file.write(report())).metadata["CreationDate"].startswith("D:20260205")


def test_draft_is_stamped_with_the_day_it_is_written():
    stamp = opened(pdf_file.write(minutes())).metadata["CreationDate"]
    assert stamp[2:10] in {f"{dt.datetime.now(dt.UTC) - dt.timedelta(minutes=late):%Y%m%d}" for late in (0, 1)}


def test_levels_that_skip_are_set_all_the_same():
    blocks = (Heading(3, "a)", "Điểm"), words("Một."), Heading(1, "I.", "Mục"), Heading(3, "b)", "Điểm"), words("Hai."))
    outline = [
        (level, title) for level, title, *_ in opened(pdf_file.write(small_document(*blocks))).doc.get_outlines()
    ]
    assert outline[1:] == [(2, "a) Điểm"), (2, "I. MỤC"), (3, "b) Điểm")]


def test_threads_write_at_the_same_time_without_mixing():
    documents = [small_document(words(f"Văn bản số {each}."), subject=f"Việc {each}") for each in range(12)]
    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(pdf_file.write, documents))
    assert [f"Văn bản số {each}./." in whole_text(read(content)) for each, content in enumerate(written)] == [True] * 12


def test_writer_is_found_by_its_format():
    assert write(small_document(), "pdf").startswith(b"%PDF-1.7")
