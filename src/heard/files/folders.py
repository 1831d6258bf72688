"""The folders of one child's file, made when something is first put into them, and which is stricter than which.

    folder(sam, "complaints")        -> Folder; raises NoSuchFolder where no adopted pack arranges one of that id
    loosest(folder).key              -> "complaints", the folder that most roles may read

Who may open one is `access.py`.
"""

from __future__ import annotations

from heard.files.models import Folder, FolderRule
from heard.people.models import Child


class NoSuchFolder(LookupError):
    """No adopted procedure of the council arranges a folder of this id."""


def folder(child: Child, key: str) -> Folder:
    """The child's folder of this kind, made where there is none yet. Raises NoSuchFolder."""
    titles = FolderRule.objects.filter(authority_id=child.authority_id, key=key)
    title = titles.values_list("title", flat=True).first()
    if title is None:
        raise NoSuchFolder(key)
    known = Folder.objects.filter(child=child, key=key).select_related("child").first()
    if known is not None:
        return known
    new = Folder(authority_id=child.authority_id, child=child, key=key, title=title, team_id=child.team_id)
    Folder.objects.bulk_create([new], ignore_conflicts=True)
    return Folder.objects.select_related("child").get(child=child, key=key)


def readers(authority_id: int) -> dict[str, set[str]]:
    """The roles that may read each kind of folder."""
    found: dict[str, set[str]] = {}
    for key, role in FolderRule.objects.filter(authority_id=authority_id, may_read=True).values_list(
        "key", "role"
    ):
        found.setdefault(key, set()).add(role)
    return found


def loosest(of: Folder) -> Folder:
    """The folder of the same file that the most roles may read, if all who read `of` read it too; else `of`."""
    by_key = readers(of.authority_id)
    own = by_key.get(of.key, set())
    wider = [key for key, roles in by_key.items() if roles > own]
    if not wider:
        return of
    return folder(of.child, max(wider, key=lambda key: (len(by_key[key]), key)))


def is_stricter(key: str, than: str, authority_id: int) -> bool:
    """Whether fewer roles may read the one than the other, and none that may not read the other."""
    by_key = readers(authority_id)
    return by_key.get(key, set()) < by_key.get(than, set())
