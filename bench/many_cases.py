"""Ten thousand cases for the pages to be measured on: `python -m bench.many_cases 10000`, in DATABASE_URL.

The made-up council's two hundred are there already, recorded one by one through `heard.cases.record`. The others are
copies of them: the same facts on the same days, so permitted like them, each with a reference, keys and a chain of
hashes of its own, sealed by `heard.cases.chain`. Letters are not copied. At the end some chains and lines are proved.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import islice

BATCH = 500
LOOKED_AT = 60


def multiply(wanted: int) -> tuple[int, int]:
    """Copy the cases until there are so many. Returns how many cases and rows there are then."""
    from heard.cases.models import Case, Row

    originals = list(Case.objects.prefetch_related("rows", "due").order_by("pk"))
    numbers = iter(range(wanted - len(originals)))
    while batch := list(islice(numbers, BATCH)):
        pairs = [(originals[n % len(originals)], n) for n in batch]
        copies = [_case(original, n) for original, n in pairs]
        Case.objects.bulk_create(copies)
        rows = [
            row for (original, _), copy in zip(pairs, copies, strict=True) for row in _rows(original, copy)
        ]
        Row.objects.bulk_create(rows, batch_size=2000)
        _index([(original, copy) for (original, _), copy in zip(pairs, copies, strict=True)])
    return Case.objects.count(), Row.objects.count()


def _case(original: object, number: int) -> object:
    from heard.cases.models import Case

    names = [field.attname for field in Case._meta.concrete_fields if not field.primary_key]
    copied = Case(**{name: getattr(original, name) for name in names})
    copied.reference = f"B{number:06d}"
    return copied


def _rows(original: object, copied: object) -> Iterator[object]:
    """The rows of the original on the copy, with keys and a chain of their own."""
    from heard.cases.chain import seal
    from heard.cases.models import Row

    before = None
    for row in original.rows.all():  # type: ignore[attr-defined]
        made = Row(
            authority_id=row.authority_id,
            case=copied,
            seq=row.seq,
            kind=row.kind,
            date=row.date,
            answers=row.answers,
            recorded_at=row.recorded_at,
            recorded_by_id=row.recorded_by_id,
            key=f"{copied.reference}-{row.seq}",  # type: ignore[attr-defined]
        )
        seal(made, before)
        yield made
        before = made


def _index(pairs: list[tuple[object, object]]) -> None:
    """The lines of the index of due days, as they stand on the original."""
    from heard.cases.models import Due

    names = [field.attname for field in Due._meta.concrete_fields if not field.primary_key]
    lines = []
    for original, copied in pairs:
        for line in original.due.all():  # type: ignore[attr-defined]
            made = Due(**{name: getattr(line, name) for name in names})
            made.case, made.reference = copied, copied.reference  # type: ignore[attr-defined]
            lines.append(made)
    Due.objects.bulk_create(lines, batch_size=2000)


def look_through(count: int) -> None:
    """Prove some chains, and work some of the index out again. Raises AssertionError where a copy is not right."""
    from heard.authority.today import today
    from heard.cases import due
    from heard.cases.models import Case
    from heard.cases.verify import verify

    some = random.Random(1).sample(list(Case.objects.values_list("pk", flat=True)), count)
    broken = [str(one) for one in verify(some)]
    assert not broken, broken
    different = due.rebuild(today(), some).differences
    assert not different, different


def main() -> int:
    """Multiply, and say what there is."""
    import django
    from django.db import connection

    django.setup()
    cases, rows = multiply(int(sys.argv[1]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    look_through(LOOKED_AT)
    print(f"{cases} {rows}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
