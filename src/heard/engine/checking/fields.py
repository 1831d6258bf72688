"""Whether the fields in letters and in the messages of chasers are ones that can be filled.

Example: unknown_fields("Due on [[due day]].", CHASER_FIELDS) == ["due day"].
Filling them is the work of `heard.letters.values` and `heard.chasers.message`; a test holds these lists to those.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from heard.engine.procedure import LetterTemplate

FIELD = re.compile(r"\[\[([^\[\]\n]{1,80})\]\]")
PASSAGE = "must_say "

CHASER_FIELDS = frozenset(
    [
        "about",
        "authority",
        "child",
        "days_left",
        "due",
        "link",
        "officer",
        "received_on",
        "recipient",
        "reference",
        "team",
    ]
)
LETTER_FIELDS = frozenset(
    [
        "advocate",
        "authority",
        "authority_address",
        "authority_contact",
        "child",
        "complainant",
        "officer",
        "officer_role",
        "ombudsman",
        "received_on",
        "reference",
        "team",
        "today",
        "first_due",
        "due",
        "new_due",
        "maximum",
    ]
)


def unknown_fields(text: str, known: Collection[str]) -> list[str]:
    """The fields of a text that nothing fills, each once, in order. Passages are looked at elsewhere."""
    found = dict.fromkeys(FIELD.findall(text))
    return [name for name in found if name not in known and not name.startswith(PASSAGE)]


def letter_fields(letter: LetterTemplate) -> set[str]:
    """The fields that a letter can have: those of every letter, its own days, and what its writer fills in."""
    return {*LETTER_FIELDS, *letter.days, *letter.fill_in}
