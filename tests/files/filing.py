"""For the tests of documents: something filed by the complaints manager, and what the worker makes of it.

document = filed(b"Dear Jo", "letter.txt", folder="complaints", case=case)
"""

from uuid import uuid4

from heard.files import looking
from heard.files.folders import folder as folder_of
from heard.files.receiving import Into, receive
from tests.files.documents import sent
from tests.files.practice_note import DAY


def filed_by(council, committed):
    """A way of filing for this council's complaints manager."""

    def filed(data=b"Dear Jo", name="letter.txt", folder="complaints", case=None, title=""):
        with committed():
            into = Into(folder_of(council.child, folder), case, title)
            return receive(sent(data, name), into, council.people["manager"], DAY, key=uuid4().hex)

    return filed


def looked_at(document, committed):
    """The newest version of a document after the worker has looked at it."""
    with committed():
        looking.look_at(document.current_id, document.authority_id)
    return document.versions.order_by("-number").first()
