"""Files on their way in: measured, hashed and sealed while they stream; no byte of them lies anywhere in the clear.

    @takes_files
    def page(visit): visit.request.FILES.getlist("files")    -> SealedFile, ...;  refused(visit.request) -> sentences

Only a page so marked takes files, and only from somebody who is signed in (`heard.site.middleware.files`); everywhere
else `NoFiles` refuses them. What no page keeps (`receiving.py`) is gone when the request ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import structlog
from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.files import keys, names, storage, told
from heard.files.content import let_go
from heard.files.sealing import Sealer

MOST_FILES = 20
TIMES_LARGEST = 3
"""A whole request may be so many times as long as the largest single file."""

log = structlog.get_logger("heard.files")
View = TypeVar("View", bound=Callable[..., Any])


def takes_files(view: View) -> View:
    """Mark a view as one that takes files. `@entry` goes above it, and keeps the mark."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def refused(request: HttpRequest) -> list[str]:
    """A sentence for each file of this request that was not taken, and why."""
    handlers = [one for one in request.upload_handlers if isinstance(one, SealedUpload)]
    return [sentence for one in handlers for sentence in one.refused]


class SealedFile:
    """A file that was received: sealed in its place, and not yet in anybody's folder. `close` lets go of it."""

    def __init__(self, name: str, writing: _Writing) -> None:
        self.name = name
        self.place, self.key, self.locked = writing.place, writing.key, writing.locked
        self.size, self.sha256 = writing.size, writing.digest.hexdigest()
        self.kept = False

    def close(self) -> None:
        """Django closes every file when the request ends. One that no page has kept is taken away."""
        if not self.kept:
            let_go(self.place)


class _Writing:
    """A file that is being received."""

    def __init__(self) -> None:
        self.place = storage.new_place()
        self.size, self.digest = 0, hashlib.sha256()
        self._put: AbstractContextManager[storage.Writing] = storage.documents().put(self.place)
        self.key, self.locked = keys.make(self.place)
        self._sealer = Sealer(self.key, self.place, self._put.__enter__().write)

    def add(self, piece: bytes) -> None:
        self.size += len(piece)
        self.digest.update(piece)
        self._sealer.add(piece)

    def finish(self) -> None:
        try:
            self._sealer.finish()
        except BaseException as problem:
            self._put.__exit__(type(problem), problem, problem.__traceback__)
            raise
        self._put.__exit__(None, None, None)

    def abandon(self) -> None:
        """Stop in the middle: nothing stays."""
        self._put.__exit__(SkipFile, SkipFile(), None)
        let_go(self.place)


class SealedUpload(FileUploadHandler):
    """Django's way of being handed the files of a request, a piece at a time. Memory: a chunk of each file in hand."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.refused: list[str] = []
        self._length = 0
        self._count = 0
        self._name = ""
        self._writing: _Writing | None = None

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Keep how long the request says it is."""
        self._length = content_length

    def new_file(self, *arguments: Any, **options: Any) -> None:
        """A file begins. One too many, or in too long a request, is not read."""
        super().new_file(*arguments, **options)
        self._name, self._count = str(self.file_name or ""), self._count + 1
        if self._length > settings.HEARD_UPLOAD_LARGEST * TIMES_LARGEST:
            self.refused.append(
                _("This is too much at once. Send files of together at most %(most)s MB.")
                % {"most": settings.HEARD_UPLOAD_LARGEST * TIMES_LARGEST // (1024 * 1024)}
            )
            raise StopUpload(connection_reset=True)
        if self._count > MOST_FILES:
            if self._count == MOST_FILES + 1:
                self.refused.append(
                    ngettext(
                        "Send at most %(most)s file at once.",
                        "Send at most %(most)s files at once.",
                        MOST_FILES,
                    )
                    % {"most": MOST_FILES}
                )
            raise SkipFile
        self._begin()

    def _begin(self) -> None:
        try:
            self._writing = _Writing()
        except (storage.NoStorage, keys.NoKey) as problem:
            log.error("documents cannot be kept", why=str(problem))
            self.refused.append(
                _("Heard cannot keep documents yet: its administrator has not said where, or with which key.")
            )
            raise SkipFile from None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Seal a piece. A file that becomes too large is let go of, and the rest of it is not kept."""
        writing = self._writing
        if writing is None:
            raise SkipFile
        if writing.size + len(raw_data) > settings.HEARD_UPLOAD_LARGEST:
            self._abandon()
            self.refused.append(told.too_large(self._shown(), settings.HEARD_UPLOAD_LARGEST))
            raise SkipFile
        try:
            writing.add(raw_data)
        except Exception:
            self._abandon()
            raise

    def file_complete(self, file_size: int) -> SealedFile | None:  # type: ignore[override]
        """The file is there whole."""
        writing, self._writing = self._writing, None
        if writing is None:
            return None
        try:
            writing.finish()
        except Exception:
            keys.forget(writing.place)
            raise
        return SealedFile(self._name, writing)

    def upload_interrupted(self) -> None:
        """The browser stopped in the middle."""
        if self._writing is not None:
            self.refused.append(
                _("“%(name)s” did not arrive whole. Send it again.") % {"name": self._shown()}
            )
        self._abandon()

    def end(self) -> None:
        """The request is over, however it went: nothing of a file that did not arrive whole stays."""
        self._abandon()

    def _abandon(self) -> None:
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.abandon()

    def _shown(self) -> str:
        return names.title_of(self._name)
