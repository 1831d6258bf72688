"""A forgotten password: asking for a link by e-mail, and choosing a new password by it.

The answer is the same for an address that nobody has, and the asking takes as long. The link's proof is moved into the
session at once, so that it stands in no address that the browser keeps or hands on.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from heard.accounts import links, lockout
from heard.design.plain_form import PlainForm
from heard.office.entry import OPEN, entry
from heard.people.models import Person

_LINK = "heard_link"


class AddressForm(PlainForm):
    """The address of an account."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)


class NewPasswordForm(PlainForm):
    """A new password, twice."""

    password = forms.CharField(
        label=gettext_lazy("New password"),
        help_text=gettext_lazy(
            "At least 12 characters. Three or four words that do not belong together are good. "
            "Not a password that many people use, and not your name or address."
        ),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput,
    )
    repeated = forms.CharField(
        label=gettext_lazy("The same password again"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput,
    )

    def __init__(self, person: Person, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._person = person

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self._person)
        return password

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if {"password", "repeated"} <= given.keys() and given["password"] != given["repeated"]:
            self.add_error("repeated", _("The two passwords are not the same. Type the new one again."))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
@entry(OPEN)
def forgotten(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid() or lockout.address_is_shut(request):
        return render(request, "office/signing_in/forgotten.html", {"form": form})
    links.ask(form.cleaned_data["email"])
    return render(request, "office/signing_in/link_sent.html", {"email": form.cleaned_data["email"]})


@require_http_methods(["GET", "HEAD", "POST"])
@entry(OPEN)
def new_password(request: HttpRequest) -> HttpResponse:
    if "proof" in request.GET:
        link = request.GET.get("of", ""), request.GET["proof"]
        if links.whose(*link) is None:
            # No session is made for what anybody can make up, as often and as long as they like.
            return render(request, "office/signing_in/link_ended.html")
        request.session[_LINK] = link
        return HttpResponseRedirect(reverse("new-password"))
    person = links.whose(*request.session.get(_LINK, ("", "")))
    if person is None:
        return render(request, "office/signing_in/link_ended.html")
    form = NewPasswordForm(person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        del request.session[_LINK]
        links.choose(person, form.cleaned_data["password"])
        messages.success(request, _("Your password was changed. Sign in with the new one."))
        return HttpResponseRedirect(reverse("sign-in"))
    return render(request, "office/signing_in/new_password.html", {"form": form, "person": person})
