"""How a person signs in: their password, their second factors, and the browsers in which they are signed in now.

Changing any of it asks again who they are. What an administrator may do for somebody else is `sign_in_reset`.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.accounts import factors, links, passkeys, signed_in, told
from heard.accounts.models import AccountEvent
from heard.office.again import asked_again
from heard.office.entry import SIGNED_IN, Visit, entry
from heard.office.forgotten import NewPasswordForm

_EVENTS_SHOWN = 10


@require_safe
@entry(SIGNED_IN)
def how_you_sign_in(visit: Visit) -> HttpResponse:
    person = visit.person
    words = {
        "person": person,
        "app": factors.app_of(person),
        "passkeys": passkeys.of(person),
        "codes_left": factors.codes_left(person),
        "has_one": factors.has_one(person),
        "required": settings.HEARD_SECOND_FACTOR == "required",
        "browsers": signed_in.of(person),
        "here": visit.request.session.session_key,
        "events": AccountEvent.objects.filter(person=person).select_related("by")[:_EVENTS_SHOWN],
    }
    return render(visit.request, "office/signing_in/how.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(SIGNED_IN)
@asked_again
def change_password(visit: Visit) -> HttpResponse:
    request, person = visit.request, visit.person
    form = NewPasswordForm(person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        links.choose(person, form.cleaned_data["password"])
        # This browser goes on, in a new session; every other is signed out.
        update_session_auth_hash(request, person)
        signed_in.note(request, person)
        messages.success(request, _("Your password was changed. Every other browser was signed out."))
        return HttpResponseRedirect(reverse("how-you-sign-in"))
    return render(request, "office/signing_in/change_password.html", {"form": form, "person": person})


@require_POST
@entry(SIGNED_IN)
@asked_again
def sign_out_everywhere(visit: Visit) -> HttpResponse:
    signed_in.end_all(visit.person)
    told.tell(visit.person, "sessions_ended", by=visit.person)
    signed_in.leave(visit.request)
    messages.success(visit.request, _("You are signed out everywhere, here too."))
    return HttpResponseRedirect(reverse("sign-in"))


@require_safe
@entry(SIGNED_IN)
def proved(visit: Visit) -> HttpResponse:
    """The end of proving again who one is by the council's own sign-in, in a second tab."""
    return render(visit.request, "office/signing_in/proved.html")
