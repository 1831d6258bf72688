"""The letter that an address names, for the pages of letters, and what these pages say where something is not possible.

    letter = found(visit, id)      Http404 where the case has no such letter

Who may see the case is settled before (`entry.py`).
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404

from heard.letters import drafting
from heard.letters.models import Letter
from heard.office.entry import CaseVisit
from heard.people.access import Act, Denied, may


def found(visit: CaseVisit, id: int) -> Letter:
    """The letter of this case with this number."""
    if id >= 2**63:
        raise Http404(id)
    try:
        return drafting.of(visit.case, id)
    except Letter.DoesNotExist:
        raise Http404(id) from None


def check_may(visit: CaseVisit, act: Act) -> None:
    """Raises PermissionDenied with the sentence for somebody who may not do this to the case."""
    answer = may(visit.person, act, visit.case, visit.on)
    if isinstance(answer, Denied):
        raise PermissionDenied(answer.reason)
