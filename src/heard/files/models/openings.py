"""The tables of openings: who opened what and why they could, and who asked for access in an emergency.

    Opening(person=ann, what="folder", child=sam, folder="complaints", because="team manager of Family Support North")

Rows are added and never changed. `heard.files.openings` writes them.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.authority.models import Authority
from heard.authority.today import moment
from heard.cases.models import Case
from heard.people.models import Child, Person


class Opening(models.Model):
    """That somebody opened a case, a child's file, a folder or a document: when, and why they could."""

    CASE, FILE, FOLDER, DOCUMENT, LETTER, LOG = "case", "file", "folder", "document", "letter", "log"
    ASKED = "asked"
    """Nothing was opened: emergency access was asked for, to what is not there or is not given."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="openings")
    at = models.DateTimeField(_("at"), default=moment)
    day = models.DateField(_("day"))
    what = models.CharField(max_length=12)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="openings", null=True, blank=True)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="openings", null=True, blank=True)
    folder_key = models.CharField(_("folder"), max_length=60, blank=True)
    document_id = models.BigIntegerField(_("document"), null=True, blank=True)
    because = models.CharField(_("why they could"), max_length=300)
    reason = models.CharField(_("reason that they gave"), max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["authority", "-at"], name="opening_newest"),
            models.Index(fields=["child", "-at"], name="opening_child"),
            models.Index(fields=["case", "-at"], name="opening_case"),
            models.Index(fields=["person", "-at"], name="opening_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} opened a {self.what}"


class EmergencyAccess(models.Model):
    """Access that somebody asked for in an emergency, with a reason, to one case or one folder, for a time.

    `until` ends it whatever else happens. The complaints manager is told at once (`told_at`) and reviews it.
    For a case, a part in it (`heard.people.roles.EMERGENCY`) lets the person in; for a folder, this row itself.
    """

    RIGHT, WRONG = "right", "wrong"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="emergencies")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="emergencies", null=True, blank=True
    )
    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="emergencies", null=True, blank=True
    )
    folder_key = models.CharField(_("folder"), max_length=60, blank=True)
    reason = models.TextField(_("reason"))
    asked_at = models.DateTimeField(_("asked at"))
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("until"))
    told_at = models.DateTimeField(_("complaints manager told at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    verdict = models.CharField(max_length=10, blank=True)
    words = models.TextField(_("what was found"), blank=True)

    class Meta:
        ordering = ["-asked_at"]
        verbose_name_plural = "emergency access"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=False, child__isnull=True)
                | models.Q(case__isnull=True, child__isnull=False) & ~models.Q(folder_key=""),
                name="emergency_to_one",
            ),
            models.CheckConstraint(
                condition=models.Q(to_date__gte=models.F("from_date")), name="emergency_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["person", "to_date"], name="emergency_person")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.case_id or self.child_id}"
