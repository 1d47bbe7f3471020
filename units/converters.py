"""Parts of addresses; importing this module makes `<key:…>` known."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """A whole number that a key column can hold: any longer would be an error of the database, not a 404."""

    regex = "[0-9]{1,18}"


register_converter(KeyConverter, "key")
