"""Addresses with filters in them, so that a list's filters stay in the address and can be kept as a bookmark.

`with_query(request, page=2)` is "?who=mine&page=2". A value of None takes the key out. It does not build
paths: `url` does.
"""

from __future__ import annotations

from django.http import HttpRequest


def with_query(request: HttpRequest, **changes: object) -> str:
    """The current query string with `changes` made, starting with "?" ("?" alone when nothing is left)."""
    query = request.GET.copy()
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return "?" + query.urlencode()
