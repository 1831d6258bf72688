"""The cases that a person may see: the one place where the predicate of `heard.people.access` meets the tables.

    cases(ann, on).filter(child__born=day)
    case(ann, on, "LC-2025-0042")            Case.DoesNotExist also where she may not see it
    through(Row.objects.all(), ann, on)      any table with a column `case`

Every list, count, search and link goes through here.
"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet

from heard.cases.models import Case, CaseRole
from heard.people.access import reach, visible
from heard.people.models import Person

RowOf = TypeVar("RowOf", bound=Model)


def cases(person: Person, on: date) -> QuerySet[Case]:
    """Every case that the person may see on the day."""
    return Case.objects.filter(visible(reach(person, on), on, CaseRole.objects.all()))


def case(person: Person, on: date, reference: str) -> Case:
    """The case with this reference, with its complainant, child, team and officer.

    Raises Case.DoesNotExist where there is none or the person may not see it: the two look the same from
    outside.
    """
    whole = cases(person, on).select_related("authority", "complainant", "child", "team", "officer")
    return whole.get(reference=reference)


def through(rows: QuerySet[RowOf], person: Person, on: date, path: str = "case") -> QuerySet[RowOf]:
    """Those of the rows whose case the person may see. `path` leads from a row to its case: "letter__case"."""
    parts = CaseRole.objects.all()
    return rows.filter(visible(reach(person, on), on, parts, at=f"{path}__", key=f"{path}_id"))
