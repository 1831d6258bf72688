"""Joiners, movers and leavers: the only writer of accounts and posts of staff.

    join(Joiner("Ann Made-Up", "ann@council.example", NewPost("team_manager", north, on)), bea, on)
    move(post, NewPost("service_manager", north, day), bea, on)

Each is one transaction, kept by the database with who did it and why (`keeping.py`). Parts in cases end in
`heard.cases.parts`, since cases stand above people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from heard.authority.models import Team
from heard.authority.today import in_full
from heard.people.accounts import Accounts
from heard.people.keeping import changed_by
from heard.people.managing import (
    ADMINISTRATOR,
    check_manager,
    check_manages,
    check_not_left_without,
    check_team,
    locked,
)
from heard.people.models import Delegation, Person, Post
from heard.people.outcome import NotDone
from heard.people.roles import COMPLAINTS_TEAM, ROLES, TEAM_ROLES


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to be held from a day: its role, and its team (None for the whole authority)."""

    role: str
    team: Team | None
    from_date: date


@dataclass(frozen=True, slots=True)
class Joiner:
    """Somebody who joins: their name, their e-mail address, and their first post."""

    name: str
    email: str
    post: NewPost


def join(joiner: Joiner, by: Person, on: date) -> Person:
    """Make an account without a password, and its first post. The same once more is the same person."""
    check_manager(by, on)
    check_post(joiner.post, by.authority_id)
    with changed_by(by):
        locked(by.authority_id)
        person = account(joiner.name, joiner.email, by)
        if person.pk == by.pk:
            check_manages(by, person, on)
        _begin(person, joiner.post)
    return person


def account(name: str, email: str, by: Person) -> Person:
    """The account for this address at the authority of `by`, made where there is none, opened again where it was
    closed. Raises NotDone where the address is not one, or is somebody else's.
    """
    name, email = _one_line(name), Accounts.plain(email)
    _check_words(name, email)
    known: Person | None = Person.objects.filter(email=email).first()
    if known is None:
        return _made(name, email, by)
    if known.authority_id != by.authority_id:
        raise _taken()
    if known.name.casefold() != name.casefold():
        words = {"who": known.name}
        raise NotDone(
            {"email": _("This is the address of %(who)s. Give another, or the name as it is there.") % words}
        )
    if not known.is_active:
        known.is_active = True
        known.set_unusable_password()
        known.save(update_fields=["is_active", "password"])
    return known


def _made(name: str, email: str, by: Person) -> Person:
    try:
        with transaction.atomic():
            return cast(Person, Person.objects.create_user(email, name=name, authority=by.authority))
    except IntegrityError as problem:
        # Somebody of another authority has the address, whom the wall does not show.
        raise _taken() from problem


def _taken() -> NotDone:
    return NotDone({"email": _("This address cannot be used here. Give another address of theirs.")})


def begin(person: Person, new: NewPost, by: Person, on: date) -> Post:
    """Give somebody one more post."""
    check_manages(by, person, on)
    check_post(new, person.authority_id)
    with changed_by(by):
        locked(person.authority_id)
        if not Person.objects.get(pk=person.pk).is_active:
            raise NotDone(_("This account is closed. Add them as somebody who joins: that opens it again."))
        return _begin(person, new)


def end(post: Post, day: date, by: Person, on: date) -> None:
    """End one post. `day` is the first day without it; an earlier day than today changes no access that there was."""
    check_manages(by, post.person, on)
    with changed_by(by):
        locked(post.person.authority_id)
        _end(post, day)


def move(post: Post, new: NewPost, by: Person, on: date) -> Post:
    """End a post on the day on which the other begins, in one step. The same once more changes nothing."""
    check_manages(by, post.person, on)
    check_post(new, post.person.authority_id)
    if (new.role, new.team) == (post.role, post.team):
        raise NotDone({"role": _("That is the post that they have. Choose the one that they move to.")})
    with changed_by(by):
        locked(post.person.authority_id)
        begun = _begin(post.person, new)
        _end(post, new.from_date)
    return begun


def leave(person: Person, day: date, by: Person, on: date) -> None:
    """End every post and every standing-in of somebody on a day. Where it has come, their account is closed too, and
    with it all access, at once.
    """
    check_manages(by, person, on)
    with changed_by(by):
        locked(person.authority_id)
        posts = list(
            person.posts.select_related("person").filter(Q(to_date__isnull=True) | Q(to_date__gt=day))
        )
        check_not_left_without(posts, day)
        for post in posts:
            _cut(post, day)
        for one in Delegation.objects.filter(Q(of=person) | Q(to=person), to_date__gt=day):
            _cut(one, day)
        if day <= on:
            Person.objects.filter(pk=person.pk).update(is_active=False)


def check_post(new: NewPost, authority_id: int) -> None:
    """Raises NotDone where there is no such post: a team manager without a team, say."""
    if new.role not in ROLES:
        raise NotDone({"role": _("Choose a role.")})
    check_team(new.team, authority_id)
    title = {"role": str(ROLES[new.role])}
    if new.role in TEAM_ROLES and new.team is None:
        raise NotDone({"team": _("%(role)s is a post of a team. Choose the team.") % title})
    if new.role in COMPLAINTS_TEAM | {ADMINISTRATOR} and new.team is not None:
        raise NotDone({"team": _("%(role)s is a post for the whole council. Choose no team.") % title})


def _begin(person: Person, new: NewPost) -> Post:
    held = Post.objects.filter(person=person, role=new.role, team=new.team).filter(
        Q(to_date__isnull=True) | Q(to_date__gt=new.from_date)
    )
    for post in held:
        if (post.from_date, post.to_date) == (new.from_date, None):
            return post
        words = {"day": in_full(post.from_date)}
        raise NotDone({"role": _("They have this post already, from %(day)s. End that one first.") % words})
    return Post.objects.create(person=person, role=new.role, team=new.team, from_date=new.from_date)


def _end(post: Post, day: date) -> None:
    fresh = Post.objects.select_related("person").get(pk=post.pk)
    if fresh.to_date == day:
        return
    if fresh.to_date is not None and fresh.to_date < day:
        words = {"day": in_full(fresh.to_date)}
        raise NotDone(_("This post has ended already, on %(day)s. Give them a new one instead.") % words)
    if day < fresh.from_date:
        words = {"day": in_full(fresh.from_date)}
        raise NotDone({"day": _("The post began on %(day)s. It ends on that day or later.") % words})
    check_not_left_without([fresh], day)
    _cut(fresh, day)


def _cut(one: Post | Delegation, day: date) -> None:
    """End it on a day; what would only begin later never begins."""
    one.to_date = max(day, one.from_date)
    one.save(update_fields=["to_date"])


def _one_line(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())


def _check_words(name: str, email: str) -> None:
    if not name or len(name) > 200:
        raise NotDone({"name": _("Give their name, in at most 200 characters.")})
    try:
        validate_email(email)
    except ValidationError as problem:
        raise NotDone(
            {"email": _("Enter an e-mail address in the right form, like name@example.com")}
        ) from problem
