"""The tables of the child's file, by what they are of.

    from heard.files.models import Folder, Opening

`folders.py` has the folders, their rules and the case notes; `documents.py` what is filed in them;
`openings.py` the record of who opened what; `reviews.py` who is to read what, and what they learned.
"""

from heard.files.models.documents import Document, DocumentText, Version
from heard.files.models.folders import CaseNote, Folder, FolderRule
from heard.files.models.openings import EmergencyAccess, Opening
from heard.files.models.reviews import ChildEvent, Review

__all__ = [
    "CaseNote",
    "ChildEvent",
    "Document",
    "DocumentText",
    "EmergencyAccess",
    "Folder",
    "FolderRule",
    "Opening",
    "Review",
    "Version",
]
