"""Why a date is what it is, on a page of its own that can be linked to and printed.

    /cases/LC-2025-0042/why/stage-1-response/

It shows the same working as the "Why?" on the case page, with every date of one duty, right or chaser together.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.cases import standing as standings
from heard.engine import Standing
from heard.office import duties_shown, rights_shown
from heard.office.entry import CASE, CaseVisit, entry
from heard.office.why_told import Told, told


@require_safe
@entry(CASE)
def why(visit: CaseVisit, id: str) -> HttpResponse:
    standing = standings.of(visit.case, visit.on)
    found = _of_duty(standing, id) or _of_right(standing, id) or _of_chaser(standing, id)
    if found is None:
        raise Http404(id)
    title, whys = found
    context = {
        "case": visit.case,
        "on": visit.on,
        "title": title,
        "whys_told": whys,
        "procedure": standing.procedure,
        "calendar": visit.case.calendar_edition,
    }
    return render(visit.request, "office/why_page.html", context)


def _of_duty(standing: Standing, id: str) -> tuple[str, list[Told]] | None:
    for duty in duties_shown.shown(standing, {}):
        if duty.id == id:
            return duty.title, [duty.why, *(second.why for second in duty.seconds)]
    for other in standing.duties:
        if other.id == id:
            return other.rule.title, [told(other.rule.title, other.day, other.cites, standing.procedure)]
    return None


def _of_right(standing: Standing, id: str) -> tuple[str, list[Told]] | None:
    for right in rights_shown.shown(standing):
        if right.id == id:
            return right.title, list(right.whys)
    return None


def _of_chaser(standing: Standing, id: str) -> tuple[str, list[Told]] | None:
    for chaser in standing.chasers:
        if chaser.id == id:
            about = _("%(chaser)s: the day it goes out") % {"chaser": chaser.rule.title}
            return chaser.rule.title, [told(about, chaser.day, chaser.cites, standing.procedure)]
    return None
