"""Joiners, movers and leavers: the forms on which somebody joins, changes posts, or leaves.

    /people/new/      /people/12/posts/new/      /people/12/posts/7/move/      /people/12/leaves/

The rules are those of `heard.people.posting`; whatever it refuses is said beside the field.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from heard.accounts import links
from heard.authority.today import in_full
from heard.cases import tasks
from heard.design.day_field import DayField
from heard.files import allocating
from heard.office.again import asked_again
from heard.office.entry import WITH_POST, Visit, entry
from heard.office.people_list import only_managers
from heard.office.people_page import person_of
from heard.office.staff_form import StaffForm, Words, ask, done, team_choices, teams_of
from heard.people import posting
from heard.people.models import Person, Post
from heard.people.posting import Joiner, NewPost
from heard.people.roles import ROLES


class PostForm(StaffForm):
    """A post: its role, its team, and its first day."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=[("", ""), *ROLES.items()])
    team = forms.ChoiceField(
        label=gettext_lazy("Team"),
        required=False,
        help_text=gettext_lazy("A manager of several teams names one of them."),
    )
    from_date = DayField(label=gettext_lazy("First day in the post"))

    def __init__(self, visit: Visit, *arguments: Any, **options: Any) -> None:
        self.teams = teams_of(visit.person.authority_id)
        options["initial"] = {"from_date": visit.on, **options.get("initial", {})}
        super().__init__(*arguments, **options)
        self.fields["team"].choices = team_choices(self.teams, _("The whole council"))  # type: ignore[attr-defined]

    @property
    def post(self) -> NewPost:
        """The post as it was filled in. Ask `is_valid` first."""
        given = self.cleaned_data
        return NewPost(given["role"], self.teams.get(given["team"]), given["from_date"])


class JoinerForm(PostForm):
    """Somebody who joins, and their first post."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail address at work"), max_length=254)

    field_order = ["name", "email", "role", "team", "from_date"]


class LastDayForm(StaffForm):
    """The day from which on something is over."""

    day = DayField(
        label=gettext_lazy("From which day do they no longer have it?"),
        help_text=gettext_lazy("The first day without it. Today ends access at once."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def joiner(visit: Visit) -> HttpResponse:
    only_managers(visit)
    form = JoinerForm(visit, visit.request.POST or None)
    made = done(form, lambda: _joined(visit, form))
    if made is None:
        words = Words(
            _("Somebody joins"),
            _("Add them"),
            reverse("people"),
            _("People"),
            lead=_("They see what their post opens from its first day on."),
        )
        return ask(visit, form, words)
    said = [_("%(who)s has an account and the post.") % {"who": made.name}]
    if not made.has_usable_password():
        said.append(_("They are sent a link by e-mail to choose a password. It works for an hour."))
    messages.success(visit.request, "\n".join(said))
    return redirect("person", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def new_post(visit: Visit, person_id: int) -> HttpResponse:
    only_managers(visit)
    person = person_of(visit, person_id)
    form = PostForm(visit, visit.request.POST or None)
    made = done(form, lambda: _begun(visit, posting.begin, person, form.post))
    if made is None:
        return ask(visit, form, _words(person, _("Another post"), _("Give the post")))
    messages.success(visit.request, _("%(who)s has the post.") % {"who": person.name})
    return redirect("person", person.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def move_post(visit: Visit, person_id: int, post_id: int) -> HttpResponse:
    person, held = _held(visit, person_id, post_id)
    form = PostForm(visit, visit.request.POST or None)
    form.fields["from_date"].help_text = _("The post that they have now ends on this day.")
    made = done(form, lambda: _begun(visit, posting.move, held, form.post))
    if made is None:
        lead = _("From %(role)s, %(team)s.") % _of(held)
        return ask(visit, form, _words(person, _("Move to another post"), _("Move them"), lead))
    words = {"who": person.name, "day": in_full(made.from_date)}
    messages.success(visit.request, _("%(who)s moves on %(day)s. Access follows on that day.") % words)
    return redirect("person", person.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
@asked_again
def end_post(visit: Visit, person_id: int, post_id: int) -> HttpResponse:
    person, held = _held(visit, person_id, post_id)
    form = LastDayForm(visit.request.POST or None, initial={"day": visit.on})
    made = done(form, lambda: _ended(visit, held, form))
    if made is None:
        lead = _("%(role)s, %(team)s.") % _of(held)
        return ask(visit, form, _words(person, _("End a post"), _("End the post"), lead))
    messages.success(visit.request, _("The post of %(who)s has its end.") % {"who": person.name})
    return redirect("person", person.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
@asked_again
def leaver(visit: Visit, person_id: int) -> HttpResponse:
    only_managers(visit)
    person = person_of(visit, person_id)
    form = LastDayForm(visit.request.POST or None, initial={"day": visit.on})
    form.fields["day"].label = _("From which day are they no longer here?")
    form.fields["day"].help_text = _("The first day on which they are gone.")
    made = done(form, lambda: _left(visit, person, form))
    if made is None:
        lead = _(
            "All posts, parts in complaints and standing in end on that day. Today closes the account at once."
        )
        return ask(visit, form, _words(person, _("Somebody leaves"), _("They leave"), lead, "warning"))
    day = form.cleaned_data["day"]
    if day <= visit.on:
        said = _("%(who)s has left. The account is closed, and whoever used it is signed out.")
    else:
        said = _("%(who)s leaves: everything ends on %(day)s. Close the account then, on this same page.")
    messages.success(visit.request, said % {"who": person.name, "day": in_full(day)})
    return redirect("person", person.pk)


@transaction.atomic
def _joined(visit: Visit, form: JoinerForm) -> Person:
    joiner = Joiner(form.cleaned_data["name"], form.cleaned_data["email"], form.post)
    person = posting.join(joiner, visit.person, visit.on)
    if not person.has_usable_password():
        links.ask(person.email, by=visit.person)
    for post in person.posts.filter(from_date=form.post.from_date).select_related("team", "person"):
        allocating.joined(post, visit.person, visit.on)
    return person


@transaction.atomic
def _begun(visit: Visit, writer: Callable[[Any, NewPost, Person, date], Post], of: Any, new: NewPost) -> Post:
    """A post that is given, and what a team manager who joins is asked to read."""
    post = writer(of, new, visit.person, visit.on)
    allocating.joined(post, visit.person, visit.on)
    return post


def _ended(visit: Visit, held: Post, form: LastDayForm) -> bool:
    posting.end(held, form.cleaned_data["day"], visit.person, visit.on)
    return True


def _left(visit: Visit, person: Person, form: LastDayForm) -> bool:
    tasks.leave(person, form.cleaned_data["day"], visit.person, visit.on)
    return True


def _held(visit: Visit, person_id: int, post_id: int) -> tuple[Person, Post]:
    """The person and their post, for those who look after staff."""
    only_managers(visit)
    person = person_of(visit, person_id)
    held = Post.objects.select_related("person", "team").filter(pk=post_id, person=person).first()
    if held is None:
        raise Http404(post_id)
    return person, held


def _of(held: Post) -> dict[str, str]:
    return {"role": str(ROLES[held.role]), "team": held.team.name if held.team else _("the whole council")}


def _words(person: Person, title: str, button: str, lead: str = "", kind: str = "") -> Words:
    return Words(
        title, button, reverse("person", args=[person.pk]), person.name, person.name, lead=lead, kind=kind
    )
