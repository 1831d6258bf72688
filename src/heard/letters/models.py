"""The tables of letters: each letter as draft and as sent, and the files that were made when it was issued.

    Letter.objects.get(pk=7).files.get(kind=LetterFile.PDF).content     -> b"%PDF-1.7 ..."

A draft may be changed and discarded. An issued letter and its files never change: a trigger sees to it
(migrations/0002). `drafting.py` and `issuing.py` alone write here.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heard.authority.models import Authority
from heard.cases.models import Case
from heard.people.models import Person


class Letter(models.Model):
    """One letter of a case.

    `body` is its text with named fields, `filled` the writer's words for the fields that the template asks for.
    `version` counts the changes to the draft, so that the second of two people who save is told. `seq` is the row
    of the case's timeline that issuing it recorded, with `answers`; `sent` holds title, letterhead, text and values
    as they were then. `key` makes a repeated post draft once.
    """

    DRAFT, ISSUED = "draft", "issued"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    template = models.CharField(_("id of the template"), max_length=80)
    title = models.CharField(_("title"), max_length=300)
    procedure = models.CharField(_("procedure"), max_length=80)
    edition = models.CharField(_("edition"), max_length=40)
    state = models.CharField(max_length=8, default=DRAFT)
    key = models.CharField(max_length=64)
    body = models.TextField(_("text"))
    filled = models.JSONField(_("words for the fields to fill in"), default=dict)
    version = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("drafted at"))
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("last changed at"))
    dated = models.DateField(_("day that it bears"), null=True, blank=True)
    seq = models.PositiveIntegerField(_("number of its fact in the case"), null=True, blank=True)
    answers = models.JSONField(_("answers of its fact"), default=dict)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    sent = models.JSONField(_("as it was sent"), null=True, blank=True)
    template_hash = models.CharField(_("SHA-256 of the template"), max_length=64, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "key"], name="letter_key_once"),
            models.UniqueConstraint(fields=["case", "seq"], name="letter_fact_once"),
            models.CheckConstraint(
                condition=Q(state="draft", seq=None, dated=None, issued_by=None, issued_at=None, sent=None)
                | Q(
                    state="issued",
                    seq__isnull=False,
                    dated__isnull=False,
                    issued_by__isnull=False,
                    issued_at__isnull=False,
                    sent__isnull=False,
                ),
                name="letter_is_draft_or_issued",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.template}: {self.state}"

    @property
    def is_issued(self) -> bool:
        """Whether it has been sent, and so stays as it is."""
        return self.state == self.ISSUED


class LetterFile(models.Model):
    """A file of an issued letter, byte for byte. The database itself checks `sha256` against the bytes."""

    PDF, LARGE_PRINT, WORD = "pdf", "large-print", "word"

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=12)
    name = models.CharField(_("file name"), max_length=120)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["letter", "kind"], name="letter_file_once")]

    def __str__(self) -> str:
        return self.name
