"""A page with every component on it, for the tests of the design system: no case, nobody's name, no database.

`html("everything.html")` renders a template of tests/design/templates; `form(data)` is a form with every kind of field.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from jinja2 import ChoiceLoader, FileSystemLoader

from heard.design.day_field import DayField
from heard.design.plain_form import PlainForm

ON = date(2025, 11, 17)
_HERE = Path(__file__).parent


class Everything(PlainForm):
    """One field of each kind that the adapter knows."""

    arrived = DayField(label="Date it arrived", help_text="For example, 17 11 2025", not_after=ON)
    name = forms.CharField(label="Name")
    email = forms.EmailField(label="E-mail address", required=False)
    age = forms.IntegerField(label="Age", required=False)
    words = forms.CharField(label="What happened?", widget=forms.Textarea(attrs={"rows": 4}))
    channel = forms.ChoiceField(
        label="How did it arrive?",
        choices=[("letter", "By letter"), ("phone", "By telephone")],
        widget=forms.RadioSelect,
    )
    formats = forms.MultipleChoiceField(
        label="Formats",
        required=False,
        choices=[("large", "Large print"), ("braille", "Braille")],
        widget=forms.CheckboxSelectMultiple,
    )
    team = forms.ChoiceField(label="Team", choices=[("", "---"), ("1", "North"), ("2", "South")])
    agreed = forms.BooleanField(label="They agree")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    letter = forms.FileField(label="Their letter", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, initial="4")


def environment():
    """The screens' own environment, which also finds the templates of these tests."""
    ours = engines["jinja2"].env
    return ours.overlay(loader=ChoiceLoader([ours.loader, FileSystemLoader(_HERE / "templates")]))


def html(template: str, **context) -> str:
    """A template of the tests, rendered as a screen is."""
    request = RequestFactory().get("/list?who=mine&page=2")
    words = {"request": request, "csrf_input": "", "on": ON, "timedelta": timedelta, **context}
    return environment().get_template(template).render(words)


def piece(source: str, **context) -> str:
    """A line of template, rendered as it would be in a screen."""
    return environment().from_string(source).render({"on": ON, **context})


def counted_days() -> list[SimpleNamespace]:
    """The days of a working, as the engine gives them."""
    found, number = [], 0
    for after in range(1, 15):
        day = date(2025, 11, 3) + timedelta(after)
        counted = day.weekday() < 5
        number += counted
        found.append(
            SimpleNamespace(
                date=day,
                counted=counted,
                number=number if counted else None,
                why="working day" if counted else "weekend",
            )
        )
    return found


def everything(**context) -> str:
    """The page with every component."""
    return html(
        "everything.html",
        days=counted_days(),
        paragraphs=[SimpleNamespace(label="XYZ 5", says="An answer is owed within 10 working days.")],
        page=Paginator(range(212), 25).page(4),
        recorded=datetime(2025, 11, 3, 14, 5, tzinfo=UTC),
        **context,
    )
