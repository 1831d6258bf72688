"""Somebody has left the council: each part that they had in a case ends, with a fact that says so.

    end_parts_of(ann, monday, on=monday)     -> 2

For the worker (`tasks.leave`), since whoever records the leaving may be an administrator, who sees no case. Access has
ended before that, with the account.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from heard.cases import record
from heard.cases.models import CaseRole
from heard.cases.outcome import Invalid
from heard.cases.parts import Ending
from heard.people.models import Person
from heard.people.roles import COMPLAINED_ABOUT, EMERGENCY, TAKEN_BACK


def end_parts_of(person: Person, day: date, on: date) -> int:
    """End every part that the person has in a case, from a day on; answers how many."""
    held = CaseRole.objects.filter(person=person).exclude(role__in=[COMPLAINED_ABOUT, EMERGENCY, TAKEN_BACK])
    ended = 0
    for part in held.filter(Q(to_date__isnull=True) | Q(to_date__gt=day)).order_by("case_id", "pk"):
        asked = Ending(part.pk, max(day, on, part.from_date))
        try:
            record.end_part(part.case_id, asked, None, on, key=f"left-{part.pk}-{day.isoformat()}")
        except Invalid:
            continue  # it ends by itself before that day
        ended += 1
    return ended
