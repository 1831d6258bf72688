"""Giving somebody a part in a case, saying who is complained about, and ending either.

    /cases/LC-2025-0042/people/new/      /cases/LC-2025-0042/people/complained-about/

Somebody from outside gets an account without a post: it opens this case, for the days of the part, and nothing else.
"""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heard.accounts import links
from heard.authority.adopted import pack
from heard.cases import appointed, timeline
from heard.cases import parts as parts_of
from heard.cases.models import Case, CaseRole
from heard.cases.outcome import NotRecorded, Recorded
from heard.cases.parts import Ending, Giving
from heard.cases.record import end_part as record_end
from heard.cases.record import give_part as record_part
from heard.office.again import asked_again
from heard.office.entry import CASE, CaseVisit, entry
from heard.office.part_forms import AboutForm, EndForm, KeyedStaffForm, PartForm, TakeBackForm
from heard.office.parts import who_could_take_over
from heard.office.staff_form import Words, ask
from heard.people.access import GIVE_PART, TAKE_BACK, Act, Denied, may
from heard.people.roles import COMPLAINED_ABOUT


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CASE)
def give_part(visit: CaseVisit) -> HttpResponse:
    _only(visit, GIVE_PART)
    form = PartForm(visit, visit.request.POST or None)
    if not form.is_valid() or not _is_reasoned(visit, form):
        return ask(visit, form, _giving_words(visit))
    given = form.cleaned_data
    asked = Giving(given["role"], form.new or form.person, given["from_date"], form.until, given["reason"])
    if _done(visit, form, asked) is None:
        return ask(visit, form, _giving_words(visit))
    name = asked.person.name
    said = [_("%(who)s has the part, and sees this case from its first day on.") % {"who": name}]
    if form.new:
        links.ask(form.new.email, by=visit.person)
        said.append(_("They are sent a link by e-mail to choose a password. It works for an hour."))
    messages.success(visit.request, "\n".join([*said, _("Heard has told nobody: let them know.")]))
    return redirect("parts", visit.case.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CASE)
def complained_about(visit: CaseVisit) -> HttpResponse:
    _only(visit, GIVE_PART)
    case = visit.case
    form = AboutForm(case.authority_id, visit.request.POST or None)
    words = _about_words(visit)
    if not form.is_valid():
        return ask(visit, form, words)
    had_it = case.officer_id == form.person.pk
    done = _done(visit, form, Giving(COMPLAINED_ABOUT, form.person, visit.on))
    if done is None:
        return ask(visit, form, words)
    now = done.case
    if form.person.pk == visit.person.pk:
        messages.info(visit.request, "\n".join(_told_to_themselves(visit, now)))
        return redirect("worklist")
    said = [_("Kept. %(who)s can no longer see this complaint or anything that belongs to it.")]
    if had_it:
        said.append(_("It has no officer now. Give it to one of these: %(others)s."))
    others = ", ".join(who_could_take_over(now, visit.on)) or _("nobody is left in the complaints team")
    words_of = {"who": form.person.name, "others": others}
    messages.success(visit.request, "\n".join(line % words_of for line in said))
    return redirect("parts", case.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CASE)
@asked_again
def end_part(visit: CaseVisit, part_id: int) -> HttpResponse:
    one = visit.case.roles.select_related("person").filter(pk=part_id).first()
    about = one is not None and one.role == COMPLAINED_ABOUT
    _only(visit, TAKE_BACK if about else GIVE_PART)
    if one is None:
        raise Http404(part_id)
    form: KeyedStaffForm = (TakeBackForm if about else EndForm)(
        visit.request.POST or None, initial={"day": visit.on}
    )
    if not form.is_valid() or not _ended(visit, form, one):
        return ask(visit, form, _ending_words(visit, one))
    if about:
        said = _("%(who)s is not complained about here any more, and sees what their posts open.")
    else:
        said = _("The part of %(who)s has its end.")
    messages.success(visit.request, said % {"who": one.person.name})
    return redirect("parts", visit.case.reference)


