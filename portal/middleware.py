"""What happens to every request before a view sees it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

Answer = Callable[[HttpRequest], HttpResponse]


def refuse_oversized_body(get_response: Answer) -> Answer:
    """Answer 413 from the Content-Length alone, so that a 3 GB upload costs nothing.

    A body without a length (chunked) needs no rule: Django reads such a body as empty.
    """
    limit = settings.MAX_UPLOAD_MB * 1024 * 1024

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) <= limit:
            return get_response(request)
        return render(request, "413.html", {"limit_mb": settings.MAX_UPLOAD_MB}, status=413)

    return middleware


def choose_language(get_response: Answer) -> Answer:
    """The language the reader chose (a cookie), else Vietnamese.

    Not LocaleMiddleware: it follows the browser, and an office PC with an English browser
    would show its Vietnamese officer an English portal that nobody asked for.
    """
    known = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        # Left active when the request ends: a streamed answer is written after this returns.
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware
