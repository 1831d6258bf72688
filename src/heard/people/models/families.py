"""The tables of families: complainants, children, which worker has a child's case, and who is who to the child.

    Relation(child=sam, complainant=jo, kind="mother", parental_responsibility=True)

What they complained of is `heard.cases`; a child's file is `heard.files`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from heard.authority.models import Authority, Team
from heard.people.models.staff import Person


class Complainant(models.Model):
    """Who complains, and how they wish to be written to.

    `email_plain` and `phone_digits` are made by the database for finding the same person again.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="complainants")
    name = models.CharField(_("name"), max_length=200)
    relationship = models.CharField(_("who they are to the child"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    address = models.TextField(_("address"), blank=True)
    contact_by = models.CharField(_("how they wish to be contacted"), max_length=40, blank=True)
    format = models.CharField(_("format that they need"), max_length=60, blank=True)
    advocate_name = models.CharField(_("name of any advocate"), max_length=200, blank=True)
    advocate_contact = models.TextField(_("how to reach the advocate"), blank=True)
    email_plain = models.GeneratedField(
        expression=Lower("email"), output_field=models.CharField(max_length=254), db_persist=True
    )
    phone_digits = models.GeneratedField(
        expression=models.Func(
            F("phone"),
            models.Value("[^0-9]"),
            models.Value(""),
            models.Value("g"),
            function="regexp_replace",
            output_field=models.CharField(max_length=60),
        ),
        output_field=models.CharField(max_length=60),
        db_persist=True,
    )

    class Meta:
        ordering = ["name"]
        indexes = [
            models.Index(fields=["authority", "email_plain"], name="complainant_email"),
            models.Index(fields=["authority", "phone_digits"], name="complainant_phone"),
        ]

    def __str__(self) -> str:
        return self.name


class Child(models.Model):
    """A child or young person whom complaints are about. `team` is the one that holds the child's own case now, and
    `record_number` the number by which the council's social care records know the child.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(_("name"), max_length=200)
    born = models.DateField(_("date of birth"), null=True, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="children", null=True, blank=True)
    record_number = models.CharField(_("number in the social care records"), max_length=60, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "children"
        indexes = [models.Index(fields=["authority", "born"], name="child_born")]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "record_number"],
                condition=~Q(record_number=""),
                name="child_record_number_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Allocation(models.Model):
    """A worker to whom a child's case is allocated, for a time."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="allocations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="allocations")
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["child", "from_date"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="allocation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child}: {self.person}"


class Relation(models.Model):
    """Who somebody is to a child: a grown-up who may complain or act for the child, or another child of the family."""

    NOBODY, PARENTAL, CONSENT, COURT = "", "parental_responsibility", "consent", "court"
    MAY_ACT = {
        NOBODY: _("May not act for the child"),
        PARENTAL: _("May act: has parental responsibility"),
        CONSENT: _("May act: the child has agreed"),
        COURT: _("May act: by order of a court"),
    }

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="relations")
    complainant = models.ForeignKey(
        Complainant, on_delete=models.PROTECT, related_name="relations", null=True, blank=True
    )
    other_child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    kind = models.CharField(_("who they are to the child"), max_length=60)
    parental_responsibility = models.BooleanField(_("has parental responsibility"), default=False)
    may_act = models.CharField(
        _("may act for the child"), max_length=30, choices=list(MAY_ACT.items()), blank=True
    )
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["child", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(complainant__isnull=False, other_child__isnull=True)
                | Q(complainant__isnull=True, other_child__isnull=False),
                name="relation_to_one",
            ),
            models.CheckConstraint(
                condition=Q(other_child__isnull=True) | ~Q(other_child=F("child")), name="relation_to_another"
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="relation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complainant or self.other_child}: {self.kind} of {self.child}"