def _only(visit: CaseVisit, act: Act) -> None:
    """Let those pass who may do this to the case, and tell everybody else who may."""
    answer = may(visit.person, act, visit.case, visit.on)
    if isinstance(answer, Denied):
        raise PermissionDenied(answer.reason)


def _done(visit: CaseVisit, form: KeyedStaffForm, asked: Giving) -> Recorded | None:
    """What was recorded; None where the form says why nothing was."""
    try:
        return record_part(visit.case.pk, asked, visit.person, visit.on, key=form.cleaned_data["key"])
    except NotRecorded as problem:
        form.refuse_to_record(problem)
        return None


def _ended(visit: CaseVisit, form: KeyedStaffForm, one: CaseRole) -> bool:
    given = form.cleaned_data
    asked = Ending(one.pk, given.get("day") or visit.on, given["reason"])
    try:
        record_end(visit.case.pk, asked, visit.person, visit.on, key=given["key"])
    except NotRecorded as problem:
        form.refuse_to_record(problem)
        return False
    return True


def _is_reasoned(visit: CaseVisit, form: PartForm) -> bool:
    """Whether the appointment is on record under this name, or a reason is given why the part comes before it.

    The fact that names people asks about their independence, and the pack's guards refuse those who are not: so a
    part without it is an exception, and says why.
    """
    given = form.cleaned_data
    procedure = pack(visit.case.procedure, visit.case.edition)
    naming = appointed.named_by(given["role"], procedure)
    name = form.new.name if form.new else form.person.name
    if (
        naming is None
        or given["reason"].strip()
        or appointed.is_named(name, naming, timeline.read(visit.case))
    ):
        return True
    words = {"fact": naming.kind.title, "who": name}
    form.add_error(
        "reason",
        _("“%(fact)s” does not name %(who)s yet, so nobody has answered whether they are independent. Record that "
          "first, or say here why the part is given before it.") % words,
    )  # fmt: skip
    return False


def _giving_words(visit: CaseVisit) -> Words:
    return _words(
        visit,
        _("Give somebody a part in this case"),
        _("Give the part"),
        _("It opens this case to them and nothing else, from its first day to its last."),
    )


def _about_words(visit: CaseVisit) -> Words:
    words = _words(
        visit,
        _("Who is complained about?"),
        _("They are complained about"),
        _("Somebody of the staff. From then on they see nothing of this complaint, whatever their role."),
    )
    note = _("A complaints manager alone can take it back. If it is you, you lose the complaint at once.")
    return replace(words, notes=(note,), kind="warning")


def _ending_words(visit: CaseVisit, one: CaseRole) -> Words:
    title = parts_of.title(one.role, pack(visit.case.procedure, visit.case.edition))
    if one.role == COMPLAINED_ABOUT:
        lead = _("They see the complaint again where their posts reach it.")
        return _words(
            visit, _("%(who)s is not complained about") % {"who": one.person.name}, _("Take it back"), lead
        )
    heading = _("End a part: %(what)s") % {"what": title}
    return _words(visit, heading, _("End the part"), one.person.name)


def _words(visit: CaseVisit, title: str, button: str, lead: str) -> Words:
    back = reverse("parts", args=[visit.case.reference])
    return Words(title, button, back, _("People on this case"), visit.case.reference, lead)


def _told_to_themselves(visit: CaseVisit, case: Case) -> list[str]:
    """What whoever named themselves is told: they see the case no more, and who has it."""
    others = [name for name in who_could_take_over(case, visit.on) if name != visit.person.name]
    words = {"reference": case.reference, "others": ", ".join(others)}
    said = [
        _(
            "Thank you for saying so. %(reference)s is closed to you now: nobody handles a complaint about themselves."
        ),
        _("Others take it over. You need do nothing, and nobody has been told by Heard."),
    ]
    if others:
        said[1] = _("Ask one of these to take it over, without speaking of what it says: %(others)s.")
    return [line % words for line in said]
