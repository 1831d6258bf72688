"""What was found, as the page of search shows it: where it leads, what it is, whose it is, and when.

    shown(found.hits, ann, on)[0].heading     -> "Jo Invented about Sam Invented"

A complaint is named only to who may see it, also where a document or a note belongs to one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from heard.authority.adopted import pack
from heard.authority.today import in_full
from heard.cases import seen
from heard.cases.models import Case, Due
from heard.engine import PackError
from heard.files.models import CaseNote, FolderRule
from heard.files.notes import KEPT
from heard.letters.models import Letter
from heard.people.access import reach
from heard.people.models import Child, Person
from heard.search.finding import Hit, Pieces
from heard.search.models import Entry

CASES_OF_ONE = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit on the page. `what` says what kind of thing it is, `beside` its few facts, `cases` those of a person."""

    what: str
    href: str
    heading: str
    title: Pieces
    snippet: Pieces
    beside: tuple[str, ...]
    day: date | None
    cases: tuple[Case, ...] = ()


def kinds() -> list[tuple[str, str]]:
    """The kinds that can be chosen."""
    return [
        ("cases", _("Complaints")),
        ("people", _("People")),
        ("letters", _("Letters")),
        ("facts", _("Events of complaints")),
        ("notes", _("Case notes")),
        ("documents", _("Documents")),
    ]


def folders(person: Person, on: date) -> list[tuple[str, str]]:
    """The folders that the person may open on some child's file: none that they may not, not even its name."""
    far = reach(person, on)
    roles = far.child_everywhere.union(*far.child_teams.values())
    rules = FolderRule.objects.filter(authority_id=far.authority_id, may_read=True, role__in=roles)
    return list(dict(rules.order_by("title", "key").values_list("key", "title")).items())


def shown(hits: Sequence[Hit], person: Person, on: date) -> list[Shown]:
    """The hits as they are shown. Six queries, whatever their number."""
    known = _Known(hits, person, on)
    return [known.shown(hit) for hit in hits]


class _Known:
    """What the hits of one page lead to, read at once."""

    def __init__(self, hits: Sequence[Hit], person: Person, on: date) -> None:
        entries = [hit.entry for hit in hits]
        wanted = {entry.case_id for entry in entries if entry.case_id}
        people = _sources(entries, Entry.COMPLAINANT)
        children = {entry.child_id for entry in entries if entry.kind == Entry.CHILD}
        about = Q(pk__in=wanted) | Q(complainant_id__in=people) | Q(child_id__in=children)
        closed = Exists(Due.objects.filter(case_id=OuterRef("pk"), kind=Due.CLOSED))
        cases = seen.cases(person, on).filter(about).select_related("complainant", "child", "team")
        self.cases = {case.pk: case for case in cases.annotate(closed=closed).order_by("-opened_on")[:200]}
        self.children = Child.objects.in_bulk([entry.child_id for entry in entries if entry.child_id])
        self.letters = Letter.objects.in_bulk(_sources(entries, Entry.LETTER))
        self.notes = CaseNote.objects.in_bulk(_sources(entries, Entry.NOTE))
        rules = FolderRule.objects.filter(authority_id=person.authority_id)
        self.folders = dict(rules.values_list("key", "title"))

    def shown(self, hit: Hit) -> Shown:
        entry = hit.entry
        case = self.cases.get(entry.case_id or 0)
        made = _MADE[entry.kind]
        what, href, heading, beside, title = made(self, entry, case)
        snippet = () if entry.kind in (Entry.CHILD, Entry.COMPLAINANT) else hit.snippet
        cases: tuple[Case, ...] = ()
        if entry.kind in (Entry.CHILD, Entry.COMPLAINANT):
            cases = tuple(self._of(entry))[:CASES_OF_ONE]
        return Shown(
            what=what,
            href=href,
            heading=heading,
            title=hit.title if title else (),
            snippet=snippet,
            beside=tuple(filter(None, beside)),
            day=entry.day,
            cases=cases,
        )

    def _of(self, entry: Entry) -> Iterable[Case]:
        attribute = "complainant_id" if entry.kind == Entry.COMPLAINANT else "child_id"
        return (case for case in self.cases.values() if getattr(case, attribute) == entry.source_id)


