"""Where a second factor is required, nobody sees anything before they have given theirs, or set one up.

It looks at the view that an address leads to. A view is let through where anybody may enter it, or where it says
`before_second_factor`, as the pages that set one up and the button "Sign out" do. A new page need say nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from heard.accounts import factors, signed_in


class SecondFactorFirst:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead away from the view where a second factor is wanting."""
        if getattr(view, "login_required", True) is False or getattr(view, "before_second_factor", False):
            return None
        person = request.user
        if not person.is_authenticated or not factors.is_wanting(request, person):
            return None
        where = request.get_full_path() if request.method == "GET" else "/"
        if factors.has_one(person):
            # It was set up in another session after this one began. Signing in again asks for it.
            signed_in.leave(request)
            return redirect_to_login(where)
        return HttpResponseRedirect(f"{reverse('set-up-app')}?{urlencode({'next': where})}")
