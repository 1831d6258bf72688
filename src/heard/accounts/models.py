"""The tables of signing in: where each person is signed in now, and what happened to the ways in which they do.

    AccountEvent(person=ann, what="app_set_up", by=ann)

Second factors themselves are in the tables of allauth (`mfa_authenticator`), and the subjects of the council's own
sign-in in `socialaccount_socialaccount`. Nothing here says what a person may see.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.people.models import Person

EVENTS = {
    "app_set_up": _("An authenticator app was set up"),
    "app_removed": _("The authenticator app was taken away"),
    "passkey_added": _("A passkey was added"),
    "passkey_removed": _("A passkey was taken away"),
    "codes_made": _("New recovery codes were made"),
    "code_used": _("A recovery code was used"),
    "factors_reset": _("Every second step was taken away by an administrator"),
    "password_changed": _("The password was changed"),
    "link_sent": _("A link to choose a new password was sent"),
    "sessions_ended": _("Signed out everywhere"),
    "council_linked": _("The council's own sign-in was used for the first time"),
}


class SignedIn(models.Model):
    """A browser in which somebody is signed in. Gone when the session ends."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="signed_in")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=100, blank=True)
    began_at = models.DateTimeField()
    used_at = models.DateTimeField()

    class Meta:
        ordering = ["-used_at"]
        db_table = "accounts_signed_in"

    def __str__(self) -> str:
        return f"{self.person}, {self.browser}"


class AccountEvent(models.Model):
    """What happened to the ways in which somebody signs in, and who did it. Only ever added to."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="account_events")
    what = models.CharField(max_length=30)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["person", "-at"], name="account_event_person")]
        db_table = "accounts_event"

    def __str__(self) -> str:
        return f"{self.person}: {self.says}"

    @property
    def says(self) -> str:
        """What happened, in words."""
        return str(EVENTS.get(self.what, self.what))
