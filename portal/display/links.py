"""Addresses of pages, built once a page: a list of links costs one look-up of its pattern."""

from urllib.parse import urlencode

from django.urls import reverse

from accounts.kept import kept_body
from assessments.models import RoundState

PLACE = 987654321
CODE = "code-of-a-round"


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


def round_links(name):
    """Return a function from a round's code to its address under this name; one look-up for all."""
    pattern = reverse(name, args=[CODE])
    return lambda code: pattern.replace(CODE, code)


def scope(choices):
    """Return the top line's switches, rendered (components/scope.html)."""
    return kept_body("components/scope.html", choices, lambda: {"scope": choices})


def switch_scope(switch, address):
    """Return the top line's programmes and rounds, rendered; `address` takes a round's code."""
    states = {value: str(label) for value, label in RoundState.choices}
    shown = switch.round
    programmes = [
        {
            "label": str(each.programme),
            "url": address(each.code),
            "current": each.programme_id == shown.programme_id,
            "note": "",
        }
        for each in switch.newest
    ]
    rounds = [
        {"label": each.title, "url": address(each.code), "current": each.pk == shown.pk, "note": states[each.state]}
        for each in switch.rounds
    ]
    return scope({"programmes": programmes, "rounds": rounds})
