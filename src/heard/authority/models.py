"""The tables of a council: itself, its teams, its closure days and the procedures it has adopted.

    Team(authority=council, name="Family Support North", service="Family Support", department="Children")

Every other table carries its authority, so that two councils in one database never meet. Which edition of a
procedure is in force on a day is `adopted.py`; counting days is the engine's.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _


class Authority(models.Model):
    """A council, or a trust that does a council's work."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(_("short name in addresses"), unique=True)
    prefix = models.CharField(_("letters that its references begin with"), max_length=6, default="C")
    address = models.TextField(_("address"), blank=True)
    contact = models.TextField(_("how to reach the complaints team"), blank=True)
    calendar = models.CharField(_("calendar of bank holidays"), max_length=60, default="england-and-wales")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.name


class ClosureDay(models.Model):
    """A day on which the council is closed beside the bank holidays. It stops local clocks, never statutory ones.

    Each day added or taken away makes the council's closure days a new edition, numbered from 1: the day counts
    for cases on edition `added` or later, and no more from edition `withdrawn` (`closures.py`). None is deleted.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="closure_days")
    date = models.DateField(_("day"))
    why = models.CharField(_("why"), max_length=200)
    added = models.PositiveIntegerField(_("in which edition it was added"), default=0, editable=False)
    withdrawn = models.PositiveIntegerField(
        _("in which edition it was taken away"), null=True, blank=True, editable=False
    )

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "date"], condition=Q(withdrawn__isnull=True), name="closure_day_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.date.isoformat()}: {self.why}"

    @transaction.atomic
    def save(self, **options: Any) -> None:
        """Save a day; a new one in the council's next edition, one after the other."""
        if self._state.adding and not self.added:
            Authority.objects.select_for_update().get(pk=self.authority_id)
            self.added = newest_closures(self.authority) + 1
        super().save(**options)


def newest_closures(authority: Authority) -> int:
    """The newest edition of an authority's closure days; 0 where there never was one."""
    found = authority.closure_days.aggregate(added=Max("added"), withdrawn=Max("withdrawn"))
    return max(found["added"] or 0, found["withdrawn"] or 0)


class Team(models.Model):
    """A team, the service that it belongs to, and the department that the service belongs to.

    Service and department are names: a service manager's post names one team and reaches every team of the
    same service; a head of service's reaches every team of the same department (`heard.people.access`).
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(_("name"), max_length=200)
    service = models.CharField(_("service"), max_length=200, blank=True)
    department = models.CharField(_("department"), max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="team_name_once")]

    def __str__(self) -> str:
        return self.name


class AdoptedProcedure(models.Model):
    """From which day, and until which day, new cases of a council begin under which edition of a procedure.

    `to_date` is the first day on which new cases no longer begin under it. A case that has begun keeps its
    edition.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="adopted")
    procedure = models.CharField(_("procedure"), max_length=80)
    edition = models.CharField(_("edition"), max_length=40)
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["procedure", "from_date"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "procedure", "from_date"], name="adopted_once_from"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gt=F("from_date")),
                name="adopted_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure}/{self.edition}"
