"""A whole pack: its files read, laid over the pack that it builds on.

Example: read_pack("leicestershire").duties["stage-1-response"].pack == "leicestershire".
Whole rules are replaced by id, where they say so; nothing is merged piece by piece.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from heard.engine.checking import problems_of
from heard.engine.problems import Notebook, PackError, Problem
from heard.engine.procedure import (
    Chaser,
    Check,
    Duty,
    Eligibility,
    FactKind,
    Hold,
    LetterTemplate,
    Procedure,
    Right,
    Rule,
    Warning,
)
from heard.engine.reading.arrangements import Arranged, arrange, head_arrangements
from heard.engine.reading.files import text_of
from heard.engine.reading.folders import find_pack
from heard.engine.reading.headers import Header, Register, facts_of, header_of, register_of
from heard.engine.reading.letters import letter_of
from heard.engine.reading.nodes import Table, parse
from heard.engine.reading.overlay import (
    Overlay,
    about_what_holds,
    in_their_stages,
    rules_like,
    stages_over,
)
from heard.engine.reading.phrases import Phrases
from heard.engine.reading.rules import Place, Rules, rules_of

DEEPEST_FLOOR = 5

Value = TypeVar("Value")

Files = frozenset[tuple[str, int, int]]

_kept: dict[Path, tuple[Files, Procedure]] = {}


def read_pack(name: str | Path, folders: list[Path] | None = None) -> Procedure:
    """The procedure of a pack, by name, name/edition or path, with all that it inherits.

    A pack read before is kept until one of its files changes. Raises PackError with every problem found.
    """
    return _read(find_pack(str(name), folders), folders, ())


def _read(folder: Path, folders: list[Path] | None, above: tuple[Path, ...]) -> Procedure:
    folder = folder.resolve()
    if folder in above or len(above) >= DEEPEST_FLOOR:
        chain = " > ".join(path.parent.name for path in (*above, folder))
        raise PackError(
            [
                Problem(
                    "procedure.yaml",
                    1,
                    f"The packs build on each other in a circle, or too deep: {chain}.",
                    "Take one 'builds_on' away.",
                )
            ]
        )
    files = _files_of(folder)
    kept = _kept.get(folder)
    if kept and kept[0] == files:
        floor = kept[1].floor
        if floor is None or _read(Path(floor.folder), folders, (*above, folder)) is floor:
            return kept[1]
    procedure = _Assembly(folder, folders, above).procedure()
    _kept[folder] = (files, procedure)
    return procedure


def _files_of(folder: Path) -> Files:
    """What tells one state of a pack's files from another: their names, when they changed, and how large they are."""
    found = []
    for place in (folder, folder / "letters"):
        with suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                about = entry.stat()
                found.append((entry.path, about.st_mtime_ns, about.st_size))
    return frozenset(found)


