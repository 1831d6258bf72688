"""Search in a big council: as restricted people behind the wall, against the same search as the owner without one.

`report()` prints them. The owner's search finds, counts and ranks in the same way, and asks nothing about who asks.
It also holds a word that only documents of a stricter folder have against a word that nothing has, for somebody who
may not open that folder: the two must take about as long.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import psycopg

from bench.big_council import WORDS, prepared_big
from bench.servers import TODAY
from bench.timing import Times, side_by_side
from heard.postgres import OWNER, WEB
from heard.search.asking import understood

AIM = 1.5
ROUNDS = 15
ASKED = {
    "a word in very many things": "visit",
    "two words": "visit placement",
    "a name": "Pela Fictendason",
    "a phrase": '"mother father"',
    "a rare word": WORDS["open"],
}
READERS = ("complaints_officer", "team_manager", "front_line_worker")

BARE = """
WITH asked AS (SELECT match, likes FROM search_query(%(clauses)s::jsonb)),
found AS MATERIALIZED (SELECT e.id, e.day FROM search_entry e WHERE e.words @@ (SELECT match FROM asked)
    ORDER BY e.day DESC NULLS FIRST, e.id DESC LIMIT 1001),
placed AS (SELECT f.id, f.day, (SELECT ts_rank('{0.05, 0.2, 0.5, 1.0}', e.words, (SELECT likes FROM asked), 1)
    FROM search_entry e WHERE e.id = f.id) AS place FROM found f)
SELECT id, (SELECT count(*) FROM found) FROM placed ORDER BY place DESC, day DESC NULLS LAST, id DESC LIMIT 20
"""
WALLED = "SELECT entry, total FROM heard_search(%(clauses)s::jsonb, '{}', 1000, 0, 20)"
KNOWN = "SELECT set_config('heard.person', %s, false), set_config('heard.on', %s, false)"


def report() -> bool:
    """Build, measure and print; True where the aims are met."""
    with prepared_big() as place:
        print(
            f"Search: {place.cases:,} cases, 200,000 documents, 2,000 people; there after {place.seconds:.0f} s"
        )
        owner = psycopg.connect(place.cluster.url(place.name, OWNER), autocommit=True)
        people = {role: _reader(place.cluster.url(place.name, WEB), owner, role) for role in READERS}
        met = [_against_the_owner(owner, people, words, typed) for words, typed in ASKED.items()]
        met.append(_hidden_or_nowhere(people["front_line_worker"]))
    return all(met)


def _reader(url: str, owner: psycopg.Connection, role: str) -> psycopg.Connection:
    """A connection of the web process that serves somebody with this role."""
    wanted = "SELECT max(person_id) FROM people_post WHERE role = %s AND to_date IS NULL"
    person = owner.execute(wanted, [role]).fetchone()
    connection = psycopg.connect(url, autocommit=True)
    connection.execute(KNOWN, [str(person[0] if person else 0), TODAY.isoformat()])
    return connection


def _search(connection: psycopg.Connection, statement: str, typed: str) -> Callable[[], int]:
    clauses = json.dumps([one.given for one in understood(typed + " ").clauses])

    def ask() -> int:
        rows = connection.execute(statement, {"clauses": clauses}).fetchall()
        return int(rows[0][1]) if rows else 0

    return ask


def _against_the_owner(
    owner: psycopg.Connection, people: dict[str, psycopg.Connection], words: str, typed: str
) -> bool:
    asks = {"owner": _search(owner, BARE, typed)}
    asks |= {role: _search(person, WALLED, typed) for role, person in people.items()}
    counts = {name: ask() for name, ask in asks.items()}
    times = side_by_side(asks, ROUNDS)
    base = times["owner"].median
    print(f"  {words}")
    for name, found in times.items():
        print(
            f"    {name:20} {found.median * 1000:7.1f} ms  {found.median / base:5.2f} times  {counts[name]:,} found"
        )
    return all(found.median <= AIM * base or found.median < 0.01 for found in times.values())


def _hidden_or_nowhere(worker: psycopg.Connection) -> bool:
    """The difference that a word of hidden documents makes to the time, in milliseconds."""
    asks = {name: _search(worker, WALLED, WORDS[name]) for name in ("hidden", "nowhere")}
    began = time.perf_counter()
    times: dict[str, Times] = side_by_side(asks, ROUNDS * 10)
    hidden, nowhere = (times[name].median * 1000 for name in ("hidden", "nowhere"))
    print(
        f"  a word that only 2,000 hidden documents have: {hidden:.2f} ms, a word that nothing has: {nowhere:.2f} ms "
        f"({time.perf_counter() - began:.0f} s asked in turn)"
    )
    return hidden - nowhere < 1
