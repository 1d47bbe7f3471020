"""What happens to every request before a view sees it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

Answer = Callable[[Any], HttpResponse]


class HtmxRequest(HttpRequest):
    """A request as `django_htmx` leaves it."""

    htmx: HtmxDetails


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


def lead_back_to_the_page(get_response: Answer) -> Answer:
    """Let the sign-in of a lapsed session lead back to the page that was open.

    A form's own address takes only POST, and the address of a page's part shows only that part: neither is a place to
    come back to. What htmx sent gets 401, so that no sign-in is put into the page and the draft counts as not sent.
    """

    def middleware(request: HtmxRequest) -> HttpResponse:
        response = get_response(request)
        is_of_a_page = request.method == "POST" or bool(request.htmx)
        page = _page_behind(request) if is_of_a_page and _asks_to_sign_in(response) else ""
        if not page:
            return response
        login = redirect_to_login(page)
        return HttpResponse(status=401, headers={"HX-Redirect": login.url}) if request.htmx else login

    return middleware


def _asks_to_sign_in(response: HttpResponse) -> bool:
    place = urlsplit(response.headers.get("Location", ""))
    return response.status_code == 302 and place.path == resolve_url(settings.LOGIN_URL) and "next=" in place.query


def _page_behind(request: HtmxRequest) -> str:
    """The path of the page on which a form or a link was pressed; "" when it is not known or not of this site."""
    if request.htmx:
        return request.htmx.current_url_abs_path or ""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return ""
    place = urlsplit(referer)
    return place._replace(scheme="", netloc="", fragment="").geturl()