_Parts = tuple[str, str, str, tuple[str, ...], bool]
"""What it is, where it leads, its heading, the few facts beside it, and whether its title is shown below."""


def _sources(entries: Iterable[Entry], kind: str) -> list[int]:
    return [entry.source_id for entry in entries if entry.kind == kind]


def _about(case: Case) -> str:
    """Whom a complaint is from and about."""
    if case.child is None:
        return case.complainant.name
    return _("%(complainant)s about %(child)s") % {
        "complainant": case.complainant.name,
        "child": case.child.name,
    }


def _case_facts(case: Case) -> tuple[str, ...]:
    closed = _("Closed") if case.closed else ""  # type: ignore[attr-defined]
    return case.reference, case.team.name if case.team else _("No team"), closed


def _case(known: _Known, entry: Entry, case: Case | None) -> _Parts:
    if case is None:
        return _nowhere(_("Complaint"))
    return _("Complaint"), reverse("case", args=[case.reference]), _about(case), _case_facts(case), True


def _fact(known: _Known, entry: Entry, case: Case | None) -> _Parts:
    if case is None:
        return _nowhere(_("Event"))
    return _("Event"), reverse("case", args=[case.reference]), _fact_title(case, entry), _of(case), False


def _letter(known: _Known, entry: Entry, case: Case | None) -> _Parts:
    letter = known.letters.get(entry.source_id)
    if case is None or letter is None:
        return _nowhere(_("Letter"))
    what = _("Letter") if letter.is_issued else _("Draft of a letter")
    return what, reverse("letter", args=[case.reference, letter.pk]), letter.title, _of(case), False


def _note(known: _Known, entry: Entry, case: Case | None) -> _Parts:
    note = known.notes.get(entry.source_id)
    href = f"{reverse('child', args=[entry.child_id])}#notes"
    if note is not None and note.kind in KEPT:
        href = reverse("child-folder", args=[entry.child_id, entry.folder_key])
    return _("Case note"), href, _file_of(known, entry), (known.folders.get(entry.folder_key, ""),), False


def _document(known: _Known, entry: Entry, case: Case | None) -> _Parts:
    href = reverse("document", args=[entry.child_id, entry.source_id])
    beside = (_file_of(known, entry), known.folders.get(entry.folder_key, ""))
    return _("Document"), href, entry.title, beside, True


def _child(known: _Known, entry: Entry, case: Case | None) -> _Parts:
    child = known.children.get(entry.source_id)
    born = _("Born on %(day)s") % {"day": in_full(child.born)} if child and child.born else ""
    return _("Child"), reverse("child", args=[entry.source_id]), entry.title, (born,), False


def _complainant(known: _Known, entry: Entry, case: Case | None) -> _Parts:
    return _("Complainant"), "", entry.title, (entry.text.partition("\n")[0],), False


def _of(case: Case) -> tuple[str, ...]:
    return _about(case), case.reference


def _file_of(known: _Known, entry: Entry) -> str:
    child = known.children.get(entry.child_id or 0)
    return _("File of %(name)s") % {"name": child.name} if child else _("Child's file")


def _fact_title(case: Case, entry: Entry) -> str:
    """The pack's title of the kind of fact; what a later edition no longer has is told plainly."""
    with suppress(PackError, KeyError):
        return pack(case.procedure, case.edition).facts[entry.title].title
    return capfirst(entry.title.replace(".", " ").replace("_", " "))


def _nowhere(what: str) -> _Parts:
    return what, "", _("No longer there"), (), False


_MADE = {
    Entry.CASE: _case,
    Entry.FACT: _fact,
    Entry.LETTER: _letter,
    Entry.NOTE: _note,
    Entry.DOCUMENT: _document,
    Entry.CHILD: _child,
    Entry.COMPLAINANT: _complainant,
}
