"""The page of a member of staff, or of somebody with a part in a case: account, posts over time, leave, what changed.

    /people/12/      /people/me/

Everybody has their own page, on which they say who stands in for them; those who look after staff have everybody's.
Parts in cases are shown only of cases that whoever looks may see.
"""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from heard.cases import seen
from heard.cases.models import CaseRole
from heard.office.entry import SIGNED_IN, Visit, entry
from heard.office.part_words import title_of
from heard.office.people_list import only_managers
from heard.office.sign_in_reset import may_reset
from heard.people import history, standing_in
from heard.people.access import current
from heard.people.managing import manages_staff
from heard.people.models import Person, Post
from heard.people.roles import COMPLAINED_ABOUT, EMERGENCY, ROLES

MOST_PARTS = 50


@require_safe
@entry(SIGNED_IN)
def my_page(visit: Visit) -> HttpResponse:
    return redirect("person", visit.person.pk)


@require_safe
@entry(SIGNED_IN)
def person_page(visit: Visit, person_id: int) -> HttpResponse:
    person = person_of(visit, person_id)
    own = person.pk == visit.person.pk
    manages = manages_staff(visit.person, visit.on)
    posts = Post.objects.filter(person=person).select_related("team").order_by("-from_date", "-pk")
    context = {
        "person": person,
        "own": own,
        "manages": manages and not own,
        "on": visit.on,
        "posts": [(post, str(ROLES.get(post.role, post.role)), _state(post, visit)) for post in posts],
        "parts": _parts(visit, person),
        "leave": standing_in.of_person(person, visit.on),
        "a_day": timedelta(days=1),
        "changes": history.of_person(person) if manages else [],
        "resets": may_reset(visit.person, person, visit.on),
        "has_password": person.has_usable_password(),
        "may_be_away": person.is_active and any(_state(post, visit) != "past" for post in posts),
    }
    return render(visit.request, "office/people/person.html", context)


def person_of(visit: Visit, person_id: int) -> Person:
    """The person whose page it is: oneself, or for those who look after staff anybody of the same authority."""
    if person_id == visit.person.pk:
        return visit.person
    only_managers(visit)
    found: Person | None = Person.objects.filter(pk=person_id, authority=visit.person.authority_id).first()
    if found is None:
        raise Http404(person_id)
    return found


def _state(post: Post, visit: Visit) -> str:
    if post.from_date > visit.on:
        return "past" if post.to_date == post.from_date else "coming"
    return "now" if post.to_date is None or post.to_date > visit.on else "past"


def _parts(visit: Visit, person: Person) -> list[tuple[CaseRole, str]]:
    """The parts that the person has in cases which whoever looks may see, those complained about left out."""
    found = CaseRole.objects.filter(current(visit.on), person=person)
    found = found.exclude(role__in=[COMPLAINED_ABOUT, EMERGENCY]).select_related("case")
    theirs = seen.through(found, visit.person, visit.on).order_by("-from_date")[:MOST_PARTS]
    return [(part, title_of(part.role, part.case)) for part in theirs]
