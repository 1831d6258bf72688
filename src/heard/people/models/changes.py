"""The table of changes: who changed what of staff, teams, children's teams and families, when and why.

    Change(what="people_post", about=ann, before=None, after={"role": "team_manager", ...}, by=bea)

Triggers in the database write it (migrations/0003), also for what is changed behind Heard's back. Nobody else can, and
nobody takes a row away. `heard.people.history` puts rows into words.
"""

from __future__ import annotations

from django.db import models

from heard.authority.models import Authority, Team
from heard.people.models.families import Child
from heard.people.models.staff import Person


class Change(models.Model):
    """One row of another table before and after somebody changed it. Nobody in `by`: a command, or the database itself.

    `what` is the name of that table, `row` its id there. Passwords and sign-ins are left out.
    """

    POST, PERSON, DELEGATION, ALLOCATION, RELATION, TEAM, CHILD = (
        "people_post",
        "people_person",
        "people_delegation",
        "people_allocation",
        "people_relation",
        "authority_team",
        "people_child",
    )

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=40)
    row = models.BigIntegerField()
    about = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="changes", null=True)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", null=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    why = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["about", "-at"], name="change_about"),
            models.Index(fields=["child", "-at"], name="change_child"),
            models.Index(fields=["team", "-at"], name="change_team"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.row}"
