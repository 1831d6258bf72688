"""The addresses of children's files, of emergency access and of the record of openings.

    reverse("child", args=[7])     -> "/children/7/"
"""

from __future__ import annotations

from django.urls import path

from heard.office.child_file import child_file, read_note
from heard.office.child_folder import child_folder
from heard.office.split_complaint import split_complaint

_CHILD = "children/<int:child>/"
_FOLDER = f"{_CHILD}folders/<str:key>/"
_DOCUMENT = f"{_CHILD}documents/<int:document>/"

patterns = [
    path("cases/<str:reference>/split/", split_complaint, name="split"),
    path(_CHILD, child_file, name="child"),
    path(f"{_CHILD}notes/<int:note>/read/", read_note, name="read-note"),
    path(_FOLDER, child_folder, name="child-folder"),
]
