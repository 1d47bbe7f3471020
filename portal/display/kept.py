"""Page bodies kept as long as nothing that they show has changed (docs/adr/0008-kept-bodies.md)."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

HOUR = 3600


def kept_body(template, facts, context):
    """Return the template rendered with `context()`, made once for the same facts, language and day.

    `facts` must name everything that the body depends on: whoever changes any of it changes the key, so nothing
    is ever to be cleared. The body holds nothing of the request (no token, no name of the reader).
    """
    known = repr((template, get_language(), timezone.localdate(), facts))
    key = f"body:{hashlib.sha256(known.encode()).hexdigest()}"
    # While templates are being written they are to be seen as they stand.
    body = None if settings.DEBUG else cache.get(key)
    if body is None:
        body = render_to_string(template, context())
        cache.set(key, body, HOUR)
    return body
