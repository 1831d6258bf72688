"""Teams: a list, a page for each with its managers, adding one and changing its names. None is ever deleted.

    /teams/      /teams/3/      /teams/new/

The service and the department are names: they say how far the posts of managers above a team reach.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from heard.authority.models import Team
from heard.office.entry import WITH_POST, Visit, entry
from heard.office.people_list import PER_PAGE, only_managers
from heard.office.staff_form import StaffForm, Words, ask, done
from heard.people import history, teaming
from heard.people.access import current
from heard.people.models import Post
from heard.people.roles import ROLES


class TeamForm(StaffForm):
    """The names of a team, its service and its department."""

    name = forms.CharField(label=gettext_lazy("Name of the team"), max_length=200)
    service = forms.CharField(
        label=gettext_lazy("Service"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Written as for its other teams. A service manager reaches all of them."),
    )
    department = forms.CharField(
        label=gettext_lazy("Department"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A head of service or a director of it reaches all of its teams."),
    )

    @property
    def names(self) -> teaming.Names:
        """The names as filled in. Ask `is_valid` first."""
        given: dict[str, Any] = self.cleaned_data
        return teaming.Names(given["name"], given["service"], given["department"])


@require_safe
@entry(WITH_POST)
def teams(visit: Visit) -> HttpResponse:
    only_managers(visit)
    text = visit.request.GET.get("text", "").replace("\x00", "")[:100].strip()
    found = Team.objects.filter(authority=visit.person.authority_id, name__icontains=text)
    managers = Post.objects.filter(current(visit.on), role="team_manager", person__is_active=True)
    found = found.order_by("department", "service", "name").prefetch_related(
        Prefetch("posts", queryset=managers.select_related("person"), to_attr="managed_by")
    )
    page = Paginator(found, PER_PAGE).get_page(visit.request.GET.get("page", "1")[:6])
    return render(visit.request, "office/people/teams.html", {"page": page, "text": text})


@require_safe
@entry(WITH_POST)
def team_page(visit: Visit, team_id: int) -> HttpResponse:
    team = _team(visit, team_id)
    posts = Post.objects.filter(current(visit.on), team=team, person__is_active=True)
    page = Paginator(posts.select_related("person").order_by("role", "person__name", "pk"), PER_PAGE)
    context = {
        "team": team,
        "page": page.get_page(visit.request.GET.get("page", "1")[:6]),
        "titles": ROLES,
        "managed": posts.filter(role="team_manager").exists(),
        "changes": history.of_team(team),
    }
    return render(visit.request, "office/people/team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def new_team(visit: Visit) -> HttpResponse:
    only_managers(visit)
    form = TeamForm(visit.request.POST or None)
    made = done(form, lambda: teaming.add(form.names, visit.person, visit.on))
    if made is None:
        words = Words(_("A new team"), _("Add the team"), reverse("teams"), _("Teams"))
        return ask(visit, form, words)
    messages.success(
        visit.request, _("The team “%(name)s” is there. Give it a manager.") % {"name": made.name}
    )
    return redirect("team", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def change_team(visit: Visit, team_id: int) -> HttpResponse:
    team = _team(visit, team_id)
    now = {"name": team.name, "service": team.service, "department": team.department}
    form = TeamForm(visit.request.POST or None, initial=now)
    made = done(form, lambda: teaming.rename(team, form.names, visit.person, visit.on))
    if made is None:
        notes = (
            _("With the service or the department, the reach of managers above the team changes at once."),
        )
        words = Words(
            _("Change the team"),
            _("Save"),
            reverse("team", args=[team.pk]),
            team.name,
            team.name,
            notes=notes,
        )
        return ask(visit, form, words)
    messages.success(visit.request, _("The team is now “%(name)s”.") % {"name": made.name})
    return redirect("team", made.pk)


def _team(visit: Visit, team_id: int) -> Team:
    only_managers(visit)
    found = Team.objects.filter(pk=team_id, authority=visit.person.authority_id).first()
    if found is None:
        raise Http404(team_id)
    return found
