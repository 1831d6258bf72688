"""Lets a page that takes files take them: before the form's token is read, since reading it reads the files.

    @entry(CASE) above @takes_files above the view

Somebody who is not signed in sends no file anywhere, and pages without the mark take none (`heard.site.uploads`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from heard.files.upload import SealedUpload


class Files:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            taking = getattr(request, "taking_files", None)
            if taking is not None:
                taking.end()

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, address: Any
    ) -> None:
        """Django asks this of each middleware in order, once it knows the view; the token's comes after."""
        if request.method == "POST" and getattr(view, "takes_files", False) and request.user.is_authenticated:
            taking = SealedUpload(request)
            request.upload_handlers = [taking]
            request.taking_files = taking  # type: ignore[attr-defined]
