"""Addresses of pages that stand beside these."""

from urllib.parse import urlencode

from django.urls import reverse


def with_query(address, **parameters):
    """Return the address with those parameters that have a value."""
    given = {key: value for key, value in parameters.items() if value not in (None, "")}
    return f"{address}?{urlencode(given)}" if given else address


def downloads(name, parameters):
    """Return [{"label", "url"}] of a list's two files, narrowed as the list is; `parameters` is `request.GET`."""
    query = parameters.copy()
    query.pop("page", None)
    query = f"?{query.urlencode()}" if query else ""
    return [{"label": kind.upper(), "url": f"{reverse(name, args=[kind])}{query}"} for kind in ("csv", "xlsx")]
