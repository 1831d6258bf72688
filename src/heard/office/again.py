"""Sensitive acts ask again who somebody is, when they last proved it more than fifteen minutes ago.

    @require_http_methods(["GET", "HEAD", "POST"])
    @entry(CASE)
    @asked_again
    def destroy_document(visit: CaseVisit) -> HttpResponse: ...

Who may not enter never gets as far as being asked. What the person had filled in is kept in the page that asks, and
goes on to the view when they have answered. It does not decide who may do the act.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.accounts import proof
from heard.design.plain_form import PlainForm
from heard.office.entry import Visit

_OURS = "again_"
_PAGE, _ACT = "page", "act"


class AgainForm(PlainForm):
    """The password, once more. `what` says whether a page was asked for or a form was sent."""

    password = forms.CharField(label=gettext_lazy("Password"), strip=False, widget=forms.PasswordInput)

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
        if sent:
            form = AgainForm(request.POST)
            if not _proven(visit, form):
                return _ask(visit, form, sent)
            if sent == _PAGE:
                return HttpResponseRedirect(request.get_full_path())
            _take_ours_out(request)
        elif not proof.is_fresh(request):
            return _ask(visit, AgainForm(), _ACT if request.method == "POST" else _PAGE)
        return view(visit, **address)

    asked.asks_again = True  # type: ignore[attr-defined]
    return asked


def _proven(visit: Visit, form: AgainForm) -> bool:
    """Whether the answer proves who the person is; the form says why not."""
    if not form.is_valid():
        return False
    if proof.by_password(visit.request, visit.person, form.cleaned_data["password"]):
        return True
    form.add_error("password", _("This is not your password. Check it and try again."))
    return False


def _ask(visit: Visit, form: AgainForm, what: str) -> HttpResponse:
    request = visit.request
    kept = [(name, value) for name, values in _others(request.POST) for value in values]
    words = {"form": form, "what": what, "kept": kept if what == _ACT else [], "files": bool(request.FILES)}
    return render(request, "office/again.html", words, status=200 if request.method != "POST" else 422)


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
