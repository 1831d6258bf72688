"""/healthz: the process answers. /readyz: it can do its work, with the database there and every migration applied.

    GET /readyz -> 200 {"database": "ready", "migrations": "ready"}, or 503 with what is not

Both are open, say nothing about anybody, and are not in the log.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    state = readiness()
    return JsonResponse(state, status=200 if set(state.values()) == {"ready"} else 503)


def readiness() -> dict[str, str]:
    """Each thing that Heard needs, and whether it is ready."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return {"database": "cannot be reached", "migrations": "not known"}
    try:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return {"database": "ready", "migrations": "cannot be read"}
    return {
        "database": "ready",
        "migrations": "ready" if waiting == 0 else f"{waiting} waiting: run `heard migrate`",
    }
