"""The tables of chasers: how far each one has come on its way out, the days on which the index was made again,
and the mailbox of the demonstration.

    Outgoing.objects.get(case=case, chaser="chase-team-manager").state     -> "sent"

That a chaser was sent is a fact of the case's timeline; `Outgoing` only sees to it that this happens once. A row
that is sent can never be changed (migrations/0002).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.authority.models import Authority
from heard.cases.models import Case


class Outgoing(models.Model):
    """One chaser of one case on its way out: claimed, then sent. `sending.py` alone writes it.

    A chaser that hangs on the latest of several facts goes out again for each: those are its occasions, from 1.

    `trying_since` is set, and committed, before the mail server is spoken to: where it is still set and no worker is
    at it, a worker died in between, and the server may or may not have taken the message. `looked_on` and
    `looked_seq` say on which day, and after which fact of the case, it was last found not to be needed.
    """

    CLAIMED, SENT, NOT_NEEDED = "claimed", "sent", "not needed"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outgoing")
    chaser = models.CharField(_("id of the chaser"), max_length=80)
    occasion = models.PositiveIntegerField(_("the how manyth time that it goes out on this case"), default=1)
    message_id = models.CharField(max_length=300, unique=True)
    state = models.CharField(max_length=12, default=CLAIMED)
    reached = models.JSONField(_("addresses for which the mail server took it"), default=list)
    tries = models.PositiveIntegerField(default=0)
    trying_since = models.DateTimeField(null=True, blank=True)
    next_try = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    may_have_gone = models.BooleanField(_("a worker died while it was handed over"), default=False)
    looked_on = models.DateField(null=True, blank=True)
    looked_seq = models.PositiveIntegerField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "outgoing"
        constraints = [models.UniqueConstraint(fields=["case", "chaser", "occasion"], name="outgoing_once")]
        indexes = [
            models.Index(fields=["authority"], name="outgoing_open", condition=models.Q(state="claimed"))
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.chaser}: {self.state}"


class IndexDay(models.Model):
    """A day on which the whole index of due days was worked out again, and how many lines were not right."""

    day = models.DateField(unique=True)
    cases = models.PositiveIntegerField()
    differences = models.PositiveIntegerField()
    finished_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.day.isoformat()


class KeptMessage(models.Model):
    """An e-mail that the demonstration kept instead of sending. `addresses` are in small letters."""

    authority = models.ForeignKey(
        Authority, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    message_id = models.CharField(max_length=300, unique=True)
    sender = models.CharField(_("from"), max_length=300)
    to = models.TextField(_("to"))
    copied = models.TextField(_("copied to"), blank=True)
    addresses = models.JSONField(default=list)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at", "-id"]
        indexes = [models.Index(fields=["authority", "-kept_at"], name="kept_newest")]

    def __str__(self) -> str:
        return self.subject
