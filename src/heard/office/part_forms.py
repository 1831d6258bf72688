"""The forms of parts in a case: giving one, saying who is complained about, ending one, taking that back.

    form = PartForm(visit, request.POST);  form.is_valid();  form.person or form.new

Each is recorded once however often it is sent. What they do is `part_form.py`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.authority.adopted import pack
from heard.cases import parts as parts_of
from heard.cases.outcome import Invalid, NotRecorded
from heard.cases.parts import Outsider
from heard.design.day_field import DayField
from heard.office.choosing import ChoosingForm
from heard.office.entry import CaseVisit
from heard.office.fact_form import KeyField
from heard.office.staff_form import StaffForm
from heard.people.outcome import NotDone


class KeyedStaffForm(StaffForm):
    """A form that is recorded once however often it is sent."""

    key = KeyField()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options["initial"] = {"key": uuid4().hex, **options.get("initial", {})}
        super().__init__(*arguments, **options)

    def refuse_to_record(self, problem: NotRecorded) -> None:
        """Say why nothing was recorded."""
        self.refuse(NotDone(problem.problems if isinstance(problem, Invalid) else problem.sentence))


class PartForm(KeyedStaffForm, ChoosingForm):
    """Which part, who, and from when until when. Somebody new needs a name beside the address."""

    role = forms.ChoiceField(label=gettext_lazy("Which part?"))
    name = forms.CharField(
        label=gettext_lazy("Name, if they are not in Heard yet"), max_length=200, required=False
    )
    from_date = DayField(label=gettext_lazy("First day"))
    last_day = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Their access is gone the day after. It can be ended or given again."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why now?"), required=False, max_length=parts_of.LONGEST_REASON
    )

    field_order = ["key", "role", "who", "chosen", "name", "from_date", "last_day", "reason"]

    def __init__(self, visit: CaseVisit, *arguments: Any) -> None:
        self.new: Outsider | None = None
        super().__init__(visit.case.authority_id, *arguments, initial={"from_date": visit.on})
        offered = parts_of.offered(pack(visit.case.procedure, visit.case.edition))
        self.fields["role"].choices = [("", ""), *offered.items()]  # type: ignore[attr-defined]
        self.fields["who"].help_text = _(
            "A name, or an e-mail address. For somebody from outside, their address."
        )
        self.fields["reason"].help_text = _(
            "Needed where the appointment is not on record under this name yet."
        )

    def nobody(self, given: dict[str, Any]) -> None:
        if "@" in given["who"] and given.get("name"):
            self.new = Outsider(given["name"], given["who"])
        elif "@" in given["who"]:
            self.add_error("name", _("Nobody in Heard has this address. Give their name, to add them."))
        else:
            super().nobody(given)

    @property
    def until(self) -> date | None:
        """The first day without the part."""
        last = self.cleaned_data["last_day"]
        return last + timedelta(days=1) if last else None


class AboutForm(KeyedStaffForm, ChoosingForm):
    """Who of the staff is complained about."""

    only_open = False
    field_order = ["key", "who", "chosen"]


class EndForm(KeyedStaffForm):
    """From which day a part is over, and why."""

    day = DayField(
        label=gettext_lazy("From which day do they no longer have it?"),
        help_text=gettext_lazy("The first day without it. Today ends access at once."),
    )
    reason = forms.CharField(label=gettext_lazy("Why?"), required=False, max_length=parts_of.LONGEST_REASON)


class TakeBackForm(KeyedStaffForm):
    """Why somebody is not complained about after all."""

    reason = forms.CharField(label=gettext_lazy("Why?"), max_length=parts_of.LONGEST_REASON)
