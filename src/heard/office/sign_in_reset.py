"""What an administrator does for somebody who cannot sign in, or must not stay signed in: three acts on one page.

Taking a lost second factor away, sending a link for a new password, ending all sessions. The administrator is asked
again who they are; the person is told by e-mail; each act is kept with who did it.
"""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heard.accounts import factors, links, signed_in, told
from heard.accounts.models import AccountEvent
from heard.office.again import asked_again
from heard.office.entry import WITH_POST, Visit, entry
from heard.people.access import reach
from heard.people.models import Person

_EVENTS_SHOWN = 10


def may_reset(person: Person, other: Person, on: date) -> bool:
    """Whether the person is administrator for the whole of the other's authority; nobody is over themselves."""
    far = reach(person, on)
    everywhere = far.everywhere | far.child_everywhere
    return (
        "administrator" in everywhere and person.authority_id == other.authority_id and person.pk != other.pk
    )


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
@asked_again
def reset_sign_in(visit: Visit, id: int) -> HttpResponse:
    other = Person.objects.filter(pk=id).first() if id < 2**63 else None
    if other is None or not may_reset(visit.person, other, visit.on):
        raise Http404
    if visit.request.method == "POST":
        said = _act(visit, other, visit.request.POST.get("act", ""))
        if said:
            messages.success(visit.request, said)
        return HttpResponseRedirect(reverse("reset-sign-in", args=[other.pk]))
    words = {
        "person": other,
        "has_one": factors.has_one(other),
        "browsers": len(signed_in.of(other)),
        "events": AccountEvent.objects.filter(person=other).select_related("by")[:_EVENTS_SHOWN],
    }
    return render(visit.request, "office/signing_in/reset.html", words)


def _act(visit: Visit, other: Person, act: str) -> str:
    """Do it, and say what was done; nothing for an act that is none of the three."""
    named = {"name": other.name}
    if act == "factor":
        factors.reset(other, by=visit.person)
        return _("%(name)s's second step was taken away. They are told by e-mail.") % named
    if act == "link":
        links.ask(other.email, by=visit.person)
        return _("A link to choose a new password is on its way to %(name)s.") % named
    if act == "sessions":
        signed_in.end_all(other)
        told.tell(other, "sessions_ended", by=visit.person)
        return _("%(name)s is signed out everywhere.") % named
    return ""
