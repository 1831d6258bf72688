"""Signing in with an e-mail address and a password, and signing out.

A wrong address and a wrong password get the same answer, so that nobody learns who has an account. Five wrong tries
shut the account for a while (`heard.site.problems.locked_out`). Where to go next is followed only within this site.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from heard.design.plain_form import say_plainly
from heard.office.entry import OPEN, SIGNED_IN, Visit, entry
from heard.people.accounts import Accounts


class SignInForm(AuthenticationForm):
    """An e-mail address, in whatever capitals, and a password."""

    username = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    password = forms.CharField(label=gettext_lazy("Password"), strip=False, widget=forms.PasswordInput)
    error_messages = {
        "invalid_login": gettext_lazy(
            "The e-mail address or the password is not right. Check both and try again."
        ),
        "inactive": gettext_lazy(
            "The e-mail address or the password is not right. Check both and try again."
        ),
    }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for field in self.fields.values():
            say_plainly(field, str(field.label))

    def clean_username(self) -> str:
        return Accounts.plain(str(self.cleaned_data["username"]))


class _SignIn(LoginView):
    form_class = SignInForm
    template_name = "office/sign_in.html"
    redirect_authenticated_user = True

    def get_success_url(self) -> str:
        """Where to go next: not to this page again, which would lead here for ever."""
        url = str(super().get_success_url())
        return self.get_default_redirect_url() if urlsplit(url).path == self.request.path else url


_show = _SignIn.as_view()


@require_http_methods(["GET", "HEAD", "POST"])
@entry(OPEN)
def sign_in(request: HttpRequest) -> HttpResponse:
    return _show(request)  # type: ignore[return-value]


@require_POST
@entry(SIGNED_IN)
def sign_out(visit: Visit) -> HttpResponse:
    answer = LogoutView.as_view()(visit.request)
    messages.success(visit.request, _("You are signed out."))
    return answer
