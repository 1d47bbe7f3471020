"""Words with live figures: resolved, missing, changed."""

from reports.content.document import Paragraph, Run
from reports.content.prose import ChangedSentence, Figure, changed_sentences, names_in, paragraphs, sentences, values_of

MET = Figure("số đạt", "21", "Phiếu đánh giá", "/rounds/2021/")
ALL = Figure("số tiêu chí", "22", "Bộ tiêu chí")
STRENGTH = Figure("quân số", None, "Nguồn lực")
FIGURES = {each.name: each for each in (MET, ALL, STRENGTH)}


def test_reference_becomes_the_figure_with_its_source():
    (made,) = paragraphs("Đạt [[số đạt]]/[[số tiêu chí]].", FIGURES, slot="ket-qua")

    assert made == Paragraph(
        (Run("Đạt "), Run("21", "số đạt", "/rounds/2021/"), Run("/"), Run("22", "số tiêu chí"), Run(".")), "ket-qua"
    )


def test_reference_to_what_nobody_recorded_is_a_gap():
    (made,) = paragraphs("Có [[quân số]] người.", FIGURES)

    assert made.runs[1] == Run("[chưa có số liệu: quân số]", "quân số", is_gap=True)


def test_reference_to_no_figure_is_a_gap():
    (made,) = paragraphs("[[không có]]", FIGURES)

    assert made.runs == (Run("[chưa có số liệu: không có]", "không có", is_gap=True),)


def test_empty_proposal_asks_for_words():
    assert paragraphs("", FIGURES, slot="uu-diem", asks="Nêu ưu điểm.") == [
        Paragraph((Run("[Nêu ưu điểm.]", is_gap=True),), "uu-diem")
    ]


def test_emptied_words_leave_the_place_out():
    assert paragraphs(" \n ", FIGURES, slot="uu-diem") == []


def test_each_line_is_a_paragraph():
    assert [each.runs[0].text for each in paragraphs("Một.\n\n Hai. ", FIGURES)] == ["Một.", "Hai."]


def test_names_stand_once_in_order():
    assert names_in("[[b]] [[a]] [[b]]") == ["b", "a"]


def test_values_of_missing_figures_are_none():
    assert values_of("[[số đạt]] [[quân số]] [[gì]]", FIGURES) == {"số đạt": "21", "quân số": None, "gì": None}


def test_sentences_end_where_a_capital_follows():
    assert sentences("Đạt 1.234 điểm, tăng 0.5. Ước đạt [[a]]. Còn lại: ba.\nDòng hai") == [
        "Đạt 1.234 điểm, tăng 0.5.",
        "Ước đạt [[a]].",
        "Còn lại: ba.",
        "Dòng hai",
    ]


def test_changed_figure_names_its_sentence_only():
    text = "Đạt [[số đạt]] tiêu chí. Bộ có [[số tiêu chí]] tiêu chí."

    assert changed_sentences("ket-qua", text, {"số đạt": "20", "số tiêu chí": "22"}, FIGURES) == [
        ChangedSentence("ket-qua", "Đạt 20 tiêu chí.", "số đạt", "20", "21")
    ]


def test_figure_recorded_since_is_a_change():
    text = "Đạt [[số đạt]]."

    assert changed_sentences("k", text, {"số đạt": None}, FIGURES) == [
        ChangedSentence("k", "Đạt [số đạt].", "số đạt", None, "21")
    ]
