"""The things that addresses lead to by a number, made in the made-up world when an address asks for one.

Made(world, "team manager")("letter")     -> the number of a letter of the case
"""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from heard.authority.today import moment
from heard.cases.changes import Change
from heard.cases.moves import Asked, ask
from heard.chasers.models import KeptMessage
from heard.files.events import Happened, happened
from heard.files.models import EmergencyAccess
from heard.letters.drafting import draft
from heard.letters.issuing import Issuing, issue
from tests.matrix.world import ON, World


@dataclass
class Made:
    """Gives numbers of things, by the names of the routes that lead to them."""

    world: World

    def __call__(self, name: str) -> int:
        return getattr(self, f"_{name.replace('-', '_')}", self._by_first_word)(name)

    def _by_first_word(self, name: str) -> int:
        kinds = {
            "letter": self._letter,
            "edit": self._letter,
            "put": self._letter,
            "issue": self._letter,
            "discard": self._letter,
            "access": lambda _: self.world.child.pk,
            "child": lambda _: self.world.child.pk,
            "document": lambda _: self.world.documents["allegations"].pk,
        }
        return kinds[name.split("-")[0]](name)

    def _letter(self, name: str) -> int:
        writer = self.world.people["complaints manager"]
        letter = draft(self.world.case, "acknowledgement", writer, ON, key="a" * 32)
        if name == "letter-file":
            issue(letter.pk, Issuing(), writer, ON)
        return letter.pk

    def _edition_move(self, name: str) -> int:
        change = Asked(Change("calendar", self.world.case.calendar_edition), "Proclaimed", "a" * 32)
        return ask(self.world.authority, change, self.world.people["complaints manager"], ON).pk

    def _mailbox_message(self, name: str) -> int:
        words = {"sender": "heard@heard.example", "to": "a", "subject": "A chaser", "body": "Summaryword"}
        owners = {"authority": self.world.authority, "case": self.world.case, "message_id": "<1@x.example>"}
        return KeptMessage.objects.create(**owners, **words, kept_at=moment()).pk

    def _review(self, name: str) -> int:
        told = Happened(kind="new_referral", day=ON, child=self.world.child)
        return happened(told, self.world.authority, None, ON).reviews[0].pk

    def _remove_factor(self, name: str) -> int:
        return Authenticator.objects.create(user=self.world.people["nobody"], type="totp", data={}).pk

    def _reset_sign_in(self, name: str) -> int:
        return self.world.people["nobody"].pk

    def _emergency(self, name: str) -> int:
        return EmergencyAccess.objects.get(person=self.world.people["in an emergency"]).pk
