"""The pages of a big council, as restricted people behind the wall, against the same pages as the owner without one.

    python -m bench big-pages

Each page is made whole (middleware, queries, template) in one process, by turns with the connection of the web, whom
the wall holds, and with that of the owner, who passes by. The floor is a view with one query by an index and no
template. Every page is asked of other cases and children in each round. It does not measure the network or a server.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from bench.big_council import CASES, DOCUMENTS, PEOPLE, prepared_big
from bench.servers import TODAY
from bench.timing import Times, machine, side_by_side
from heard.postgres import OWNER, WEB

if TYPE_CHECKING:
    from heard.people.models import Person

AIM = 1.5
QUICK = 0.3
"""Seconds that a page may take behind the wall."""
ROUNDS = 20
MANY = 25
ROLES = {
    "a team manager": "team_manager",
    "an officer": "complaints_officer",
    "a worker": "front_line_worker",
}
NO_CASES = ("a worker",)
SQL = Path(__file__).with_suffix(".sql")
Thing = Callable[[], object]


def report() -> bool:
    """Build where it is not built, measure in a process of its own, print; True where the aims are met."""
    with prepared_big() as place:
        print(
            f"The pages: {CASES:,} cases, {DOCUMENTS:,} documents, {PEOPLE:,} people; there after {place.seconds:.0f} s"
        )
        env = {"HEARD_OWNER_URL": place.env(OWNER)["DATABASE_URL"]}
        return bool(json.loads(place.run("bench.big_pages", role=WEB, more=env)))


def main() -> int:
    """Measure in DATABASE_URL as the web and in HEARD_OWNER_URL; the last line says whether the aims are met."""
    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    _as_owner(_prepare)()
    floor = side_by_side({"floor": _as_owner(_as_owner(_floor)())}, rounds * 10)["floor"].median
    print(f"  {rounds} rounds, {machine()}")
    print(f"  a view with one query and no template: {floor * 1000:.2f} ms", flush=True)
    met = [_page(name, thing, floor, rounds) for name, thing in _things()]
    print(json.dumps(all(met)))
    return 0


def _page(name: str, thing: Thing, floor: float, rounds: int) -> bool:
    """Time one page both ways, and say it."""
    times: dict[str, Times] = side_by_side({"web": thing, "owner": _as_owner(thing)}, rounds)
    web, owner = times["web"].median, times["owner"].median
    met = web <= AIM * owner and web <= QUICK
    print(
        f"  {name:44} {web * 1000:7.1f} ms  without the wall {owner * 1000:7.1f} ms  {web / owner:5.2f} times  "
        f"{web / floor:5.0f} floors{'' if met else '  MISSED'}",
        flush=True,
    )
    return met


def _as_owner(thing: Callable[[], Any]) -> Callable[[], Any]:
    """The same with the owner's connection in the place of the web's."""
    from django.db import connections

    def asked() -> Any:
        before = connections["default"]
        connections["default"] = connections["owner"]
        try:
            return thing()
        finally:
            connections["default"] = before

    return asked


def _prepare() -> None:
    """Add what only pages need: a note that alerts on each file."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(SQL.read_text(encoding="utf-8"))
        cursor.execute("ANALYZE files_casenote")


def _floor() -> Thing:
    from django.test import RequestFactory

    from heard.cases.models import Case

    asked = RequestFactory()
    references = cycle(list(Case.objects.order_by("-pk").values_list("reference", flat=True)[:MANY]))

    def one() -> object:
        from bench.bare import one_case

        return one_case(asked.get("/", {"reference": next(references)}))

    return one


def _things() -> Iterator[tuple[str, Thing]]:
    """Each page as each of the people, by name."""
    for words, role in ROLES.items():
        yield from ((f"{page}, {words}", thing) for page, thing in _pages(role, words in NO_CASES))


def _pages(role: str, files_alone: bool) -> Iterator[tuple[str, Thing]]:
    from heard.cases import seen
    from heard.files.children import openable
    from heard.people.models import Person
    from heard.people.wall import as_person

    person = _as_owner(Person.objects.filter(posts__role=role, posts__to_date=None).order_by("-pk").first)()
    with as_person(person.pk, TODAY):
        cases = list(seen.cases(person, TODAY).order_by("-pk").values_list("reference", flat=True)[:MANY])
        files = list(openable(person, TODAY).order_by("-pk").values_list("pk", flat=True)[:MANY])
    get = _signed_in(person)
    if not files_alone:
        yield "the worklist, mine", get(["/"])
        yield "the worklist, my team's", get(["/?whose=team"])
        yield "the worklist, all", get(["/?whose=all"])
        yield "the worklist, all, a name", get(["/?whose=all&text=exam"])
        yield "a case", get([f"/cases/{reference}/" for reference in cases])
        yield "complaints that may be the same", _duplicates(person)
    yield "a child's file", get([f"/children/{pk}/" for pk in files])
    yield "a folder", get([f"/children/{pk}/folders/complaints/" for pk in files])
    yield "the list of children", get(["/children/?whose=all"])
    yield "search, words of many things", get([_searched(person, "visit placement")])
    yield "search, a name", get([_searched(person, "Pela Fictendason")])


def _signed_in(person: Person) -> Callable[[list[str]], Thing]:
    """`get(["/", ...])` is a thing that asks for one of the pages after another as the person."""
    from django.test import Client

    client = Client()
    client.force_login(person)
    _CLIENTS[person.pk] = client

    def get(addresses: list[str]) -> Thing:
        following = cycle(addresses)

        def one() -> object:
            address = next(following)
            answer = client.get(address)
            assert answer.status_code == 200, f"{address}: {answer.status_code}"
            return answer

        return one

    return get


def _searched(person: Person, words: str) -> str:
    return str(_CLIENTS[person.pk].post("/search/", {"words": words}).headers["Location"])


def _duplicates(person: Person) -> Thing:
    from heard.cases.duplicates import Likeness, find
    from heard.people.wall import as_person

    like = Likeness("Pela Fictendason", "post77@post.example", "07700 900123", "Kesha Examplema")

    def one() -> object:
        with as_person(person.pk, TODAY):
            return find(like, person, TODAY)

    return one


_CLIENTS: dict[int, Any] = {}

if __name__ == "__main__":
    sys.exit(main())
