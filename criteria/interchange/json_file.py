"""The JSON form of a criteria set."""

import json
from collections import Counter

from units.files import parse_json


class _Object(dict):
    """A JSON object that remembers which keys were written twice: json keeps the last and says nothing."""

    def __init__(self, pairs):
        super().__init__(pairs)
        times = Counter(key for key, _value in pairs)
        self.repeated_keys = [key for key in times if times[key] > 1]


def read_json(content):
    """The raw document in these bytes; raises FileRefused when they aren't JSON in UTF-8."""
    return parse_json(content, object_pairs_hook=_Object)


def write_json(document):
    """A normalised document as UTF-8 bytes, one key a line, in the order of the format."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
