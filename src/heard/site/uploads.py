"""Files that are sent to Heard: none is taken yet, so none is read, and none is written to the disk on its way.

FILE_UPLOAD_HANDLERS names `NoFiles`; a page that takes files will bring a handler with limits of its own.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from heard.site.problems import Unreadable


class NoFiles(FileUploadHandler):
    """Refuses the request at the first file in it."""

    def new_file(self, *arguments: Any, **options: Any) -> None:
        raise Unreadable("Heard takes no files here.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing is received."""

    def file_complete(self, file_size: int) -> None:
        """No file comes of it."""
