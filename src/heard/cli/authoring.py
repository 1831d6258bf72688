"""The commands for authors of packs: compare, chart and new-council.

Example: heard compare england leicestershire; heard chart rutland -o rutland.svg; heard new-council north-shire
Nothing here needs a database or the network.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from heard.charts import drawing, steps
from heard.engine import Procedure, read_pack
from heard.engine.comparing import departures, differences
from heard.engine.reading.folders import pack_folders

NAME = re.compile(r"[a-z][a-z0-9-]{1,60}")


def add_to(commands: Any) -> None:
    """Add these commands to the parser."""
    words = "say what differs between two procedures, and where each departs from the law"
    compared = commands.add_parser("compare", help=words, description=words)
    compared.add_argument("one", metavar="PACK", help="a name, name/edition, or the path of a folder")
    compared.add_argument("other", metavar="PACK", help="the pack to compare it with")
    compared.set_defaults(run=compare)
    words = "draw a procedure as a flowchart, and print the same steps as a list"
    charted = commands.add_parser("chart", help=words, description=words)
    charted.add_argument("pack", metavar="PACK", help="a name, name/edition, or the path of a folder")
    charted.add_argument(
        "-o", "--output", required=True, type=Path, metavar="FILE.svg", help="where to draw it"
    )
    charted.set_defaults(run=chart)
    words = "make the folder of a new council's procedure, with what every pack begins with"
    new = commands.add_parser("new-council", help=words, description=words)
    new.add_argument("name", help="small letters and hyphens, for example north-shire")
    new.add_argument("--edition", default="draft", help="the edition; usually the day from which it holds")
    new.add_argument(
        "--in", dest="place", type=Path, metavar="FOLDER", help="the folder of packs to make it in"
    )
    new.set_defaults(run=new_council)


def compare(given: argparse.Namespace) -> int:
    """Print the differences, then the departures of each from the law."""
    one, other = read_pack(given.one), read_pack(given.other)
    group = ""
    for difference in differences(one, other):
        if difference.group != group:
            group = difference.group
            print(f"\n{group.capitalize()}")
        print(f"  {difference.id}")
        print(f"      {_name(one)}: {difference.one or 'has no such rule'}")
        print(f"      {_name(other)}: {difference.other or 'has no such rule'}")
    for procedure in (one, other):
        found = departures(procedure)
        if procedure.floor is not None:
            print(
                f"\nWhere {_name(procedure)} departs from {_name(procedure.floor)}: {len(found) or 'nowhere'}"
            )
        for departure in found:
            law = f"; the law: {procedure.label(departure.law_cites)}" if departure.law_cites else ""
            print(f"  {departure.title}: {departure.what} ({procedure.label(departure.cites)}{law})")
    return 0


def chart(given: argparse.Namespace) -> int:
    """Draw the procedure to a file, and print its steps."""
    procedure = read_pack(given.pack)
    stages = steps(procedure)
    try:
        given.output.write_text(drawing(stages, procedure.title), encoding="utf-8")
    except OSError as error:
        print(
            f"{given.output}: it could not be written ({error.strerror}). Give another place with -o.",
            file=sys.stderr,
        )
        return 1
    for stage in stages:
        print(f"{stage.title}" + (f" (begins with: {stage.begins_with})" if stage.begins_with else ""))
        for number, step in enumerate(stage.steps, 1):
            leads = " This leads to the next stage." if step.leads_to else ""
            print(f"  {number}. {step.who}: {step.what}, {step.when}.{leads} ({step.paragraph})")
    print(f"Drawn in {given.output}.")
    return 0


def new_council(given: argparse.Namespace) -> int:
    """Copy the template of a pack, with the council's name in it."""
    if not NAME.fullmatch(given.name):
        print(
            f"'{given.name}' cannot be the name of a pack. Use small letters and hyphens, like north-shire.",
            file=sys.stderr,
        )
        return 1
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]{0,40}", given.edition):
        print(
            f"'{given.edition}' cannot be the name of an edition. Use a day, like 2027-04-01.",
            file=sys.stderr,
        )
        return 1
    template = next(
        (folder / "_template" for folder in reversed(pack_folders()) if (folder / "_template").is_dir()), None
    )
    place = (given.place or pack_folders()[0]) / given.name / given.edition
    if template is None:
        print("The template of a pack is missing from this installation.", file=sys.stderr)
        return 1
    if place.exists():
        print(
            f"{place} is there already. Choose another name or edition; nothing was changed.", file=sys.stderr
        )
        return 1
    shutil.copytree(template, place)
    for path in sorted(place.rglob("*")):
        if path.is_file():
            words = path.read_text(encoding="utf-8")
            title = given.name.replace("-", " ").title()
            filled = words.replace("new-council", given.name).replace("New Council", title)
            path.write_text(filled.replace("edition: draft", f"edition: {given.edition}"), encoding="utf-8")
    print(f"Made {place}. Next: read procedures/README.md, edit its files, then run: heard check {place}")
    return 0


def _name(procedure: Procedure) -> str:
    return f"{procedure.name}/{procedure.edition}"
