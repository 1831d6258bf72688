"""Requests that no browser makes: a NUL character in the address or in a cookie, which PostgreSQL does not store.

    GET /cases/%00/     -> 400, and no page has to think of it

What is in a form is checked by the form.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from heard.site.problems import Unreadable, not_understood


class Readable:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = (request.path_info, *request.COOKIES.values())
        if any("\x00" in words for words in asked) or "%00" in request.META.get("QUERY_STRING", ""):
            return not_understood(request, Unreadable())
        return self.get_response(request)
