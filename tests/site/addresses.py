"""Addresses for the tests of the site: pages that answer, refuse, fail, and take a form."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.urls import path

from heard.site import health, problems


def seen(request):
    return HttpResponse(f"seen by {request.user}")


@login_not_required
def fails(request):
    raise ValueError("words that somebody wrote")


@login_not_required
def refuses(request):
    raise PermissionDenied("Only a complaints manager may do this.")


@login_not_required
def suspects(request):
    raise SuspiciousOperation("words that somebody wrote")


@login_not_required
def takes(request):
    return HttpResponse("taken")


@login_not_required
def signs_in(request):
    from django.contrib.auth import authenticate, login

    person = authenticate(request, username=request.POST["username"], password=request.POST["password"])
    if person is None:
        return HttpResponse("wrong", status=200)
    login(request, person)
    return HttpResponse("in")


urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("seen", seen, name="worklist"),
    path("fails", fails),
    path("refuses", refuses),
    path("suspects", suspects),
    path("takes", takes, name="log-complaint"),
    path("in", signs_in, name="sign-in"),
    path("out", takes, name="sign-out"),
]
handler400 = problems.not_understood
handler403 = problems.not_allowed
handler404 = problems.not_found
handler500 = problems.fault
