"""Macro parameters for the fields that are chosen from: radios, checkboxes and lists.

`radios(form["channel"], {"inline": True})` gives the mapping that the GOV.UK radios macro takes. A field's
attribute `choice_hints` (value -> words) puts a hint under a choice. It renders nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from heard.design import field_params

Params = dict[str, Any]


def radios(bound: BoundField, options: Params) -> Params:
    chosen = bound.value()
    params = _group(
        bound,
        options,
        [choice for choice in _choices(bound) if choice[0]],
        {"" if chosen is None else str(chosen)},
    )
    kinds = [name for name in ("inline", "small") if options.get(name)]
    params["classes"] = " ".join(f"govuk-radios--{name}" for name in kinds)
    return params


def checkboxes(bound: BoundField, options: Params) -> Params:
    params = _group(bound, options, list(_choices(bound)), {str(value) for value in bound.value() or []})
    params["classes"] = "govuk-checkboxes--small" if options.get("small") else ""
    return params


def one_checkbox(bound: BoundField, options: Params) -> Params:
    """A single box to tick: its label is the choice itself, and there is no legend."""
    params = field_params.words(bound, options)
    item = {
        "value": "on",
        "text": options.get("label", bound.label),
        "checked": bool(bound.value()),
        "id": _id(bound),
    }
    if "hint" in params:
        item["hint"] = params.pop("hint")
    params.update(name=bound.html_name, idPrefix=_id(bound), items=[item])
    params["classes"] = "govuk-checkboxes--small" if options.get("small") else ""
    return params


def select(bound: BoundField, options: Params) -> Params:
    params = field_params.words(bound, options)
    label = field_params.label(bound, options)
    chosen = bound.value()
    chosen_text = "" if chosen is None else str(chosen)
    params.update(id=_id(bound), name=bound.html_name, attributes=field_params.attributes(bound, options))
    params["label"] = {
        "text": label["text"],
        "isPageHeading": label["heading"],
        "classes": f"govuk-label--{label['size']}",
    }
    params["items"] = [
        {
            "value": value,
            "text": text if value else options.get("empty", _("Choose one")),
            "selected": value == chosen_text,
        }
        for value, text in _choices(bound)
    ]
    return params


def _group(bound: BoundField, options: Params, choices: list[tuple[str, str]], chosen: set[str]) -> Params:
    params = field_params.words(bound, options)
    hints = getattr(bound.field, "choice_hints", {})
    conditional = options.get("conditional", {})
    params.update(name=bound.html_name, idPrefix=_id(bound), fieldset=field_params.legend(bound, options))
    items: list[Params] = []
    for value, text in choices:
        item: Params = {
            "value": value,
            "text": text,
            "checked": value in chosen,
            "disabled": bound.field.disabled,
        }
        if value in hints:
            item["hint"] = {"text": hints[value]}
        if value in conditional:
            item["conditional"] = {"html": conditional[value]}
        items.append(item)
    params["items"] = items
    return params


def _id(bound: BoundField) -> str:
    return str(bound.auto_id or bound.html_name)


def _choices(bound: BoundField) -> Iterator[tuple[str, str]]:
    """A field's choices as words, groups laid flat."""
    for value, text in bound.field.widget.choices:
        if isinstance(text, (list, tuple)):
            yield from ((str(inner), str(words)) for inner, words in text)
        else:
            yield "" if value is None else str(value), str(text)
