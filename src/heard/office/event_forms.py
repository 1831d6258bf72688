"""The form for telling Heard what happened to a child's case.

    form = EventForm(child, asker, request.POST);  form.is_valid();  form.told

It keeps nothing; `heard.files.events` does. Its key makes a form that is sent twice count once.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.authority.models import Team
from heard.design.day_field import DayField
from heard.design.plain_form import PlainForm
from heard.files.events import Happened
from heard.files.models import ChildEvent
from heard.office.fact_form import KeyField
from heard.people.access import current
from heard.people.models import Child, Person, Post

OF_A_CHILD = [(kind, words) for kind, words in ChildEvent.KINDS.items() if kind != ChildEvent.JOINED_TEAM]


class EventForm(PlainForm):
    """What happened, when, and with which team, worker or report."""

    key = KeyField()
    kind = forms.ChoiceField(
        label=gettext_lazy("What happened?"), choices=OF_A_CHILD, widget=forms.RadioSelect
    )
    day = DayField(label=gettext_lazy("On which day?"))
    team = forms.ChoiceField(label=gettext_lazy("Team"), required=False)
    worker = forms.ChoiceField(label=gettext_lazy("Worker"), required=False)
    about = forms.CharField(label=gettext_lazy("What the report is called"), max_length=200, required=False)

    def __init__(self, child: Child, on: date, *arguments: Any) -> None:
        super().__init__(
            *arguments, initial={"key": uuid4().hex, "day": on, "team": str(child.team_id or "")}
        )
        self.child = child
        self.teams = {str(one.pk): one for one in Team.objects.filter(authority=child.authority_id)}
        active = Person.objects.filter(authority=child.authority_id, is_active=True, posts__in=_posts(on))
        self.workers = {str(one.pk): one for one in active.distinct().order_by("name")}
        self.fields["team"].choices = _choices(self.teams, _("No team"))  # type: ignore[attr-defined]
        self.fields["worker"].choices = _choices(self.workers, _("Nobody"))  # type: ignore[attr-defined]

    @property
    def told(self) -> Happened:
        """What is to be kept. Ask `is_valid` first."""
        given = self.cleaned_data
        return Happened(
            kind=given["kind"],
            day=given["day"],
            child=self.child,
            team=self.teams.get(given["team"]),
            worker=self.workers.get(given["worker"]),
            about=given["about"],
            reference=f"screen-{given['key']}",
        )


class CsvForm(PlainForm):
    """The file with events."""

    file = forms.FileField(label=gettext_lazy("Choose a CSV file"))


def _posts(on: date) -> QuerySet[Post]:
    """The posts of those who may have a child's case, or who manage who has."""
    return Post.objects.filter(current(on), role__in=["front_line_worker", "team_manager"])


def _choices(named: dict[str, Any], nothing: str) -> list[tuple[str, str]]:
    return [("", nothing), *((id, one.name) for id, one in named.items())]
