"""Locking cases: first the lock, then the reading.

    lock([case.pk]);  case = Case.objects.select_related("team").get(pk=case.pk)

A query that locks and joins in one breath looks at the joined tables before it waits: a case whose team changed
meanwhile is then not found at all. It reads nothing, and does not ask whether anybody may see the case.
"""

from __future__ import annotations

from collections.abc import Iterable

from heard.cases.models import Case


def lock(case_ids: Iterable[int]) -> None:
    """Lock the cases, in the order of their numbers, until the transaction ends."""
    list(Case.objects.select_for_update().filter(pk__in=list(case_ids)).order_by("pk").values_list("pk"))
