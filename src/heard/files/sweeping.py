"""Finding again what was left undone, and taking away what nobody owns: every few minutes, by the worker.

    again(council)          asks for looks, readings and lettings-go that a lost job left
    orphans(now)    -> 3    bytes and halves of keys that no version has, older than a day, taken away

An orphan is what a killed process left: sealed bytes whose key was never written down. Nothing is taken away unless the
database itself says, past every wall, that no version of any council has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import connection
from django.db.models import Q

from heard.authority.models import Authority
from heard.authority.today import moment
from heard.files import content, jobs, scanning, storage
from heard.files.models import Version
from heard.people.wall import acting_for

PATIENCE = timedelta(minutes=2)
"""How long a job may take to be run before another is asked for."""
ORPHANED = timedelta(days=1)
MOST, MOST_READ = 200, 500
"""How many are asked for at once: of work that was lost, and of words that a crash of the database took."""
BATCH = 1000


def again(authority: Authority) -> None:
    """Ask for what was left undone for this authority's documents."""
    waits = Q(problem__in=("", "scanner-down", "unreadable"))
    if scanning.is_set():
        waits |= Q(problem="no-scanner")
    before = moment() - PATIENCE
    with acting_for(authority.pk):
        own = Version.objects.filter(document__authority=authority).select_related("document").order_by("pk")
        to_look = (Q(state=Version.QUARANTINED) & waits) | Q(state=Version.RELEASED, cleaned_at=None)
        for version in own.filter(to_look, made_at__lt=before)[:MOST]:
            jobs.look_at(version)
        gone = own.filter(state__in=(Version.REFUSED, Version.DESTROYED), gone_at=None)
        jobs.let_go(gone.values_list("pk", flat=True)[:MOST], authority.pk)
        ready = own.filter(state__in=(Version.CLEAN, Version.RELEASED), cleaned_at__lt=before)
        for version in ready.filter(words=None)[:MOST_READ]:
            jobs.read_again(version.pk, authority.pk)


def make_sure(version_id: int, authority_id: int) -> bool:
    """Let go of the content of a refused or destroyed version, and write down that it is gone; whether it is."""
    with acting_for(authority_id):
        version = Version.objects.filter(pk=version_id).first()
    if version is None or version.state not in (Version.REFUSED, Version.DESTROYED):
        return False
    if not content.let_go(version.place) or _is_there(version.place):
        return False
    with acting_for(authority_id):
        Version.objects.filter(pk=version_id, gone_at=None).update(gone_at=moment())
    return True


def orphans(now: datetime) -> int:
    """Take away what no version has and was written more than a day ago; how many places that were."""
    before, taken = (now - ORPHANED).timestamp(), 0
    for there in (storage.documents(), storage.halves()):
        old = (place for place, at in there.places() if at < before)
        for batch in _batches(old):
            known = _known(batch)
            for place in batch:
                if place not in known:
                    content.let_go(place)
                    taken += 1
        if isinstance(there, storage.Folder):
            there.clear_parts(before)
    return taken


def _is_there(place: str) -> bool:
    for there in (storage.documents(), storage.halves()):
        try:
            there.size(place)
        except storage.Missing:
            continue
        return True
    return False


def _known(places: list[str]) -> set[str]:
    """Those of the places that some version has, of whatever authority."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT files_known_places(%s)", [places])
        (found,) = cursor.fetchone()
    return set(found)


def _batches(places: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(places, BATCH)):
        yield batch
