"""Loads the made-up council and its cases: everything through `open_case`, `record` and the sending of chasers.

    load(today())     -> Loaded(cases=212, facts=1630)

Each case is lived through from the day on which the complaint came until today, each fact recorded on its own day, so
that what the procedure does not permit cannot be in it. All or nothing: one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from heard.authority.days import calendar_of
from heard.authority.today import LONDON
from heard.cases import due
from heard.cases.entries import Entry, NewCase, Striking
from heard.cases.models import Case, Row
from heard.cases.outcome import Recorded
from heard.cases.record import open_case, record, strike_out
from heard.chasers.sending import send
from heard.demonstration import fernshire
from heard.demonstration.cast import Cast
from heard.demonstration.council import MadeUp, make_council
from heard.demonstration.past import living_on
from heard.demonstration.stories import Cut, Step, cuts
from heard.demonstration.writing import LETTERS, Writing, issued
from heard.engine import Calendar, ChaserState, Duration, Standing, Unit

SEED = 2006
WAITING = (ChaserState.COMING, ChaserState.TO_SEND)
WRITES = 5
"""In one case of this many the letters are written; in the others only their facts are recorded, as by post."""
NINE = time(9, 0, tzinfo=LONDON)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was made."""

    cases: int
    facts: int


@transaction.atomic
def load(today: date) -> Loaded:
    """Make the council and all its cases, as they stand on the day."""
    council = make_council(today)
    teller = Teller(council, calendar_of(council.authority), today, Cast(SEED))
    for number, cut in enumerate(sorted(cuts(), key=lambda cut: -cut.age)):
        teller.tell(cut, number)
    fernshire.load(today)
    due.rebuild(today)
    return Loaded(Case.objects.count(), Row.objects.count())


class Teller:
    """Lives cases through, one after another."""

    def __init__(self, council: MadeUp, calendar: Calendar, today: date, cast: Cast) -> None:
        self.council, self.calendar, self.today, self.cast = council, calendar, today, cast

    def tell(self, cut: Cut, number: int) -> None:
        """One case from its first day until today."""
        received = (
            self.calendar.back(self.today, Duration(cut.age, Unit.WORKING_DAY)) if cut.age else self.today
        )
        if not self.calendar.is_working(received):
            received = self.calendar.back(received, Duration(1, Unit.WORKING_DAY))
        officer = self.council.officers[number % len(self.council.officers)]
        with living_on(received):
            opened = open_case(
                self._complaint(received, number), officer, received, key=f"demonstration-{number}"
            )
        case, standing = opened.case, opened.standing
        days = [(self._after(received, step.day), step) for step in cut.story.steps]
        for place, (day, step) in enumerate(days):
            if day > self.today or step.day > cut.age:
                break
            self._chase(case, standing, day)
            with living_on(day):
                recorded = self._step(case, step, day, f"demonstration-{number}-{place}")
            standing = recorded.standing
        self._chase(case, standing, self.today)

    def _complaint(self, received: date, number: int) -> NewCase:
        summary, wants = self.cast.complaint()
        channel = self.cast.channel()
        authority = self.council.authority
        return NewCase(
            complainant=self.cast.complainant(authority),
            child=self.cast.child(authority, received),
            team=self.council.teams[number * 3 % len(self.council.teams)],
            officer=self.council.officers[number % len(self.council.officers)] if number % 11 else None,
            received_on=received,
            summary=summary,
            happened=f"{summary}. It has happened before, and we wrote about it then.",
            happened_on_words="In the last few weeks",
            wants=wants,
            channel=channel,
            procedure="leicestershire",
            answers={"channel": channel},
        )

    def _step(self, case: Case, step: Step, day: date, key: str) -> Recorded:
        by = case.officer or self.council.officers[0]
        if step.strikes:
            newest = case.rows.filter(kind=step.kind).latest("seq")
            return strike_out(case.pk, Striking(newest.seq, step.answers["reason"]), by, day, key=key)
        answers = {id: self._answer(answer, day) for id, answer in step.answers.items()}
        if case.officer and case.pk % WRITES == 0 and step.kind in LETTERS:
            return issued(Writing(case, by, day, key), LETTERS[step.kind], answers)
        return record(case.pk, Entry(step.kind, day, answers), by, day, key=key)

    def _answer(self, answer: Any, day: date) -> Any:
        """An answer, or for "+25" the day 25 working days after the step's."""
        if isinstance(answer, str) and answer.startswith("+"):
            return self._after(day, int(answer))
        return answer

    def _after(self, day: date, count: int) -> date:
        return self.calendar.add(day, Duration(count, Unit.WORKING_DAY)) if count else day

    def _chase(self, case: Case, standing: Standing, until: date) -> None:
        """Send the chasers that were due before the day; those of the day itself are left to the worker."""
        coming = [
            (max(one.on, standing.on), one.id) for one in standing.chasers if one.state in WAITING and one.on
        ]
        for day, chaser in sorted(one for one in coming if one[0] < until):
            with living_on(day):
                send(case.pk, chaser, on=day, now=datetime.combine(day, NINE))
