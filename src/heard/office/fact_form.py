"""The form for recording a fact, built from the questions that the pack asks about it.

    form = FactForm(kind, on, request.POST);  form.is_valid();  form.entry

Answers keep the names of their questions. What the procedure refuses is put beside the field that it is about, with its
paragraph (`refuse`). It records nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.cases.answers import LARGEST, LONGEST
from heard.cases.entries import Entry
from heard.cases.outcome import Invalid, NotRecorded, Refused
from heard.design.day_field import DayField
from heard.design.plain_form import PlainForm, say_plainly
from heard.engine import AnswerKind, FactKind, Procedure, Question
from heard.engine.limits import AllOf, Answered, AnyOf, Condition, Not

ANSWER = "answer_"
_FEW = 8  # choices up to this many are shown all at once


class KeyField(forms.RegexField):
    """What makes a form record once: `uuid4().hex`, made with the page. Nothing else is taken, since keys such as
    "chaser-7" are Heard's own, and who took one first would keep that chaser from ever being recorded.
    """

    def __init__(self) -> None:
        said = {
            "invalid": gettext_lazy(
                "This form is not as Heard made it. Open the page again and start from there."
            )
        }
        super().__init__(r"^[0-9a-f]{32}\Z", strip=False, widget=forms.HiddenInput, error_messages=said)


class KeyedForm(PlainForm):
    """A form that records once however often it is sent, and knows how far the timeline had come when it was made."""

    key = KeyField()
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, seen: int, **options: Any) -> None:
        options["initial"] = {"key": uuid4().hex, "seen": seen, **options.get("initial", {})}
        super().__init__(*arguments, **options)

    def refuse(self, problem: NotRecorded) -> None:
        """Say why nothing was recorded, beside the field that it is about, or else above the form."""
        problems = problem.problems if isinstance(problem, Invalid) else {"": problem.sentence}
        for id, sentence in problems.items():
            self.add_error(self.field_of(id), sentence)

    def field_of(self, id: str) -> str | None:
        """The field that a problem of this name belongs to, if the form shows one."""
        for name in (f"{ANSWER}{id}", id):
            if name in self.fields and not self.fields[name].widget.is_hidden:
                return name
        return None


class FactForm(KeyedForm):
    """The day on which the fact happened, and the pack's questions about it in their order."""

    date = DayField()

    def __init__(self, kind: FactKind, on: dt.date, *arguments: Any, **options: Any) -> None:
        options["initial"] = {"date": on, **options.get("initial", {})}
        super().__init__(*arguments, **options)
        self.kind = kind
        self.fields["date"].label = _("On which day did it happen?")
        self.fields["date"].help_text = _("For example, %(day)s") % {"day": f"{on.day} {on.month} {on.year}"}
        add_questions(self, kind.asks)

    @property
    def entry(self) -> Entry:
        """What is to be recorded. Ask `is_valid` first."""
        given = self.cleaned_data
        return Entry(self.kind.id, given["date"], answers_of(self, self.kind.asks), seen=given["seen"])

    def refuse_by(self, procedure: Procedure, problem: NotRecorded, limits: tuple[dt.date, dt.date]) -> None:
        """`refuse`, where `limits` are the first and the last day that the fact may bear."""
        if not isinstance(problem, Refused):
            self.refuse(problem)
            return
        day = self.cleaned_data.get("date")
        outside = day is not None and not limits[0] <= day <= limits[1]
        label = procedure.label(problem.cites)
        sentence = f"{problem.sentence} ({label})" if label else problem.sentence
        self.add_error("date" if outside else self._about(problem.sentence), sentence)

    def _about(self, reason: str) -> str | None:
        """The question that a guard looks at, where the guard with this reason looks at one of this fact's own."""
        for guard in self.kind.guards:
            if guard.otherwise == reason:
                asked = [id for id in _own_questions(guard.when) if f"{ANSWER}{id}" in self.fields]
                return f"{ANSWER}{asked[0]}" if asked else None
        return None


def add_questions(form: PlainForm, asks: tuple[Question, ...]) -> None:
    """Put a field for each question into a form."""
    for question in asks:
        field = _field(question)
        if not isinstance(field, DayField):
            say_plainly(field, question.question)
        form.fields[f"{ANSWER}{question.id}"] = field


def answers_of(form: forms.Form, asks: tuple[Question, ...]) -> dict[str, Any]:
    """The answers by the ids of their questions, those left empty left out."""
    found = {question.id: form.cleaned_data.get(f"{ANSWER}{question.id}") for question in asks}
    return {id: answer for id, answer in found.items() if answer not in (None, "")}


def as_initial(answers: dict[str, Any]) -> dict[str, Any]:
    """Answers that are recorded already, as the fields of a form begin with them."""
    words = {True: "yes", False: "no"}
    return {
        f"{ANSWER}{id}": words[answer] if isinstance(answer, bool) else answer
        for id, answer in answers.items()
    }


def _field(question: Question) -> forms.Field:
    about: dict[str, Any] = {
        "label": question.question,
        "help_text": question.hint,
        "required": question.required,
    }
    if question.kind == AnswerKind.CHOICE:
        few = len(question.choices) <= _FEW
        choices = list(question.choices.items())
        if few:
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **about)
        return forms.ChoiceField(choices=[("", ""), *choices], **about)
    if question.kind == AnswerKind.YES_OR_NO:
        return forms.ChoiceField(
            choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect, **about
        )
    if question.kind == AnswerKind.DATE:
        return DayField(**about)
    if question.kind == AnswerKind.NUMBER:
        return forms.IntegerField(min_value=0, max_value=LARGEST, widget=forms.NumberInput, **about)
    longest = LONGEST[str(question.kind)]
    if question.kind == AnswerKind.LONG_TEXT:
        return forms.CharField(max_length=longest, widget=forms.Textarea(attrs={"rows": 5}), **about)
    return forms.CharField(max_length=longest, **about)


def _own_questions(condition: Condition) -> list[str]:
    """The questions of the fact being recorded that a condition looks at."""
    if isinstance(condition, Answered):
        return [condition.question] if condition.kind == "this" else []
    if isinstance(condition, Not):
        return _own_questions(condition.part)
    if isinstance(condition, AllOf | AnyOf):
        return [id for part in condition.parts for id in _own_questions(part)]
    return []
