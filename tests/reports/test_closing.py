"""How texts end, whom they address, who receives them."""

import pytest

from reports.content.closing import addressee_lines, closed, recipient_lines
from reports.content.document import Heading, Paragraph, Run
from tests.reports.samples import small_document, table, words


@pytest.mark.parametrize(
    ("text", "ended"),
    [("Hết.", "Hết./."), ("Hết", "Hết./."), ("Hết; ", "Hết./."), ("Hết./.", "Hết./."), ("Hết./. ", "Hết./. ")],
)
def test_last_paragraph_ends_with_the_sign_once(text, ended):
    (closing,) = closed((words(text),))

    assert closing.runs[-1].text == ended


@pytest.mark.parametrize("last", [Run("21", "số đạt"), Run("[gì]", is_gap=True)])
def test_figure_and_gap_stay_as_they_are(last):
    (closing,) = closed((Paragraph((last,), "ket-qua"),))

    assert closing == Paragraph((last, Run("./.")), "ket-qua")


@pytest.mark.parametrize("last", [table(), Heading(1, "I.", "Hết"), Paragraph(())])
def test_sign_stands_after_what_has_no_words(last):
    assert closed((last,))[-1].runs == (Run("./."),)


def test_nothing_has_no_end():
    assert closed(()) == ()


@pytest.mark.parametrize(
    ("addressees", "lines"),
    [
        ((), []),
        (("Bộ Công an.",), ["Bộ Công an"]),
        (("Bộ Công an;", "UBND thành phố"), ["- Bộ Công an;", "- UBND thành phố."]),
    ],
)
def test_addressees_are_marked_off(addressees, lines):
    assert addressee_lines(small_document(addressees=addressees)) == lines


def test_recipients_end_with_the_archive():
    document = small_document(addressees=("Bộ",), recipients=("như trên;", "Các phòng;"), archive="VT, PV05.")

    assert recipient_lines(document) == ["- Như trên;", "- Các phòng;", "- Lưu: VT, PV05."]
