"""Asking for access in an emergency, ending it, and the complaints manager's review of what was asked for.

    /emergency/      /emergency/asked/      /emergency/7/review/

What is not there and what is not given get the same answer. The managers are told by e-mail at once.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.chasers import tasks
from heard.design.day_field import DayField
from heard.design.plain_form import PlainForm
from heard.files import emergency, openings
from heard.files.emergency import Asking, Verdict
from heard.files.models import EmergencyAccess, FolderRule, Opening
from heard.files.openings import Opened
from heard.office.again import asked_again
from heard.office.child_file import numbered
from heard.office.entry import WITH_POST, Visit, entry
from heard.people.access import reach

CASE, CHILD = "case", "child"


class AskForm(PlainForm):
    """To what, and why."""

    what = forms.ChoiceField(
        label=gettext_lazy("What do you need to read?"),
        choices=[
            (CASE, gettext_lazy("A complaint, whose reference I know")),
            (CHILD, gettext_lazy("A folder of a child's file")),
        ],
        widget=forms.RadioSelect,
    )
    reference = forms.CharField(
        label=gettext_lazy("Reference of the complaint"), max_length=40, required=False
    )
    name = forms.CharField(label=gettext_lazy("Full name of the child"), max_length=200, required=False)
    born = DayField(label=gettext_lazy("The child's date of birth"), required=False)
    folder = forms.ChoiceField(label=gettext_lazy("Which folder?"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why do you need it now?"),
        max_length=emergency.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, authority_id: int, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        titles = dict(FolderRule.objects.filter(authority_id=authority_id).values_list("key", "title"))
        self.fields["folder"].choices = [("", ""), *sorted(titles.items())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        wanted = {CASE: ("reference",), CHILD: ("name", "born", "folder")}.get(given.get("what", ""), ())
        for name in wanted:
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _('Fill in "%(label)s"') % {"label": self.fields[name].label})
        return given

    @property
    def asking(self) -> Asking:
        """What is asked for. Ask `is_valid` first."""
        given = self.cleaned_data
        if given["what"] == CASE:
            return Asking(given["reason"], reference=given["reference"])
        return Asking(given["reason"], name=given["name"], born=given["born"], folder_key=given["folder"])


class ReviewForm(PlainForm):
    """Was it right to ask, and what was found?"""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Was it right to ask for it?"),
        choices=[(EmergencyAccess.RIGHT, gettext_lazy("Yes")), (EmergencyAccess.WRONG, gettext_lazy("No"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("What did you find?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
@asked_again
def ask_in_an_emergency(visit: Visit) -> HttpResponse:
    """The form, what one has today, and what is asked for."""
    form = AskForm(visit.person.authority_id, visit.request.POST or None)
    if form.is_valid():
        with transaction.atomic():
            given = emergency.ask(form.asking, visit.person, visit.on)
            if given is not None and given.told_at is None:
                tasks.warn(given.pk)
        if given is not None:
            said = _("You may read this until the end of the day. The complaints manager is told now.")
            messages.success(visit.request, said)
            return redirect(_where(given))
        _keep_asking(visit, form.asking)
        form.add_error(
            None, _("There is no such record here, or it cannot be given. Ask the complaints manager.")
        )
    context = {"form": form, "own": emergency.own(visit.person, visit.on)}
    status = 422 if form.is_bound and form.errors else 200
    return render(visit.request, "office/emergency.html", context, status=status)


def _keep_asking(visit: Visit, asking: Asking) -> None:
    """Keep on record who asked in vain, and for what: whoever tries one reference after another is seen."""
    words = asking.reference or f"{asking.name}, {asking.folder_key}"
    because = _("Asked for emergency access to: %(what)s") % {"what": words}
    openings.note(visit.person, visit.on, Opened(Opening.ASKED), because, asking.reason)


@require_POST
@entry(WITH_POST)
def end_emergency(visit: Visit, access: int) -> HttpResponse:
    """End one that was given, before the day is over."""
    theirs = emergency.own(visit.person, visit.on) | emergency.to_review(visit.person, visit.on)
    found = theirs.filter(pk=access).first() if access < 2**63 else None
    if found is None:
        raise Http404(str(access))
    emergency.end(found, visit.person, visit.on)
    messages.success(visit.request, _("The emergency access has ended."))
    own = found.person_id == visit.person.pk
    return redirect("emergency" if own else "emergencies")


@require_safe
@entry(WITH_POST)
def emergencies(visit: Visit) -> HttpResponse:
    """Everything that was asked for, for the complaints manager."""
    _only_managers(visit)
    page = numbered(visit, emergency.to_review(visit.person, visit.on))
    return render(visit.request, "office/emergencies.html", {"page": page, "on": visit.on})


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def review_emergency(visit: Visit, access: int) -> HttpResponse:
    """The complaints manager's review of one."""
    found = emergency.to_review(visit.person, visit.on).filter(pk=access).first() if access < 2**63 else None
    if found is None:
        raise Http404(str(access))
    form = ReviewForm(visit.request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            verdict = Verdict(given["verdict"] == EmergencyAccess.RIGHT, given["words"])
            emergency.review(found, verdict, visit.person, visit.on)
            messages.success(visit.request, _("The review is kept."))
            return redirect("emergencies")
        except emergency.NotDone as problem:
            form.add_error("words", problem.sentence)
    status = 422 if form.is_bound and form.errors else 200
    return render(visit.request, "office/emergency_review.html", {"one": found, "form": form}, status=status)


def _only_managers(visit: Visit) -> None:
    if emergency.MANAGER not in reach(visit.person, visit.on).everywhere:
        raise Http404("emergency")


def _where(given: EmergencyAccess) -> str:
    if given.case is not None:
        return reverse("case", args=[given.case.reference])
    return reverse("child-folder", args=[given.child_id, given.folder_key])
