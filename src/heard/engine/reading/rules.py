"""The rules of a stage file: stages, duties, rights, chasers, holds and warnings.

Example: rules_of(table, place, phrases) reads one file of a pack into Rules.
It reads what is written; whether names exist and clocks run in circles is asked in `checking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypedDict

from heard.engine.calendar import Duration
from heard.engine.checking.parts import anchors_of
from heard.engine.citations import Source
from heard.engine.limits import Condition, Due, Extension, FactDay, On, Recorded, Within
from heard.engine.procedure import Chaser, Check, Duty, Eligibility, Hold, Right, Rule, Stage, Warning
from heard.engine.reading.nodes import Table
from heard.engine.reading.phrases import Phrases

# Stand-ins where something could not be read: a problem is noted then, and the pack is refused.
SOMEWHERE = On(())
NEVER = Recorded(())

_ID = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where rules are being read: the pack's name, whether it is law, and the file."""

    pack: str
    law: bool
    file: str


@dataclass(slots=True)
class Rules:
    """What the stage files of a pack hold, in the order in which it was written."""

    stages: list[Stage] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


class _Common(TypedDict):
    """What every rule has; see Rule."""

    id: str
    key: str
    title: str
    cites: tuple[str, ...]
    source: Source
    pack: str
    law: bool
    stage: str | None
    replaces: str | None
    departs: str


@dataclass(frozen=True, slots=True)
class _Reader:
    place: Place
    phrases: Phrases
    stage: str | None

    def common(self, id: str, table: Table, line: int, *, title: bool = True) -> _Common:
        if not _ID.fullmatch(id):
            self.phrases.notebook.note(
                line,
                f"'{id}' is not a name for a rule.",
                "Write small letters, figures and hyphens, for example stage-1-response.",
            )
        cites = table.texts("cite")
        if not cites:
            self.phrases.notebook.note(
                line,
                f"'{id}' does not say where it comes from.",
                "Add 'cite:' and the id of a paragraph from paragraphs.yaml.",
            )
        return _Common(
            id=id,
            key=f"{self.place.pack}:{id}",
            title=table.needed("title", "A few plain words") if title else table.text("title", id),
            cites=cites,
            source=Source(self.place.file, line),
            pack=self.place.pack,
            law=self.place.law,
            stage=self.stage,
            replaces=table.text("replaces") or None,
            departs=table.text("departs"),
        )

    def duty(self, id: str, table: Table, line: int) -> Duty:
        due_node = table.take("due")
        made = Duty(
            **self.common(id, table, line),
            says=table.text("says"),
            owed_by=table.needed("owed_by", "team_manager"),
            owed_to=table.text("owed_to", "complainant"),
            when=self._when(table),
            due=self.due(due_node, line) if isinstance(due_node, Table) else None,
            met_by=self._needed_texts(table, "met_by", "stage1.responded"),
            excused_by=table.texts("excused_by"),
            beside=table.text("beside") or None,
            beside_as=table.text("beside_as") or None,
            letter=table.text("letter") or None,
            passes_to=self._passes_to(table),
            after_closing=table.yes("after_closing"),
            recurring=table.yes("recurring"),
        )
        if bool(made.beside) != bool(made.beside_as) or made.beside_as not in (None, "limit", "line"):
            self.phrases.notebook.note(
                line, "'beside' and 'beside_as' go together.", "Write beside_as: limit, or beside_as: line."
            )
        if due_node is not None and not isinstance(due_node, Table) and table.text("due") != "none":
            self.phrases.notebook.note(
                table.line_of("due"),
                "'due' must say which day.",
                "Write within and after beneath it, or leave 'due' out.",
            )
        return made

    def _passes_to(self, table: Table) -> dict[str, Condition]:
        inner = table.table("passes_to")
        if inner is None:
            return {}
        read = {role: self.phrases.condition(inner.take(role), inner.line_of(role)) for role in inner.values}
        return {role: condition for role, condition in read.items() if condition is not None}

    def due(self, table: Table, line: int) -> Due | None:
        extensions = tuple(
            made for part in table.tables("extensions") if (made := self.extension(part)) is not None
        )
        limit = self.phrases.limit(table, line, also=("extensions",))
        if extensions and limit is not None and not isinstance(limit, Within):
            self.phrases.notebook.note(
                table.line,
                "Only a day counted with 'within' can be extended.",
                "Take 'extensions' away, or use within and after.",
            )
        return Due(limit, extensions) if limit else None

    def extension(self, table: Table) -> Extension | None:
        ways = [key for key in ("adds", "to", "reaches") if key in table.values]
        if len(ways) != 1:
            self.phrases.notebook.note(
                table.line,
                "An extension needs exactly one of adds, to and reaches.",
                "Write for example: adds: 10 working days",
            )
            table.used.update(table.values)
            return None
        made = Extension(
            by=table.needed("by", "stage1.extended"),
            adds=self._length(table, "adds"),
            to=(table.needed("to", "new_date") or None) if "to" in table.values else None,
            reaches=self._length(table, "reaches"),
            only_if=self._only_if(table),
            at_most=self._length(table, "at_most"),
            only_before_due=table.yes("only_before_due"),
        )
        table.finish()
        return made

    def _only_if(self, table: Table) -> dict[str, tuple[str, ...]]:
        inner = table.table("only_if")
        return {key: inner.texts(key) for key in inner.values} if inner else {}

    def right(self, id: str, table: Table, line: int) -> Right:
        closes = table.take("closes")
        return Right(
            **self.common(id, table, line),
            held_by=table.text("held_by", "complainant"),
            when=self._when(table),
            opens=self.phrases.limit(table.take("opens"), line) or SOMEWHERE,
            closes=self.phrases.limit(closes, line) if closes is not None else None,
            exercised_by=self._needed_texts(table, "exercised_by", "stage2.requested"),
            ended_by=table.texts("ended_by"),
            if_late=table.text("if_late"),
            window=self._one_of(table, "window", ("soft", "hard")),
        )

    def chaser(self, id: str, table: Table, line: int) -> Chaser:
        about = table.needed("about", "stage-1-response")
        on = self.phrases.limit(table.take("on"), line) or SOMEWHERE
        return Chaser(
            **self.common(id, table, line),
            on=on,
            each_time=any(isinstance(anchor, FactDay) and anchor.latest for anchor in anchors_of(on)),
            to=self._needed_texts(table, "to", "team_manager"),
            copied=table.texts("copied"),
            about=(self.phrases.duty(about, table.line_of("about")) or "") if about else "",
            when=self._when(table),
            message=table.needed("message", "Please tell us how the answer is coming on."),
        )

    def hold(self, id: str, table: Table, line: int) -> Hold:
        stops = [
            self.phrases.duty(duty, table.line_of("stops"))
            for duty in self._needed_texts(table, "stops", "stage-1-response")
        ]
        return Hold(
            **self.common(id, table, line),
            starts_with=self._needed_texts(table, "starts_with", "stage1.suspended"),
            ends_with=self._needed_texts(table, "ends_with", "stage1.resumed"),
            stops=tuple(key for key in stops if key),
            review_every=self._length(table, "review_every"),
            only_if=self._only_if(table),
        )

    def warning(self, id: str, table: Table, line: int) -> Warning:
        start = table.take("from")
        return Warning(
            **self.common(id, table, line, title=False),
            when=self._when(table, needed=True) or NEVER,
            start=self.phrases.limit(start, line) if start is not None else None,
            says=table.needed("says", "The panel is not booked yet."),
            to=table.texts("to"),
        )

    def check(self, id: str, table: Table, line: int) -> Check:
        return Check(
            **self.common(id, table, line),
            when=self._when(table),
            must=self.phrases.condition(table.take("must"), table.line) or NEVER,
            otherwise=table.needed("otherwise", "Name three people."),
            level=self._one_of(table, "level", ("warns", "bars", "advises")),
            bars=table.texts("bars"),
        )

    def eligibility(self, id: str, table: Table, line: int) -> Eligibility:
        return Eligibility(
            **self.common(id, table, line),
            about=self._one_of(table, "about", ("subject", "person", "time", "proceedings", "route")),
            when=self._when(table, needed=True) or NEVER,
            gives=self._one_of(table, "gives", ("weigh", "in", "out")),
            goes_to=table.text("goes_to"),
            says=table.text("says"),
            letter=table.text("letter") or None,
        )

    def _one_of(self, table: Table, key: str, words: tuple[str, ...]) -> str:
        """One of a few words; the first where the key is missing."""
        word = table.text(key, words[0])
        if word not in words:
            self.phrases.notebook.note(
                table.line_of(key), f"'{key}' cannot be '{word}'.", f"Write one of: {', '.join(words)}."
            )
        return word

    def _when(self, table: Table, *, needed: bool = False) -> Condition | None:
        node = table.take("when")
        if node is None and not needed:
            return None
        return self.phrases.condition(node, table.line)

    def _needed_texts(self, table: Table, key: str, example: str) -> tuple[str, ...]:
        found = table.texts(key)
        if not found:
            self.phrases.notebook.note(
                table.line, f"'{key}' is missing.", f"Add for example: {key}: {example}"
            )
        return found

    def _length(self, table: Table, key: str) -> Duration | None:
        if key not in table.values:
            return None
        text = table.needed(key, "10 working days")
        return self.phrases.duration(text, table.line_of(key)) if text else None