class _Assembly:
    """One pack being read: its files, and the floor beneath it."""

    def __init__(self, folder: Path, folders: list[Path] | None, above: tuple[Path, ...]) -> None:
        self.folder = folder
        self.notebook = Notebook(folder.name)
        self.tables = {path.name: self._parsed(path) for path in sorted(folder.glob("*.yaml"))}
        self.notebook.stop_if_any()  # a file that cannot be read would seem to lack all that is in it
        self.header: Header = header_of(self._table("procedure.yaml"), self.notebook.about("procedure.yaml"))
        self.floor: Procedure | None = None
        if self.header.builds_on:
            self.floor = _read(find_pack(self.header.builds_on, folders), folders, (*above, folder))
            self._check_names()

    def procedure(self) -> Procedure:
        """The pack laid over its floor. Raises PackError with every problem found."""
        phrases = Phrases(self.notebook, self._duty_keys())
        register = Register()
        for name in self._files("paragraphs"):
            register_of(self.tables[name], self.notebook.about(name), register)
        facts: dict[str, tuple[FactKind, str]] = {}
        for name in self._files("facts"):
            facts.update(facts_of(self.tables[name], phrases.about(name), name, known=facts))
        rules, arranged = self._rules(phrases)
        letters = self._letters(phrases)
        made = self._laid_over(register, facts, rules, letters, arranged)
        self.notebook.problems.extend(
            problems_of(made, [kind for kind, _ in facts.values()], rules.rules, letters)
        )
        self.notebook.stop_if_any()
        return made

    def _rules(self, phrases: Phrases) -> tuple[Rules, Arranged]:
        """The rules and arrangements in the files that are neither head, register nor facts."""
        rules, arranged = Rules(), Arranged()
        head = self._table("procedure.yaml")
        head_arrangements(head, self.header.name, phrases.about("procedure.yaml"), arranged)
        head.finish()
        for name, table in sorted(
            self.tables.items(), key=lambda pair: ("stage" not in pair[1].values, pair[0])
        ):
            if _is_stage_file(name):
                own = phrases.about(name)
                rules_of(table, Place(self.header.name, self.header.law, name), own, rules)
                arrange(table, self.header.name, name, own, arranged)
                table.finish()
        rules.rules[:] = in_their_stages(rules.rules, self.floor)
        for id, left in arranged.left_out.items():
            if self.floor is None or not any(rule.id == id for rule in self.floor.by_key.values()):
                self.notebook.about("procedure.yaml").note(
                    head.line_of("leaves_out"),
                    f"'{id}' is not a rule of the pack beneath.",
                    "Take it out of 'leaves_out'.",
                )
            elif not left.cites:
                self.notebook.about("procedure.yaml").note(
                    head.line_of("leaves_out"),
                    f"'{id}' is left out without a citation.",
                    "Add 'cite:' to it.",
                )
        return rules, arranged

    def _check_names(self) -> None:
        """Rules are told apart by the name of their pack, so no pack builds on another of its own name."""
        floor = self.floor
        while floor is not None:
            if floor.name == self.header.name:
                self.notebook.about("procedure.yaml").note(
                    1,
                    f"'{floor.name}' builds on a pack that is called '{floor.name}' too.",
                    "Build on the law's pack instead, and copy what is the same.",
                )
            floor = floor.floor

    def _parsed(self, path: Path) -> Table:
        notebook = self.notebook.about(path.name)
        return parse(text_of(path, notebook), notebook)

    def _table(self, name: str) -> Table:
        return self.tables.get(name) or Table({}, {}, 1, self.notebook.about(name))

    def _files(self, beginning: str) -> list[str]:
        return [name for name in self.tables if name.startswith(beginning)]

    def _duty_keys(self) -> dict[str, str]:
        """Every duty id that this pack may name, with its key: its own first, then the floor's."""
        keys = {id: duty.key for id, duty in self.floor.duties.items()} if self.floor else {}
        if self.floor:
            keys.update(
                {
                    rule.id: key
                    for key, rule in self.floor.by_key.items()
                    if isinstance(rule, Duty) and rule.id not in keys
                }
            )
        for name, table in self.tables.items():
            own = table.values.get("duties") if _is_stage_file(name) else None
            if isinstance(own, Table):
                keys.update({id: f"{self.header.name}:{id}" for id in own.values})
        return keys

    def _letters(self, phrases: Phrases) -> list[LetterTemplate]:
        found = []
        for path in sorted((self.folder / "letters").glob("*.md")):
            own = phrases.about(f"letters/{path.name}")
            text = text_of(path, own.notebook)
            letter = letter_of(text, self.header.name, own) if text is not None else None
            if letter is not None:
                if letter.id != path.stem:
                    own.notebook.note(
                        1,
                        f"The letter calls itself '{letter.id}'.",
                        f"Give it the name of its file: letter: {path.stem}",
                    )
                found.append(letter)
        return found

    def _laid_over(
        self,
        register: Register,
        facts: Mapping[str, tuple[FactKind, str]],
        rules: Rules,
        letters: list[LetterTemplate],
        arranged: Arranged,
    ) -> Procedure:
        floor, header = self.floor, self.header
        own = self._own(rules)
        by_key: dict[str, Rule] = {**(floor.by_key if floor else {}), **own}
        twins = {**(floor.twins if floor else {}), **self._twins(rules.rules)}
        own_rules = Overlay(self.floor, rules, arranged.left_out, self.notebook)
        duties = own_rules.of(Duty, lambda p: p.duties)
        begins = header.begins_with or (floor.beginnings if floor else ())
        return Procedure(
            name=header.name,
            edition=header.edition,
            title=header.title,
            summary=header.summary or (floor.summary if floor else ""),
            law=header.law,
            calendar=header.calendar or (floor.calendar if floor else "england-and-wales"),
            in_force=header.in_force,
            begins_with=begins[0] if begins else "",
            also_begins=begins[1:],
            closed_by=header.closed_by or (floor.closed_by if floor else ()),
            reopened_by=header.reopened_by or (floor.reopened_by if floor else ()),
            documents={**(floor.documents if floor else {}), **header.documents},
            paragraphs={**(floor.paragraphs if floor else {}), **register.paragraphs},
            readings={**(floor.readings if floor else {}), **register.readings},
            roles={**(floor.roles if floor else {}), **header.roles},
            facts=self._facts(facts),
            stages=stages_over(floor.stages if floor else (), rules.stages, self.notebook),
            duties=duties,
            rights=own_rules.of(Right, lambda p: p.rights),
            chasers=about_what_holds(own_rules.of(Chaser, lambda p: p.chasers), duties, twins),
            holds=own_rules.of(Hold, lambda p: p.holds),
            warnings=own_rules.of(Warning, lambda p: p.warnings),
            checks=own_rules.of(Check, lambda p: p.checks),
            eligibility=own_rules.of(Eligibility, lambda p: p.eligibility),
            arrangements=arranged.over(floor.arrangements if floor else None),
            letters={**(floor.letters if floor else {}), **{letter.id: letter for letter in letters}},
            by_key=by_key,
            twins=twins,
            floor=floor,
            folder=str(self.folder),
        )

    def _own(self, rules: Rules) -> dict[str, Rule]:
        """This pack's own rules by key. An id is used once in a pack, whatever kind of rule it names."""
        own: dict[str, Rule] = {}
        for rule in rules.rules:
            first = own.setdefault(rule.key, rule)
            if first is not rule:
                self.notebook.about(rule.source.file).note(
                    rule.source.line,
                    f"'{rule.id}' is there twice, also in {first.source}.",
                    "Give one of them another name.",
                )
        return own

    def _twins(self, rules: list[Rule]) -> dict[str, str]:
        """From each replacing rule's key to the rule of law beneath it."""
        found: dict[str, str] = {}
        for rule in rules:
            beneath = self._beneath(rule, rule.replaces) if rule.replaces else None
            if beneath is not None:
                found[rule.key] = (
                    self.floor.twins.get(beneath.key, beneath.key) if self.floor else beneath.key
                )
        return found

    def _beneath(self, rule: Rule, id: str) -> Rule | None:
        inherited = rules_like(self.floor, rule) if self.floor else {}
        if id not in inherited:
            self.notebook.about(rule.source.file).note(
                rule.source.line,
                f"'{rule.id}' replaces '{id}', which the pack it builds on does not have.",
                f"It has: {', '.join(sorted(inherited)) or 'none of this kind'}.",
            )
        return inherited.get(id)

    def _facts(self, facts: Mapping[str, tuple[FactKind, str]]) -> dict[str, FactKind]:
        inherited = dict(self.floor.facts) if self.floor else {}
        for id, (kind, replaces) in facts.items():
            if replaces != (id if id in inherited else ""):
                what = (
                    f"'{id}' is also a fact of the pack that this one builds on."
                    if id in inherited
                    else f"'{id}' replaces '{replaces}', which is not a fact of that name in the pack beneath."
                )
                self.notebook.about(kind.source.file).note(
                    kind.source.line,
                    what,
                    f"Write 'replaces: {id}' only where the other pack has '{id}' too.",
                )
        return {**inherited, **{id: kind for id, (kind, _) in facts.items()}}


def _is_stage_file(name: str) -> bool:
    return not name.startswith(("procedure.", "paragraphs", "facts"))
