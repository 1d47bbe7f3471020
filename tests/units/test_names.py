"""The keys by which Vietnamese names are found and ordered."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.names import search_key, sort_key, strange_character

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
names = st.text(alphabet=LETTERS + LETTERS.upper() + " 0123456789", max_size=40)


@pytest.mark.parametrize(
    "text, key",
    [
        ("Hải Châu", "hai chau"),
        ("  HẢI   CHÂU ", "hai chau"),
        ("Hải Châu I", "hai chau 1"),
        ("hải châu 1", "hai chau 1"),
        ("HẢI CHÂU IV", "hai chau 4"),
        ("Đắk Đrông", "dak drong"),
        ("I", "i"),
        ("M'Nông", "m nong"),
        ("", ""),
    ],
)
def test_search_key_forgets_case_diacritics_and_roman_numbers(text, key):
    assert search_key(text) == key


def test_names_sort_as_vietnamese_dictionaries_do():
    ordered = [
        "An Hải",
        "An Khê",
        "Ăn Thịnh",
        "Ân Thi",
        "Ba",
        "Bà",
        "Bả",
        "Bã",
        "Bá",
        "Bạ",
        "Cẩm Lệ",
        "Đà Nẵng",
        "Hải Châu",
        "Hải Châu I",
        "Hải Châu II",
        "Hòa Vang",
        "Phường 2",
        "Phường 10",
        "Thanh Khê",
        "Ưng Hòa",
    ]
    shuffled = random.Random(4).sample(ordered, len(ordered))

    assert sorted(shuffled, key=sort_key) == ordered


@given(names)
def test_keys_are_the_same_however_the_keyboard_composes(name):
    decomposed = unicodedata.normalize("NFD", name)

    assert search_key(decomposed) == search_key(name)
    assert sort_key(decomposed) == sort_key(name)


@given(names, names)
def test_equal_sort_keys_mean_equal_words(one, other):
    """The order is total: two names stand at one place only when they are the same words."""

    def words(text):
        found = unicodedata.normalize("NFC", text).lower().split()
        roman = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
        found = [*found[:-1], roman.get(found[-1], found[-1])] if len(found) > 1 else found
        return [str(int(word)) if word.isdecimal() else word for word in found]

    assert (sort_key(one) == sort_key(other)) == (words(one) == words(other))


@given(st.text())
def test_any_text_has_a_sort_key_of_plain_digits(text):
    assert set(sort_key(text)) <= set("0123456789")


@pytest.mark.parametrize(
    "name", ["Hải Châu", "M'Nông", "Phường 12", "Đà Nẵng (cũ)", unicodedata.normalize("NFD", "Hòa")]
)
def test_official_name_is_accepted(name):
    assert strange_character(name) is None


@pytest.mark.parametrize(
    "name, shown", [("Hải Châu 😀", "😀 (U+1F600)"), ("Hải\u200bChâu", "(U+200B)"), ("=cmd|", "= (U+003D)")]
)
def test_strange_character_is_named(name, shown):
    assert strange_character(name) == shown
