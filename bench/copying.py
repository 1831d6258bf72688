"""Copies of cases, until there are so many: the same facts on the same days, each with a chain of hashes of its own.

`multiply(10_000)` copies what is there; `look_through(60)` proves some of it. What is copied was recorded through
`heard.cases.record`, so the copies hold nothing that the procedure does not permit. Letters are not copied.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import connection, models

from heard.authority.today import today
from heard.cases import due
from heard.cases.chain import seal
from heard.cases.models import Case, Due, Row
from heard.cases.verify import verify

BATCH = 500


def multiply(wanted: int) -> tuple[int, int]:
    """Copy the cases until there are so many. Returns how many cases and rows there are then."""
    originals = list(Case.objects.prefetch_related("rows", "due").order_by("pk"))
    numbers = iter(range(wanted - len(originals)))
    while batch := list(islice(numbers, BATCH)):
        pairs = [(originals[n % len(originals)], _case(originals[n % len(originals)], n)) for n in batch]
        Case.objects.bulk_create([copied for _, copied in pairs])
        Row.objects.bulk_create([row for pair in pairs for row in _rows(*pair)], batch_size=2000)
        Due.objects.bulk_create([line for pair in pairs for line in _lines(*pair)], batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # what PostgreSQL does by itself within minutes of such a load
    return Case.objects.count(), Row.objects.count()


def look_through(count: int) -> None:
    """Prove some chains, and work some of the index out again. Raises AssertionError where a copy is not right."""
    some = random.Random(1).sample(list(Case.objects.values_list("pk", flat=True)), count)
    broken = [str(one) for one in verify(some)]
    assert not broken, broken
    different = due.rebuild(today(), some).differences
    assert not different, different


def _case(original: Case, number: int) -> Case:
    return Case(**{**_values(original), "reference": f"B{number:06d}"})


def _rows(original: Case, copied: Case) -> Iterator[Row]:
    before: Row | None = None
    for row in original.rows.all():
        made = Row(**{**_values(row), "case_id": copied.pk, "key": f"{copied.reference}-{row.seq}"})
        seal(made, before)
        yield made
        before = made


def _lines(original: Case, copied: Case) -> Iterator[Due]:
    """The lines of the index of due days, as they stand on the original."""
    for line in original.due.all():
        yield Due(**{**_values(line), "case_id": copied.pk, "reference": copied.reference})


def _values(one: models.Model) -> dict[str, Any]:
    """The values of a row of a table by the names of its columns, without its number."""
    names = [field.attname for field in one._meta.concrete_fields if not field.primary_key]
    return {name: getattr(one, name) for name in names}
