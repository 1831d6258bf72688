"""A browser in words, from what it says of itself: "Firefox on Windows".

    in_words("Mozilla/5.0 (Windows NT 10.0; ...) Gecko/20100101 Firefox/145.0")     -> "Firefox on Windows"

Good enough for somebody to know their own computer again; nothing is decided by it.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

# The first that is found counts: Edge says that it is Chrome, and Chrome that it is Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def in_words(agent: str) -> str:
    """The browser and the kind of machine, as far as they are known."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    machine = next((name for sign, name in _MACHINES if sign in agent), "")
    if browser and machine:
        return _("%(browser)s on %(machine)s") % {"browser": browser, "machine": machine}
    return browser or machine or _("A browser")
