"""The tables of cases: the case, the rows of its timeline, who has a part in it, and the index of due days.

    case.rows.order_by("seq")      the timeline as it was recorded

A `Row` can be added and never changed: triggers in the database refuse it (migrations/0002). `Due` holds
nothing that cannot be made again from the rows (`due.py`). Reading rows as facts is `timeline.py`; adding one
is `record.py`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from heard.authority.models import Authority, Team
from heard.people.access import current
from heard.people.models import Child, Complainant, Person
from heard.people.roles import COMPLAINED_ABOUT


class ReferenceCounter(models.Model):
    """The last running number that an authority has given in a year; its row is locked while the next one is given."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "year"], name="reference_counter_once")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Case(models.Model):
    """A complaint and everything that hangs on it.

    It keeps the editions of the procedure, of the calendar and of its council's closure days that it began under,
    until a fact moves it (`record.move`). `last_seq` is the number of the newest row of its timeline: what a page has
    `seen`.
    """

    KEPT = frozenset({"last_seq", "opened_on", "procedure", "edition", "calendar_edition", "closures"})
    """What an ordinary save leaves alone, so that an older copy in memory cannot set it back."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="cases")
    reference = models.CharField(_("reference"), max_length=40)
    complainant = models.ForeignKey(Complainant, on_delete=models.PROTECT, related_name="cases")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="cases", null=True, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases", null=True, blank=True)
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases", null=True, blank=True)
    procedure = models.CharField(_("procedure"), max_length=80)
    edition = models.CharField(_("edition"), max_length=40)
    calendar_edition = models.CharField(_("edition of the calendar"), max_length=40, blank=True)
    closures = models.PositiveIntegerField(_("edition of the closure days"), default=0)
    summary = models.CharField(_("in one line"), max_length=300)
    happened = models.TextField(_("what happened"), blank=True)
    happened_on_words = models.CharField(_("when it happened"), max_length=200, blank=True)
    wants = models.TextField(_("what they want to happen"), blank=True)
    channel = models.CharField(_("how it reached us"), max_length=40, blank=True)
    opened_on = models.DateField(_("received on"))
    last_seq = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-opened_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="case_reference_once")]
        indexes = [
            models.Index(fields=["authority", "opened_on"], name="case_opened"),
            models.Index(fields=["team"], name="case_team"),
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, **options: Any) -> None:
        """Save a case without the count of its rows and its editions (`KEPT`)."""
        if not self._state.adding and options.get("update_fields") is None:
            names = {field.attname for field in self._meta.concrete_fields if not field.primary_key}
            options["update_fields"] = names - self.KEPT - self.get_deferred_fields()
        super().save(**options)

    def roles_of(self, person: Person, on: date) -> frozenset[str]:
        """The roles that the person holds on this very case on a day (not those that their posts give)."""
        if self._state.adding:
            return frozenset()
        parts = self.roles.filter(current(on) | Q(role=COMPLAINED_ABOUT), person=person)
        return frozenset(parts.order_by().values_list("role", flat=True))


class CaseRole(models.Model):
    """A part in one case for a time: the investigating officer, or who stands in for a role on this case.

    `to_date` is the first day without the part, so that ending it today ends access today. The part of the person
    complained about is no access but the want of it, and never ends (`heard.people.roles`).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(_("role"), max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parts")
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["case", "from_date"]
        indexes = [models.Index(fields=["person", "from_date"], name="case_role_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="case_role_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} on {self.case}"


class Row(models.Model):
    """One fact as it was recorded, or the striking out of one. Added, never changed, never taken away.

    `hash` covers everything here but `answers` and `salt`, which it covers through `answers_digest`: so that
    words can be redacted and the chain still verifies (`chain.py`). `key` makes a repeated post record once.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rows")
    seq = models.PositiveIntegerField(_("number in the case"))
    kind = models.CharField(_("kind"), max_length=80)
    date = models.DateField(_("day it happened"))
    answers = models.JSONField(_("answers"), default=dict)
    salt = models.CharField(max_length=32)
    answers_digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    key = models.CharField(max_length=80)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    redacted = models.BooleanField(default=False)

    class Meta:
        ordering = ["case", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="row_seq_once"),
            models.UniqueConstraint(fields=["authority", "key"], name="row_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} {self.kind}"


class EditionMove(models.Model):
    """That somebody asked for the open cases of an authority to be moved to another edition: of what, why, and how far.

    `change` is written as addresses have it ("calendar/2027-01-05"). The rows of the timelines are the truth of what
    was moved; this row lets the worker begin again where it was stopped. Nobody in `asked_by`: asked by command.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="moves")
    change = models.CharField(_("to which edition of what"), max_length=200)
    reason = models.CharField(_("why"), max_length=500)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    asked_on = models.DateField(_("asked on"))
    asked_at = models.DateTimeField(_("asked at"))
    key = models.CharField(max_length=80)
    finished_at = models.DateTimeField(null=True, blank=True)
    moved = models.PositiveIntegerField(_("how many cases it moved"), default=0)
    problem = models.TextField(_("why it stopped"), blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["authority", "key"], name="edition_move_once")]

    def __str__(self) -> str:
        return self.change


class Due(models.Model):
    """One line of the index of due days: a duty owed, a chaser to come, a right that closes, or a case with
    nothing owed.

    Everything that a row of the worklist shows is copied here, so that a page of it is one query. Lateness is
    not stored: it follows from `due` and the day on which one asks. Only `due.py` writes here.
    """

    DUTY, CHASER, RIGHT, QUIET, CLOSED = "duty", "chaser", "right", "quiet", "closed"

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="due")
    kind = models.CharField(max_length=10)
    rule = models.CharField(_("id of the duty, chaser or right"), max_length=80, blank=True)
    title = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, blank=True)
    owed_by = models.CharField(max_length=40, blank=True)
    owed_by_title = models.CharField(max_length=100, blank=True)
    due = models.DateField(null=True, blank=True)
    is_limit = models.BooleanField(_("a last lawful day, shown once it has passed"), default=False)
    reference = models.CharField(max_length=40)
    complainant_name = models.CharField(max_length=200)
    child_name = models.CharField(max_length=200, blank=True)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    team_name = models.CharField(max_length=200, blank=True)
    officer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    officer_name = models.CharField(max_length=200, blank=True)
    procedure = models.CharField(max_length=80)
    stage = models.CharField(max_length=80, blank=True)
    stage_title = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = [F("due").asc(nulls_last=True), "reference", "rule"]
        constraints = [models.UniqueConstraint(fields=["case", "kind", "rule"], name="due_once")]
        indexes = [
            models.Index(fields=["authority", "due"], name="due_authority"),
            models.Index(fields=["team", "due"], name="due_team"),
            models.Index(fields=["officer", "due"], name="due_officer"),
            models.Index(fields=["kind", "due"], name="due_kind"),
            # The tabs of the worklist are counted from this index alone.
            models.Index(
                fields=["authority", "kind", "due"],
                include=["state", "is_limit", "team", "officer", "owed_by", "case"],
                name="due_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title or self.kind}"
