"""Setting up a second factor and taking it away: an authenticator app, passkeys, recovery codes.

Where one is required, somebody without one is led here at their first sign-in and sees nothing else before. Recovery
codes are shown until the person says that they have kept them, and never again.
"""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.accounts import factors, passkeys, qr_code
from heard.design.plain_form import PlainForm
from heard.office.again import asked_again
from heard.office.entry import SIGNED_IN, Visit, entry
from heard.office.sign_in import before_second_factor, way_on
from heard.office.sign_in_code import CodeForm, answer_of


class PasskeyForm(PlainForm):
    """What the person calls the passkey, to know it again in their list."""

    name = forms.CharField(label=gettext_lazy("A name for it"), max_length=60)


@require_http_methods(["GET", "HEAD", "POST"])
@before_second_factor
@entry(SIGNED_IN)
@asked_again
def set_up_app(visit: Visit) -> HttpResponse:
    request, person = visit.request, visit.person
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = factors.set_up_app(request, person, form.cleaned_data["code"])
        if made:
            messages.success(request, _("Your authenticator app is set up."))
            return _on_from_here(visit)
        form.add_error(
            "code", _("This code is not right. Check that your phone shows the right time, and try again.")
        )
    secret = factors.new_app_secret(request)
    words = {
        "form": form,
        "next": _next(visit),
        "key": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": qr_code.drawn(factors.app_address(person, secret)),
        "first": factors.is_wanting(request, person),
    }
    return render(request, "office/signing_in/app.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@before_second_factor
@entry(SIGNED_IN)
@asked_again
def add_passkey(visit: Visit) -> HttpResponse:
    request, person = visit.request, visit.person
    form = PasskeyForm(request.POST if request.method == "POST" else None, initial={"name": _("My computer")})
    if request.method == "POST" and form.is_valid():
        made = passkeys.add(person, form.cleaned_data["name"], answer_of(request))
        if made:
            factors.added_passkey(request, made)
            messages.success(request, _("Your passkey was added."))
            return _on_from_here(visit)
        form.add_error(
            "name", _("The passkey was not made. Press the button again and follow what your device says.")
        )
    words = {"form": form, "next": _next(visit), "first": factors.is_wanting(request, person)}
    return render(request, "office/signing_in/passkey.html", words)


@require_safe
@before_second_factor
@entry(SIGNED_IN)
def passkey_creation(visit: Visit) -> HttpResponse:
    """What the browser needs to make a passkey."""
    return JsonResponse(passkeys.creation(visit.person))


def _next(visit: Visit) -> str:
    """Where to go afterwards, if the address or the form says so."""
    request = visit.request
    return way_on(request) if request.POST.get("next") or request.GET.get("next") else ""


def _on_from_here(visit: Visit) -> HttpResponse:
    """To the recovery codes where there are new ones to keep, else to where the person was going."""
    where = way_on(visit.request) if visit.request.POST.get("next") else reverse("how-you-sign-in")
    if factors.codes_to_show(visit.request, visit.person):
        visit.request.session["heard_after_codes"] = where
        return HttpResponseRedirect(reverse("recovery-codes"))
    return HttpResponseRedirect(where)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(SIGNED_IN)
def recovery_codes(visit: Visit) -> HttpResponse:
    """The new codes, until they are kept."""
    request = visit.request
    if request.method == "POST":
        factors.codes_are_kept(request)
        return HttpResponseRedirect(request.session.pop("heard_after_codes", reverse("how-you-sign-in")))
    codes = factors.codes_to_show(request, visit.person)
    words = {
        "codes": codes,
        "left": factors.codes_left(visit.person),
        "has_one": factors.has_one(visit.person),
    }
    return render(request, "office/signing_in/codes.html", words)


@require_POST
@entry(SIGNED_IN)
@asked_again
def new_codes(visit: Visit) -> HttpResponse:
    if factors.has_one(visit.person):
        factors.make_codes(visit.request, visit.person)
    return HttpResponseRedirect(reverse("recovery-codes"))


@require_http_methods(["GET", "HEAD", "POST"])
@entry(SIGNED_IN)
@asked_again
def remove_factor(visit: Visit, id: int) -> HttpResponse:
    request, person = visit.request, visit.person
    one = factors.of(person, id)
    if one is None:
        raise Http404
    allowed = factors.may_lose(person, one)
    if request.method == "POST" and allowed:
        factors.remove(person, one)
        messages.success(request, _("It was taken away, and no longer signs you in."))
        return HttpResponseRedirect(reverse("how-you-sign-in"))
    words = {"one": one, "is_app": one.type == factors.APP, "allowed": allowed}
    return render(request, "office/signing_in/remove.html", words)
