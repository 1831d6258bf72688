"""The tables of staff: their accounts, the posts that they hold, and who stands in for whom.

    Post(person=ann, role="team_manager", team=north, from_date=date(2025, 1, 6))

A role is held over time, and its ids are those of the procedure packs. `to_date` is the first day without the
role, so that ending a post today ends what it opens today. Roles on one case are
`heard.cases.models.CaseRole`.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from heard.authority.models import Authority, Team
from heard.people.accounts import Accounts
from heard.people.roles import ROLES, TEAM_ROLES


class Person(AbstractBaseUser):
    """A member of staff, or somebody from outside with a part in a case. Signs in with an e-mail address."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="people")
    is_active = models.BooleanField(_("may sign in"), default=True)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="person_email_in_small_letters")
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as letters and the timeline write it."""
        return self.name

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.name.split(" ")[0]


class Post(models.Model):
    """A role held by a person from a day until a day, for a team, or without one for the whole authority."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=40, choices=list(ROLES.items()))
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="posts", null=True, blank=True)
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["person", "from_date"]
        indexes = [models.Index(fields=["role", "team"], name="post_role_team")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="post_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=sorted(TEAM_ROLES)) | Q(team__isnull=False),
                name="post_of_a_team_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {ROLES.get(self.role, self.role)}"


class Delegation(models.Model):
    """That one person stands in for another on leave: while it lasts, they hold the other's posts beside their own.

    It is not passed on, and gives nothing of a complaint about the one who stands in.
    """

    of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stands_in")
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("until"))
    why = models.CharField(_("why"), max_length=200, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["-from_date"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__gte=F("from_date")), name="delegation_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(of=F("to")), name="delegation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.to} for {self.of}"
