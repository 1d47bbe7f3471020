"""Column types that keep text comparable: NFC on the way in, and stored keys for finding and sorting."""

import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from units import names


def refuse_strange_character(value):
    """A validator: an official name or code holds letters, digits and plain punctuation, no emoji."""
    if strange := names.strange_character(value):
        raise ValidationError(
            _("Chỉ dùng chữ, số và dấu câu thông thường; hãy bỏ ký tự %(strange)s."), params={"strange": strange}
        )


def to_nfc(value):
    """Return text in Unicode NFC; anything else (None, expressions) unchanged.

    Keyboards and old spreadsheets deliver "Hòa" decomposed (NFD); stored as typed it would neither
    be found nor equal to itself.
    """
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


class LineField(models.CharField):
    """One line of text, kept in NFC."""

    def to_python(self, value):
        return to_nfc(super().to_python(value))

    def get_prep_value(self, value):
        return to_nfc(super().get_prep_value(value))


class ProseField(models.TextField):
    """Any number of lines of text, kept in NFC."""

    def to_python(self, value):
        return to_nfc(super().to_python(value))

    def get_prep_value(self, value):
        return to_nfc(super().get_prep_value(value))


class KeyField(models.CharField):
    """A key computed from a property of the row by save and bulk_create; not by update and bulk_update."""

    def __init__(self, *args, source="name", **kwargs):
        self.source = source
        kwargs.setdefault("max_length", 400)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def make_key(self, text):
        raise NotImplementedError

    def pre_save(self, model_instance, add):
        key = self.make_key(getattr(model_instance, self.source))[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key


class SearchKeyField(KeyField):
    """What a search is matched against: see `units.names.search_key`."""

    def make_key(self, text):
        return names.search_key(text)


class SortKeyField(KeyField):
    """What names are ordered by: see `units.names.sort_key`."""

    def make_key(self, text):
        return names.sort_key(text)
