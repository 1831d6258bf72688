"""The form adapter: a Django form's field, rendered by the GOV.UK macro for its widget.

In a template: `{{ error_summary(form) }}` above the form, then `{{ field(form["sent"], hint=_("As on the
letter")) }}`. What was typed is kept, errors stand by their field and the summary leads to them. Labels,
hints and values are escaped unless marked safe. It changes no form and validates nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from markupsafe import Markup

from heard.design import field_choices, field_params
from heard.design.day_field import DayWidget
from heard.design.macros import Macros

Params = dict[str, Any]

# Widget -> (the macro, the function that fills its parameters). The first that fits is used, so the narrow come first.
_WIDGETS: tuple[tuple[type[forms.Widget], str, Callable[[BoundField, Params], Params]], ...] = (
    (DayWidget, "date_input", field_params.days),
    (forms.CheckboxSelectMultiple, "checkboxes", field_choices.checkboxes),
    (forms.RadioSelect, "radios", field_choices.radios),
    (forms.CheckboxInput, "checkboxes", field_choices.one_checkbox),
    (forms.Select, "select", field_choices.select),
    (forms.Textarea, "textarea", field_params.textarea),
    (forms.FileInput, "file_upload", field_params.file_upload),
    (forms.PasswordInput, "password_input", field_params.password),
    (forms.widgets.Input, "input", field_params.text),
)


def renderer(govuk: Macros) -> Callable[..., Markup]:
    """The template's `field` function."""

    def field(bound: BoundField, **options: Any) -> Markup:
        """One field with its label, hint and error. Options: docs/how-to/write-a-screen.md."""
        widget = bound.field.widget
        if widget.is_hidden:
            return Markup(bound.as_hidden())
        for kind, macro, params in _WIDGETS:
            if isinstance(widget, kind):
                return Markup(getattr(govuk, macro)(params(bound, options)))
        raise TypeError(
            f"The form adapter does not know the widget {type(widget).__name__} of the field {bound.name}."
        )

    return field


def all_of(govuk: Macros) -> Callable[..., Markup]:
    """The template's `fields` function."""
    field = renderer(govuk)

    def fields(form: forms.BaseForm, **options: Any) -> Markup:
        """Every field of a form in its order, hidden ones too, all with the same options."""
        return Markup("\n").join(field(bound, **options) for bound in form)

    return fields


def summary(govuk: Macros) -> Callable[..., Markup]:
    """The template's `error_summary` function."""

    def error_summary(*form: forms.BaseForm) -> Markup:
        """All errors of one or more forms, each leading to its field. Empty when there are none."""
        errors = [error for one in form for error in listed(one)]
        if not errors:
            return Markup("")
        return Markup(govuk.error_summary({"titleText": gettext("There is a problem"), "errorList": errors}))

    return error_summary


def listed(form: forms.BaseForm) -> list[dict[str, str]]:
    """A form's errors in the order of its fields: [{"text": ..., "href": "#id_sent-year"}, ...]."""
    found: list[dict[str, str]] = []
    if not form.errors:
        return found
    shown = [bound for bound in form if not bound.is_hidden]
    first = f"#{field_params.first_id(shown[0])}" if shown else ""
    for message in _hidden_and_general(form):
        found.append({"text": message, "href": first})
    for bound in shown:
        found.extend(
            {"text": str(message), "href": f"#{field_params.error_id(bound)}"} for message in bound.errors
        )
    return found


def _hidden_and_general(form: forms.BaseForm) -> Iterable[str]:
    yield from (str(message) for message in form.non_field_errors())
    for bound in form.hidden_fields():
        yield from (str(message) for message in bound.errors)
