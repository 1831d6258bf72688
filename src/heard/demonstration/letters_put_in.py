"""Letters that the made-up council has put into a child's file: sealed, filed and released as in an office.

    put_in(case, manager, day, ("Answer to Jo Madeup", "complaints", False))

There is no scanner in the demonstration: the complaints manager releases them, as she would have to.
"""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from heard.cases.models import Case
from heard.files import letters_filed, receiving, releasing
from heard.files.folders import folder
from heard.files.letters_filed import Letters
from heard.files.notes import Made
from heard.files.upload import SealedFile, SealedUpload
from heard.people.models import Person

WORDS = "This letter is made up, as is everybody in it.\n\n{title}\n\nWe have looked into what you told us.\n"


def put_in(case: Case, by: Person, day: date, letter: tuple[str, str, bool]) -> None:
    """Put one letter into a folder: its title, the folder's id, and whether it says anything of conduct."""
    title, key, about_conduct = letter
    if case.child is None:
        raise ValueError("A letter goes into the file of a child.")
    into, form = folder(case.child, key), uuid4().hex
    letters_filed.file_letters(Letters(case, into, about_conduct, (title,)), Made(by, day), key=form)
    upload = sealed(WORDS.format(title=title).encode(), f"{title}.txt")
    document = receiving.receive(
        upload, receiving.Into(into, case, title, "letters"), by, day, key=f"{form}/3"
    )
    if document.current is not None:
        document.current.problem = "no-scanner"
        document.current.save(update_fields=["problem"])
        releasing.release(document.current, by, "Written here, by us.", day)


def sealed(data: bytes, name: str) -> SealedFile:
    """Bytes as a page receives them."""
    taking = SealedUpload()
    taking.handle_raw_input(None, {}, len(data), b"")
    taking.new_file("documents", name, "text/plain", len(data))
    taking.receive_data_chunk(data, 0)
    received = taking.file_complete(len(data))
    if received is None:
        raise ValueError(f"{name} could not be kept: {' '.join(taking.refused)}")
    return received
