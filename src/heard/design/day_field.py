"""A form field for a day, asked in three boxes: day, month, year.

    class LetterForm(forms.Form):
        sent = DayField(label="Date of the letter", not_after=today)

Gives a `datetime.date`, or says which box is wrong: "Date of the letter must include a year". Months may be
written as words. Two-figure years are refused, not guessed. It does not ask what today is: the view passes
`not_after`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.design import dates, phrases

BOXES = ("day", "month", "year")


class TypedDay(NamedTuple):
    """What somebody typed into the three boxes, as typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(box for box, typed in zip(BOXES, self, strict=True) if not typed)


class DayWidget(forms.Widget):
    """Three boxes. Rendered by the form adapter, not by a Django template."""

    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> TypedDay:
        return TypedDay(*(str(data.get(f"{name}-{box}", "")).strip() for box in BOXES))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{box}" in data for box in BOXES)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day" if id_ else id_

    @staticmethod
    def typed(value: object) -> TypedDay:
        """What to show in the boxes for a field's value: what was typed, or a day to begin with."""
        if isinstance(value, TypedDay):
            return value
        if isinstance(value, date):
            return TypedDay(str(value.day), str(value.month), str(value.year))
        return TypedDay()


class DayField(forms.Field):
    """Cleans to a `date` (None when optional and empty). `not_before` and `not_after` are days, both inclusive."""

    widget = DayWidget
    default_error_messages = {
        "required": gettext_lazy("Enter %(what)s"),
        "incomplete": gettext_lazy("%(What)s must include %(missing)s"),
        "unreal": gettext_lazy("%(What)s must be a real date"),
        "year": gettext_lazy("%(What)s must have a year with 4 figures"),
        "late": gettext_lazy("%(What)s must be on or before %(limit)s"),
        "early": gettext_lazy("%(What)s must be on or after %(limit)s"),
    }

    def __init__(
        self, *, what: str = "", not_before: date | None = None, not_after: date | None = None, **options: Any
    ) -> None:
        """`what` is how errors name the day, "the date of the letter"; without it they use the label."""
        super().__init__(**options)
        self.what = what
        self.not_before = not_before
        self.not_after = not_after

    def clean(self, value: object) -> date | None:
        typed = DayWidget.typed(value)
        if len(typed.missing) == len(BOXES):
            if self.required:
                raise self._error("required", BOXES)
            return None
        if typed.missing:
            raise self._error(
                "incomplete", typed.missing, missing=_both([_article(box) for box in typed.missing])
            )
        found = self._real(typed)
        if self.not_after and found > self.not_after:
            raise self._error("late", BOXES, limit=dates.day(self.not_after))
        if self.not_before and found < self.not_before:
            raise self._error("early", BOXES, limit=dates.day(self.not_before))
        self.run_validators(found)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return DayWidget.typed(initial) != DayWidget.typed(data)

    def _real(self, typed: TypedDay) -> date:
        month = _month(typed.month)
        if month is None or not _is_figures(typed.year) or not _is_figures(typed.day):
            raise self._error("unreal", BOXES)
        if len(typed.year) != 4:
            raise self._error("year", ("year",))
        try:
            return date(int(typed.year), month, int(typed.day))
        except ValueError:
            raise self._error("unreal", BOXES) from None

    def _error(self, code: str, boxes: tuple[str, ...], **words: str) -> ValidationError:
        """An error that knows its boxes, so that they can be marked and the summary can lead to the first of them."""
        label = str(self.label or _("Date"))
        what = str(self.what) or (_("the date") if phrases.is_question(label) else label)
        if code == "required" and not self.what:
            return ValidationError(phrases.missing(label), code=code, params={"boxes": boxes})
        message = self.error_messages[code] % {"what": what, "What": phrases.capital(what), **words}
        return ValidationError(message, code=code, params={"boxes": boxes})


def _article(box: str) -> str:
    return {"day": _("a day"), "month": _("a month"), "year": _("a year")}[box]


def _both(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s and %(second)s") % {"first": parts[0], "second": parts[1]}


def _is_figures(typed: str) -> bool:
    return typed.isascii() and typed.isdigit()


def _month(typed: str) -> int | None:
    """A month's number from "11", "Nov" or "November", in English or in the reader's language."""
    if _is_figures(typed):
        return int(typed) if len(typed) <= 2 else None
    word = typed.rstrip(".").casefold()
    for number, english in enumerate(_ENGLISH, start=1):
        theirs = (str(MONTHS[number]).casefold(), str(MONTHS_3[number]).casefold())
        if word in (english, english[:3], *theirs) or (word == "sept" and number == 9):
            return number
    return None


_ENGLISH = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
