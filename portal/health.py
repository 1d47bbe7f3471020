"""Two views for machines: is the portal alive, and the yardstick of `make bench`."""

import logging

from django.contrib.auth.decorators import login_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@require_safe
@never_cache
def report_health(request: HttpRequest) -> JsonResponse:
    """200 {"status": "ok"} when the database answers, else 503; needs no sign-in, tells no more."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The database does not answer")
        return JsonResponse({"status": "database unavailable"}, status=503)
    return JsonResponse({"status": "ok"})


@login_required
@require_safe
def hello_auth(request: HttpRequest) -> HttpResponse:
    """Reads the session and its user, nothing else: the least that a signed-in page can cost."""
    return HttpResponse(f"hello {request.user.get_username()}", content_type="text/plain")
