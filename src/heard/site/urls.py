"""The addresses of Heard: its own health pages, and under them the parts that people use.

Each part lists its own pages; this file says only where a part begins.
"""

from __future__ import annotations

from django.urls import include, path

from heard.site import health, problems

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("heard.office.urls")),
]

handler400 = problems.not_understood
handler403 = problems.not_allowed
handler404 = problems.not_found
handler500 = problems.fault
