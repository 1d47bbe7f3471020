"""What is wrong with a criteria file, and where."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fault:
    """`place` is a JSON pointer, or sheet!cell of a workbook; `message` says what was received and how to mend it."""

    place: str
    message: str

    def __str__(self):
        return f"{self.place}: {self.message}" if self.place else self.message


class FileRefused(ValueError):
    """Every fault of one file at once; nothing was stored."""

    def __init__(self, faults):
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def shown(value, most=60):
    """What was received, short enough to repeat in a sentence."""
    try:
        text = value if isinstance(value, str) else _json_like(value)
    except ValueError:
        # Python won't write out a whole number of more than 4,300 digits.
        text = type(value).__name__
    # A lone surrogate can be received, but never printed.
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= most else text[: most - 1] + "…"


def _json_like(value):
    words = {True: "true", False: "false", None: "null"}
    if value is None or isinstance(value, bool):
        return words[value]
    if isinstance(value, date):
        return value.isoformat()
    return repr(value)
