"""Finding rows by the words of their stored key, with or without diacritics."""

from django.db.models import Q


def containing(search_key):
    """Return the condition that a row's `search_key` has a word that starts as each word of the search does."""
    condition = Q()
    for word in search_key.split():
        condition &= Q(search_key__startswith=word) | Q(search_key__contains=f" {word}")
    return condition
