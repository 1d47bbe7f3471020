"""Addresses of pages, built once a page: a list of links costs one look-up of its pattern."""

from urllib.parse import urlencode

from django.urls import reverse

from assessments.models import RoundState

PLACE = 987654321


def unit_links(**parameters):
    """Return a function from a unit's key to its page's address, with the same parameters for all.

    `reverse` costs 20 µs: for the 280 cells of a heatmap one pattern is filled in instead.
    """
    pattern = reverse("portal:unit", args=[PLACE])
    query = with_query("", **parameters)
    return lambda unit: pattern.replace(str(PLACE), str(unit)) + query


def criterion_link(set_code, criterion_code):
    return reverse("portal:criterion", args=[set_code, criterion_code])


def with_query(address, **parameters):
    """Return the address with those parameters that have a value."""
    given = {key: value for key, value in parameters.items() if value not in (None, "")}
    return f"{address}?{urlencode(given)}" if given else address


def switch_links(switch, address):
    """Return the programmes and rounds of the top line as components/switch.html expects them.

    `address` takes a round and gives the page's address for it.
    """
    states = {value: str(label) for value, label in RoundState.choices}
    return {
        "programmes": [
            {
                "label": str(each.programme),
                "url": address(each),
                "current": each.programme_id == switch.round.programme_id,
                "note": "",
            }
            for each in switch.newest
        ],
        "rounds": [
            {
                "label": each.title,
                "url": address(each),
                "current": each.pk == switch.round.pk,
                "note": states[each.state],
            }
            for each in switch.rounds
        ],
    }
