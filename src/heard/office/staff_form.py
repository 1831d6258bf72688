"""What the pages of staff, teams and families share: a form whose problems stand by their fields, and its page.

    made = done(form, lambda: join(form.joiner, visit.person, visit.on))
    if made is None: return ask(visit, form, words)

Who may do what is decided by the writers in `heard.people`: what they say is shown here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from heard.authority.models import Team
from heard.design.plain_form import PlainForm
from heard.office.entry import Visit
from heard.people.outcome import NotDone, NotYours

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page with one form: its heading, what is said above it, the button, and the way back."""

    title: str
    button: str
    back: str
    back_to: str
    caption: str = ""
    lead: str = ""
    notes: tuple[str, ...] = ()
    kind: str = ""
    more: dict[str, Any] = field(default_factory=dict)


class StaffForm(PlainForm):
    """A form that shows the problems of a writer beside their fields."""

    def refuse(self, problem: NotDone) -> None:
        """Say why nothing was done, beside the field that it is about, or else above the form."""
        for id, sentence in problem.problems.items():
            shown = id in self.fields and not self.fields[id].widget.is_hidden
            self.add_error(id if shown else None, sentence)


def done(form: StaffForm, act: Callable[[], Made]) -> Made | None:
    """What the act made; None where the form has to be filled in again. Raises PermissionDenied where they may not."""
    if not form.is_valid():
        return None
    try:
        return act()
    except NotYours as problem:
        raise PermissionDenied(str(problem)) from problem
    except NotDone as problem:
        form.refuse(problem)
        return None


def ask(visit: Visit, form: forms.Form, words: Words) -> HttpResponse:
    """The page with the form."""
    status = 422 if form.is_bound else 200
    context = {"form": form, "words": words, "on": visit.on, **words.more}
    return render(visit.request, "office/people/form.html", context, status=status)


def team_choices(teams: dict[str, Team], nothing: str) -> list[tuple[str, str]]:
    """Teams for a list to choose from, after the words for none."""
    return [("", nothing), *((id, team.name) for id, team in teams.items())]


def teams_of(authority_id: int) -> dict[str, Team]:
    """The teams of an authority by their numbers as text."""
    return {str(team.pk): team for team in Team.objects.filter(authority=authority_id)}
