"""The index of due days: what each case owes and by when, kept so that lists and reminders need not assess every case.

    keep(case, standing) after a fact is recorded; rebuild(on) each new day, and whenever in doubt

It can be thrown away at any time. Lateness is not kept in it: a list compares `due` with its day. But rights open and
close by the day alone, and a duty on hold moves with it: hence the daily rebuild. Before anything is done on the
strength of a line (a chaser sent), the case is assessed again. Nothing else writes this table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.forms.models import model_to_dict

from heard.authority.adopted import pack
from heard.authority.days import Days
from heard.authority.models import Authority
from heard.cases import standing as standings
from heard.cases import timeline
from heard.cases.due_lines import lines
from heard.cases.editions import calendar_in, held
from heard.cases.locks import lock
from heard.cases.models import Case, Due
from heard.engine import Standing, assess
from heard.people.wall import acting_for

BATCH = 200
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """What a rebuild found: how many cases it went through, and a sentence for each line that was not right."""

    cases: int
    differences: tuple[str, ...]


def keep(case: Case, standing: Standing) -> list[str]:
    """Make a case's lines those that its standing asks for; answers with what was different. The case is locked."""
    return _replace(case, standing, list(case.due.all()))


@transaction.atomic
def refresh(case: Case, on: date) -> list[str]:
    """Work out a case's lines again, as on this day: after it went to another team or officer."""
    lock([case.pk])
    fresh = _whole().get(pk=case.pk)
    return keep(fresh, standings.of(fresh, on))


def rebuild(on: date, case_ids: Sequence[int] | None = None) -> Report:
    """Work out every line again, one authority after the other and a batch of cases at a time. Safe while others
    record.
    """
    looked_at, differences = 0, []
    for authority in Authority.objects.order_by("pk"):
        with acting_for(authority.pk):
            cases = Case.objects.filter(authority=authority).order_by("pk")
            wanted = cases if case_ids is None else cases.filter(pk__in=case_ids)
            ids = list(wanted.values_list("pk", flat=True))
        calendars: dict[int, Days] = {}
        for start in range(0, len(ids), BATCH):
            with acting_for(authority.pk):
                differences += _rebuild_batch(ids[start : start + BATCH], on, calendars)
        looked_at += len(ids)
    return Report(looked_at, tuple(differences))


def _rebuild_batch(ids: Sequence[int], on: date, calendars: dict[int, Days]) -> list[str]:
    lock(ids)
    cases = _whole().filter(pk__in=ids).order_by("pk")
    differences: list[str] = []
    for case in cases.prefetch_related("rows", "due"):
        if case.authority_id not in calendars:
            calendars[case.authority_id] = Days(case.authority)
        procedure = pack(case.procedure, case.edition)
        facts = timeline.of_rows(case.rows.all(), procedure)
        standing = assess(procedure, facts, calendar_in(held(case), calendars[case.authority_id]), on)
        differences += _replace(case, standing, list(case.due.all()))
    return differences


def _whole() -> QuerySet[Case]:
    return Case.objects.select_related("authority", "complainant", "child", "team", "officer")


def _replace(case: Case, standing: Standing, kept: list[Due]) -> list[str]:
    wanted = {(line.kind, line.rule): line for line in lines(case, standing)}
    there = {(line.kind, line.rule): line for line in kept}
    wrong = [
        key for key, line in there.items() if key not in wanted or _content(line) != _content(wanted[key])
    ]
    missing = [key for key in wanted if key not in there or key in wrong]
    if wrong:
        Due.objects.filter(pk__in=[there[key].pk for key in wrong]).delete()
    if missing:
        Due.objects.bulk_create(wanted[key] for key in missing)
    return [
        _difference(case, key, there.get(key), wanted.get(key)) for key in dict.fromkeys([*wrong, *missing])
    ]


def _content(line: Due) -> dict[str, object]:
    return model_to_dict(line, exclude=["id"])


def _difference(case: Case, key: Key, was: Due | None, is_now: Due | None) -> str:
    """One line that was not right, in a sentence."""
    what = f"{case.reference}: {key[0]} {key[1]}".rstrip()
    if was is None:
        return f"{what} was missing."
    if is_now is None:
        return f"{what} should not have been there."
    before, after = _content(was), _content(is_now)
    changed = [
        f"{name} was {before[name] or 'empty'}, is {after[name] or 'empty'}"
        for name in before
        if before[name] != after[name]
    ]
    return f"{what}: {'; '.join(changed)}."
