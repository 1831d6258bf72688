"""The tables of folders: what the pack says of them, the folders of each child's file, and the case notes beside them.

    FolderRule(authority=council, key="allegations", role="complaints_manager", may_read=True, may_write=True)

Who may open what follows from these rows alone, in `heard.files.access` and again in the database.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.authority.models import Authority, Team
from heard.cases.models import Case
from heard.people.models import Child, Person


class FolderRule(models.Model):
    """What one role may do with one kind of folder at a council, as its adopted pack says. No row, no access.

    `rules.py` alone writes these, from the pack's `folders:`, so that the database can obey what the pack says.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="folder_rules")
    key = models.CharField(_("id of the folder in the pack"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    role = models.CharField(_("role"), max_length=40)
    may_read = models.BooleanField(default=False)
    may_write = models.BooleanField(default=False)
    procedure = models.CharField(_("procedure"), max_length=80)
    edition = models.CharField(_("edition"), max_length=40)

    class Meta:
        ordering = ["key", "role"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "key", "role"], name="folder_rule_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.role}"


class Folder(models.Model):
    """One folder of one child's file. `team` is the child's, kept here so that the database finds it at once."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="folders")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    key = models.CharField(_("id of the folder in the pack"), max_length=60)
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        ordering = ["child", "key"]
        constraints = [models.UniqueConstraint(fields=["child", "key"], name="folder_once")]
        indexes = [models.Index(fields=["authority", "team", "key"], name="folder_of_team")]

    def __str__(self) -> str:
        return f"{self.title} of child {self.child_id}"


class CaseNote(models.Model):
    """A note on the child's file, for whoever may read the folder `folder_key`: that a complaint came, say.

    Never changed once it is made. `alerts` is whom it is to alert, `seen_at` when they said that they had read it.
    """

    ALERT, HELD, RESTRICTED, OTHER = "alert", "held", "restricted", "other"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="case_notes")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    folder_key = models.CharField(_("readable with which folder"), max_length=60)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="case_notes", null=True, blank=True)
    kind = models.CharField(max_length=12, default=OTHER)
    text = models.TextField(_("text"))
    day = models.DateField(_("day"))
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    alerts = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="alerts", null=True, blank=True)
    seen_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [
            models.Index(fields=["child", "-day"], name="case_note_child"),
            models.Index(fields=["alerts", "seen_at"], name="case_note_alerts"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} note of child {self.child_id}"
