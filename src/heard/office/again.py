"""Sensitive acts ask again who somebody is, when they last proved it more than fifteen minutes ago.

    @require_http_methods(["GET", "HEAD", "POST"])
    @entry(CASE)
    @asked_again
    def destroy_document(visit: CaseVisit) -> HttpResponse: ...

Who may not enter never gets as far as being asked, and what was filled in is not lost. It decides nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.accounts import factors, passkeys, proof
from heard.design.plain_form import PlainForm, say_plainly
from heard.office import trace
from heard.office.entry import Visit
from heard.people.models import Person

_OURS = "again_"
_PAGE, _ACT = "page", "act"


class AgainForm(PlainForm):
    """The password once more; a code where the person has an app and no password."""

    def __init__(self, person: Person, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.way = "password" if person.has_usable_password() else "code" if factors.has_app(person) else ""
        label = _("Password") if self.way == "password" else _("Code of your authenticator app")
        if self.way:
            widget = forms.PasswordInput() if self.way == "password" else forms.TextInput()
            self.fields[self.way] = forms.CharField(label=label, strip=False, max_length=4096, widget=widget)
            say_plainly(self.fields[self.way], label)

    def add_prefix(self, field_name: str) -> str:
        return f"{_OURS}{field_name}"


def asked_again(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view, under `@entry(...)`, as one that asks again. A form that was sent late is not lost: its answers
    wait in the page that asks. Chosen files cannot wait in a page, and have to be chosen again; the page says so.
    """

    @wraps(view)
    def asked(visit: Visit, **address: Any) -> HttpResponse:
        request = visit.request
        sent = request.POST.get(f"{_OURS}what", "")
        if not proof.is_fresh(request):
            form = AgainForm(visit.person, request.POST if sent else None)
            if not sent or not _proven(visit, form):
                return _ask(visit, form, sent or (_ACT if request.method == "POST" else _PAGE))
        if sent == _PAGE:
            return HttpResponseRedirect(request.get_full_path())
        if sent:
            _take_ours_out(request)
        return view(visit, **address)

    asked.asks_again = True  # type: ignore[attr-defined]
    return asked


def _proven(visit: Visit, form: AgainForm) -> bool:
    """Whether the answer proves who the person is; the form says why not."""
    request, person = visit.request, visit.person
    if request.POST.get(f"{_OURS}passkey"):
        return proof.by_passkey(request, person, _answer(request))
    if not form.is_valid() or not form.way:
        return False
    if form.way == "password" and proof.by_password(request, person, form.cleaned_data["password"]):
        return True
    if form.way == "code" and proof.by_code(request, person, form.cleaned_data["code"]):
        return True
    problems = {
        "password": _("This is not your password. Check it and try again."),
        "code": _("This code is not right, or it was used already. Wait for the next one and try again."),
    }
    form.add_error(form.way, problems[form.way])
    return False


def _answer(request: HttpRequest) -> Any:
    try:
        return json.loads(request.POST[f"{_OURS}passkey"])
    except ValueError:
        return None


def _ask(visit: Visit, form: AgainForm, what: str) -> HttpResponse:
    request, person = visit.request, visit.person
    trace.kept(request)  # this page shows nothing of what is behind it
    theirs = settings.HEARD_COUNCIL_SIGN_IN
    linked = theirs is not None and SocialAccount.objects.filter(user=person).exists()
    words = {
        "form": form,
        "what": what,
        "kept": [(name, one) for name, values in _others(request.POST) for one in values]
        if what == _ACT
        else [],
        "files": bool(request.FILES),
        "has_passkey": bool(passkeys.of(person)),
        "council": theirs.label if theirs and linked else "",
        "council_next": reverse("proved") if what == _ACT else request.get_full_path(),
    }
    return render(request, "office/again.html", words, status=422 if request.method == "POST" else 200)


def _others(posted: QueryDict) -> list[tuple[str, list[str]]]:
    """What was sent besides our own fields and the token."""
    return [
        (name, values)
        for name, values in posted.lists()
        if not name.startswith(_OURS) and name != "csrfmiddlewaretoken"
    ]


def _take_ours_out(request: HttpRequest) -> None:
    """Let the view see its own form, and never the password."""
    plain = QueryDict(mutable=True)
    for name, values in _others(request.POST):
        plain.setlist(name, values)
    plain._mutable = False
    request.POST = plain  # type: ignore[assignment]
