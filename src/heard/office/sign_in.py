"""Signing in with an e-mail address and a password, and signing out. The second factor is asked for after it.

A wrong address and a wrong password get the same answer, so that nobody learns who has an account. Five wrong tries
shut the account for a while (`heard.site.problems.locked_out`). Where to go next is followed only within this site.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from heard.accounts import entering, lockout
from heard.design.plain_form import PlainForm
from heard.office.entry import OPEN, SIGNED_IN, Visit, entry
from heard.people.accounts import Accounts
from heard.people.models import Person


class SignInForm(PlainForm):
    """An e-mail address, in whatever capitals, and a password."""

    username = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    password = forms.CharField(
        label=gettext_lazy("Password"), strip=False, max_length=4096, widget=forms.PasswordInput
    )

    def __init__(self, request: HttpRequest, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._request = request
        self.person: Person | None = None

    def clean_username(self) -> str:
        return Accounts.plain(str(self.cleaned_data["username"]))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("username") and given.get("password"):
            self.person = lockout.authenticate(self._request, given["username"], given["password"])
            if self.person is None:
                raise forms.ValidationError(
                    _("The e-mail address or the password is not right. Check both and try again.")
                )
        return given


def way_on(request: HttpRequest) -> str:
    """Where the visitor was going: an address of this site, and not the sign-in itself, which would lead here for
    ever.
    """
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe and not urlsplit(wanted).path.startswith(reverse("sign-in")) else "/"


def show_sign_in(request: HttpRequest, form: SignInForm, problem: str = "") -> HttpResponse:
    """The page; `problem` is a sentence about another way in that failed."""
    council = settings.HEARD_COUNCIL_SIGN_IN
    words = {
        "form": form,
        "next": way_on(request),
        "problem": problem,
        "council": council.label if council else "",
    }
    return render(request, "office/signing_in/sign_in.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(OPEN)
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return HttpResponseRedirect(way_on(request))
    if request.method != "POST":
        return show_sign_in(request, SignInForm(request))
    form = SignInForm(request, request.POST)
    if form.is_valid() and form.person:
        return entering.enter(request, form.person, way_on(request))
    return show_sign_in(request, form)


def before_second_factor(view: Any) -> Any:
    """Mark a view that may be entered before a second factor was given: one that sets it up, or signs out."""
    view.before_second_factor = True
    return view


@require_POST
@before_second_factor
@entry(SIGNED_IN)
def sign_out(visit: Visit) -> HttpResponse:
    answer = LogoutView.as_view()(visit.request)
    messages.success(visit.request, _("You are signed out."))
    return answer
