"""Searching: what somebody typed, looked for among what they may see, and put into pages.

    found = find(Look(ann, on, "short breaks"));  found.total, found.hits[0].snippet

The database finds, counts and ranks behind its wall (`heard_search`, migrations/0004); what comes back is read again
under the wall and under `wall.py`. It writes nothing down of what was asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Func, TextField
from django.db.models.expressions import RawSQL

from heard.people.models import Person
from heard.search.asking import Asked, Clause, understood
from heard.search.bounds import ASKED, TooSlow, in_time, tell
from heard.search.models import Entry
from heard.search.wall import readable

MOST = 1000
"""More than these are not counted, and only the newest of them are put in order."""
PER_PAGE = 20
KINDS = {
    "cases": (Entry.CASE,),
    "people": (Entry.COMPLAINANT, Entry.CHILD),
    "letters": (Entry.LETTER,),
    "facts": (Entry.FACT,),
    "notes": (Entry.NOTE,),
    "documents": (Entry.DOCUMENT,),
}
BEGINS, ENDS = "\ue000", "\ue001"
"""What stands round a word that was found, in what the database gives: no text can bring these itself."""

Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody looks for, narrowed by filters (empty for any). Pages count from 1.

    `kind` is one of KINDS, `state` "open" or "closed", `by` "best" or "newest". Filters about a case leave out what
    belongs to no case that the person sees.
    """

    person: Person
    on: date
    typed: str = ""
    kind: str = ""
    team: str = ""
    procedure: str = ""
    stage: str = ""
    state: str = ""
    folder: str = ""
    since: date | None = None
    until: date | None = None
    by: str = "best"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: its entry, and its title and words as pieces, each marked or not."""

    entry: Entry
    title: Pieces
    snippet: Pieces


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found. `total` is at most MOST; `more` where there is more than that."""

    asked: Asked
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    more: bool = False
    page: int = 1
    slow: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PER_PAGE))


def find(look: Look) -> Found:
    """Look for it. Nothing is found where nothing can be looked for: no words, only words to leave out, too long."""
    asked = understood(look.typed)
    if asked.too_long or not asked.wanted:
        return Found(asked)
    narrow, page = _narrow(look), min(max(look.page, 1), -(-MOST // PER_PAGE))
    try:
        with in_time():
            ids, total = _search(asked.clauses, narrow, (page - 1) * PER_PAGE)
            if total and not ids:
                page = max(1, -(-min(total, MOST) // PER_PAGE))
                ids, total = _search(asked.clauses, narrow, (page - 1) * PER_PAGE)
            hits = _hits(look, ids) if ids else []
    except TooSlow:
        return Found(asked, slow=True)
    return Found(asked, hits, min(total, MOST), total > MOST, page)


def exists(clauses: Sequence[Clause]) -> bool:
    """Whether the person of this transaction would find anything. Raises what the database raises."""
    return bool(_search(clauses, {}, 0, most=1)[0])


def _search(
    clauses: Sequence[Clause], narrow: Mapping[str, Any], skip: int, most: int = MOST
) -> tuple[list[int], int]:
    """The ids of a page of entries, best first, and how many there are in all, up to one more than `most`."""
    tell([one.given for one in clauses])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT entry, total FROM heard_search({ASKED}, %s::jsonb, %s, %s, %s)",
            [json.dumps(narrow), most, skip, min(PER_PAGE, MOST - skip)],
        )
        rows = cursor.fetchall()
    if rows:
        return [int(row[0]) for row in rows], int(rows[0][1])
    # A page beyond the last has no row to say how many there are.
    return ([], 0) if skip == 0 else ([], _search(clauses, narrow, 0)[1])


def _hits(look: Look, ids: list[int]) -> list[Hit]:
    """The entries under the wall again, with the words marked that `_search` was told of."""
    likes = RawSQL(f"(SELECT likes FROM search_query({ASKED}))", [], output_field=TextField())
    rows = Entry.objects.filter(readable(look.person, look.on), pk__in=ids).defer("words", "names")
    rows = rows.annotate(
        snippet=Func(F("text"), likes, function="search_snippet", output_field=TextField()),
        headed=Func(F("title"), likes, function="search_headed", output_field=TextField()),
    )
    by_id = {row.pk: row for row in rows}
    return [
        Hit(entry, pieces(entry.headed), pieces(entry.snippet))
        for entry in (by_id[id] for id in ids if id in by_id)
    ]


def pieces(marked: str) -> Pieces:
    """A text in which words are marked, in pieces: "a visit" -> (("a ", False), ("visit", True))."""
    found: list[tuple[str, bool]] = []
    for number, part in enumerate(marked.split(BEGINS)):
        word, ends, rest = part.partition(ENDS) if number else ("", "", part)
        if number and not ends:
            word, rest = "", part
        found += [(word, True), (rest, False)]
    return tuple((text, is_word) for text, is_word in found if text)


def _narrow(look: Look) -> dict[str, Any]:
    """The filters as `heard_search` takes them."""
    about: dict[str, Any] = {
        "procedure": look.procedure,
        "stage": look.stage,
        "closed": {"open": "false", "closed": "true"}.get(look.state),
        "from": look.since.isoformat() if look.since else None,
        "until": look.until.isoformat() if look.until else None,
    }
    about = {name: value for name, value in about.items() if value}
    narrow: dict[str, Any] = {**about, "folder": look.folder, "team": look.team}
    narrow = {name: value for name, value in narrow.items() if value}
    if about:
        narrow["about"] = "a case"
    if look.kind in KINDS:
        narrow["kinds"] = list(KINDS[look.kind])
    if look.by == "newest":
        narrow["by"] = "day"
    return narrow
