"""Rendered bodies of pages, kept as long as nothing that they show has changed (docs/adr/0008-kept-bodies.md)."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

HOUR = 3600


def kept_body(template, facts, context, *, token=None):
    """Return the template rendered with `context()`, made once for the same facts, language and day.

    `facts` must name everything that the body depends on, and whose eyes it is for: whoever changes any of it
    changes the key, so nothing is ever to be cleared. The body holds nothing of the request but, where it has
    forms, the reader's CSRF `token`, which is put in each time. What `context` raises is raised, and nothing kept.
    """
    known = repr((template, get_language(), timezone.localdate(), facts))
    key = f"body:{hashlib.sha256(known.encode()).hexdigest()}"
    # While templates are being written they are to be seen as they stand.
    body = None if settings.DEBUG else cache.get(key)
    if body is None:
        body = render_to_string(template, {**context(), "csrf_token": _place()} if token else context())
        cache.set(key, body, HOUR)
    # Safe: rendered by our template; a token is made of letters and digits.
    return mark_safe(body.replace(_place(), token)) if token else body


def _place():
    """What stands for the token in a kept body: nobody can type it, and every process knows the same."""
    return salted_hmac("accounts.kept", "token").hexdigest()
