"""One line in the log for each request, and a number by which a person can tell us of it.

    {"event": "request", "request": "9f2c41d07a", "path": "/cases/7", "answer": 200, "ms": 21, "person": 7}

The path has no query, the person is a number, and nothing that anybody wrote is in it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("heard.requests")
_QUIET = ("/healthz", "/readyz", "/static/")


class Requests:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = secrets.token_hex(5)
        request.heard_number = number  # type: ignore[attr-defined]
        began = time.perf_counter()
        structlog.contextvars.bind_contextvars(request=number)
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = number
            if not request.path.startswith(_QUIET):
                self._write(request, response, round((time.perf_counter() - began) * 1000))
            return response
        finally:
            structlog.contextvars.unbind_contextvars("request")

    @staticmethod
    def _write(request: HttpRequest, response: HttpResponse, milliseconds: int) -> None:
        user = request.__dict__.get(
            "_cached_user"
        )  # only if the page itself looked: the log asks the database nothing
        log.info(
            "request",
            method=request.method,
            path=request.path,
            answer=response.status_code,
            ms=milliseconds,
            person=getattr(user, "pk", None),
        )
