"""The form for logging a complaint: who complains, for whom, about which child, what happened, what they want.

    form = ComplaintForm(asker, pack, request.POST);  form.is_valid();  form.new_case()

The pack's own questions about the arrival of a complaint stand in it too. It saves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.authority.models import Team
from heard.cases.duplicates import Likeness
from heard.cases.entries import NewCase
from heard.cases.outcome import Invalid, NotRecorded
from heard.design.day_field import DayField
from heard.design.plain_form import PlainForm
from heard.engine import Procedure
from heard.office.fact_form import ANSWER, KeyField, add_questions, answers_of
from heard.people.holders import holders_of_each
from heard.people.models import Child, Complainant, Person
from heard.people.roles import COMPLAINTS_TEAM

CONTACT = [
    ("email", gettext_lazy("By e-mail")),
    ("letter", gettext_lazy("By letter")),
    ("telephone", gettext_lazy("By telephone")),
    ("text", gettext_lazy("By text message")),
    ("advocate", gettext_lazy("Through their advocate")),
]
FORMATS = [
    ("", gettext_lazy("Standard print")),
    ("large print", gettext_lazy("Large print")),
    ("easy read", gettext_lazy("Easy Read")),
    ("braille", gettext_lazy("Braille")),
    ("audio", gettext_lazy("Audio")),
    ("british sign language", gettext_lazy("British Sign Language")),
    ("another language", gettext_lazy("Another language")),
]
_OF_COMPLAINANT = {
    "complainant_name": "name",
    "relationship": "relationship",
    "email": "email",
    "phone": "phone",
    "address": "address",
    "contact_by": "contact_by",
    "format": "format",
    "advocate_name": "advocate_name",
    "advocate_contact": "advocate_contact",
}
_PROBLEMS = {"complainant": "complainant_name", "child": "child_name", "date": "received"}


def in_words(choices: Sequence[tuple[str, Any]], value: str) -> str:
    """A stored choice in words; what is not among the choices is words already."""
    return str(dict(choices).get(value, value))


@dataclass(frozen=True, slots=True)
class Asker:
    """Who logs the complaint, on which day, and what the case begins with where that is not a complaint."""

    person: Person
    on: date
    begins_with: str = ""


def _words(label: Any, longest: int, **more: Any) -> forms.CharField:
    said = {
        "max_length": gettext_lazy("Shorten this to %(limit_value)d characters. It has %(show_value)d now.")
    }
    return forms.CharField(label=label, max_length=longest, error_messages=said, **more)


class ComplaintForm(PlainForm):
    """Everything that is asked when a complaint is logged, in the order in which people tell it."""

    key = KeyField()
    considered = forms.CharField(widget=forms.HiddenInput, max_length=500, required=False)
    received = DayField(label=gettext_lazy("When did the council receive it?"))
    complainant_name = _words(gettext_lazy("Name"), 200)
    relationship = _words(gettext_lazy("Who are they to the child?"), 100, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False, max_length=254)
    phone = _words(gettext_lazy("Telephone"), 60, required=False)
    address = _words(gettext_lazy("Address"), 1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    contact_by = forms.ChoiceField(
        label=gettext_lazy("How do they wish to be contacted?"),
        choices=CONTACT,
        widget=forms.RadioSelect,
        required=False,
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Which format do they need?"), choices=FORMATS, required=False
    )
    advocate_name = _words(gettext_lazy("Name of any advocate"), 200, required=False)
    advocate_contact = _words(
        gettext_lazy("How to reach the advocate"),
        1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    child_name = _words(gettext_lazy("Name of the child or young person"), 200, required=False)
    child_born = DayField(label=gettext_lazy("Date of birth"), required=False)
    summary = _words(gettext_lazy("The complaint in one line"), 300)
    happened = _words(gettext_lazy("What happened?"), 50_000, required=False, widget=forms.Textarea)
    happened_on_words = _words(gettext_lazy("When did it happen?"), 200, required=False)
    wants = _words(
        gettext_lazy("What do they want to happen?"),
        50_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    team = forms.ChoiceField(label=gettext_lazy("Which team is it about?"), required=False)
    officer = forms.ChoiceField(label=gettext_lazy("Who looks after the complaint?"), required=False)

    def __init__(self, asker: Asker, procedure: Procedure, *arguments: Any, **options: Any) -> None:
        self.asker, self.procedure = asker, procedure
        self.teams = {str(team.pk): team for team in Team.objects.filter(authority=asker.person.authority_id)}
        self.officers = {str(person.pk): person for person in _officers(asker)}
        own = str(asker.person.pk) if str(asker.person.pk) in self.officers else ""
        options["initial"] = {"key": uuid4().hex, "received": asker.on, "officer": own}
        super().__init__(*arguments, **options)
        begins = asker.begins_with if asker.begins_with in procedure.beginnings else procedure.begins_with
        self.kind = procedure.facts[begins]
        self.fields["team"].choices = _choices(self.teams, _("No team yet"))  # type: ignore[attr-defined]
        self.fields["officer"].choices = _choices(self.officers, _("Nobody yet"))  # type: ignore[attr-defined]
        for name in ("received", "child_born"):
            self.fields[name].not_after = asker.on  # type: ignore[attr-defined]
        add_questions(self, self.kind.asks)

    @property
    def questions(self) -> list[forms.BoundField]:
        """The pack's own questions, as fields."""
        return [self[name] for name in self.fields if name.startswith(ANSWER)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("contact_by") == "email" and not given.get("email") and "email" not in self.errors:
            self.add_error(
                "email", _("Give the e-mail address, since that is how they wish to be contacted.")
            )
        if given.get("child_born") and not given.get("child_name"):
            self.add_error("child_name", _("Give the child's name too, or take the date of birth away."))
        return given

    def likeness(self) -> Likeness:
        """What this complaint is compared by. Ask `is_valid` first."""
        given = self.cleaned_data
        return Likeness(
            complainant_name=given["complainant_name"],
            email=given["email"],
            phone=given["phone"],
            child_name=given["child_name"],
            child_born=given["child_born"],
        )

    def new_case(self) -> NewCase:
        """The complaint to be logged. Ask `is_valid` first."""
        given, authority = self.cleaned_data, self.asker.person.authority
        child = None
        if given["child_name"]:
            child = Child(authority=authority, name=given["child_name"], born=given["child_born"])
        answers = answers_of(self, self.kind.asks)
        return NewCase(
            complainant=Complainant(
                authority=authority, **{column: given[name] for name, column in _OF_COMPLAINANT.items()}
            ),
            child=child,
            received_on=given["received"],
            team=self.teams.get(given["team"]),
            officer=self.officers.get(given["officer"]),
            procedure=self.procedure.name,
            summary=given["summary"],
            happened=given["happened"],
            happened_on_words=given["happened_on_words"],
            wants=given["wants"],
            channel=self._channel(answers),
            kind=self.kind.id,
            answers=answers,
        )

    def refuse(self, problem: NotRecorded) -> None:
        """Say why nothing was logged, beside the field that it is about, or else above the form."""
        problems = problem.problems if isinstance(problem, Invalid) else {"": problem.sentence}
        for id, sentence in problems.items():
            names = (_PROBLEMS.get(id, id), f"{ANSWER}{id}")
            self.add_error(next((name for name in names if name in self.fields), None), sentence)

    def _channel(self, answers: dict[str, Any]) -> str:
        """The way by which it came, in the words of the pack."""
        asked = self.kind.question("channel")
        return asked.choices.get(str(answers.get("channel")), "")[:40] if asked else ""


def _officers(asker: Asker) -> list[Person]:
    found = holders_of_each(sorted(COMPLAINTS_TEAM), asker.person.authority, None, asker.on)
    return sorted({person for people in found.values() for person in people}, key=lambda one: one.name)


def _choices(named: dict[str, Any], nothing: str) -> list[tuple[str, str]]:
    return [("", nothing), *((id, one.name) for id, one in named.items())]
