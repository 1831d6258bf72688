"""Changing the master key: every document's key locked anew under the current one, and whether all keys are well.

    rotate()      -> 200000       then the old master key may be taken out of HEARD_FILES_KEY

In small transactions, each whole: stopped anywhere, it is simply started again. The documents themselves are not
touched, nor are the halves of their keys.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction

from heard.files import keys, storage
from heard.files.models import Version
from heard.files.sealing import sealed_size

BATCH = 200


def rotate() -> int:
    """Lock every key anew that is locked by another master key than the current one; how many that were."""
    current, done = keys.masters().current, 0
    while batch := _batch(current):
        done += batch
    return done


def left() -> int:
    """How many keys are still locked by another master key than the current one."""
    behind = Version.objects.exclude(key_id=keys.masters().current)
    return behind.exclude(sealed_key=b"").count()


def _batch(current: str) -> int:
    with transaction.atomic():
        behind = Version.objects.select_for_update().exclude(key_id=current)
        found = list(
            behind.exclude(sealed_key=b"").only("place", "sealed_key", "key_id").order_by("pk")[:BATCH]
        )
        for version in found:
            locked = keys.locked_anew(version.place, keys.Locked(version.key_id, bytes(version.sealed_key)))
            version.key_id, version.sealed_key = locked.key_id, locked.sealed
        Version.objects.bulk_update(found, ["key_id", "sealed_key"])
    return len(found)


@dataclass(slots=True)
class Health:
    """How the keys and files are: versions by master key, and a sentence for each thing that is wrong."""

    by_key: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def check() -> Health:
    """Whether every document that should open would: its master key known, its half there, its file whole in length."""
    found = Health()
    known = keys.masters()
    if getattr(storage.halves(), "keeps_versions", lambda: False)():
        found.problems.append(
            "The bucket of HEARD_FILES_KEYS keeps what is deleted: nothing is ever destroyed. Turn its versioning off."
        )
    held = Version.objects.exclude(sealed_key=b"").order_by("pk")
    for version in held.iterator(chunk_size=500):
        found.by_key[version.key_id] += 1
        wrong = _wrong_with(version, known)
        if wrong:
            found.problems.append(f"Version {version.pk}: {wrong}")
    return found


def _wrong_with(version: Version, known: keys.Masters) -> str:
    try:
        keys.unlock(version.place, keys.Locked(version.key_id, bytes(version.sealed_key)))
        there = storage.documents().size(version.place)
    except keys.NoKey as problem:
        return str(problem)
    except storage.Missing:
        return "Its sealed file is not there."
    wanted = sealed_size(version.kept_size)
    return "" if there == wanted else f"Its sealed file has {there} bytes and should have {wanted}."
