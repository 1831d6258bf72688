"""Who may enter a page: said on the view itself, and held there before the view runs.

    @require_safe
    @entry(CASE)
    def case_page(visit: CaseVisit) -> HttpResponseBase: ...

OPEN is anybody; SIGNED_IN with an account; WITH_POST with a post or a part in a case today; CASE who may see the case,
CHILD who may see something of the child's file: for everybody else there is no such page. Acts: `access.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse

from heard.authority.today import today
from heard.cases import seen
from heard.cases.models import Case, CaseRole
from heard.files.access import Openable, folders_of
from heard.office import trace
from heard.people.access import current, posts_read_once, reach
from heard.people.models import Child, Person
from heard.people.wall import as_person

OPEN, SIGNED_IN, WITH_POST, CASE = "open", "signed in", "with a post", "may see the case"
CHILD = "may see something of the child's file"

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Visit:
    """Somebody on a page: the request, who it is, and the day, asked here once."""

    request: HttpRequest
    person: Person
    on: date


@dataclass(frozen=True)
class CaseVisit(Visit):
    """Somebody on a page of a case that they may see."""

    case: Case


@dataclass(frozen=True)
class ChildVisit(Visit):
    """Somebody on a page of a child's file, with the folders of it that they may open (none: a case of the child)."""

    child: Child
    folders: tuple[Openable, ...]


def entry(who: str) -> Callable[[View], View]:
    """Mark a view with who may enter, and let nobody else in. The view is given a Visit in place of the request."""
    door = _DOORS[who]

    def marked(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, **address: Any) -> HttpResponseBase:
            with posts_read_once(), _wall(who, request):
                return _rendered(door(view, request, address))

        entered.entry = who  # type: ignore[attr-defined]
        return login_not_required(entered) if who == OPEN else entered

    return marked


def _wall(who: str, request: HttpRequest) -> AbstractContextManager[None]:
    """The transaction that a page is made in. A page that anybody may open has no person to see things as."""
    return nullcontext() if who == OPEN else as_person(_person(request).pk, today())


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    """The page with its words in it, so that nothing is read after the transaction."""
    return response.render() if isinstance(response, SimpleTemplateResponse) else response


def has_a_place(person: Person, on: date) -> bool:
    """Whether the person holds any post, or a part in any case, on the day."""
    far = reach(person, on)
    if far.has_a_post:
        return True
    return far.is_active and CaseRole.objects.filter(current(on), person_id=person.pk).exists()


def _open(view: View, request: HttpRequest, address: dict[str, Any]) -> HttpResponseBase:
    return view(request, **address)


def _signed_in(view: View, request: HttpRequest, address: dict[str, Any]) -> HttpResponseBase:
    return view(Visit(request, _person(request), today()), **address)


def _with_post(view: View, request: HttpRequest, address: dict[str, Any]) -> HttpResponseBase:
    visit = Visit(request, _person(request), today())
    if not has_a_place(visit.person, visit.on):
        return render(request, "office/no_post.html", {"person": visit.person}, status=403)
    return view(visit, **address)


def _case(view: View, request: HttpRequest, address: dict[str, Any]) -> HttpResponseBase:
    person, on = _person(request), today()
    reference = str(address.pop("reference"))
    try:
        case = seen.case(person, on, reference)
    except Case.DoesNotExist:
        raise Http404(reference) from None
    answer = view(CaseVisit(request, person, on, case), **address)
    trace.of_case(request, person, on, case, answer)
    return answer


def _child(view: View, request: HttpRequest, address: dict[str, Any]) -> HttpResponseBase:
    person, on = _person(request), today()
    id = int(address.pop("child"))
    known = (
        Child.objects.filter(authority_id=person.authority_id, pk=id) if id < 2**63 else Child.objects.none()
    )
    child = known.select_related("team", "authority").first()
    folders = tuple(folders_of(person, child, on)) if child else ()
    if child is None or not (folders or seen.cases(person, on).filter(child=child).exists()):
        raise Http404(str(id))
    answer = view(ChildVisit(request, person, on, child, folders), **address)
    trace.of_child(request, person, on, child, answer)
    return answer


def _person(request: HttpRequest) -> Person:
    """Who is signed in: LoginRequiredMiddleware has sent everybody else to the sign-in page."""
    return cast(Person, request.user)


_DOORS: dict[str, Callable[[View, HttpRequest, dict[str, Any]], HttpResponseBase]] = {
    OPEN: _open,
    SIGNED_IN: _signed_in,
    WITH_POST: _with_post,
    CASE: _case,
    CHILD: _child,
}
