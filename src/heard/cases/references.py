"""References of cases: an authority's letters, the year, and a running number without gaps: "LC-2026-0042".

    take(lock(council, 2026), council.prefix)     inside the transaction that opens the case

The counter's row stays locked until the transaction ends, so that two cases never share a number, and a case
that is not opened after all leaves none unused.
"""

from __future__ import annotations

from heard.authority.models import Authority
from heard.cases.models import ReferenceCounter


def lock(authority: Authority, year: int) -> ReferenceCounter:
    """The authority's counter for the year, locked until the transaction ends."""
    ReferenceCounter.objects.bulk_create(
        [ReferenceCounter(authority=authority, year=year)], ignore_conflicts=True
    )
    return ReferenceCounter.objects.select_for_update().get(authority=authority, year=year)


def take(counter: ReferenceCounter, prefix: str) -> str:
    """The next reference, and the counter moved on."""
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{prefix}-{counter.year}-{counter.last:04d}"
