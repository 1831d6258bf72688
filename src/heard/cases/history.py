"""The timeline of a case in words: what was recorded, when and by whom, what was answered, what was struck out.

    for line in of(case): line.title, line.date, line.recorded_by, line.answers

It shows what the rows say and decides nothing; what follows from them is the standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from heard.authority.adopted import pack
from heard.authority.today import in_full
from heard.cases.assigning import ASSIGNED
from heard.cases.carrying import carried, changed
from heard.cases.documents import FILED
from heard.cases.editions import MOVED, held_at, moved_from, moved_to
from heard.cases.models import Case, Row
from heard.cases.parts import ENDED, GIVEN
from heard.cases.parts import title as part_title
from heard.cases.timeline import OF_THE_RECORD, REDACTED
from heard.engine import CHASER_SENT, STRUCK_OUT, FactKind, Procedure


@dataclass(frozen=True, slots=True)
class Line:
    """One row as the timeline shows it. `answers` are pairs of a question and its answer in words.

    `under` is the title of the procedure under which it was recorded, where the case has moved to another since, and
    `because` the reason why it does not count there; "" where it does.
    """

    seq: int
    kind: str
    title: str
    date: date
    recorded_at: datetime
    recorded_by: str
    answers: tuple[tuple[str, str], ...]
    letter: str
    struck_by: int | None
    why_struck: str
    redacted: bool
    under: str = ""
    because: str = ""


def rows_of(case: Case) -> list[Row]:
    """The rows of a case in the order in which they were recorded, with who recorded them. One query."""
    return list(case.rows.select_related("recorded_by").order_by("seq"))


def of(case: Case, rows: Sequence[Row] | None = None) -> list[Line]:
    """The lines of a case's timeline in the order in which they were recorded. `rows` are those of `rows_of`."""
    rows = rows_of(case) if rows is None else rows
    strikings = {row.answers.get("strikes"): row for row in rows if row.kind == STRUCK_OUT}
    moves = [row for row in rows if row.kind == MOVED]
    uncounted = _uncounted(case, rows) if changed(moves) else {}
    # A fact keeps the words in which it was asked for, also where the case was moved to another edition since.
    return [
        _line(row, held_at(case, moves, row.seq).pack(), strikings.get(str(row.seq)), case, uncounted)
        for row in rows
    ]


def _uncounted(case: Case, rows: Sequence[Row]) -> dict[str, str]:
    """Why facts do not count under the procedure that the case runs under now, by their numbers."""
    now = pack(case.procedure, case.edition)
    found = carried(rows, now, now, OF_THE_RECORD)
    return {one.fact.id: one.because for one in found if one.counts is None}


def sentences(case: Case, rows: Iterable[Row]) -> Iterator[str]:
    """What happened, a sentence for each row: what the second of two people is told."""
    new = list(rows)
    for row in new:
        procedure = held_at(case, new, row.seq).pack()
        yield _("%(who)s recorded “%(what)s”, of %(day)s.") % {
            "who": _who(row),
            "what": _title(row, procedure),
            "day": in_full(row.date),
        }


def title_of(kind: str, procedure: Procedure) -> str:
    """A kind of fact in words, those that Heard itself records included."""
    built_in = {
        STRUCK_OUT: _("A fact struck out"),
        CHASER_SENT: _("A chaser sent"),
        REDACTED: _("Words taken out of a fact"),
        MOVED: _("Moved to another edition"),
        ASSIGNED: _("Given to somebody else"),
        FILED: _("A document filed"),
        GIVEN: _("A part in the case given"),
        ENDED: _("A part in the case ended"),
    }
    found = procedure.facts.get(kind)
    return found.title if found else built_in.get(kind, kind)


def _line(
    row: Row, procedure: Procedure, striking: Row | None, case: Case, uncounted: dict[str, str]
) -> Line:
    elsewhere = procedure.name != case.procedure and row.kind not in OF_THE_RECORD
    return Line(
        seq=row.seq,
        kind=row.kind,
        title=_title(row, procedure),
        date=row.date,
        recorded_at=row.recorded_at,
        recorded_by=_who(row),
        answers=tuple(_answers(row, procedure)),
        letter=str(row.answers.get("letter", "")),
        struck_by=striking.seq if striking else None,
        why_struck=str(striking.answers.get("reason", "")) if striking else "",
        redacted=row.redacted,
        under=procedure.title if elsewhere else "",
        because=uncounted.get(str(row.seq), ""),
    )


