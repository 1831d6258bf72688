"""The index of search: one row for each thing that can be found. The database itself keeps it, and nobody else may.

    Entry(kind="letter", source_id=7, case_id=42, team_id=3, doors=["a1", "t3", "k42"])

Triggers write it in the transaction that changes the thing (migrations/0003), so a bulk change and a row written by
hand are in it too. Nothing here is the truth: `heard search rebuild` makes it again from the tables.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """Something that can be found: its words, and whose it is, so that the wall needs no other table.

    `doors` are the ways by which it may be reached: every case of an authority ("a1"), the cases of a team ("t3"), one
    case ("k42"), a folder everywhere, of a team's children, of one child ("f1:x", "ft3:x", "fc9:x"). They let the index
    pass over what is not the reader's; what they may see is decided by the columns, in `heard_search` and in the wall.
    The table is unlogged: no backup holds it, so that what is destroyed is nowhere (docs/decisions/0015-search.md).
    """

    CASE, FACT, LETTER, NOTE, DOCUMENT = "case", "fact", "letter", "note", "document"
    COMPLAINANT, CHILD = "complainant", "child"

    authority_id = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    source_id = models.BigIntegerField()
    case_id = models.BigIntegerField(null=True)
    child_id = models.BigIntegerField(null=True)
    team_id = models.BigIntegerField(null=True)
    folder_key = models.CharField(max_length=60, default="")
    doors = ArrayField(models.TextField())
    names = models.TextField(_("names, for what is misspelt"), default="")
    title = models.TextField(_("title"))
    text = models.TextField(_("words"))
    day = models.DateField(_("day"), null=True)
    words = SearchVectorField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint(fields=["kind", "source_id"], name="search_entry_once")]
        indexes = [
            models.Index(fields=["case_id"], name="search_entry_case"),
            models.Index(fields=["authority_id", "-day"], name="search_entry_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source_id}"
