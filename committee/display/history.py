"""The history of one thing in words."""


def history(lines, words):
    """Return what components/history.html expects of `queries.history.HistoryLine`s.

    `words`: {verb: lazy sentence}. `data["note"]` or `data["reason"]` of an event is its note.
    """
    return [
        {
            "at": line.at,
            "post": line.post,
            "words": str(words.get(line.verb, line.verb)),
            "note": line.data.get("note") or line.data.get("reason") or "",
        }
        for line in lines
    ]
