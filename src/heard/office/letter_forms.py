"""The forms of a letter: its words, and what is asked when it is issued.

    form = WordsForm(letter, request.POST);  form.is_valid();  form.change
    form = IssueForm(kind, on, request.POST, seen=case.last_seq);  form.issuing

They save and issue nothing. A draft may be saved with anything still to be filled in.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heard.design.plain_form import PlainForm, say_plainly
from heard.engine import FactKind
from heard.letters.drafting import Change
from heard.letters.issuing import Issuing
from heard.letters.lengths import LONGEST
from heard.letters.models import Letter
from heard.letters.written import template_of
from heard.office.fact_form import FactForm, answers_of

FILL = "fill_"


class WordsForm(PlainForm):
    """A box for each thing that the template asks the writer for, and the whole text."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, letter: Letter, *arguments: Any, **options: Any) -> None:
        asks = template_of(letter).fill_in
        words = {f"{FILL}{name}": letter.filled.get(name, "") for name in asks}
        options["initial"] = {
            "version": letter.version,
            "body": letter.body,
            **words,
            **options.get("initial", {}),
        }
        super().__init__(*arguments, **options)
        self.asks = asks
        for name, question in asks.items():
            self.fields[f"{FILL}{name}"] = _words(question, 10)
            self.fields[f"{FILL}{name}"].help_text = _(
                "It stands in the letter in place of [[%(name)s]]."
            ) % {"name": name}
        self.fields["body"] = _words(_("The text of the letter"), 26)
        for name, field in self.fields.items():
            if name != "version":
                say_plainly(field, str(field.label))

    @property
    def change(self) -> Change:
        """What is to be saved. Ask `is_valid` first."""
        given = self.cleaned_data
        filled = {name: given[f"{FILL}{name}"] for name in self.asks}
        return Change(given["body"], filled, given["version"])

    def boxes(self) -> list[forms.BoundField]:
        """The boxes for what the template asks."""
        return [self[f"{FILL}{name}"] for name in self.asks]


class IssueForm(FactForm):
    """The pack's questions about the fact that issuing records. Its day is the day of the letter: today."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, kind: FactKind, on: dt.date, *arguments: Any, **options: Any) -> None:
        super().__init__(kind, on, *arguments, **options)
        del self.fields["date"]

    @property
    def issuing(self) -> Issuing:
        """What is given for issuing. Ask `is_valid` first."""
        given = self.cleaned_data
        return Issuing(
            answers_of(self, self.kind.asks), given["seen"], version=given["version"], shown=given["shown"]
        )


def _words(label: str, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "max_length": _("Shorten this to %(limit_value)d characters. It has %(show_value)d now.")
        },
    )
