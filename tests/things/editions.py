"""A made-up council among editions: its own procedure in two of them, and bank holidays that can be added to.

    shelf = Shelf(folder, monkeypatch);  shelf.holiday("2026-12-01", "2025-11-10");  shelf.procedure("2026-01-01", ...)

What is put there is found by HEARD_PROCEDURES and HEARD_CALENDARS, as at a council.
"""

import shutil
from datetime import date
from pathlib import Path

from heard.authority import adopted, days
from heard.authority.models import AdoptedProcedure
from heard.engine import calendar_editions, newest_edition
from heard.engine.reading.folders import calendar_folders

ROOT = Path(__file__).parents[2]
OWN = "larkshire"
BEGAN = "2020-01-01"

PROCEDURE = """procedure: larkshire
edition: {edition}
title: How Larkshire answers complaints
kind: local
builds_on: england/2006-09-01
in_force: {{from: {edition}, status: in force}}
documents: {{LAR: {{title: A made-up procedure, by: Larkshire}}}}
"""
PARAGRAPHS = """paragraphs:
  LAR-1: {document: LAR, paragraph: paragraph 1, says: An answer is given in good time., checked: source}
"""
RULES = """duties:
  larkshire-response:
    title: Answer the complaint
    owed_by: complaints_officer
    due: {{within: {within}, after: complaint.received}}
    met_by: stage1.responded
    replaces: stage-1-response
    cite: LAR-1
"""
FACTS = """facts:
  larkshire.called:
    title: The family was called
    asks:
      answer: {question: Did somebody answer?, kind: choice, choices: {yes_they_did: They did, nobody: Nobody did}}
    cite: LAR-1
"""


class Shelf:
    """Folders of procedures and calendars of a test's own."""

    def __init__(self, folder, monkeypatch):
        self.procedures, self.calendars = folder / "procedures", folder / "calendars"
        self.procedures.mkdir()
        self.calendars.mkdir()
        self.env = {"HEARD_PROCEDURES": str(self.procedures), "HEARD_CALENDARS": str(self.calendars)}
        for name, value in self.env.items():
            monkeypatch.setenv(name, value)
        adopted.pack.cache_clear()
        days._calendar.cache_clear()

    def procedure(self, edition, within="10 working days", facts=FACTS):
        """An edition of Larkshire's procedure."""
        folder = self.procedures / OWN / edition
        folder.mkdir(parents=True)
        for name, text in {
            "procedure.yaml": PROCEDURE.format(edition=edition),
            "paragraphs.yaml": PARAGRAPHS,
            "stage-1.yaml": RULES.format(within=within),
            "facts.yaml": facts,
        }.items():
            if text:
                (folder / name).write_text(text, encoding="utf-8")

    def holiday(self, edition, day, calendar="england-and-wales"):
        """A new edition of a calendar, with one bank holiday more than in its newest."""
        newest = calendar_editions(calendar)[-1]
        place = next(f for f in calendar_folders() if (f / calendar / f"{newest}.yaml").is_file())
        target = self.calendars / calendar / f"{edition}.yaml"
        target.parent.mkdir(exist_ok=True)
        shutil.copy(place / calendar / f"{newest}.yaml", target)
        text = target.read_text(encoding="utf-8").replace(f"edition: {newest}", f"edition: {edition}")
        target.write_text(f"{text}  - {{date: {day}, name: A day of mourning}}\n", encoding="utf-8")


def adopt(council, edition, from_date=date(2020, 1, 1)):
    """Let new cases of the council begin under this edition of Larkshire's procedure."""
    AdoptedProcedure.objects.filter(authority=council.authority, to_date=None).update(to_date=from_date)
    AdoptedProcedure.objects.create(
        authority=council.authority, procedure=OWN, edition=edition, from_date=from_date
    )


def kept(case):
    """The editions of a case as they are in the database."""
    case.refresh_from_db()
    return f"{case.procedure}/{case.edition}", case.calendar_edition, case.closures


NEWEST_SHIPPED = newest_edition()
