"""Macro parameters for the fields that are typed into: text, long text, password, file, and a day's three
boxes.

`text(form["email"], {"width": "20"})` gives the mapping that the GOV.UK input macro takes. Fields that are
chosen from are in `field_choices`. It renders nothing.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from heard.design.day_field import BOXES, DayWidget

Params = dict[str, Any]

# Widget attributes that have a macro parameter of their own; the others are passed on as attributes.
_NAMED = ("autocomplete", "inputmode", "pattern", "spellcheck", "rows", "cols", "class", "id")


def words(bound: BoundField, options: Params) -> Params:
    """A field's own words: hint, error, and the group's classes. Shared by every kind of field."""
    params: Params = {}
    hint = options.get("hint", bound.help_text)
    if hint:
        params["hint"] = {"text": hint}
    if bound.errors:
        messages = [str(message) for message in bound.errors]
        params["errorMessage"] = {"html": Markup("<br>").join(messages)}
    if bound.field.disabled:
        params["disabled"] = True
    return params


def label(bound: BoundField, options: Params) -> Params:
    """A label or legend: its text, "(optional)" where it is, and its size (s, m, l, xl)."""
    text = options.get("label", bound.label)
    if not bound.field.required and options.get("optional", True):
        text = _("%(label)s (optional)") % {"label": text}
    return {
        "text": text,
        "heading": bool(options.get("heading")),
        "size": options.get("size", "l" if options.get("heading") else "s"),
    }


def legend(bound: BoundField, options: Params) -> Params:
    one = label(bound, options)
    return {
        "legend": {
            "text": one["text"],
            "isPageHeading": one["heading"],
            "classes": f"govuk-fieldset__legend--{one['size']}",
        }
    }


def attributes(bound: BoundField, options: Params) -> Params:
    """Attributes from the widget and the template, without those that have a parameter of their own."""
    every = {**bound.field.widget.attrs, **options.get("attributes", {})}
    return {name: value for name, value in every.items() if name not in _NAMED and value not in (False, None)}


def _common(bound: BoundField, options: Params) -> Params:
    one = label(bound, options)
    params = words(bound, options)
    params["id"] = bound.id_for_label or bound.html_name
    params["name"] = bound.html_name
    params["label"] = {
        "text": one["text"],
        "isPageHeading": one["heading"],
        "classes": f"govuk-label--{one['size']}",
    }
    params["attributes"] = attributes(bound, options)
    for name in ("autocomplete", "inputmode", "spellcheck"):
        value = options.get(name, bound.field.widget.attrs.get(name))
        if value is not None:
            params[name] = value
    if options.get("width"):
        params["classes"] = _width(str(options["width"]))
    return params


def _width(width: str) -> str:
    return f"govuk-input--width-{width}" if width.isdigit() else f"govuk-!-width-{width}"


def text(bound: BoundField, options: Params) -> Params:
    params = _common(bound, options)
    kind = getattr(bound.field.widget, "input_type", "text")
    if kind == "number":
        # A number input changes when scrolled over and hides what was typed wrongly, so GOV.UK asks for text
        # with a numeric keyboard.
        kind = "text"
        params.setdefault("inputmode", "numeric")
    if kind == "email":
        params.setdefault("spellcheck", False)
        params.setdefault("autocomplete", "email")
    params["type"] = kind
    params["value"] = _typed(bound)
    for part in ("prefix", "suffix"):
        if options.get(part):
            params[part] = {"text": options[part]}
    return params


def textarea(bound: BoundField, options: Params) -> Params:
    params = _common(bound, options)
    params["rows"] = options.get("rows", bound.field.widget.attrs.get("rows", 5))
    params["value"] = _lines(_typed(bound))
    return params


def password(bound: BoundField, options: Params) -> Params:
    params = _common(bound, options)
    params.setdefault("autocomplete", "current-password")
    return params


def file_upload(bound: BoundField, options: Params) -> Params:
    params = _common(bound, options)
    if getattr(bound.field.widget, "allow_multiple_selected", False):
        params["multiple"] = True
    return params


def days(bound: BoundField, options: Params) -> Params:
    """The three boxes of a day, the wrong ones marked."""
    params = words(bound, options)
    typed = DayWidget.typed(bound.value())
    wrong = boxes_in_error(bound)
    names = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    params["id"] = bound.auto_id or bound.html_name
    params["namePrefix"] = bound.html_name
    params["fieldset"] = legend(bound, options)
    params["items"] = [
        {
            "name": box,
            "label": names[box],
            "value": value,
            "classes": ("govuk-input--width-4" if box == "year" else "govuk-input--width-2")
            + (" govuk-input--error" if box in wrong else ""),
        }
        for box, value in zip(BOXES, typed, strict=True)
    ]
    return params


def boxes_in_error(bound: BoundField) -> tuple[str, ...]:
    """Which of a day's boxes are wrong; all of them when the error does not say."""
    for error in bound.form.errors.as_data().get(bound.name, []):
        params = error.params if isinstance(error, ValidationError) else None
        return tuple((params or {}).get("boxes", BOXES))
    return ()


def first_id(bound: BoundField) -> str:
    """The id of the element that takes the focus: the first box, the first choice, or the input itself."""
    own = bound.auto_id or bound.html_name
    return f"{own}-day" if isinstance(bound.field.widget, DayWidget) else own


def error_id(bound: BoundField) -> str:
    """The id that the error summary leads to."""
    if isinstance(bound.field.widget, DayWidget):
        return f"{bound.auto_id or bound.html_name}-{(boxes_in_error(bound) or BOXES)[0]}"
    return first_id(bound)


def _typed(bound: BoundField) -> str:
    value = (
        bound.field.widget.format_value(bound.value())
        if isinstance(bound.field.widget, (forms.widgets.Input, forms.Textarea))
        else bound.value()
    )
    return "" if value is None else str(value)


def _lines(value: str) -> Markup:
    """Long text with its line ends as references, so that the macros' indenting stays out of it."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    first = "&#10;" if plain.startswith("\n") else ""  # a browser drops the first line end of a text area
    return Markup(first + str(escape(plain)).replace("\n", "&#10;"))
