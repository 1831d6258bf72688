"""The days on which a council is closed, in editions: adding one, taking one away, and which count in which edition.

    close(council, date(2026, 12, 24), "Christmas Eve")     -> 3, the new edition
    Closures(council).days(2)                               -> the days that count for a case on edition 2

No case is moved by it: a case keeps its edition until it is moved (`heard.cases.record.move`).
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from heard.authority.models import Authority, ClosureDay, newest_closures
from heard.authority.today import in_full
from heard.engine import read_calendar


class NotClosed(ValueError):
    """A day cannot be added or taken away. Its text says why."""


class Closures:
    """All closure days that a council has or had. One query, when made."""

    def __init__(self, authority: Authority) -> None:
        self._all = list(authority.closure_days.values_list("date", "added", "withdrawn"))

    @property
    def newest(self) -> int:
        """The newest edition: what a case that begins now is counted on."""
        return max((max(added, withdrawn or 0) for _, added, withdrawn in self._all), default=0)

    def days(self, edition: int) -> tuple[date, ...]:
        """The days that count in an edition, in order."""
        return tuple(
            sorted(
                {
                    day
                    for day, added, withdrawn in self._all
                    if added <= edition and (withdrawn is None or withdrawn > edition)
                }
            )
        )


@transaction.atomic
def close(authority: Authority, day: date, why: str) -> int:
    """Add a closure day; the new edition. Raises NotClosed."""
    Authority.objects.select_for_update().get(pk=authority.pk)
    if not why.strip():
        raise NotClosed(_("Say why the council is closed on %(day)s.") % {"day": in_full(day)})
    stored = read_calendar(authority.calendar)
    if not stored.start <= day <= stored.end:
        raise NotClosed(
            _("The bank holidays are stored from %(start)s to %(end)s: a closure day lies between them.")
            % {"start": in_full(stored.start), "end": in_full(stored.end)}
        )
    if authority.closure_days.filter(date=day, withdrawn__isnull=True).exists():
        raise NotClosed(_("%(day)s is a closure day already.") % {"day": in_full(day)})
    return ClosureDay.objects.create(authority=authority, date=day, why=why.strip()).added


@transaction.atomic
def open_again(authority: Authority, day: date) -> int:
    """Take a closure day away; the new edition. Raises NotClosed."""
    Authority.objects.select_for_update().get(pk=authority.pk)
    found = authority.closure_days.filter(date=day, withdrawn__isnull=True).first()
    if found is None:
        raise NotClosed(_("%(day)s is not a closure day.") % {"day": in_full(day)})
    found.withdrawn = newest_closures(authority) + 1
    found.save()
    return found.withdrawn
