"""Made-up complainants, children and words for the demonstration. Nobody in it is real, and one can see that.

    cast = Cast(seed=1); cast.complainant(council)

Every surname is a word for what is not real. Telephone numbers are from the ranges that Ofcom keeps for drama
(01632 960 and 07700 900), addresses end in `.example`. The same seed always makes the same people.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from heard.authority.models import Authority
from heard.people.models import Child, Complainant

FIRST = [
    "Aisha",
    "Ben",
    "Carla",
    "Dev",
    "Ella",
    "Femi",
    "Gwen",
    "Hassan",
    "Isla",
    "Jakub",
    "Keira",
    "Liam",
    "Maya",
    "Noah",
    "Olive",
    "Petra",
    "Quentin",
    "Rosa",
    "Samir",
    "Tess",
    "Umar",
    "Vera",
    "Will",
    "Xenia",
    "Yusuf",
    "Zoe",
    "Amber",
    "Bilal",
    "Cerys",
    "Dominik",
]
LAST = [
    "Example",
    "Sample",
    "Invented",
    "Pretend",
    "Fictional",
    "Imaginary",
    "Specimen",
    "Placeholder",
    "Madeup",
    "Notional",
]
RELATIONSHIPS = [
    "Parent",
    "Parent",
    "Parent",
    "Grandparent",
    "Foster carer",
    "The young person",
    "Aunt or uncle",
    "Guardian",
]
CONTACT = ["E-mail", "Telephone", "Letter", "E-mail", "Text message"]
FORMATS = ["", "", "", "", "Large print", "Easy read", "Audio", "Polish"]
CHANNELS = ["web_form", "email", "telephone", "form", "referral", "letter", "in_person"]
COMPLAINTS = [
    (
        "Visits were cancelled three times without a word",
        "The social worker to come when it is agreed, and an apology",
    ),
    ("Short breaks stopped and nobody said why", "The short breaks back, and the reason in writing"),
    ("The assessment has mistakes about our family", "The assessment put right"),
    ("Nobody answers the telephone or rings back", "Somebody to talk to within two days"),
    ("A new social worker for the fourth time this year", "One social worker who stays"),
    ("The plan was shared with people who should not have it", "To know who has it, and an apology"),
    ("Equipment that was agreed has not come", "The equipment, and a date"),
    ("I was not told about the meeting about me", "To be asked before anything is decided"),
    ("Contact with my brother was cut down without asking me", "To see my brother every two weeks"),
    ("The worker spoke to me as if I were not there", "To be spoken to, and another worker"),
    ("The allowance is paid late every month", "Payment on the first of the month"),
    ("The report for the review came the evening before", "Reports a week before each review"),
    ("The direct payment was lowered without an assessment", "An assessment, and the old amount until then"),
    ("My things were lost when I moved placement", "My things, or the money for them"),
    ("The personal adviser has not seen me since spring", "A visit and a pathway plan"),
    ("School transport was stopped in the middle of term", "Transport until the end of the year"),
]


class Cast:
    """Makes people, one after another, always the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - made-up names, not secrets

    def name(self) -> str:
        return f"{self.random.choice(FIRST)} {self.random.choice(LAST)}"

    def complainant(self, authority: Authority) -> Complainant:
        """Somebody who complains; not saved."""
        name, number = self.name(), self.random.randrange(1000)
        helped = self.random.random() < 0.15
        return Complainant(
            authority=authority,
            name=name,
            relationship=self.random.choice(RELATIONSHIPS),
            email=f"{name.lower().replace(' ', '.')}.{number}@post.example",
            phone=f"07700 900{number:03d}" if number % 2 else f"01632 960{number:03d}",
            address=f"{number % 90 + 1} Nowhere Street\nMadeupton\nLK0 0ZZ",
            contact_by=self.random.choice(CONTACT),
            format=self.random.choice(FORMATS),
            advocate_name=self.name() if helped else "",
            advocate_contact="Speak Up Larkshire, 01632 960999" if helped else "",
        )

    def child(self, authority: Authority, on: date) -> Child | None:
        """The child it is about, between one and seventeen on the day; sometimes none is named."""
        if self.random.random() < 0.04:
            return None
        born = on - timedelta(days=self.random.randrange(400, 6400))
        return Child(authority=authority, name=self.name(), born=born)

    def complaint(self) -> tuple[str, str]:
        """What it is about, and what they want."""
        return self.random.choice(COMPLAINTS)

    def channel(self) -> str:
        """How it reached the council, by the answers of the procedure's question."""
        return self.random.choice(CHANNELS)
