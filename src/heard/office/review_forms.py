"""The forms of a review: that the file was read and what was learned, and that it is not needed any more.

    form = ReadForm(review, request.POST);  form.is_valid();  form.read

They keep nothing; `heard.files.reviewing` does.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from heard.design.plain_form import PlainForm
from heard.files.models import Review
from heard.files.reviewing import LONGEST, LONGEST_WHY, Read


class ReadForm(PlainForm):
    """What somebody learned who has read; of a report, also what was inaccurate and whether it is repeated."""

    learned = forms.CharField(
        label=gettext_lazy("What did you learn that matters for your work?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
    )
    inaccurate = forms.CharField(
        label=gettext_lazy("What was found to be inaccurate before?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )
    repeated = forms.ChoiceField(
        label=gettext_lazy("Does the report repeat anything inaccurate?"),
        choices=list(Review.REPEATED.items()),
        widget=forms.RadioSelect,
    )

    def __init__(self, review: Review, *arguments: Any) -> None:
        super().__init__(*arguments)
        if not review.asks_of_a_report:
            del self.fields["inaccurate"], self.fields["repeated"]

    @property
    def read(self) -> Read:
        """What is to be kept. Ask `is_valid` first."""
        given = self.cleaned_data
        return Read(given["learned"], given.get("inaccurate", ""), given.get("repeated", ""))


class ExcuseForm(PlainForm):
    """Why a review is not needed any more."""

    why = forms.CharField(label=gettext_lazy("Why is it not needed any more?"), max_length=LONGEST_WHY)
