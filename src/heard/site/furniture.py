"""What stands round every page: who is signed in, where they can go, and whether this is a demonstration.

A template reads `furniture.links`, `furniture.who`, `furniture.role`, `furniture.demo`. Each is worked out
only if the page shows it; for a visitor who is not signed in nothing is asked of the database.
"""

from __future__ import annotations

from typing import NamedTuple, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from heard.authority.today import today
from heard.cases.moves import may_move
from heard.people.access import reach
from heard.people.managing import manages_staff
from heard.people.models import Person
from heard.people.roles import ROLES


class Link(NamedTuple):
    """A place in the service navigation. `here` is true on the page itself and on those below it."""

    text: str
    href: str
    here: bool


class Furniture:
    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.demo = bool(settings.HEARD_DEMO)

    @cached_property
    def signed_in(self) -> bool:
        user = getattr(self._request, "user", None)
        return bool(user and user.is_authenticated)

    @property
    def who(self) -> str:
        """The person's name, as they would write it."""
        return str(getattr(self._request.user, "name", "")) if self.signed_in else ""

    @property
    def account(self) -> str:
        """The page about how the person signs in; empty where the addresses have none."""
        try:
            return reverse("how-you-sign-in")
        except NoReverseMatch:
            return ""

    @cached_property
    def role(self) -> str:
        """The posts that the person holds today, in words: "Team manager"."""
        if not self.signed_in:
            return ""
        far = reach(cast(Person, self._request.user), today())
        held = far.everywhere.union(far.child_everywhere, *far.teams.values(), *far.child_teams.values())
        return ", ".join(str(title) for role, title in ROLES.items() if role in held)

    @cached_property
    def links(self) -> list[Link]:
        if not self.signed_in:
            return []
        places = [("worklist", _("Worklist"))]
        if self._reaches_complaints:
            places.append(("log-complaint", _("Log a complaint")))
        if self._opens_files:
            places += [("children", _("Children's files")), ("reviews", _("Reviews"))]
        places.append(("procedures", _("Procedures")))
        if may_move(cast(Person, self._request.user), today()):
            places.append(("editions", _("Editions")))
        if manages_staff(cast(Person, self._request.user), today()):
            places.append(("people", _("People")))
        if self.demo:
            places.append(("mailbox", _("Mailbox")))
        path = self._request.path
        found = [(text, reverse(name)) for name, text in places]
        return [
            Link(text, href, path == href or (href != "/" and path.startswith(href))) for text, href in found
        ]

    @property
    def _reaches_complaints(self) -> bool:
        """Whether a post that the person holds today reaches complaints: who has none logs none."""
        far = reach(cast(Person, self._request.user), today())
        return bool(far.everywhere or far.teams)

    @property
    def _opens_files(self) -> bool:
        """Whether a post that the person holds today reaches children's files."""
        far = reach(cast(Person, self._request.user), today())
        return bool(far.child_everywhere or far.child_teams)

    @property
    def messages(self) -> list[Message]:
        """What the last act has to say, once: "The complaint was logged"."""
        return list(messages.get_messages(self._request))


def furniture(request: HttpRequest) -> dict[str, object]:
    """The context processor."""
    return {"furniture": Furniture(request)}
