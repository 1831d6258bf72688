"""Taking what was received into a folder: the document, its version, the fact in the case's timeline, and a job to look
at it.

    receive(upload, Into(folder, case=case, title="Letter from Jo"), ann, on, key=key)     -> Document

All in one transaction, or nothing. What kind of file it is says its content. It is in quarantine until the worker has
scanned it and made it safe (`looking.py`). Whether the person may write in the folder is asked here once more.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import BinaryIO, cast

from django.db import connection, transaction
from django.utils.translation import gettext as _

from heard.authority.today import moment
from heard.cases import record
from heard.cases.models import Case
from heard.files import access, jobs, kinds, names, storage, told
from heard.files.deciding import is_about
from heard.files.folders import loosest
from heard.files.models import Document, Folder, Version
from heard.files.sealing import Opened, sealed_size
from heard.files.upload import SealedFile
from heard.people.models import Person

LONGEST_TITLE = 200


class NotReceived(Exception):
    """Nothing was filed. `sentence` says why and what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Into:
    """Where something is filed: the folder, the case it belongs to if any, and what it is called and is."""

    folder: Folder
    case: Case | None = None
    title: str = ""
    kind: str = ""


def receive(upload: SealedFile, into: Into, by: Person, on: date, *, key: str = "") -> Document:
    """File what was received as a new document. Raises NotReceived, or what `cases.record` raises.

    `key` is the form's, so that a repeated post files once; each file of a form needs one of its own.
    """
    if not access.may_write(by, into.folder, on):
        raise NotReceived(_("You cannot put documents into this folder."))
    kind = kind_of(upload)
    with transaction.atomic():
        earlier = _filed_before(key, by)
        if earlier:
            return earlier.document
        document = Document.objects.create(
            authority_id=into.folder.authority_id,
            folder=into.folder,
            case=into.case,
            title=(into.title.replace("\x00", "").strip() or names.title_of(upload.name))[:LONGEST_TITLE],
            kind=into.kind,
            made_by=by,
            made_at=moment(),
        )
        version = _add(document, upload, kind, by, key)
        _say_so(document, version, by, on, key)
    upload.kept = True
    return document


def add_version(upload: SealedFile, document: Document, by: Person, on: date, *, key: str = "") -> Version:
    """File what was received as the next version of a document. Raises NotReceived.

    Two at once get a number each, one after the other.
    """
    if not access.may_write(by, document.folder, on) or is_about(document, by):
        raise NotReceived(_("You cannot put documents into this folder."))
    kind = kind_of(upload)
    with transaction.atomic():
        earlier = _filed_before(key, by)
        if earlier:
            return earlier
        locked = Document.objects.select_for_update(of=("self",)).select_related("folder").get(pk=document.pk)
        if locked.destroyed_at is not None:
            raise NotReceived(_("This document was destroyed. File what you have as a new document."))
        version = _add(locked, upload, kind, by, key)
        _say_so(locked, version, by, on, key)
    upload.kept = True
    return version


def kind_of(upload: SealedFile) -> kinds.Kind:
    """What was received, by its content. Raises NotReceived."""
    there = storage.documents()
    opened = Opened(
        upload.key,
        upload.place,
        lambda start, length: there.read(upload.place, start, length),
        sealed_size(upload.size),
    )
    try:
        return kinds.look(cast(BinaryIO, opened))
    except kinds.NotTaken as problem:
        raise NotReceived(told.not_taken(names.title_of(upload.name), problem.code)) from None


def _filed_before(key: str, by: Person) -> Version | None:
    """What an earlier post of the same form filed, if any; of two at once the second waits here for the first.

    Raises NotReceived where it was somebody else's form.
    """
    if not key:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"filed {key}"])
    found = Version.objects.select_related("document").filter(key=key).first()
    if found is not None and found.made_by_id != by.pk:
        raise NotReceived(_("This form has been used already. Open the folder again and start from there."))
    return found


def _add(document: Document, upload: SealedFile, kind: kinds.Kind, by: Person, key: str) -> Version:
    number = document.versions.count() + 1
    version = Version.objects.create(
        document=document,
        number=number,
        name=names.safe(upload.name, kind.ending),
        kind=kind.id,
        media_type=kind.media_type,
        size=upload.size,
        sha256=upload.sha256,
        salt=secrets.token_hex(16),
        place=upload.place,
        sealed_key=upload.locked.sealed,
        key_id=upload.locked.key_id,
        kept_size=upload.size,
        made_by=by,
        made_at=moment(),
        key=key or None,
    )
    document.current = version
    document.save(update_fields=["current"])
    jobs.look_at(version)
    return version


def _say_so(document: Document, version: Version, by: Person, on: date, key: str) -> None:
    """The fact in the timeline, which every reader of the case sees: of a stricter folder it tells nothing."""
    if document.case_id is None:
        return
    restricted = loosest(document.folder).key != document.folder.key
    filed = record.Filed(
        document=document.pk,
        version=version.number,
        content=commitment(version) if restricted else version.sha256,
        folder="" if restricted else document.folder.key,
    )
    record.file_document(document.case_id, filed, by, on, key=key or secrets.token_hex(16))


def commitment(version: Version) -> str:
    """What stands for the content in a fact that must not tell of it: SHA-256 of the version's salt and its own.

    So nobody who sees the case alone can try whether a file of theirs is the one that was filed.
    """
    return sha256(f"{version.salt}{version.sha256}".encode()).hexdigest()
