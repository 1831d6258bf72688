"""Giving out a document: as a download that no browser runs, keeps or takes for something else.

    return download(version)       raises NotReady with a sentence

Whoever calls it has asked whether the person may read the folder, and has noted the opening.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from heard.files import content, keys, storage, told
from heard.files.models import Version
from heard.files.sealing import Spoiled

ALONE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


class NotReady(Exception):
    """This version cannot be opened now. `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def download(version: Version) -> StreamingHttpResponse:
    """The version as a download. The key is fetched now, the bytes while they are sent; memory: a megabyte."""
    if not version.may_be_opened:
        raise NotReady(why_not(version))
    try:
        opened = content.opened(version)
    except (keys.NoKey, storage.Missing, storage.NoStorage, Spoiled) as problem:
        content.log.error("a document cannot be opened", version=version.pk, why=str(problem))
        raise NotReady(told.problem("unreadable")) from None
    response = StreamingHttpResponse(opened.pieces(), content_type=version.media_type)
    response["Content-Length"] = str(opened.size)
    response["Content-Disposition"] = disposition(version.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = ALONE
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


def why_not(version: Version) -> str:
    """Why a version cannot be opened now, in a sentence."""
    if version.state == Version.DESTROYED:
        return _("This document was destroyed. Its record says by whom, when and why.")
    if version.problem:
        return told.problem(version.problem)
    return _("This file is being scanned and made safe. Try again in a minute.")


def disposition(name: str) -> str:
    """The header that makes it a download of this name (RFC 6266), for browsers that read only ASCII as well."""
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
