"""Events of children's cases in a CSV file, as a social care record system sends them.

    event,date,child,team,worker,about,reference
    allocated,2025-11-03,RN-1042,,ann@council.example,,EV-88213

`child` is the number in the social care records, `team` a name, `worker` an e-mail address. A file is taken whole or
not at all: what is wrong is said line by line. A reference that was taken before changes nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from heard.authority.models import Authority, Team
from heard.files.arriving import take_in
from heard.files.events import Happened, NotTaken, Taken
from heard.files.models import ChildEvent
from heard.people.models import Child, Person

COLUMNS = ("event", "date", "child", "team", "worker", "about", "reference")
MOST_LINES = 5000
LONGEST_FIELD = 300


class NotRead(Exception):
    """The file cannot be taken. `problems` are sentences, each with its line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Result:
    """How many events were taken, how many had been taken before, and how many reviews came of them."""

    taken: int
    before: int
    reviews: int


@transaction.atomic
def take(
    text: str, authority: Authority, by: Person | None, on: date, *, source: str = ChildEvent.CSV
) -> Result:
    """Take all events of the file, or raise NotRead and take none."""
    names = _Names(authority)
    problems: list[str] = []
    done: list[Taken] = []
    for number, row in _rows(text):
        try:
            done.append(take_in(_event(row, names, source), authority, by, on))
        except NotTaken as problem:
            problems.append(
                _("Line %(line)s, %(field)s: %(what)s")
                % {"line": number, "field": problem.field, "what": problem.sentence}
            )
    if problems:
        raise NotRead(problems)
    fresh = [one for one in done if not one.repeated]
    return Result(len(fresh), len(done) - len(fresh), sum(len(one.reviews) for one in fresh))


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line with its number. Raises NotRead for a file that is no such list."""
    if "\x00" in text:
        raise NotRead([_('This is not a CSV file. Save the list as "CSV (comma delimited)" and send that.')])
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    found = tuple((name or "").strip().lower() for name in reader.fieldnames or ())
    if not set(found) >= {"event", "date"} or set(found) - set(COLUMNS):
        wanted = ", ".join(COLUMNS)
        raise NotRead([_("The first line must name the columns: %(wanted)s.") % {"wanted": wanted}])
    reader.fieldnames = list(found)
    count = 0
    try:
        for row in reader:
            count += 1
            if count > MOST_LINES:
                most = {"most": f"{MOST_LINES:,}"}
                raise NotRead([_("The file has more than %(most)s lines. Send it in parts.") % most])
            if None in row:
                raise NotRead(
                    [_("Line %(line)s has more columns than the first line.") % {"line": reader.line_num}]
                )
            yield reader.line_num, {name: (row[name] or "").strip() for name in found}
    except csv.Error:
        raise NotRead(
            [_("Line %(line)s is not as CSV is written. Look for a quotation mark too many.")
             % {"line": reader.line_num}]
        ) from None  # fmt: skip
    if not count:
        raise NotRead([_("The file has no line beside the names of the columns.")])


class _Names:
    """The children, teams and workers of one council, by what a file calls them."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._teams = {team.name.casefold(): team for team in Team.objects.filter(authority=authority)}
        self._people: dict[str, Person | None] = {}

    def child(self, number: str) -> Child | None:
        if not number:
            return None
        found = Child.objects.filter(authority=self._authority, record_number=number).first()
        if found is None:
            raise NotTaken("child", _("There is no child with this number in Heard."))
        return found

    def team(self, name: str) -> Team | None:
        if name and name.casefold() not in self._teams:
            raise NotTaken("team", _("There is no team of this name. Write it as Heard has it."))
        return self._teams.get(name.casefold())

    def worker(self, email: str) -> Person | None:
        if not email:
            return None
        plain = Person.objects.plain(email)
        if plain not in self._people:
            active = Person.objects.filter(authority=self._authority, is_active=True)
            self._people[plain] = active.filter(email=plain).first()
        if self._people[plain] is None:
            raise NotTaken("worker", _("Nobody here has this e-mail address."))
        return self._people[plain]


def _event(row: dict[str, str], names: _Names, source: str) -> Happened:
    for field, words in row.items():
        if len(words) > LONGEST_FIELD:
            raise NotTaken(field, _("Shorten this to %(most)s characters.") % {"most": LONGEST_FIELD})
    return Happened(
        kind=row["event"],
        day=_day(row["date"]),
        child=names.child(row.get("child", "")),
        team=names.team(row.get("team", "")),
        worker=names.worker(row.get("worker", "")),
        about=row.get("about", ""),
        reference=row.get("reference", "")[:80],
        source=source,
    )


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise NotTaken("date", _("Write the day as 2025-11-03.")) from None
