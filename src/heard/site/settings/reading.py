"""Settings are read from the environment, once, at start-up, and a wrong one is refused with a sentence.

    flag("HEARD_DEMO")           True for 1, yes, true, on
    words("HEARD_ALLOWED_HOSTS") a list, from commas

What each name means is in docs/how-to/settings.md. It sets nothing.
"""

from __future__ import annotations

import os
from datetime import date

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "yes", "true", "on"}
_FALSE = {"", "0", "no", "false", "off"}


def text(name: str, default: str = "") -> str:
    """A setting as it was written, without spaces round it."""
    return os.environ.get(name, default).strip()


def flag(name: str) -> bool:
    """A setting that is on or off; off when it is not given."""
    value = text(name).lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}. Write 1 to turn it on, or leave it out.")


def words(name: str, default: str = "") -> list[str]:
    """A list of words, separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def a_day(name: str) -> date | None:
    """A day written 2025-11-17, or None."""
    value = text(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write a day as 2025-11-17.") from None