def rules_of(table: Table, place: Place, phrases: Phrases, into: Rules) -> None:
    """Read the rules of one file into `into`; what is wrong goes into the notebook of `phrases`."""
    stage = table.text("stage") or None
    if stage:
        cites = table.texts("cite")
        if not cites:
            phrases.notebook.note(
                table.line, f"The stage '{stage}' does not say where it comes from.", "Add 'cite:'."
            )
        begins = table.texts("begins_with")
        if not begins:
            phrases.notebook.note(
                table.line, "'begins_with' is missing.", "Add for example: begins_with: complaint.received"
            )
        into.stages.append(
            Stage(
                stage,
                table.needed("title", "Stage 1: local resolution"),
                begins[0] if begins else "",
                cites,
                Source(place.file, table.line_of("stage")),
                place.pack,
                begins[1:],
                table.text("comes_before"),
            )
        )
    into.rules.extend(_all_rules(table, _Reader(place, phrases, stage)))


def _all_rules(table: Table, reader: _Reader) -> Iterator[Rule]:
    makers = {
        "duties": reader.duty,
        "rights": reader.right,
        "chasers": reader.chaser,
        "holds": reader.hold,
        "warnings": reader.warning,
        "checks": reader.check,
        "eligibility": reader.eligibility,
    }
    for key, make in makers.items():
        for id, entry, line in table.entries(key):
            yield make(id, entry, line)
            entry.finish()
