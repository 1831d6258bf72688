"""Sentences about a form's own words, for its errors: what is missing, and a label inside a sentence.

`missing("Name")` is 'Fill in "Name"'; `missing("Who is complaining?")` is 'Answer "Who is complaining?"'.
"""

from __future__ import annotations

from django.utils.translation import gettext as _


def missing(label: str, chosen: bool = False) -> str:
    """What to do about a question without an answer. `chosen`: its answer is picked, not typed."""
    if is_question(label):
        return _('Answer "%(label)s"') % {"label": label}
    if chosen:
        return _('Choose an answer for "%(label)s"') % {"label": label}
    return _('Fill in "%(label)s"') % {"label": label}


def is_question(label: str) -> bool:
    return label.rstrip().endswith("?")


def capital(words: str) -> str:
    """The same words, as a sentence begins."""
    return words[:1].upper() + words[1:]
