"""Search: a box on every page, and the page of what was found, narrowed and in pages.

    POST /search/  words=short breaks      -> /search/?look=Xa3-9fQk

What was typed is kept in the session, and the address has only a number for it: a child's name would otherwise stay in
the browser's history and in the logs of whatever stands between. Filters, which name nobody, are in the address.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heard.cases import worklist
from heard.design.addresses import with_query
from heard.office import search_shown
from heard.office.entry import WITH_POST, Visit, entry
from heard.search import finding
from heard.search.asking import LONGEST, MOST
from heard.search.finding import KINDS, PER_PAGE, Found, Look, find
from heard.search.suggesting import suggestion

KEPT = "searches"
KEPT_MOST = 20
_FILTERS = ("kind", "team", "procedure", "stage", "state", "folder", "since", "until")


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def search(visit: Visit) -> HttpResponse:
    if visit.request.method == "POST":
        return _kept(visit.request)
    asked = visit.request.GET
    token = asked.get("look", "")[:20]
    typed = visit.request.session.get(KEPT, {}).get(token)
    look = look_at(visit, asked, typed or "")
    found = find(look)
    nothing = typed is not None and not found.total
    context = {
        "look": look,
        "token": token,
        "typed": typed,
        "forgotten": bool(token) and typed is None,
        "found": found,
        "hits": search_shown.shown(found.hits, visit.person, visit.on),
        "page": _numbered(found),
        "choices": worklist.choices(visit.person, visit.on),
        "folders": search_shown.folders(visit.person, visit.on),
        "kinds": search_shown.kinds(),
        "narrowed": any(getattr(look, name) for name in _FILTERS),
        "clear": with_query(visit.request, **dict.fromkeys([*_FILTERS, "page"])),
        "notice": _notice(found) if typed is not None else "",
        "meant": suggestion(found.asked) if nothing and not found.slow else "",
    }
    return render(visit.request, "office/search.html", context)


def look_at(visit: Visit, asked: Mapping[str, str], typed: str) -> Look:
    """What the address asks for, of what was typed. Anything that it does not know is left out."""
    page = asked.get("page", "")
    known = _known(visit, {name: asked.get(name, "")[:80].replace("\x00", "") for name in _FILTERS})
    return Look(
        visit.person,
        visit.on,
        typed,
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        by="newest" if asked.get("by") == "newest" else "best",
        page=int(page) if page.isdecimal() and len(page) < 5 else 1,
        **known,
    )


def _known(visit: Visit, given: Mapping[str, str]) -> dict[str, Any]:
    """The filters whose value is one that this person is offered; what they are not offered is as if not asked."""
    offered = worklist.choices(visit.person, visit.on)
    values = {
        "kind": set(KINDS),
        "state": {"open", "closed"},
        "team": {value for value, _ in offered.teams},
        "procedure": {value for value, _ in offered.procedures},
        "stage": {value for value, _ in offered.stages},
        "folder": {value for value, _ in search_shown.folders(visit.person, visit.on)},
    }
    return {name: given[name] for name, known in values.items() if given[name] in known}


def _kept(request: HttpRequest) -> HttpResponse:
    """Keep what was typed for as long as the session lasts, the newest few, and go to the page of what is found."""
    typed = request.POST.get("words", "")[: LONGEST * 4].replace("\x00", " ").strip()
    if not typed:
        return HttpResponseRedirect(reverse("search"))
    before: dict[str, str] = request.session.get(KEPT, {})
    token = next((one for one, words in before.items() if words == typed), secrets.token_urlsafe(6))
    after = {one: words for one, words in before.items() if one != token}
    request.session[KEPT] = dict([*list(after.items())[-KEPT_MOST + 1 :], (token, typed)])
    return HttpResponseRedirect(f"{reverse('search')}?{urlencode({'look': token})}")


def _day(given: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(given[:10])
    return None


def _numbered(found: Found) -> Page[int]:
    """Where we are, in the form that the pages component takes."""
    return Paginator(range(found.total), PER_PAGE).page(min(found.page, found.pages))


def _notice(found: Found) -> str:
    """What has to be said of the question itself; "" where there is nothing."""
    asked = found.asked
    if asked.too_long:
        return _("That is too long to look for. Type up to %(most)s letters: the words that matter most.") % {
            "most": LONGEST
        }
    if not asked.clauses:
        return _(
            "There is no word in that. Type a name, a reference, a date of birth, or words from a complaint."
        )
    if not asked.wanted:
        return _("Words with a minus are left out of what is found. Type also what to look for.")
    if found.slow:
        return _(
            "That took too long, since it is in very many places. Add a name or another word, or choose a filter."
        )
    if asked.too_many:
        return _("Only the first %(most)s words were looked for.") % {"most": MOST}
    if found.more:
        return _(
            "More than %(most)s were found. Only the newest are listed. Add a word, or choose a filter."
        ) % {"most": f"{finding.MOST:,}"}
    return ""
