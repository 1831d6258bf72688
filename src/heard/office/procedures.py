"""The procedures that the council has adopted, and each one whole: stages, clocks, letters, departures, paragraphs.

    /procedures/      /procedures/leicestershire/2024-01-01/      /procedures/leicestershire/2024-01-01/chart/

It shows what the pack says and may be read by anybody who works here; no case is on it.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from heard.authority import adopted
from heard.authority.adopted import pack
from heard.authority.models import AdoptedProcedure
from heard.charts import ChartStage, drawing, steps
from heard.engine import Note, PackError, Procedure, editions, notes
from heard.office.entry import WITH_POST, Visit, entry
from heard.office.procedure_letters import arranged, departures_shown, letters
from heard.office.procedure_told import told
from heard.office.procedure_words import Words


@require_safe
@entry(WITH_POST)
def procedures(visit: Visit) -> HttpResponse:
    in_force = adopted.choices(visit.person.authority, visit.on)
    rows = visit.person.authority.adopted.order_by("procedure", "-from_date")
    now = {(one.procedure, one.edition) for one in in_force}
    found = [(one, pack(one.procedure, one.edition)) for one in in_force]
    found.sort(key=lambda pair: pair[1].law)  # the council's own before the law's
    context = {
        "now": [(row, one, edition_notes(one, visit.on)) for row, one in found],
        "earlier": [(one, pack(one.procedure, one.edition)) for one in rows if _key(one) not in now],
    }
    return render(visit.request, "office/procedures.html", context)


@require_safe
@entry(WITH_POST)
def procedure_page(visit: Visit, name: str, edition: str) -> HttpResponse:
    procedure = _found(visit, name, edition)
    context = {
        "procedure": procedure,
        "notes": edition_notes(procedure, visit.on),
        "body": _body(name, edition, procedure.folder, get_language()),
    }
    return render(visit.request, "office/procedure.html", context)


@require_safe
@entry(WITH_POST)
def procedure_chart(visit: Visit, name: str, edition: str) -> HttpResponse:
    """The flowchart, and the same steps as a list beside it; to be printed."""
    procedure = _found(visit, name, edition)
    stages, picture = _chart(name, edition, procedure.folder)
    context = {"procedure": procedure, "stages": stages, "picture": picture}
    return render(visit.request, "office/procedure_chart.html", context)


def edition_notes(procedure: Procedure, on: date) -> tuple[Note, ...]:
    """What must be known of an edition: draft, not in force, superseded, review overdue, paragraphs not checked."""
    return notes(procedure, on, _editions(procedure.name))


def _editions(name: str) -> tuple[Procedure, ...]:
    """Every edition of a procedure that can be read."""
    found = []
    for edition in editions(name):
        try:
            found.append(pack(name, edition))
        except PackError:
            continue
    return tuple(found)


@lru_cache(maxsize=64)
def _body(name: str, edition: str, _folder: str, _language: str | None) -> SafeString:
    """The page's own part: it depends on the pack alone, and is made once for each edition and language."""
    procedure = pack(name, edition)
    words = Words(procedure)
    context = {
        "procedure": procedure,
        "told": told(procedure),
        "letters": letters(words),
        "departures": departures_shown(words),
        "arranged": arranged(words),
        "readings": list(procedure.readings.values()),
        "documents": list(procedure.documents.values()),
        "unverified": [one for one in procedure.paragraphs.values() if one.unverified],
    }
    # A template's own output, escaped where it was made.
    return mark_safe(render_to_string("office/procedure_body.html", context))  # noqa: S308


@lru_cache(maxsize=64)
def _chart(name: str, edition: str, _folder: str) -> tuple[tuple[ChartStage, ...], SafeString]:
    procedure = pack(name, edition)
    stages = steps(procedure)
    # `drawing` escapes every word that it is given; what is left is Heard's own drawing.
    return stages, mark_safe(drawing(stages, procedure.title))  # noqa: S308


def _found(visit: Visit, name: str, edition: str) -> Procedure:
    """The procedure, if the council has adopted it, or builds on it in one that it has."""
    rows = visit.person.authority.adopted.all()
    for row in rows:
        try:
            procedure: Procedure | None = pack(row.procedure, row.edition)
        except PackError:
            continue
        while procedure is not None:
            if (procedure.name, procedure.edition) == (name, edition):
                return procedure
            procedure = procedure.floor
    raise Http404(name)


def _key(row: AdoptedProcedure) -> tuple[str, str]:
    return row.procedure, row.edition
