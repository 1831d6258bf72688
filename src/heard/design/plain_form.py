"""A Django form whose errors are sentences that say what to do, instead of "This field is required".

    class Letter(PlainForm):
        name = forms.CharField(label=_("Name"))          # left empty: 'Fill in "Name"'

A field's own `error_messages` are kept. It changes nothing about what is valid.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from heard.design import phrases
from heard.design.day_field import DayField


class PlainForm(forms.Form):
    """Fills in the messages for a missing answer, an e-mail address that is not one, a number and a file."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name, field in self.fields.items():
            if not isinstance(field, DayField):
                say_plainly(field, str(field.label or phrases.capital(name.replace("_", " "))))


def say_plainly(field: forms.Field, label: str) -> None:
    """Replace Django's own messages of a field by ours. Use it for fields that are added after the form was made."""
    ours = _messages(field, label)
    ready_made = _ready_made(field)
    for code, message in ours.items():
        if field.error_messages.get(code) == ready_made.get(code):
            field.error_messages[code] = message
    if "email" in ours:
        field.validators = [_with_message(one, ours["email"]) for one in field.validators]


def _messages(field: forms.Field, label: str) -> dict[str, str]:
    if isinstance(field, forms.BooleanField):
        return {"required": _('Tick "%(label)s" to carry on') % {"label": label}}
    chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.FileField)
    ours = {"required": phrases.missing(label, chosen)}
    if isinstance(field, forms.EmailField):
        ours["email"] = _("Enter an e-mail address in the right form, like name@example.com")
    if isinstance(field, forms.IntegerField):
        ours["invalid"] = _('Enter "%(label)s" in figures, like 12') % {"label": label}
    if isinstance(field, forms.FileField):
        ours["empty"] = _("The file is empty. Choose another.")
    return ours


def _ready_made(field: forms.Field) -> dict[str, Any]:
    """The messages that Django gives to every field of this kind."""
    found: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        found.update(getattr(kind, "default_error_messages", {}))
    return found


def _with_message(validator: Any, message: str) -> Any:
    """The e-mail validator with our words; any other validator as it is."""
    return EmailValidator(message=message) if isinstance(validator, EmailValidator) else validator
