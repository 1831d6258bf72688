"""The folders that a council's adopted packs arrange, as rows that the database can obey.

    take_up(council, today)     -> the rules of the packs in force on that day take the place of those before

Nothing of a folder is decided here: a role that the pack does not name has no row, and so no access.
"""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.db.models import Q

from heard.authority.adopted import pack
from heard.authority.models import AdoptedProcedure, Authority
from heard.engine.arrangements import Folder as Arranged
from heard.files.models import FolderRule


@transaction.atomic
def take_up(authority: Authority, on: date) -> int:
    """Make the rows say what the packs in force on the day say; answers how many rows there are now.

    Where two adopted packs arrange a folder of one id, the one adopted later decides, whole. Nothing is written where
    nothing is different, so that it can be asked every day.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('folder rules'), %s)", [authority.pk])
    wanted = _wanted(authority, on)
    there = FolderRule.objects.filter(authority=authority)
    if {_words(rule) for rule in there} != {_words(rule) for rule in wanted}:
        there.delete()
        FolderRule.objects.bulk_create(wanted)
    return len(wanted)


def _wanted(authority: Authority, on: date) -> list[FolderRule]:
    rules: dict[str, list[FolderRule]] = {}
    in_force = AdoptedProcedure.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gt=on), authority=authority, from_date__lte=on
    )
    for adopted in in_force.order_by("from_date", "pk"):
        for key, folder in pack(adopted.procedure, adopted.edition).arrangements.folders.items():
            rules[key] = _of_folder(adopted, key, folder)
    return [rule for found in rules.values() for rule in found]


def _of_folder(adopted: AdoptedProcedure, key: str, folder: Arranged) -> list[FolderRule]:
    return [
        FolderRule(
            authority_id=adopted.authority_id,
            key=key,
            title=folder.title,
            role=role,
            may_read=True,
            may_write=role in folder.write,
            procedure=adopted.procedure,
            edition=adopted.edition,
        )
        for role in sorted({*folder.read, *folder.write})
    ]


def _words(rule: FolderRule) -> tuple[object, ...]:
    return (rule.key, rule.title, rule.role, rule.may_read, rule.may_write, rule.procedure, rule.edition)
