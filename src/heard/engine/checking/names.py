"""Whether every rule of a pack names things that are there: facts, roles, letters, duties, folders, paragraphs.

Example: Names(procedure, note).rule(duty) notes each name that is not known, at the rule's line.
Whether the rules are right is for the worked cases.
"""

from __future__ import annotations

from collections.abc import Collection

from heard.engine.arrangements import Arrangement, Filing, Folder, Report, Review
from heard.engine.checking.fields import CHASER_FIELDS, letter_fields, unknown_fields
from heard.engine.checking.parts import kinds_of, limits_of, roles_of
from heard.engine.checking.words import Words
from heard.engine.citations import Source
from heard.engine.procedure import Chaser, Check, Duty, Eligibility, FactKind, Hold, LetterTemplate, Rule


class Names(Words):
    """Checks every name that a pack uses against what the procedure has."""

    def head(self) -> None:
        source, procedure = Source("procedure.yaml", 1), self.procedure
        if not procedure.begins_with:
            self.note(source, "'begins_with' is missing.", "Add for example: begins_with: complaint.received")
        for kind in filter(None, (*procedure.beginnings, *procedure.closed_by, *procedure.reopened_by)):
            self.kind(kind, source)
        for stage in procedure.stages:
            if stage.pack == procedure.name:
                for kind in (stage.begins_with, *stage.also_begins):
                    self.kind(kind, stage.source)
                self.cites(stage.cites, stage.source)
        for role in procedure.roles.values():
            self.cites(role.cites, source)
        for paragraph in procedure.paragraphs.values():
            if paragraph.document not in procedure.documents:
                self.note(
                    Source("paragraphs.yaml", 1),
                    f"'{paragraph.id}' comes from a document '{paragraph.document}' that is not listed.",
                    "List it under 'documents' in procedure.yaml.",
                )

    def fact(self, kind: FactKind) -> None:
        self.cites(kind.cites, kind.source)
        for role in kind.recorded_by:
            self.role(role, kind.source)
        for guard in kind.guards:
            self.cites(guard.cites, kind.source)
            self.condition(guard.when, kind.source, this=kind)

    def rule(self, rule: Rule) -> None:
        self.cites(rule.cites, rule.source)
        when = getattr(rule, "when", None)
        if when is not None:
            self.condition(when, rule.source)
        for kind in kinds_of(rule):
            self.kind(kind, rule.source)
        for role in roles_of(rule):
            self.role(role, rule.source)
        for limit in limits_of(rule):
            self.limit(limit, rule.source)
        if isinstance(rule, Duty):
            self.duty(rule)
        if isinstance(rule, Check):
            self.condition(rule.must, rule.source)
        if isinstance(rule, Eligibility) and rule.letter is not None:
            self.letter_named(rule.letter, rule.source)
        if isinstance(rule, Chaser):
            self.fields(rule.message, CHASER_FIELDS, rule.source, "")
        if isinstance(rule, Chaser) and rule.about and rule.id not in self.procedure.chasers:
            self.note(
                rule.source,
                f"'{rule.id}' is about a duty that this pack leaves out.",
                "Take the chaser out, or keep the duty.",
            )
        if isinstance(rule, Hold):
            self.hold(rule)

    def hold(self, hold: Hold) -> None:
        for kind in hold.starts_with:
            for question, values in hold.only_if.items():
                self.answers(self.procedure.facts.get(kind), question, values, hold.source)
        if not hold.law:
            self.stops(hold)

    def stops(self, hold: Hold) -> None:
        """A local hold stops local clocks only, so it must name one, or a rule of law that a local one replaced."""
        procedure = self.procedure
        local = {procedure.root(duty.key) for duty in procedure.duties.values() if not duty.law}
        for key in hold.stops:
            duty = procedure.by_key.get(key)
            if duty is not None and procedure.root(key) not in local:
                self.note(
                    hold.source,
                    f"'{hold.id}' cannot stop '{duty.id}', which is the law's own clock.",
                    "Replace that duty with one of this pack first, or take it out of 'stops'.",
                )

    def duty(self, duty: Duty) -> None:
        if duty.beside is not None and duty.beside not in self.procedure.duties:
            self.note(
                duty.source,
                f"'{duty.id}' stands beside '{duty.beside}', which is not a duty.",
                "Write the id of the duty.",
            )
        if duty.letter is not None:
            self.letter_named(duty.letter, duty.source)
        for role, condition in duty.passes_to.items():
            self.role(role, duty.source)
            self.condition(condition, duty.source)
        for extension in duty.due.extensions if duty.due else ():
            self.kind(extension.by, duty.source)
            kind = self.procedure.facts.get(extension.by)
            for question, values in extension.only_if.items():
                self.answers(kind, question, values, duty.source)
            if extension.to:
                self.date_question(kind, extension.to, duty.source)

    def letter(self, letter: LetterTemplate) -> None:
        self.cites(letter.cites, letter.source)
        self.kind(letter.records, letter.source)
        for limit in letter.days.values():
            self.limit(limit, letter.source)
        for passage in letter.must_say:
            self.cites(passage.cites, letter.source)
            if passage.when is not None:
                self.condition(passage.when, letter.source)
        text = "\n".join((letter.body, *(passage.words for passage in letter.must_say)))
        self.fields(text, letter_fields(letter), letter.source, "Or name it under 'fill_in' or 'days'.")

    def fields(self, text: str, known: Collection[str], source: Source, otherwise: str) -> None:
        for name in unknown_fields(text, known):
            self.note(
                source,
                f"[[{name}]] is not a field that can be filled.",
                f"There are: {', '.join(sorted(known))}. {otherwise}".strip(),
            )

    def letter_named(self, id: str, source: Source) -> None:
        if id not in self.procedure.letters:
            self.note(source, f"There is no letter '{id}'.", f"Add letters/{id}.md, or take 'letter' away.")

    def arrangements(self) -> None:
        """Folders, filing, reviews, reports and principles of this pack: their roles, folders and citations."""
        arranged = self.procedure.arrangements
        own: list[Arrangement] = [
            *arranged.folders.values(),
            *arranged.filing.values(),
            *arranged.reviews.values(),
            *arranged.reports.values(),
            *arranged.principles.values(),
        ]
        for one in own:
            if one.pack == self.procedure.name:
                self.cites(one.cites, one.source)
                for role in _arranged_roles(one):
                    self.role(role, one.source)
                for folder in _arranged_folders(one):
                    if folder not in arranged.folders:
                        self.unknown(
                            "folder", folder, list(arranged.folders), one.source, "List it under 'folders'."
                        )
                if isinstance(one, Filing) and one.when is not None:
                    self.condition(one.when, one.source)


def _arranged_roles(one: Arrangement) -> tuple[str, ...]:
    if isinstance(one, Folder):
        return (*one.read, *one.write)
    if isinstance(one, Filing):
        return one.tells
    if isinstance(one, Review):
        return one.by
    return (one.owner,) if isinstance(one, Report) else ()


def _arranged_folders(one: Arrangement) -> tuple[str, ...]:
    if isinstance(one, Filing):
        return (one.folder,)
    return one.folders if isinstance(one, Review) else ()
