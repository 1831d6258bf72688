"""The addresses of children's files, of emergency access and of the record of openings.

reverse("child", args=[7])     -> "/children/7/"
"""

from __future__ import annotations

from django.urls import path

from heard.office.child_file import child_file, read_note
from heard.office.child_folder import child_folder
from heard.office.child_upload import child_upload
from heard.office.children import children
from heard.office.document_acts import destroy_document, move_document, new_version, release_document
from heard.office.document_page import document_file, document_page
from heard.office.emergency import ask_in_an_emergency, emergencies, end_emergency, review_emergency
from heard.office.openings import access_record, access_record_csv, openings_page
from heard.office.split_complaint import split_complaint

_CHILD = "children/<int:child>/"
_FOLDER = f"{_CHILD}folders/<str:key>/"
_DOCUMENT = f"{_CHILD}documents/<int:document>/"

patterns = [
    path("cases/<str:reference>/split/", split_complaint, name="split"),
    path("emergency/", ask_in_an_emergency, name="emergency"),
    path("emergency/asked/", emergencies, name="emergencies"),
    path("emergency/<int:access>/end/", end_emergency, name="end-emergency"),
    path("emergency/<int:access>/review/", review_emergency, name="review-emergency"),
    path("openings/", openings_page, name="openings"),
    path("openings/<str:whose>/<int:id>/", access_record, name="access-record"),
    path("openings/<str:whose>/<int:id>/csv/", access_record_csv, name="access-record-csv"),
    path("children/", children, name="children"),
    path(_CHILD, child_file, name="child"),
    path(f"{_CHILD}notes/<int:note>/read/", read_note, name="read-note"),
    path(_FOLDER, child_folder, name="child-folder"),
    path(f"{_FOLDER}add/", child_upload, name="child-upload"),
    path(_DOCUMENT, document_page, name="document"),
    path(f"{_DOCUMENT}versions/<int:number>/file/", document_file, name="document-file"),
    path(f"{_DOCUMENT}versions/<int:number>/release/", release_document, name="release-document"),
    path(f"{_DOCUMENT}new-version/", new_version, name="new-version"),
    path(f"{_DOCUMENT}move/", move_document, name="move-document"),
    path(f"{_DOCUMENT}destroy/", destroy_document, name="destroy-document"),
]
