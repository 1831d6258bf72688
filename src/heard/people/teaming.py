"""Teams: adding one, and changing what it, its service and its department are called. None is ever deleted.

    add(Names("Family Support North", "Family Support", "Children"), ann, on)

Service and department say how far managers above the team reach (`access.py`). Who belongs to a team are posts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from heard.authority.models import Team
from heard.people.access import Reach, posts_read_once, reach
from heard.people.keeping import changed_by
from heard.people.managing import check_manager, locked
from heard.people.models import Person
from heard.people.outcome import NotDone, NotYours


@dataclass(frozen=True, slots=True)
class Names:
    """What a team is called, and its service and department ("" for none)."""

    name: str
    service: str = ""
    department: str = ""

    @property
    def plain(self) -> dict[str, str]:
        """The names with single spaces, by the columns of a team."""
        return {
            "name": " ".join(self.name.split()),
            "service": " ".join(self.service.split()),
            "department": " ".join(self.department.split()),
        }


def add(names: Names, by: Person, on: date) -> Team:
    """A new team of the authority. The same once more is the same team."""
    check_manager(by, on)
    with changed_by(by):
        locked(by.authority_id)
        known = Team.objects.filter(authority=by.authority_id, name__iexact=names.plain["name"]).first()
        if known is not None:
            if _is_called(known, names):
                return known
            raise NotDone(
                {"name": _("There is a team of this name. Choose another name, or change that team.")}
            )
        return Team.objects.create(authority=by.authority, **names.plain)


def rename(team: Team, names: Names, by: Person, on: date) -> Team:
    """Change what a team, its service or its department is called."""
    check_manager(by, on)
    if team.authority_id != by.authority_id:
        raise NotYours(_("There is no such team, or it is not of your authority."))
    with changed_by(by):
        locked(by.authority_id)
        others = Team.objects.filter(authority=by.authority_id, name__iexact=names.plain["name"])
        if others.exclude(pk=team.pk).exists():
            raise NotDone({"name": _("There is another team of this name. Choose another name.")})
        fresh = Team.objects.get(pk=team.pk)
        before = reach(by, on)
        for column, words in names.plain.items():
            setattr(fresh, column, words)
        fresh.save()
        _check_not_widened(before, by, on)
    return fresh


def _check_not_widened(before: Reach, by: Person, on: date) -> None:
    """Raises NotYours where the person's own posts, or those they stand in for, would reach further than before."""
    with posts_read_once():
        after = reach(by, on)
    sides = [(before.teams, after.teams), (before.child_teams, after.child_teams)]
    if any(roles - old.get(id, frozenset()) for old, new in sides for id, roles in new.items()):
        raise NotYours(
            _(
                "With this you would see more yourself. Ask another administrator or a complaints manager to do it."
            )
        )


def _is_called(team: Team, names: Names) -> bool:
    return {"name": team.name, "service": team.service, "department": team.department} == names.plain
