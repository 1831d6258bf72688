"""The address of a named page, from a shape that is worked out once: a page has dozens of addresses.

`path_of("case", "LC-2025-0042")` is "/cases/LC-2025-0042/". It answers what Django's `reverse` answers, and leaves to
it whatever is not plain: named arguments, signs that need quoting, names with more than one shape, and errors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from django.urls import get_resolver, get_script_prefix, get_urlconf, reverse

_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_SAMPLE = "7"  # fits a place for a number and one for words


@dataclass(frozen=True, slots=True)
class _Shape:
    """An address with a `%s` for each argument, and what each argument must look like."""

    text: str
    places: tuple[re.Pattern[str], ...]


def path_of(name: str, *arguments: object) -> str:
    """The address of a named page. Raises NoReverseMatch as `reverse` does."""
    shape = _shape(name, len(arguments), get_urlconf(), get_script_prefix())
    if shape is not None:
        words = tuple(map(str, arguments))
        if all(
            _PLAIN.fullmatch(word) and place.fullmatch(word)
            for word, place in zip(words, shape.places, strict=True)
        ):
            return shape.text % words
    return reverse(name, args=arguments or None)


@lru_cache(maxsize=512)
def _shape(name: str, count: int, urlconf: str | None, prefix: str) -> _Shape | None:
    """The one shape of the addresses with this name and so many arguments; None where there is not exactly one."""
    found = [
        (text, names, converters)
        for possible, _, defaults, converters in get_resolver(urlconf).reverse_dict.getlist(name)
        for text, names in possible
        if len(names) == count and not defaults and set(names) <= set(converters)
    ]
    if len(found) != 1:
        return None
    text, names, converters = found[0]
    shape = prefix.replace("%", "%%") + text % dict.fromkeys(names, "%s")
    if shape % ((_SAMPLE,) * count) != reverse(name, args=(_SAMPLE,) * count or None):
        return None
    return _Shape(shape, tuple(re.compile(converters[name].regex) for name in names))
