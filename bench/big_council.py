"""A council as big as they come, made by SQL from the demonstration's: 100,000 cases, 200,000 documents, 2,000 people.

    with prepared_big() as place: ...
    python -m bench.big_council 100000 200000 2000      in DATABASE_URL, as the owner, after the demonstration

Cases are copies of real ones (facts and due days included), with people and words of their own, in 60 teams. One
document in four is in a folder that few may read; `WORDS` mark what is where. The chains are not sealed anew.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import django
from django.db import connection, transaction

from bench.servers import ROOT, Place
from heard.postgres import Cluster

CASES, DOCUMENTS, PEOPLE = 100_000, 200_000, 2_000
COMPLAINTS, ALLEGATIONS = "complaints", "allegations"
READERS = {
    COMPLAINTS: (
        "complaints_officer",
        "complaints_manager",
        "team_manager",
        "service_manager",
        "front_line_worker",
    ),
    ALLEGATIONS: ("complaints_manager", "head_of_service"),
}
WORDS = {"hidden": "zanzibar", "open": "timbuktu", "nowhere": "ouagadougou"}
"""A word that 2,000 documents of the stricter folder hold, one that 2,000 others do, and one that nothing holds."""

# Tables whose triggers guard single rows; they are switched off while rows are copied by the hundred thousand.
GUARDED = (
    "cases_case",
    "cases_row",
    "letters_letter",
    "people_child",
    "people_complainant",
    "people_relation",
    "files_casenote",
    "files_document",
    "files_version",
    "files_documenttext",
    "files_folder",
    "people_person",
    "people_post",
    "authority_team",
)
NUMBERED = ("cases_case", "people_child", "people_complainant", "files_document", "files_version")
SQL = Path(__file__).with_suffix(".sql")
KEPT = ROOT / ".bench"


@contextmanager
def prepared_big(cases: int = CASES, documents: int = DOCUMENTS, people: int = PEOPLE) -> Iterator[Place]:
    """A place with such a council. It is kept in `KEPT` for the next time, and made anew when what makes it changed."""
    wanted = f"big_{cases}_{_made_by()}"
    with Cluster.at(KEPT) as cluster:
        began, place, ready = (
            time.perf_counter(),
            Place(cluster, cases, name=wanted),
            KEPT / f"{wanted}.ready",
        )
        if not ready.exists():
            cluster.drop_database(wanted)
            cluster.create_database(wanted)
            place.run("heard.demonstration")
            place.run("bench.big_council", str(cases), str(documents), str(people))
            ready.touch()
        place.run("heard.cli", "migrate")
        yield replace(place, seconds=time.perf_counter() - began)


def _made_by() -> str:
    """A short name of what makes the council: another one, and it is made anew."""
    return sha256(b"".join(path.read_bytes() for path in (SQL, Path(__file__)))).hexdigest()[:12]


def build(cases: int, documents: int, people: int) -> dict[str, float]:
    """Make it. Returns the seconds that each part took; the index of search is made last."""
    given = {"cases": cases, "documents": documents, "people": people, **WORDS}
    took: dict[str, float] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        _folder_rules()
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for part in SQL.read_text(encoding="utf-8").split("-- part: ")[1:]:
            name, _, statements = part.partition("\n")
            began = time.perf_counter()
            for word, value in given.items():
                statements = statements.replace(f"{{{word}}}", str(value))
            cursor.execute(statements)
            took[name] = time.perf_counter() - began
        for table in NUMBERED:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    began = time.perf_counter()
    _index()
    took["index of search"] = time.perf_counter() - began
    return took


def _folder_rules() -> None:
    from heard.authority.models import Authority
    from heard.files.models import FolderRule

    council = Authority.objects.order_by("pk")[0]
    FolderRule.objects.filter(authority=council).delete()
    FolderRule.objects.bulk_create(
        FolderRule(
            authority=council,
            key=key,
            title=key.title(),
            role=role,
            may_read=True,
            procedure="bench",
            edition="1",
        )
        for key, roles in READERS.items()
        for role in roles
    )


def _index() -> None:
    """The index of search, its own indexes made afterwards: that is much faster than adding to them."""
    from heard.search.rebuilding import rebuild

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname IN ('search_entry_words', 'search_entry_names')"
        )
        definitions = [row[0] for row in cursor.fetchall()]
        cursor.execute("DROP INDEX search_entry_words, search_entry_names")
        rebuild()
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for definition in definitions:
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE")  # what PostgreSQL does by itself within minutes of such a load


def main() -> int:
    """Build, and say how long each part took."""
    django.setup()
    cases, documents, people = (int(word) for word in sys.argv[1:4])
    for name, seconds in build(cases, documents, people).items():
        print(f"{name}: {seconds:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
