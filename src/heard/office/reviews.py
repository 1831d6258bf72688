"""Reviews of children's files: what I am to read, one review and saying that it is done, and how many there are.

    /reviews/    /reviews/7/    /reviews/counts/

Who may see and do what is `heard.files.reviewing`. What lies in the folders is on the pages of the child's file.
"""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.authority.adopted import pack
from heard.authority.days import Days
from heard.engine.calendar import Calendar
from heard.engine.clocks import Day, Step
from heard.files import reviewing
from heard.files.models import FolderRule, Review
from heard.office.entry import WITH_POST, Visit, entry
from heard.office.review_forms import ExcuseForm, ReadForm
from heard.office.why_told import Told, told
from heard.people.access import reach
from heard.people.roles import COMPLAINTS_TEAM, ROLES

PER_PAGE = 25


@require_safe
@entry(WITH_POST)
def reviews(visit: Visit) -> HttpResponse:
    which = visit.request.GET.get("which", "mine")
    found = _listed(visit, which).select_related("child", "team", "person", "event")
    page = Paginator(found, PER_PAGE).get_page(visit.request.GET.get("page"))
    context = {
        "page": page,
        "which": which,
        "on": visit.on,
        "may_count": _may_count(visit),
        "may_take_in": bool(reach(visit.person, visit.on).everywhere & COMPLAINTS_TEAM),
        "roles": ROLES,
    }
    return render(visit.request, "office/reviews/list.html", context)


def _listed(visit: Visit, which: str) -> QuerySet[Review]:
    if which == "all":
        open_ones = reviewing.visible(visit.person, visit.on).filter(done_on=None, excused_on=None)
        return open_ones.order_by("due", "pk")
    if which == "done":
        mine = reviewing.visible(visit.person, visit.on).filter(done_by=visit.person)
        return mine.order_by("-done_on", "-pk")
    return reviewing.owed(visit.person, visit.on)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def review(visit: Visit, id: int) -> HttpResponse:
    found = _found(visit, id)
    may_do = reviewing.may_do(found, visit.person, visit.on)
    may_excuse = reviewing.may_excuse(found, visit.person, visit.on)
    forms = {"read": ReadForm(found), "excuse": ExcuseForm()}
    if visit.request.method == "POST":
        excusing = "why" in visit.request.POST
        if not (may_excuse if excusing else may_do):
            raise PermissionDenied(_("This review is somebody else's. Only they may say that it is done."))
        form = ExcuseForm(visit.request.POST) if excusing else ReadForm(found, visit.request.POST)
        if form.is_valid() and _kept(visit, found, form):
            return redirect("review", found.pk)
        forms["excuse" if excusing else "read"] = form
    bound = next((form for form in forms.values() if form.is_bound), None)
    context = {
        "review": found,
        "on": visit.on,
        "why": _why(found),
        "folders": _folders(found),
        "role": ROLES.get(found.role, found.role),
        "repeated": Review.REPEATED.get(found.repeated, ""),
        "may_do": may_do and found.is_open,
        "may_excuse": may_excuse and found.is_open,
        "bound": bound,
        **{f"{name}_form": form for name, form in forms.items()},
    }
    status = 422 if bound is not None else 200
    return render(visit.request, "office/reviews/one.html", context, status=status)


def _found(visit: Visit, id: int) -> Review:
    whole = Review.objects.select_related(
        "child", "team", "person", "event", "event__worker", "done_by", "authority"
    )
    found = reviewing.visible(visit.person, visit.on).filter(pk=id).first()
    if found is None:
        raise Http404(str(id))
    return whole.get(pk=found.pk)


def _kept(visit: Visit, found: Review, form: ReadForm | ExcuseForm) -> bool:
    """Whether what the form says was kept; where it was not, the form says why."""
    try:
        if isinstance(form, ReadForm):
            reviewing.done(found.pk, form.read, visit.person, visit.on)
            messages.success(visit.request, _("Kept: you have read the file, and what you learned."))
        else:
            reviewing.excuse(found.pk, form.cleaned_data["why"], visit.person, visit.on)
            messages.success(visit.request, _("Kept: this review is not needed any more."))
    except reviewing.NotReviewed as problem:
        for field, sentence in problem.problems.items():
            form.add_error(field if field in form.fields else None, sentence)
        return False
    return True


@require_safe
@entry(WITH_POST)
def review_counts(visit: Visit) -> HttpResponse:
    if not _may_count(visit):
        raise PermissionDenied(_("The counts are for managers and the complaints team."))
    rows = reviewing.counted(visit.person, visit.on)
    return render(visit.request, "office/reviews/counts.html", {"rows": rows, "on": visit.on})


def _may_count(visit: Visit) -> bool:
    far = reach(visit.person, visit.on)
    held = far.child_everywhere.union(*far.child_teams.values())
    return bool(held & (COMPLAINTS_TEAM | {"team_manager", "service_manager", "head_of_service", "director"}))


def _folders(found: Review) -> list[tuple[str, str]]:
    """The folders to be read, by their ids, with their titles."""
    rules = FolderRule.objects.filter(authority=found.authority_id, key__in=found.folders)
    titles = dict(rules.values_list("key", "title"))
    return [(key, titles.get(key, key)) for key in found.folders]


def _why(found: Review) -> Told:
    """Why the review is due on its day: counted again from the event, on the calendar that it was counted on."""
    procedure = pack(found.procedure, found.edition)
    rule = procedure.arrangements.reviews[found.rule]
    calendar: Calendar = Days(found.authority).calendar(found.calendar_edition, found.closures)
    return told(found.title, _day(found.from_day, found, calendar), rule.cites, procedure)


def _day(start: date, found: Review, calendar: Calendar) -> Day:
    rule = pack(found.procedure, found.edition).arrangements.reviews[found.rule]
    if rule.within is None:
        return Day(start)
    end = calendar.add(start, rule.within)
    words = str(found.event.KINDS[found.event.kind])
    return Day(end, (Step(start, end, rule.within, words, calendar),), start)
