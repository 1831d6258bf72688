"""The tables of documents: what was filed in which folder, its versions, and their words for search.

    Version.objects.get(pk=7).state      -> "quarantined"

The bytes lie sealed elsewhere (`storage.py`); a row holds half of what opens them. `receiving.py`, `looking.py`,
`releasing.py` and `destroying.py` alone write here. Who may see a row is `heard.files.access`, and the database's wall.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heard.authority.models import Authority
from heard.cases.models import Case
from heard.files.models.folders import Folder
from heard.people.models import Person


class Document(models.Model):
    """A document in a folder of a child's file. `current` is its newest version, whatever state that is in.

    A destroyed document keeps its row: who destroyed it, when and why.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    folder = models.ForeignKey(Folder, on_delete=models.PROTECT, related_name="documents")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents", null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("what it is"), max_length=40, blank=True)
    current = models.ForeignKey("Version", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("filed at"))
    destroyed_at = models.DateTimeField(_("destroyed at"), null=True, blank=True)
    destroyed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    destroyed_why = models.CharField(_("why it was destroyed"), max_length=500, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["folder", "-made_at"], name="document_folder"),
            models.Index(fields=["case"], name="document_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(destroyed_at=None, destroyed_by=None, destroyed_why="")
                | (Q(destroyed_at__isnull=False, destroyed_by__isnull=False) & ~Q(destroyed_why="")),
                name="document_destroyed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One version of a document, as it was received and as it may be opened.

    `sha256` and `size` are of the bytes that were received. What lies in `place` is sealed with a key that `sealed_key`
    holds, wrapped by the master key `key_id` and by a half that lies elsewhere (`keys.py`); once the version has been
    made safe (`cleaned_at`) that is the safe copy, of `kept_size` bytes. `problem` and `removed` are codes, which
    `told.py` puts into words. `gone_at` is when the content of a refused or destroyed version was seen to be gone.
    `key` makes a repeated post file once.
    """

    QUARANTINED, CLEAN, RELEASED, REFUSED, DESTROYED = (
        "quarantined",
        "clean",
        "released",
        "refused",
        "destroyed",
    )
    STATES = (QUARANTINED, CLEAN, RELEASED, REFUSED, DESTROYED)

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("file name"), max_length=200, blank=True)
    kind = models.CharField(_("kind of file"), max_length=12)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("bytes received"))
    sha256 = models.CharField(max_length=64)
    salt = models.CharField(max_length=32, blank=True)
    state = models.CharField(max_length=12, default=QUARANTINED)
    problem = models.CharField(max_length=60, blank=True)
    removed = models.JSONField(_("what was taken out"), default=list, blank=True)
    place = models.CharField(max_length=32, unique=True)
    sealed_key = models.BinaryField()
    key_id = models.CharField(max_length=20)
    kept_size = models.PositiveBigIntegerField(_("bytes kept"), default=0)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("received at"))
    scanned_at = models.DateTimeField(_("scanned at"), null=True, blank=True)
    cleaned_at = models.DateTimeField(_("made safe at"), null=True, blank=True)
    tried = models.PositiveSmallIntegerField(_("how often it was looked at"), default=0)
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    released_why = models.CharField(_("why it was released"), max_length=500, blank=True)
    gone_at = models.DateTimeField(_("content gone at"), null=True, blank=True)
    key = models.CharField(_("of the form that filed it"), max_length=80, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=["quarantined", "clean", "released", "refused", "destroyed"]),
                name="version_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="clean") | Q(scanned_at__isnull=False, cleaned_at__isnull=False),
                name="version_clean_was_scanned",
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | (Q(released_by__isnull=False) & ~Q(released_why="")),
                name="version_released_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["key_id"], name="version_key"),
            models.Index(
                fields=["state"],
                name="version_waiting",
                condition=Q(state="quarantined") | Q(cleaned_at=None, state="released"),
            ),
            models.Index(
                fields=["id"],
                name="version_to_go",
                condition=Q(state__in=["refused", "destroyed"], gone_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number} {self.state}"

    @property
    def may_be_opened(self) -> bool:
        """Whether its content may be given out: scanned or released, and made safe."""
        return self.state in (self.CLEAN, self.RELEASED) and self.cleaned_at is not None


class DocumentText(models.Model):
    """The words of a version, for search. An unlogged table: it is in no backup, and made again from the documents.

    So the words of a destroyed document are in no backup either (docs/decisions/0012-documents.md). After PostgreSQL
    was killed it is empty, and the worker reads the documents again.
    """

    version = models.OneToOneField(Version, on_delete=models.CASCADE, primary_key=True, related_name="words")
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()

    def __str__(self) -> str:
        return f"words of version {self.version_id}"
