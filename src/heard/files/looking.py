"""Looking at what was received: scanned, made safe, its words read; then it may be opened, or it is refused.

    look_at(version.pk, council.pk)      -> "clean", "refused", or "quarantined" with the reason on the version

Done by the worker. Between reading the row and writing it nothing is locked; what changed meanwhile wins, and what was
made for nothing is let go of. Killed anywhere, it begins again. Without a scanner nothing becomes clean.
"""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from django.db import transaction

from heard.authority.today import moment
from heard.files import content, jobs, keys, scanning, storage
from heard.files.cleaning import NotMade, Safe, made_safe
from heard.files.content import Sealed
from heard.files.kinds import TAKEN
from heard.files.models import DocumentText, Version
from heard.files.safe.done import Unsafe
from heard.files.sealing import Spoiled
from heard.people.wall import acting_for

MOST_TRIES = 3
"""How often a process may die over one file before the file is refused."""

log = structlog.get_logger("heard.files")


@dataclass(frozen=True, slots=True)
class _Made:
    """A safe copy, sealed, with its words and what was taken out."""

    sealed: Sealed
    text: str
    removed: list[str]


def look_at(version_id: int, authority_id: int) -> str:
    """Scan it, make it safe, read its words; answers the state that it is in now. Does nothing twice."""
    with acting_for(authority_id):
        version = Version.objects.select_related("document").filter(pk=version_id).first()
    if version is None or not _waits(version):
        return version.state if version else ""
    try:
        return _looked_at(version)
    except scanning.ScannerDown as problem:
        return _stays(version, problem.code)
    except (keys.NoKey, storage.Missing, storage.NoStorage, Spoiled) as problem:
        log.error("a document cannot be opened", version=version.pk, why=str(problem))
        return _stays(version, "unreadable")
    except Unsafe as problem:
        return _refused(version, problem.code)
    except NotMade:
        if version.tried + 1 >= MOST_TRIES:
            return _refused(version, "too-heavy")
        return _stays(version, version.problem, again=True)


def read_again(version_id: int, authority_id: int) -> None:
    """Read the words of a version that may be opened, where they are not there (after a crash of the database)."""
    with acting_for(authority_id):
        version = Version.objects.select_related("document").filter(pk=version_id).first()
    if version is None or not version.may_be_opened:
        return
    with made_safe(TAKEN[version.kind], content.opened(version).pieces()) as safe:
        for _piece in safe.pieces():
            pass  # only the words are wanted, and the process is let finish
    with acting_for(authority_id):
        now = Version.objects.select_for_update(of=("self",)).select_related("document").get(pk=version.pk)
        if now.may_be_opened:
            _keep_words(now, safe.text)


def _waits(version: Version) -> bool:
    released = version.state == Version.RELEASED and version.cleaned_at is None
    return version.state == Version.QUARANTINED or released


def _looked_at(version: Version) -> str:
    scanned = scanning.is_set()
    if not scanned and version.state == Version.QUARANTINED:
        return _stays(version, "no-scanner")
    if scanned:
        try:
            found = scanning.scan(content.opened(version).pieces())
        except scanning.ScannerDown:
            # Somebody has taken it upon themselves to release it: the scanner is asked, and not waited for.
            if version.state == Version.QUARANTINED:
                raise
            found, scanned = None, False
        if found:
            log.warning("a document was refused by the scanner", version=version.pk, found=found)
            return _refused(version, "virus")
    with made_safe(TAKEN[version.kind], content.opened(version).pieces()) as safe:
        made = _sealed(safe)
    return _finished(version, made, scanned)


def _sealed(safe: Safe) -> _Made:
    return _Made(content.seal(safe.pieces()), safe.text, safe.removed)


def _finished(version: Version, made: _Made, scanned: bool) -> str:
    """Let the safe copy take the place of what was received."""
    with acting_for(version.document.authority_id):
        now = Version.objects.select_for_update(of=("self",)).select_related("document").get(pk=version.pk)
        if not _waits(now) or now.place != version.place:
            transaction.on_commit(lambda: _let_go(made.sealed.place))
            return now.state
        before, at = now.place, moment()
        now.place, now.kept_size = made.sealed.place, made.sealed.size
        now.sealed_key, now.key_id = made.sealed.locked.sealed, made.sealed.locked.key_id
        now.removed, now.problem, now.cleaned_at = made.removed, "", at
        now.scanned_at = at if scanned else None
        if now.state == Version.QUARANTINED:
            now.state = Version.CLEAN
        now.save()
        _keep_words(now, made.text)
        transaction.on_commit(lambda: _let_go(before))
        return now.state


def _keep_words(version: Version, text: str) -> None:
    DocumentText.objects.update_or_create(
        version=version, defaults={"authority_id": version.document.authority_id, "text": text}
    )


def _stays(version: Version, problem: str, again: bool = False) -> str:
    """It stays in quarantine, and why."""
    with acting_for(version.document.authority_id):
        now = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
        if _waits(now):
            now.problem, now.tried = problem, now.tried + again
            now.save(update_fields=["problem", "tried"])
        return now.state


def _refused(version: Version, problem: str) -> str:
    """It is refused: its key is forgotten and its bytes are taken away. The row says why."""
    with acting_for(version.document.authority_id):
        now = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
        if _waits(now):
            now.state, now.problem, now.sealed_key = Version.REFUSED, problem, b""
            now.scanned_at = moment() if scanning.is_set() else None
            now.save(update_fields=["state", "problem", "sealed_key", "scanned_at"])
            DocumentText.objects.filter(version=now).delete()
            jobs.let_go([now.pk], version.document.authority_id)
            transaction.on_commit(lambda: _let_go(version.place))
        return now.state


def _let_go(place: str) -> None:
    content.let_go(place)
