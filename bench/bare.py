"""The bare view that pages are measured against: no middleware, no template, one query by an index.

`DJANGO_SETTINGS_MODULE=bench.bare heard web` serves it at /?reference=LC-2025-0042 with the same server, settings of
the database and number of threads as Heard itself.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from heard.site import settings

globals().update({name: value for name, value in vars(settings).items() if name.isupper()})
globals().update(MIDDLEWARE=[], ROOT_URLCONF="bench.bare")


def one_case(request: HttpRequest) -> HttpResponse:
    """The summary of the case with this reference."""
    from heard.cases.models import Case

    case = Case.objects.filter(authority_id=1, reference=request.GET["reference"]).only("summary").first()
    return HttpResponse(case.summary if case else "There is no such case.", content_type="text/plain")


urlpatterns = [path("", one_case), path("readyz", lambda request: HttpResponse("ready"))]
