"""Who has a case: its team and its officer, and giving it to others.

    /cases/LC-2025-0042/who/

The change is a fact of the case (`record.assign`): whoever has it now sees it at once, and whoever had it by their team
sees it no more. Heard tells nobody; the page says so.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from heard.authority.models import Team
from heard.cases.assigning import LONGEST_REASON, Assigning
from heard.cases.outcome import NotRecorded, Recorded, Stale
from heard.cases.record import assign
from heard.office.entry import CASE, CaseVisit, entry
from heard.office.fact_form import KeyedForm
from heard.people.access import ASSIGN, Denied, may
from heard.people.holders import holders_of_each
from heard.people.models import Person
from heard.people.roles import COMPLAINTS_TEAM


class WhoForm(KeyedForm):
    """The team and the officer, and why they change."""

    team = forms.ChoiceField(label=gettext_lazy("Which team is it about?"), required=False)
    officer = forms.ChoiceField(label=gettext_lazy("Who looks after the complaint?"), required=False)
    reason = forms.CharField(label=gettext_lazy("Why?"), required=False, max_length=LONGEST_REASON)

    def __init__(self, visit: CaseVisit, *arguments: Any) -> None:
        case = visit.case
        self.teams = {str(team.pk): team for team in Team.objects.filter(authority=case.authority_id)}
        self.officers = {str(one.pk): one for one in _officers(visit)}
        now = {"team": str(case.team_id or ""), "officer": str(case.officer_id or "")}
        super().__init__(*arguments, seen=case.last_seq, initial=now)
        self.fields["team"].choices = _choices(self.teams, _("No team yet"))  # type: ignore[attr-defined]
        self.fields["officer"].choices = _choices(self.officers, _("Nobody yet"))  # type: ignore[attr-defined]

    @property
    def asked(self) -> Assigning:
        """What is to be recorded. Ask `is_valid` first."""
        given = self.cleaned_data
        return Assigning(
            self.teams.get(given["team"]), self.officers.get(given["officer"]), given["reason"], given["seen"]
        )


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CASE)
def who_has_it(visit: CaseVisit) -> HttpResponse:
    answer = may(visit.person, ASSIGN, visit.case, visit.on)
    if isinstance(answer, Denied):
        raise PermissionDenied(answer.reason)
    if visit.request.method != "POST":
        return _page(visit, WhoForm(visit))
    form = WhoForm(visit, visit.request.POST)
    if not form.is_valid():
        return _page(visit, form)
    try:
        done = assign(visit.case.pk, form.asked, visit.person, visit.on, key=form.cleaned_data["key"])
    except Stale as problem:
        data = visit.request.POST.copy()
        data["seen"] = str(visit.case.last_seq)
        return _page(visit, WhoForm(visit, data), problem.changes)
    except NotRecorded as problem:
        form.refuse(problem)
        return _page(visit, form)
    _say(visit, done)
    return redirect("case", visit.case.reference)


def _say(visit: CaseVisit, done: Recorded) -> None:
    words = {
        "team": done.case.team.name if done.case.team else _("no team yet"),
        "officer": done.case.officer.name if done.case.officer else _("nobody yet"),
    }
    said = _("Now with: team %(team)s, officer %(officer)s. Heard has told nobody: let them know.") % words
    messages.success(visit.request, said)


def _officers(visit: CaseVisit) -> list[Person]:
    """Everybody in the complaints team today, and the officer who has the case now."""
    found = holders_of_each(sorted(COMPLAINTS_TEAM), visit.case.authority, None, visit.on)
    people = {person for holders in found.values() for person in holders}
    if visit.case.officer:
        people.add(visit.case.officer)
    return sorted(people, key=lambda one: one.name)


def _choices(named: dict[str, Any], nothing: str) -> list[tuple[str, str]]:
    return [("", nothing), *((id, one.name) for id, one in named.items())]


def _page(visit: CaseVisit, form: WhoForm, changes: tuple[str, ...] = ()) -> HttpResponse:
    status = 409 if changes else 422 if form.is_bound and form.errors else 200
    context = {"case": visit.case, "form": form, "changes": changes}
    return render(visit.request, "office/who_has_it.html", context, status=status)
