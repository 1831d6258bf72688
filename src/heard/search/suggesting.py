"""What may have been meant, where nothing was found: the same words with the misspelt ones put right.

    suggestion(understood("Zebedy"))     -> "Zebedee"

A word is offered only from what the reader may see, and only where it finds something there (`heard_search_like`).
"""

from __future__ import annotations

import re

from django.db import connection

from heard.search.asking import Asked, understood
from heard.search.bounds import ASKED, TooSlow, in_time, tell
from heard.search.finding import exists

_SECONDS = 1.5


def suggestion(asked: Asked) -> str:
    """The words that may have been meant, "" where there are none. For the person of this transaction."""
    words = [word for clause in asked.wanted for word in clause.words.split() if not word.isdecimal()]
    if not words:
        return ""
    try:
        with in_time(_SECONDS):
            instead = _like(words)
            meant = re.sub(
                r"[^\W_]+", lambda one: instead.get(one.group(0).lower(), one.group(0)), asked.typed
            )
            if meant.lower() == asked.typed.lower() or not exists(understood(meant + " ").clauses):
                return ""
    except TooSlow:
        return ""
    return meant


def _like(words: list[str]) -> dict[str, str]:
    """For each word one that is spelt like it."""
    tell(words)
    with connection.cursor() as cursor:
        every = f"ARRAY(SELECT jsonb_array_elements_text({ASKED}))"
        cursor.execute(f"SELECT typed, instead FROM heard_search_like({every})")
        return {str(typed): str(instead) for typed, instead in cursor.fetchall()}
