"""Asking the worker to do something about documents, in the same transaction as what it follows from.

    look_at(version)

A job may be lost, run twice or run late without harm: `sweeping.py` finds again what was left undone. What is done is
in `tasks.py`, which Procrastinate loads; this module is what the pages need of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from procrastinate import exceptions
from procrastinate.contrib.django import app

from heard.files.models import Version

LOOK, LET_GO, READ = "heard.files.tasks.look_at", "heard.files.tasks.let_go", "heard.files.tasks.read_again"


def look_at(version: Version) -> None:
    """Have a version scanned and made safe."""
    _ask(LOOK, f"look-{version.pk}", version_id=version.pk, authority_id=version.document.authority_id)


def read_again(version_id: int, authority_id: int) -> None:
    """Have the words of a version read, which are kept for search."""
    _ask(READ, f"read-{version_id}", version_id=version_id, authority_id=authority_id)


def let_go(version_ids: Iterable[int], authority_id: int) -> None:
    """Have it made sure that the content of these versions is gone."""
    for version_id in version_ids:
        _ask(LET_GO, f"let-go-{version_id}", version_id=version_id, authority_id=authority_id)


def _ask(task: str, lock: str, **arguments: int) -> None:
    try:
        with transaction.atomic():
            app.configure_task(task, queueing_lock=lock).defer(**arguments)
    except exceptions.AlreadyEnqueued:
        pass