def _title(row: Row, procedure: Procedure) -> str:
    """A row in words: its kind, or to what the case was moved."""
    if row.kind == MOVED and moved_from(row).procedure != moved_to(row).procedure:
        return _("Moved to another procedure")
    return title_of(row.kind, procedure)


def _who(row: Row) -> str:
    return row.recorded_by.name if row.recorded_by else "Heard"


def _answers(row: Row, procedure: Procedure) -> Iterator[tuple[str, str]]:
    kind = procedure.facts.get(row.kind)
    if kind is None:
        yield from _built_in_answers(row, procedure)
        return
    for question in kind.asks:
        if question.id in row.answers:
            yield question.question, _words(row.answers[question.id], kind, question.id)


def _built_in_answers(row: Row, procedure: Procedure) -> Iterator[tuple[str, str]]:
    chaser = procedure.chasers.get(str(row.answers.get("chaser", "")))
    if chaser is not None:
        yield _("Chaser"), chaser.title
    if row.kind == CHASER_SENT and row.answers.get("to"):
        yield _("Sent to"), str(row.answers["to"])
    for id in ("strikes", "redacts"):
        if row.answers.get(id):
            yield _("Fact number"), str(row.answers[id])
    if row.kind == MOVED:
        yield from _moved(row)
    if row.kind == FILED and row.answers.get("restricted"):
        yield _("Where"), _("It is held in a restricted place.")
    if row.kind == ASSIGNED:
        yield from _assigned(row)
    if row.kind in (GIVEN, ENDED):
        yield from _part(row, procedure)
    if row.answers.get("reason"):
        yield _("Why"), str(row.answers["reason"])


def _moved(row: Row) -> Iterator[tuple[str, str]]:
    """From which editions to which a case was moved, and the days that moved with it."""
    was, now = moved_from(row), moved_to(row)
    if was.procedure != now.procedure:
        yield from _rerouted(row)
        return
    for what, before, after in (
        (_("Procedure"), was.edition, now.edition),
        (_("Bank holidays"), was.calendar, now.calendar),
        (_("Closure days of the council"), str(was.closures), str(now.closures)),
    ):
        if before != after:
            yield what, _("edition %(now)s, before that %(was)s") % {"now": after, "was": before or "–"}
    yield _("What moved"), str(row.answers.get("days") or _("No day of this case."))


def _rerouted(row: Row) -> Iterator[tuple[str, str]]:
    """From which procedure to which a case was moved, from which day it counts, and what followed."""
    was, now = moved_from(row), moved_to(row)
    words = {"title": now.pack().title, "edition": now.edition}
    yield _("From"), was.pack().title
    yield _("To"), _("%(title)s, edition %(edition)s") % words
    if row.answers.get("received"):
        yield _("Counted from"), in_full(date.fromisoformat(str(row.answers["received"])))
    for id, what in (
        ("rule", _("By which rule")),
        ("days", _("What was owed then")),
        ("counts", _("What counts")),
        ("left", _("What stays in the timeline without counting")),
    ):
        if row.answers.get(id):
            yield what, str(row.answers[id])


def _assigned(row: Row) -> Iterator[tuple[str, str]]:
    """Who has a case since then, and who had it before: only what changed."""
    for id, what in (("team", _("Team")), ("officer", _("Officer"))):
        now, before = str(row.answers.get(id, "")), str(row.answers.get(f"{id}_before", ""))
        if now != before:
            words = {"now": now or _("nobody yet"), "before": before or _("nobody")}
            yield what, _("%(now)s, before that %(before)s") % words


def _part(row: Row, procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Which part somebody has or had, and until when. The name of a person complained about is not kept there."""
    yield _("Part"), part_title(str(row.answers.get("role", "")), procedure)
    if row.answers.get("name"):
        yield _("Who"), str(row.answers["name"])
    for id, what in (("from", _("From")), ("until", _("No longer from"))):
        if row.answers.get(id):
            yield what, in_full(date.fromisoformat(str(row.answers[id])))


def _words(answer: Any, kind: FactKind, id: str) -> str:
    question = kind.question(id)
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    if question is not None and question.kind == "choice":
        return str(question.choices.get(str(answer), answer))
    if question is not None and question.kind == "date":
        return in_full(date.fromisoformat(str(answer)))
    return str(answer)
