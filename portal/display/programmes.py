"""The other programmes on the overview, an entry each."""

from portal.display import words


def entries(found, address):
    """Return the entries of components/entry.html; `address` takes a round's code."""
    return [
        {
            "title": str(each.round.programme),
            "url": address(each.round.code),
            "facts": [each.round.title, "; ".join(_unit(unit, each.round) for unit in each.best)],
        }
        for each in found
    ]


def _unit(unit, shown):
    result = words.headline(shown.criteria_set.counts_met, unit.met, unit.applicable, unit.percent)
    # A name and its result stay on one line.
    return f"{unit.full_name}\N{NO-BREAK SPACE}{result}"
