"""The kept changes of staff, teams and families in words: who changed what, when and why.

    for line in of_person(ann): line.at, line.words, line.by

The words name posts, teams and days, never a complaint. What the database keeps is `models.Change`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from heard.authority.models import Team
from heard.authority.today import in_full
from heard.people.models import Change, Child, Complainant, Person
from heard.people.roles import ROLES

MOST = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One change: when, what in a sentence, by whom ("" for a command), and why."""

    at: datetime
    words: str
    by: str
    why: str


def of_person(person: Person) -> list[Line]:
    """What changed of a person's account, posts and leave, the latest first."""
    kinds = [Change.PERSON, Change.POST, Change.DELEGATION]
    return _lines(Change.objects.filter(about=person, authority=person.authority_id, what__in=kinds))


def of_team(team: Team) -> list[Line]:
    """What changed of a team itself and of the posts in it."""
    kinds = [Change.TEAM, Change.POST]
    return _lines(Change.objects.filter(team=team, authority=team.authority_id, what__in=kinds))


def of_child(child: Child) -> list[Line]:
    """What changed of a child's team, workers and family."""
    return _lines(Change.objects.filter(child=child, authority=child.authority_id))


def _lines(found: QuerySet[Change]) -> list[Line]:
    changes = list(found.select_related("by", "about")[:MOST])
    teams = _names(Team.objects.all(), _ids(changes, "team_id"))
    others = {
        "to_id": _names(Person.objects.all(), _ids(changes, "to_id")),
        "complainant_id": _names(Complainant.objects.all(), _ids(changes, "complainant_id")),
        "other_child_id": _names(Child.objects.all(), _ids(changes, "other_child_id")),
    }
    return [
        Line(one.at, _words(one, teams, others), one.by.name if one.by else "", one.why) for one in changes
    ]


def _ids(changes: Iterable[Change], key: str) -> set[int]:
    sides = (side for one in changes for side in (one.before, one.after) if side)
    return {side[key] for side in sides if side.get(key)}


def _names(found: QuerySet[Any], ids: set[int]) -> dict[int, str]:
    return dict(found.filter(pk__in=ids).values_list("pk", "name"))


def _words(one: Change, teams: dict[int, str], others: dict[str, dict[int, str]]) -> str:
    before, after = one.before or {}, one.after or {}
    now = after or before
    words = {
        "who": one.about.name if one.about else "",
        "team": teams.get(now.get("team_id") or 0, _("no team")),
        "team_before": teams.get(before.get("team_id") or 0, _("no team")),
        "role": str(ROLES.get(now.get("role", ""), now.get("role", ""))),
        "to": next((names[now[key]] for key, names in others.items() if now.get(key) in names), ""),
        "kind": now.get("kind", ""),
        "name": now.get("name", ""),
        "from": _day(now.get("from_date")),
        "until": _day(now.get("to_date")),
        "last": _day(now.get("to_date"), -1),
    }
    return _pattern(one, before, after) % words


def _pattern(one: Change, before: dict[str, Any], after: dict[str, Any]) -> str:
    """The sentence of a change, with gaps for its words."""
    if one.what == Change.PERSON:
        return _of_account(before, after)
    if one.what == Change.TEAM:
        return _("Team added: %(name)s") if not before else _("Team is now: %(name)s")
    if one.what == Change.CHILD:
        return _("Team: %(team)s, before that %(team_before)s")
    begun, ended = _sentences()[one.what]
    return begun if not before or after.get("to_date") == before.get("to_date") else ended


def _of_account(before: dict[str, Any], after: dict[str, Any]) -> str:
    if not before:
        return _("%(who)s: account made")
    if before.get("is_active") and not after.get("is_active"):
        return _("%(who)s: account closed")
    if after.get("is_active") and not before.get("is_active"):
        return _("%(who)s: account opened again")
    return _("%(who)s: name or address changed")


def _sentences() -> dict[str, tuple[str, str]]:
    """What begins and what ends, by what it is."""
    return {
        Change.POST: (
            _("%(who)s: %(role)s, %(team)s, from %(from)s"),
            _("%(who)s: %(role)s, %(team)s, until %(until)s (the first day without it)"),
        ),
        Change.DELEGATION: (
            _("%(to)s stands in for %(who)s from %(from)s until %(last)s"),
            _("%(to)s stands in for %(who)s: ended, from %(until)s"),
        ),
        Change.ALLOCATION: (_("Worker: %(who)s, from %(from)s"), _("Worker: %(who)s, until %(until)s")),
        Change.RELATION: (
            _("%(kind)s: %(to)s, from %(from)s"),
            _("%(kind)s: %(to)s, until %(until)s"),
        ),
    }


def _day(iso: str | None, more: int = 0) -> str:
    return in_full(date.fromisoformat(iso) + timedelta(days=more)) if iso else ""
