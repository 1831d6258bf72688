"""Somebody who visits pages over one connection that is kept open, with cookies: `Visitor(port).get("/")`.

It checks what it gets, so that a page of errors is not measured as a fast page.
"""

from __future__ import annotations

import http.client
import re
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode


class Visitor:
    """One browser's worth of requests."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, path: str, *, expect: str = "", status: int = 200) -> str:
        """The page at a path."""
        return self._ask("GET", path, None, status, expect)

    def post(self, path: str, form: dict[str, str], *, status: int = 302) -> str:
        """Post a form."""
        return self._ask("POST", path, urlencode(form), status, "")

    def sign_in(self, email: str, password: str) -> None:
        """Sign in as a person would."""
        form = fields(self.get("/sign-in/"))
        self.post("/sign-in/", {**form, "username": email, "password": password})

    def _ask(self, method: str, path: str, body: str | None, status: int, expect: str) -> str:
        origin = f"http://127.0.0.1:{self.connection.port}"
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Origin": origin,
            "Referer": origin + path,
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.update({n: m.value for n, m in SimpleCookie(value).items()})
        if answer.status != status or expect not in text:
            raise AssertionError(
                f"{method} {path}: {answer.status}, not {status}, or without “{expect}”.\n{text[:2000]}"
            )
        return text


def fields(page: str) -> dict[str, str]:
    """What the hidden fields of a page's forms hold."""
    hidden = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    found = {}
    for one in hidden:
        name, value = re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)
        if name:
            found[name[1]] = unescape(value[1]) if value else ""
    return found
