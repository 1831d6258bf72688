"""The second step of signing in: a code of the authenticator app, a recovery code, or a passkey.

It opens only after the right password, for a quarter of an hour. Wrong codes count as wrong passwords do. A passkey
also signs in alone, from the first page: the device has been unlocked for its owner.
"""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.accounts import entering, factors, lockout, passkeys
from heard.design.plain_form import PlainForm
from heard.office.entry import OPEN, entry
from heard.office.sign_in import SignInForm, show_sign_in, way_on
from heard.people.models import Person


class CodeForm(PlainForm):
    """A code: six figures of the app, or eight of the recovery codes."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=40)


def answer_of(request: HttpRequest, name: str = "credential") -> Any:
    """What the browser's passkey answered, or None where it is no JSON."""
    try:
        return json.loads(request.POST.get(name, ""))
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@entry(OPEN)
def sign_in_code(request: HttpRequest) -> HttpResponse:
    half = entering.waiting(request)
    if half is None:
        return HttpResponseRedirect(reverse("sign-in"))
    person: Person = half.login.user
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not lockout.is_shut(request, person):
        answer = _second(request, half, form)
        if answer:
            return answer
    words = {"form": form, "has_passkey": bool(passkeys.of(person)), "has_app": factors.has_app(person)}
    return render(request, "office/signing_in/code.html", words)


def _second(request: HttpRequest, half: entering.SecondFactor, form: CodeForm) -> HttpResponse | None:
    """Go on where the code or the passkey is right; the form says why not."""
    person: Person = half.login.user
    if request.POST.get("credential"):
        found = passkeys.match(person, answer_of(request))
        form.is_valid()
        form.errors.clear()
        problem = _("That passkey did not work here. Try again, or use a code.")
    elif form.is_valid():
        found = factors.match(person, form.cleaned_data["code"])
        problem = _("This code is not right, or it was used already. Wait for the next one and try again.")
    else:
        return None
    if found is None:
        lockout.wrong(request, person)
        form.add_error("code", problem)
        return None
    answer = entering.finish(request, half, found)
    if found.type == factors.CODES:
        _say_how_many_are_left(request, person)
    return answer


def _say_how_many_are_left(request: HttpRequest, person: Person) -> None:
    left = factors.codes_left(person)
    said = ngettext("You have %(n)d recovery code left.", "You have %(n)d recovery codes left.", left) % {
        "n": left
    }
    messages.info(request, said + "\n" + _('Set up your app or a passkey again under "How you sign in".'))


@require_safe
@entry(OPEN)
def passkey_question(request: HttpRequest) -> HttpResponse:
    """What the browser asks a passkey: of the person who is half or wholly signed in, or of anybody."""
    half = entering.waiting(request)
    signed_in = request.user if isinstance(request.user, Person) else None
    return JsonResponse(passkeys.question(half.login.user if half else signed_in))


@require_POST
@entry(OPEN)
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone."""
    found = None if lockout.address_is_shut(request) else passkeys.match(None, answer_of(request))
    if found is None:
        said = _("That passkey did not work here. Sign in with your password, or try again.")
        return show_sign_in(request, SignInForm(request), said)
    return entering.enter_by_passkey(request, found, way_on(request))
