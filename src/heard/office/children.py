"""The list of children's files: those allocated to me, and all that I may open, with what there is to be read.

    /children/?whose=all&text=sam&page=2

It says nothing of what is in a file. Looking for something in all records is `search.py`.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.design.addresses import with_query
from heard.files import children as lists
from heard.files import emergency, opened_list
from heard.office.child_file import numbered
from heard.office.entry import WITH_POST, Visit, entry
from heard.office.worklist import Tab
from heard.people.access import reach


@require_safe
@entry(WITH_POST)
def children(visit: Visit) -> HttpResponse:
    """The list, of those allocated to the person first."""
    person, on, asked = visit.person, visit.on, visit.request.GET
    mine = lists.allocated(person, on)
    whose = asked.get("whose", "") or ("mine" if mine.exists() else "all")
    found = mine if whose == "mine" else lists.openable(person, on)
    text = " ".join(asked.get("text", "").replace("\x00", "")[:100].split())
    if text:
        found = found.filter(name__icontains=text)
    names = {"mine": _("Allocated to me"), "all": _("All that I may open")}
    context = {
        "tabs": [
            Tab(words, with_query(visit.request, whose=one, page=None), one == whose)
            for one, words in names.items()
        ],
        "whose": whose,
        "text": text,
        "page": numbered(visit, found.select_related("team").order_by("name", "pk")),
        "alerts": lists.alerts(person, on),
        "may_review": emergency.MANAGER in reach(person, on).everywhere,
        "may_see_openings": opened_list.may_see(person, on),
    }
    return render(visit.request, "office/children.html", context)
