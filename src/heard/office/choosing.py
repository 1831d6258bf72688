"""Choosing one person of the staff by name or e-mail address, without a list of everybody.

    form = LeaveForm(council.pk, request.POST);  form.is_valid();  form.person

Who types a name that several people have is asked once more, with those people to choose from. Works without scripts.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.office.staff_form import StaffForm
from heard.people.models import Person

MOST = 10


class ChoosingForm(StaffForm):
    """A form in which somebody of the council is chosen: `person`, once it is valid."""

    who = forms.CharField(
        label=gettext_lazy("Who?"),
        help_text=gettext_lazy("A name, or the e-mail address at work"),
        max_length=254,
    )
    chosen = forms.ChoiceField(label=gettext_lazy("Which of them?"), required=False, widget=forms.HiddenInput)
    only_open = True

    def __init__(self, authority_id: int, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.authority_id = authority_id
        self.person: Person
        self.matches = self._matches() if self.is_bound else []
        choices = [(str(one.pk), _named(one)) for one in self.matches]
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]
        if 1 < len(choices) <= MOST:
            ask_which(self.fields["chosen"], choices, _("More than one person matches. Choose one of them."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "who" not in given or "chosen" in self.errors:
            return given
        found = [one for one in self.matches if str(one.pk) == given.get("chosen")]
        found = found or (self.matches if len(self.matches) == 1 else [])
        if found:
            self.person = found[0]
        elif not self.matches:
            self.nobody(given)
        else:
            self.add_error("who", _("Many people match. Give the whole name, or the e-mail address."))
        return given

    def nobody(self, given: dict[str, Any]) -> None:
        """What is done where nobody matches."""
        self.add_error(
            "who", _("Nobody here has this name or address. Check it, or give the e-mail address.")
        )

    def _matches(self) -> list[Person]:
        typed = str(self.data.get(self.add_prefix("who"), "")).replace("\x00", "").strip()[:254]
        staff = Person.objects.filter(authority_id=self.authority_id)
        if self.only_open:
            staff = staff.filter(is_active=True)
        exact = (
            list(staff.filter(Q(email=typed.lower()) | Q(name__iexact=typed))[: MOST + 1]) if typed else []
        )
        if exact or not typed:
            return exact
        for word in typed.split()[:8]:
            staff = staff.filter(name__icontains=word)
        return list(staff.order_by("name", "pk")[: MOST + 1])


def ask_which(field: forms.Field, choices: list[tuple[str, str]], sentence: str) -> None:
    """Show who matches, to choose from. `sentence` is said until one is chosen."""
    field.widget = forms.RadioSelect(choices=choices)
    field.required = True
    field.error_messages["required"] = sentence


def _named(person: Person) -> str:
    return _("%(name)s, %(email)s") % {"name": person.name, "email": person.email}
