"""`_("words")` of the templates: the words in the reader's language, looked up once for each language.

    wording("Since %(day)s", day="Monday")     -> Markup("Since Monday")

The words themselves are markup, what is put into them is escaped. `{% trans %}` and plurals are Jinja's own.
"""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import get_language, gettext
from markupsafe import Markup


def wording(message: str, /, **values: object) -> Markup:
    """The words in the language of the page, with the values put in."""
    if values:
        return _in_language(message, get_language()) % values
    return _without_values(message, get_language())


@lru_cache(maxsize=4096)
def _in_language(message: str, _language: str | None) -> Markup:
    return Markup(gettext(message))


@lru_cache(maxsize=4096)
def _without_values(message: str, language: str | None) -> Markup:
    return _in_language(message, language) % {}
