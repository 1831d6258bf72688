"""The command `heard assess`: where a case stands, from a timeline in a file.

Example: heard assess leicestershire timeline.yaml --on 2025-11-12
With --json the standing follows docs/reference/standing.schema.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from heard.engine import Procedure, Standing, assess, calendars_of, read_pack, read_timeline
from heard.engine.calendar import in_full
from heard.engine.duties import DutyStanding
from heard.engine.explaining import working_of
from heard.engine.reading.answers import day_of
from heard.engine.telling import as_data

WIDTH = 12


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    words = "say where a case stands on a day"
    command = commands.add_parser("assess", help=words, description=words)
    command.add_argument("pack", metavar="PACK", help="a name, name/edition, or the path of a folder")
    command.add_argument("timeline", metavar="TIMELINE.yaml", type=Path, help="the facts of the case")
    command.add_argument(
        "--on", required=True, type=_day, metavar="DATE", help="the day to look from, as 2025-11-12"
    )
    command.add_argument("--json", action="store_true", help="print the standing as JSON")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Assess the timeline and print the standing."""
    procedure = read_pack(given.pack)
    if not given.timeline.is_file():
        print(f"{given.timeline}: there is no such file. Give the path of a timeline.", file=sys.stderr)
        return 1
    file = read_timeline(given.timeline, procedure)
    calendar = calendars_of(procedure).with_closures(file.closures)
    standing = assess(procedure, file.timeline, calendar, given.on)
    if given.json:
        print(json.dumps(as_data(standing), indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(standing)))
    return 0


def _day(text: str) -> date:
    found = day_of(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day; write it as 2025-11-12")
    return found


def _lines(standing: Standing) -> Iterator[str]:
    procedure = standing.procedure
    stage = standing.stage.title if standing.stage else "not begun"
    yield f"{procedure.title}, edition {procedure.edition}, on {in_full(standing.on)}"
    yield f"{stage}{' (closed)' if standing.closed else ''}"
    for heading, states in (("Owed", ("overdue", "owed", "held")), ("Done", ("met", "met late"))):
        duties = sorted(
            (d for d in standing.duties if d.state in states),
            key=lambda d: (d.due is None, d.due or date.max),
        )
        if duties:
            yield f"\n{heading}"
        for duty in duties:
            yield from _duty(duty, procedure)
    yield from _rest(standing, procedure)


def _duty(duty: DutyStanding, procedure: Procedure) -> Iterator[str]:
    day = f"by {in_full(duty.due)}" if duty.due else "as soon as possible"
    who = procedure.roles[duty.owed_by].title
    done = f", done {in_full(duty.met_on)}" if duty.met_on else ""
    yield f"  {duty.state.upper():{WIDTH}}{duty.rule.title}: {who}, {day}{done} ({procedure.label(duty.cites)})"
    if duty.day:
        yield f"  {'':{WIDTH}}  {working_of(duty.day, procedure).sentence()}"
    law = duty.statutory
    if law is not None and law.due is not None and law.due != duty.due:
        yield (
            f"  {'':{WIDTH}}  The law's day: {in_full(law.due)} ({procedure.label(law.cites)})"
            + (": this procedure departs from it" if duty.departs else "")
        )


def _rest(standing: Standing, procedure: Procedure) -> Iterator[str]:
    if standing.rights:
        yield "\nRights"
    for right in standing.rights:
        opens = f", opens {in_full(right.opens.date)}" if right.opens else ""
        closes = f", closes {in_full(right.closes.date)}" if right.closes else ""
        yield f"  {right.state.upper():{WIDTH}}{right.rule.title}{opens}{closes} ({procedure.label(right.cites)})"
    chasers = [c for c in standing.chasers if c.on and c.state in ("coming", "to send", "sent")]
    if chasers:
        yield "\nChasers"
    for chaser in sorted(chasers, key=lambda c: c.on or date.max):
        to = ", ".join(procedure.roles[role].title for role in chaser.rule.to)
        copied = ", ".join(procedure.roles[role].title for role in chaser.rule.copied)
        day = in_full(chaser.on) if chaser.on else ""
        people = f"to {to}, copied to {copied}" if copied else f"to {to}"
        yield f"  {chaser.state.upper():{WIDTH}}{day}: {chaser.rule.title}, {people}"
    for heading, rest in (
        ("Holds", _holds(standing)),
        ("Checks", _checks(standing)),
        ("Where it belongs", _belongs(standing)),
    ):
        lines = list(rest)
        if lines:
            yield f"\n{heading}"
            yield from lines
    if standing.warnings:
        yield "\nWarnings"
    for warning in standing.warnings:
        yield f"  {warning.says.strip()} ({procedure.label(warning.cites)})"
    if standing.later_facts:
        several = standing.later_facts > 1
        left = f"{standing.later_facts} facts are" if several else "1 fact is"
        yield f"\n{left} dated after this day and {'were' if several else 'was'} left out."


def _holds(standing: Standing) -> Iterator[str]:
    for hold in standing.holds:
        review = f", to be looked at again on {in_full(hold.review_on)}" if hold.review_on else ""
        cites = standing.procedure.label(hold.rule.cites)
        yield f"  {hold.rule.title}, since {in_full(hold.since)}{review} ({cites})"


def _checks(standing: Standing) -> Iterator[str]:
    for check in standing.checks:
        if check.state != "not yet":
            said = "" if check.state == "met" else f": {check.rule.otherwise.strip()}"
            cites = standing.procedure.label(check.cites)
            yield f"  {check.state.upper():{WIDTH}}{check.rule.title}{said} ({cites})"


def _belongs(standing: Standing) -> Iterator[str]:
    for rule in standing.eligibility:
        says = f": {rule.says.strip()}" if rule.says else ""
        yield f"  {rule.gives.upper():{WIDTH}}{rule.title}{says} ({standing.procedure.label(rule.cites)})"
