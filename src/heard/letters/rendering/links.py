"""Web and e-mail addresses inside words, so that they can be followed where the letter is read on a screen.

`split("see www.lgo.org.uk.")` is `[Run("see "), Run("www.lgo.org.uk", "https://www.lgo.org.uk"), Run(".")]`.
The words of a link are always its address: a letter cannot show one address and lead to another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Bounded, so that a very long word costs no more than its length.
_ADDRESS = re.compile(
    r"(?<![\w@./-])(?:"
    r"(?P<web>https?://[^\s<>\"']{1,1000})"
    r"|(?P<www>www\.[a-z0-9-]{1,63}\.[^\s<>\"']{1,1000})"
    r"|(?P<mail>[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})"
    r")",
    re.IGNORECASE | re.ASCII,
)
_AFTER_A_LINK = ".,;:!?)]}’”*_"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words, and the address they lead to, if any (`https:`, `http:` or `mailto:`)."""

    text: str
    href: str | None = None


def split(text: str) -> list[Run]:
    """The words in order; joined together they are the text again."""
    runs: list[Run] = []
    at = 0
    for found in _ADDRESS.finditer(text):
        shown = found[0].rstrip(_AFTER_A_LINK)
        href = _href(shown, found.lastgroup)
        if found.start() > at:
            runs.append(Run(text[at : found.start()]))
        runs.append(Run(shown, href))
        at = found.start() + len(shown)
    if at < len(text) or not runs:
        runs.append(Run(text[at:]))
    return runs


def _href(shown: str, kind: str | None) -> str:
    if kind == "mail":
        return "mailto:" + shown
    return shown if kind == "web" else "https://" + shown
