"""The staff of one's own council: a list with a search, for those who look after staff.

    /people/?text=ann&show=no-post&page=2

Everything chosen stays in the address. Somebody's page is `people_page.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.office.entry import WITH_POST, Visit, entry
from heard.office.staff_form import teams_of
from heard.people.access import current
from heard.people.managing import check_manager
from heard.people.models import Person, Post
from heard.people.outcome import NotYours
from heard.people.roles import ROLES

PER_PAGE = 25
IN_POST, NO_POST, CLOSED = "in-post", "no-post", "closed"


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody looks for: words of a name or address, a role, a team, and whose accounts."""

    text: str
    role: str
    team: str
    show: str

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text or self.role or self.team)


@require_safe
@entry(WITH_POST)
def people(visit: Visit) -> HttpResponse:
    only_managers(visit)
    look = _look(visit)
    found = _found(visit, look)
    page = paged(visit, found)
    context = {
        "look": look,
        "page": page,
        "lines": [(person, list(person.now)) for person in page.object_list],  # type: ignore[attr-defined]
        "roles": [(id, str(title)) for id, title in ROLES.items()],
        "teams": [(id, team.name) for id, team in teams_of(visit.person.authority_id).items()],
        "shows": [
            (IN_POST, _("In post today")),
            (NO_POST, _("Without a post")),
            (CLOSED, _("Account closed")),
        ],
        "titles": ROLES,
    }
    return render(visit.request, "office/people/people.html", context)


def only_managers(visit: Visit) -> None:
    """Let administrators and complaints managers pass, and tell everybody else who may."""
    try:
        check_manager(visit.person, visit.on)
    except NotYours as problem:
        raise PermissionDenied(str(problem)) from problem


def paged(visit: Visit, found: QuerySet[Person]) -> Page[Person]:
    """The page of the list that the address asks for; one beyond the last is the last."""
    return Paginator(found, PER_PAGE).get_page(visit.request.GET.get("page", "1")[:6])


def _look(visit: Visit) -> Look:
    asked = {
        id: visit.request.GET.get(id, "").replace("\x00", "")[:100].strip()
        for id in ("text", "role", "team", "show")
    }
    if asked["show"] not in (NO_POST, CLOSED):
        asked["show"] = IN_POST
    return Look(**asked)


def _found(visit: Visit, look: Look) -> QuerySet[Person]:
    today = Post.objects.filter(current(visit.on))
    found = Person.objects.filter(authority=visit.person.authority_id, is_active=look.show != CLOSED)
    if look.show == IN_POST:
        if look.role:
            today = today.filter(role=look.role)
        if look.team:
            today = today.filter(
                team_id=int(look.team) if look.team.isdecimal() and len(look.team) < 10 else 0
            )
        found = found.filter(pk__in=today.values("person_id"))
    elif look.show == NO_POST:
        found = found.exclude(pk__in=today.values("person_id"))
    for word in look.text.split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    now = Post.objects.filter(current(visit.on)).select_related("team")
    return found.order_by("name", "pk").prefetch_related(Prefetch("posts", queryset=now, to_attr="now"))
