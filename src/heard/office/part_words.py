"""The parts that somebody can have in a case, in words: what the case's procedure calls them, and what Heard does.

    title_of("independent_person", case)     -> "Independent person"

Which of them somebody may give is `heard.cases.parts`.
"""

from __future__ import annotations

from heard.authority.adopted import pack
from heard.cases.models import Case
from heard.cases.parts import title


def title_of(role: str, case: Case) -> str:
    """A role on a case, in the words of its procedure."""
    return title(role, pack(case.procedure, case.edition))
