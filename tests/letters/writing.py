"""A council that can write letters, and letters that are ready to be issued, for the tests of drafting and issuing.

council = able_to_write(made_up_council());  case = case_of(council);  letter = answer(case, officer)
"""

from datetime import date
from io import BytesIO

import docx
import pypdfium2

from heard.authority.models import AdoptedProcedure
from heard.letters.drafting import Change, draft, save
from heard.people.models import Complainant
from tests.things.council import MONDAY

ON = date(2025, 11, 12)
WORDS = {"answer": "Nobody came. We are sorry.", "actions": "The team manager will visit on Monday."}
RIGHT = "you have the right to ask for stage 2"


def able_to_write(council, procedure="leicestershire", edition="2024-01-01"):
    """The council with an address, a telephone, and a procedure."""
    council.authority.address = "County Hall\nExampleton EX1 1EX"
    council.authority.contact = "01234 567890\ncomplaints@exampleshire.example"
    council.authority.save()
    AdoptedProcedure.objects.filter(authority=council.authority).update(procedure=procedure, edition=edition)
    return council


def case_of(council, **complainant):
    """A case received on Monday 3 November 2025, given to the complaints officer."""
    given = {"name": "Jo Invented", "address": "12 Made-up Lane\nExampleton EX2 2EX", **complainant}
    who = Complainant(authority=council.authority, **given)
    return council.opened(MONDAY, officer=council.people["officer"], complainant=who).case


def answer(case, by, on=ON, **words):
    """A stage 1 response with everything filled in."""
    letter = draft(case, "stage-1-response", by, on)
    return save(letter.pk, Change(letter.body, {**WORDS, **words}, letter.version), by, on)


def pdf_words(content):
    """The words printed in a PDF, with single spaces."""
    with pypdfium2.PdfDocument(bytes(content)) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())


def word_words(content):
    """The words of a Word file, with single spaces."""
    document = docx.Document(BytesIO(bytes(content)))
    return " ".join(" ".join(paragraph.text for paragraph in document.paragraphs).split())
