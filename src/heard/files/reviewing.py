"""Reading a child's file as a review asks: what is owed, saying that it was read and what was learned, and excusing it.

    done(review, Read("The visits had been cancelled twice; I have put them in the plan."), ann, on)

Who may: somebody who holds the role that owes it and may read its folders today; a worker's review is the worker's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from heard.cases.models import CaseRole
from heard.files.access import opens
from heard.files.models import Review
from heard.people.access import current, reach
from heard.people.models import Person, Post
from heard.people.roles import COMPLAINED_ABOUT, COMPLAINTS_TEAM

LONGEST = 5000
WORKER = "front_line_worker"
LONGEST_WHY = 300


class NotReviewed(Exception):
    """It cannot be so. `problems` has a sentence for each field that is not right, under "" for the whole."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Read:
    """What somebody says who has read the folders: what they learned, and of a report, what was inaccurate before and
    whether it is repeated.
    """

    learned: str
    inaccurate: str = ""
    repeated: str = ""


def visible(person: Person, on: date) -> QuerySet[Review]:
    """The reviews that the person may see on the day: those readable with a folder that they may read.

    Of a child about whom there is a complaint against the person, only their own: what others learned may tell of it.
    """
    about = CaseRole.objects.filter(person=person, role=COMPLAINED_ABOUT, case__child__isnull=False)
    others = ~Q(child_id__in=about.values("case__child_id"))
    return Review.objects.filter(opens(reach(person, on), on, key="folder_key"), Q(person=person) | others)


def owed(person: Person, on: date) -> QuerySet[Review]:
    """The reviews that the person is yet to do, by due day: their own, and a manager's those of the team that nobody
    has, or that somebody had who has left the post.
    """
    open_ones = visible(person, on).filter(done_on=None, excused_on=None)
    far = reach(person, on)
    in_post = Post.objects.filter(current(on), person=OuterRef("person"), role=OuterRef("role"))
    teams = Q(pk__in=[])
    for team_id, roles in far.child_teams.items():
        teams |= Q(team_id=team_id, role__in=sorted(roles - {WORKER}))
    return open_ones.filter(Q(person=person) | (teams & ~Exists(in_post))).order_by("due", "pk")


def waiting(person: Person, on: date) -> tuple[int, int]:
    """How many reviews the person is yet to do, and how many of these are late. One query where there are none."""
    far = reach(person, on)
    open_ones = Review.objects.filter(authority_id=far.authority_id, done_on=None, excused_on=None)
    near = Q(person_id=far.person_id) | Q(team_id__in=sorted(far.child_teams))
    if not open_ones.filter(near).exists():
        return 0, 0
    found = owed(person, on).order_by().aggregate(all=Count("pk"), late=Count("pk", filter=Q(due__lt=on)))
    return found["all"], found["late"]


def may_do(review: Review, person: Person, on: date) -> bool:
    """Whether the person may say that they have done it."""
    if not visible(person, on).filter(pk=review.pk).exists():
        return False
    if review.role == WORKER:
        return review.person_id == person.pk
    return review.person_id == person.pk or review.role in reach(person, on).child_roles(review.team_id)


def may_excuse(review: Review, person: Person, on: date) -> bool:
    """Whether the person may say that it is not needed any more: a manager who reads it, or the complaints team."""
    if not visible(person, on).filter(pk=review.pk).exists():
        return False
    held = reach(person, on).child_roles(review.team_id)
    return bool(held & (COMPLAINTS_TEAM | {"team_manager", "service_manager", "head_of_service"}))


@transaction.atomic
def done(review_id: int, read: Read, by: Person, on: date) -> Review:
    """Keep that it was done. Doing it again with the same words changes nothing. Raises NotReviewed."""
    review = _locked(review_id, by, on)
    if not may_do(review, by, on):
        raise NotReviewed({"": _("Only the person whose review this is may say that it is done.")})
    if review.done_on is not None and review.done_by_id == by.pk and review.learned == read.learned.strip():
        return review
    _check_open(review)
    _check_words(review, read)
    review.done_on, review.done_by = on, by
    review.learned, review.inaccurate = read.learned.strip(), read.inaccurate.strip()
    review.repeated = read.repeated if review.asks_of_a_report else ""
    review.save(update_fields=["done_on", "done_by", "learned", "inaccurate", "repeated"])
    return review


@transaction.atomic
def excuse(review_id: int, why: str, by: Person, on: date) -> Review:
    """Keep that it is not needed any more, and why. Raises NotReviewed."""
    review = _locked(review_id, by, on)
    if not may_excuse(review, by, on):
        raise NotReviewed({"": _("Only a manager of the team or the complaints team may say so.")})
    _check_open(review)
    if not why.strip():
        raise NotReviewed({"why": _("Say why it is not needed any more.")})
    if len(why.strip()) > LONGEST_WHY:
        raise NotReviewed({"why": _("Shorten this to %(most)s characters.") % {"most": LONGEST_WHY}})
    review.excused_on, review.excused_why = on, why.strip()
    review.save(update_fields=["excused_on", "excused_why"])
    return review


def counted(person: Person, on: date) -> list[dict[str, Any]]:
    """How many reviews of each kind were raised, done in time, done late, are open and late; only those one may see."""
    late = Q(done_on=None, excused_on=None, due__lt=on)
    counts = {
        "raised": Count("pk"),
        "in_time": Count("pk", filter=Q(done_on__lte=F("due"))),
        "late_done": Count("pk", filter=Q(done_on__gt=F("due"))),
        "open": Count("pk", filter=Q(done_on=None, excused_on=None)),
        "late": Count("pk", filter=late),
        "excused": Count("pk", filter=Q(excused_on__isnull=False)),
        "repeated": Count("pk", filter=Q(repeated=Review.STILL)),
    }
    found = visible(person, on).values("rule", "title").annotate(**counts).order_by("title", "rule")
    return [dict(row) for row in found]


def _locked(review_id: int, by: Person, on: date) -> Review:
    found = Review.objects.select_for_update(of=("self",)).select_related("event", "child")
    review = found.filter(pk=review_id).first()
    if review is None or not visible(by, on).filter(pk=review_id).exists():
        raise NotReviewed({"": _("There is no such review, or you may not see it.")})
    return review


def _check_open(review: Review) -> None:
    if review.done_on is not None:
        raise NotReviewed({"": _("This review is done already. Go back to see what was written.")})
    if review.excused_on is not None:
        raise NotReviewed({"": _("This review is not needed any more. Go back to see why.")})


def _check_words(review: Review, read: Read) -> None:
    problems = {}
    if not read.learned.strip():
        problems["learned"] = _("Say what you learned, even if it is that nothing bears on your work.")
    for field, words in (("learned", read.learned), ("inaccurate", read.inaccurate)):
        if len(words.strip()) > LONGEST:
            problems[field] = _("Shorten this to %(most)s characters.") % {"most": LONGEST}
        if "\x00" in words:
            problems[field] = _("Take out the characters that cannot be shown.")
    if review.asks_of_a_report and read.repeated not in Review.REPEATED:
        problems["repeated"] = _("Say whether anything inaccurate is repeated in the report.")
    if problems:
        raise NotReviewed(problems)
