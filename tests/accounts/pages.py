"""Addresses for the tests of asking again: Heard's own, and a sensitive page that says what it was sent."""

from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_http_methods

from heard.office.again import asked_again
from heard.office.entry import WITH_POST, entry


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
@asked_again
def destroy(visit):
    if visit.request.method == "POST":
        sent = sorted((name, *values) for name, values in visit.request.POST.lists())
        return HttpResponse(f"done by {visit.person}: {sent}")
    return HttpResponse("the form")


urlpatterns = [path("destroy/", destroy, name="destroy"), path("", include("heard.site.urls"))]
