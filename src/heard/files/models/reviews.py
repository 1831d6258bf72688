"""The tables of reviews of a child's file: what happened to the child's case, and who is to read which folders then.

    ChildEvent(kind="allocated", child=sam, worker=ann, day=date(2025, 11, 3))    -> two reviews, by the pack

`events.py` and `reviewing.py` alone write here. Which event asks whom to read what is the pack's `reviews:`.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heard.authority.models import Authority, Team
from heard.people.models import Child, Person


class ChildEvent(models.Model):
    """Something that happened to a child's case or to a team, as the social care records tell it.

    `reference` is the number that the sender gave it: the same number is taken once. `child` is empty where a manager
    joined a team. Rows are added and never changed.
    """

    NEW_REFERRAL, JOINED_TEAM, TRANSFERRED = "new_referral", "joined_team", "transferred"
    ALLOCATED, ASSESSMENT, COURT_REPORT = "allocated", "assessment", "court_report"
    KINDS = {
        NEW_REFERRAL: _("New contact or referral"),
        TRANSFERRED: _("Case transferred to a team"),
        ALLOCATED: _("Case allocated to a worker"),
        ASSESSMENT: _("Assessment completed"),
        COURT_REPORT: _("Court report completed"),
        JOINED_TEAM: _("Team manager joined a team"),
    }
    SCREEN, CSV, COMMAND, HEARD = "screen", "csv", "command", "heard"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what happened"), max_length=20, choices=list(KINDS.items()))
    day = models.DateField(_("day it happened"))
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="events", null=True, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    about = models.CharField(_("what it is called"), max_length=200, blank=True)
    reference = models.CharField(_("number given by the sender"), max_length=80, blank=True)
    source = models.CharField(max_length=8, default=SCREEN)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["child", "-day"], name="child_event_child")]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "reference"], condition=~Q(reference=""), name="child_event_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="joined_team", child__isnull=True, team__isnull=False, worker__isnull=False)
                | (~Q(kind="joined_team") & Q(child__isnull=False)),
                name="child_event_is_of_a_child_or_a_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.day.isoformat()}"


class Review(models.Model):
    """That somebody is to read folders of a child's file by a day, and what they learned when they had.

    It is readable with the folder `folder_key`, the strictest of `folders`. `team` is the child's, as for a folder.
    `from_day` and `within` (the pack's words) are what `due` was counted from, on the calendar of `calendar_edition`
    with the closure days of `closures`.
    """

    NO, CORRECTED, STILL = "no", "corrected", "still"
    REPEATED = {
        NO: _("No, nothing inaccurate is repeated"),
        CORRECTED: _("It was in the draft, and I have had it corrected"),
        STILL: _("Yes, it is still in the report: it has to be corrected"),
    }

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="reviews")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    event = models.ForeignKey(ChildEvent, on_delete=models.PROTECT, related_name="reviews")
    procedure = models.CharField(_("procedure"), max_length=80)
    edition = models.CharField(_("edition"), max_length=40)
    rule = models.CharField(_("id of the review in the pack"), max_length=80)
    title = models.CharField(_("title"), max_length=300)
    folders = models.JSONField(_("folders to be read"), default=list)
    folder_key = models.CharField(_("readable with which folder"), max_length=60)
    role = models.CharField(_("role that owes it"), max_length=40)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="reviews", null=True, blank=True
    )
    from_day = models.DateField(_("counted from"))
    within = models.CharField(_("within"), max_length=60, blank=True)
    due = models.DateField(_("due"))
    calendar_edition = models.CharField(max_length=40)
    closures = models.PositiveIntegerField(default=0)
    raised_at = models.DateTimeField(_("raised at"), auto_now_add=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    learned = models.TextField(_("what was learned"), blank=True)
    inaccurate = models.TextField(_("what was inaccurate"), blank=True)
    repeated = models.CharField(
        _("is it repeated?"), max_length=10, choices=list(REPEATED.items()), blank=True
    )
    excused_on = models.DateField(_("not needed any more, on"), null=True, blank=True)
    excused_why = models.CharField(_("why it is not needed"), max_length=300, blank=True)
    chased_on = models.DateField(_("last chased on"), null=True, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "child", "rule"], name="review_once"),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None) | (Q(done_by__isnull=False) & ~Q(learned="")),
                name="review_done_says_what_was_learned",
            ),
            models.CheckConstraint(
                condition=Q(excused_on=None, excused_why="") | (Q(done_on=None) & ~Q(excused_why="")),
                name="review_excused_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "due"], name="review_child"),
            models.Index(
                fields=["person", "due"], name="review_owed", condition=Q(done_on=None, excused_on=None)
            ),
            models.Index(
                fields=["authority", "due"], name="review_open", condition=Q(done_on=None, excused_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} of child {self.child_id}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and self.excused_on is None

    @property
    def asks_of_a_report(self) -> bool:
        """Whether it compares an assessment or a court report with the complaint (HER-A-20, HER-A-21)."""
        return self.event.kind in (ChildEvent.ASSESSMENT, ChildEvent.COURT_REPORT)

    def is_late(self, on: date) -> bool:
        """Whether its day has passed without it."""
        return self.is_open and self.due < on
