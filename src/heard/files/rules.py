"""The folders that a council's adopted packs arrange, as rows that the database can obey.

    take_up(council, today)     -> the rules of the packs in force on that day take the place of those before

Nothing of a folder is decided here: a role that the pack does not name has no row, and so no access.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from heard.authority.adopted import pack
from heard.authority.models import AdoptedProcedure, Authority
from heard.files.models import FolderRule


@transaction.atomic
def take_up(authority: Authority, on: date) -> int:
    """Make the rows say what the packs in force on the day say; answers how many rows there are now.

    Where two adopted packs arrange a folder of one id, the one adopted later decides, whole.
    """
    Authority.objects.select_for_update().get(pk=authority.pk)
    rules: dict[str, list[FolderRule]] = {}
    in_force = AdoptedProcedure.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gt=on), authority=authority
    )
    for adopted in in_force.filter(from_date__lte=on).order_by("from_date", "pk"):
        arranged = pack(adopted.procedure, adopted.edition).arrangements.folders
        for key, folder in arranged.items():
            rules[key] = [
                FolderRule(
                    authority=authority,
                    key=key,
                    title=folder.title,
                    role=role,
                    may_read=role in folder.read or role in folder.write,
                    may_write=role in folder.write,
                    procedure=adopted.procedure,
                    edition=adopted.edition,
                )
                for role in sorted({*folder.read, *folder.write})
            ]
    FolderRule.objects.filter(authority=authority).delete()
    return len(FolderRule.objects.bulk_create([rule for found in rules.values() for rule in found]))
