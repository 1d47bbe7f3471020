"""What was received, repeated in the sentence that says what is wrong with it."""

from datetime import date


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
