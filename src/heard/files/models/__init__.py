"""The tables of the child's file, by what they are of.

    from heard.files.models import Folder, Opening

`folders.py` has the folders, their rules and the case notes; `documents.py` what is filed in them;
`openings.py` the record of who opened what.
"""

from heard.files.models.documents import Document, DocumentText, Version
from heard.files.models.folders import CaseNote, Folder, FolderRule
from heard.files.models.openings import EmergencyAccess, Opening

__all__ = [
    "CaseNote",
    "Document",
    "DocumentText",
    "EmergencyAccess",
    "Folder",
    "FolderRule",
    "Opening",
    "Version",
]
