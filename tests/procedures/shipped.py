"""The packs that Heard ships, their worked cases and their calendars, for the tests of this folder."""

from __future__ import annotations

from functools import cache

from heard.engine import Calendar, editions, read_calendar, read_pack, read_worked_cases
from heard.engine.reading.folders import procedures
from heard.engine.reading.worked_cases import WorkedCase

PACKS = [f"{name}/{edition}" for name in procedures() for edition in editions(name)]
# Those that have the three stages of the law: the law's own pack and all that build on it.
THREE_STAGES = [name for name in PACKS if "stage3.requested" in read_pack(name).facts]


@cache
def worked_cases(name: str) -> list[WorkedCase]:
    """The worked cases of a pack, by its name and edition."""
    return read_worked_cases(read_pack(name))


@cache
def calendar(name: str = "") -> Calendar:
    """A stored calendar; that of England and Wales where none is named."""
    return read_calendar(name or "england-and-wales")


def proven(name: str) -> set[str]:
    """The clauses that the worked cases of a pack prove."""
    return {id for case in worked_cases(name) for id in case.proves}


def cited(name: str) -> set[str]:
    """The clauses that anything in a pack's own rules, facts, letters, roles or stages cites."""
    pack = read_pack(name)
    found: set[str] = set()
    own = [rule for rule in pack.by_key.values() if rule.pack == pack.name]
    for thing in (*own, *pack.facts.values(), *pack.letters.values(), *pack.roles.values(), *pack.stages):
        found.update(thing.cites)
    for kind in pack.facts.values():
        found.update(id for guard in kind.guards for id in guard.cites)
    for letter in pack.letters.values():
        found.update(id for passage in letter.must_say for id in passage.cites)
    return found
