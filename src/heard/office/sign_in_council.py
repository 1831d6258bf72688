"""Signing in by the council's own sign-in (OpenID Connect): the way there, and the way back.

There are no such pages where HEARD_OIDC_URL is not set. Who may come in is `heard.accounts.council`.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.accounts import council, entering, proof
from heard.office.entry import OPEN, entry
from heard.office.sign_in import SignInForm, show_sign_in, way_on


@require_safe
@entry(OPEN)
def sign_in_council(request: HttpRequest) -> HttpResponse:
    """To the council's sign-in; for somebody who is signed in already, to prove again who they are.

    A link and not a form: a page's forms may send to Heard alone, and browsers hold a redirect to that too.
    """
    if settings.HEARD_COUNCIL_SIGN_IN is None:
        raise Http404
    try:
        return council.begin(request, way_on(request), again=request.user.is_authenticated)
    except council.NotLetIn as problem:
        return show_sign_in(request, SignInForm(request), str(problem))


@require_safe
@entry(OPEN)
def council_back(request: HttpRequest) -> HttpResponse:
    """Back from there: in, or a sentence that says why not."""
    theirs = settings.HEARD_COUNCIL_SIGN_IN
    if theirs is None:
        raise Http404
    try:
        come = council.come_back(request)
    except council.NotLetIn as problem:
        return show_sign_in(request, SignInForm(request), str(problem))
    if not request.user.is_authenticated:
        answer = entering.enter(
            request, come.person, come.where, how="council", second_factor=theirs.does_second_factor
        )
        if not come.lately:
            proof.forget(request)
        return answer
    if come.again and come.person == request.user and come.lately:
        proof.note(request)
        return HttpResponseRedirect(come.where)
    said = _("You are signed in here as somebody else. Sign out first.")
    if come.person == request.user:
        said = _("You were not asked there who you are. Sign out there, and try again.")
    return show_sign_in(request, SignInForm(request), said)
