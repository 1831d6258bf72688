"""The pages at ten thousand cases: worklist, case page and recording a fact, against a bare view with one query.

`report()` prints them, asked in turn over one connection each, so that what disturbs one disturbs all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bench.servers import TODAY, Server, prepared
from bench.timing import Times, side_by_side
from bench.visitor import Visitor, fields
from heard.demonstration.accounts import ACCOUNTS, PASSWORD

CASES = 10_000
ROUNDS = 150
AIM = 3.0
OFFICER, TEAM_MANAGER = "complaints_officer", "team_manager"
NOTE = "note.added"


def report() -> bool:
    """Load, serve, measure and print; True where the aims are met."""
    with prepared(CASES) as place, place.served() as heard, place.served("bench.bare") as bare:
        print(
            f"The pages: {place.cases:,} cases with {place.facts:,} facts, loaded in {place.seconds:.0f} s; "
            "one web process each, one visitor"
        )
        empty = heard.memory()
        found = measure(heard, bare)
        _print_times(found)
        print(
            f"  memory of the web processes: {empty:.0f} MB when it was ready, {heard.memory():.0f} MB after "
            f"{sum(len(times.seconds) for times in found.values()):,} pages (the bare one: {bare.memory():.0f} MB)"
        )
    ordinary = [times for name, times in found.items() if not name.startswith(("bare", "recording"))]
    return all(times.median <= AIM * found["bare view"].median for times in ordinary)


def measure(heard: Server, bare: Server, rounds: int = ROUNDS) -> dict[str, Times]:
    """The times of everything, side by side."""
    officer, manager, anybody = (
        _signed_in(heard, OFFICER),
        _signed_in(heard, TEAM_MANAGER),
        Visitor(bare.port),
    )
    every, theirs = _references(officer), _references(manager)
    things: dict[str, Callable[[], object]] = {
        "bare view": _each(lambda one: anybody.get(f"/?reference={one}"), every),
        "worklist, officer": lambda: officer.get("/?whose=all", expect="govuk"),
        "worklist, manager": lambda: manager.get("/?whose=all", expect="govuk"),
        "case page, officer": _each(lambda one: officer.get(f"/cases/{one}/", expect=one), every),
        "case page, manager": _each(lambda one: manager.get(f"/cases/{one}/", expect=one), theirs),
    }
    found = side_by_side(things, rounds)
    found["recording a fact"] = _recording(officer, every[: rounds // 3])
    for visitor in (officer, manager, anybody):
        visitor.connection.close()
    return found


def _signed_in(server: Server, role: str) -> Visitor:
    visitor = Visitor(server.port)
    visitor.sign_in(next(one.email for one in ACCOUNTS if one.role == role), PASSWORD)
    return visitor


def _references(visitor: Visitor, pages: int = 8) -> list[str]:
    """References of cases that the visitor may see, from the first pages of the worklist."""
    found: list[str] = []
    for number in range(1, pages + 1):
        page = visitor.get(f"/?whose=all&when=all&page={number}")
        found += re.findall(r"/cases/([A-Z0-9-]+)/", page)
    assert found, "The worklist shows no case."
    return list(dict.fromkeys(found))


def _each(ask: Callable[[str], object], references: list[str]) -> Callable[[], object]:
    """A thing that asks for another case each time."""

    def forever() -> Iterator[str]:
        while True:
            yield from references

    following = forever()
    return lambda: ask(next(following))


def _recording(visitor: Visitor, references: list[str]) -> Times:
    """The post that records a note: the form is fetched before, and not counted."""
    forms = {}
    for one in references:
        day = {"date-day": str(TODAY.day), "date-month": str(TODAY.month), "date-year": str(TODAY.year)}
        page = visitor.get(f"/cases/{one}/record/{NOTE}/", expect="<form")
        forms[f"/cases/{one}/record/{NOTE}/"] = {
            **fields(page),
            **day,
            "answer_note": "A note of the benchmark.",
        }
    following = iter(forms.items())
    return side_by_side({"recording": lambda: visitor.post(*next(following))}, len(forms) - 5)["recording"]


def _print_times(found: dict[str, Times]) -> None:
    bare = found["bare view"].median
    for name, times in found.items():
        print(f"  {name:20} {times.told()}   {times.median / bare:5.1f} times the bare view")
    print(f"  (aim: worklist and case page at most {AIM:.0f} times)")
