"""Make the stored bank holidays of the United Kingdom: calendars/<name>.yaml.

Example: `.venv/bin/python tools/make_calendars.py --edition 2026-11-22`, then read `git diff calendars`.
The `holidays` package is asked here, once, by a person. Heard itself reads only the stored files, so that a
new version of a package can never move a day that somebody has been told. It fetches nothing.
"""

from __future__ import annotations

import argparse
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import holidays

FIRST = date(2006, 1, 1)
LAST = date(2035, 12, 31)
# The last year that GOV.UK has listed. Later years follow the ordinary rules and may still gain a day.
PROCLAIMED_TO = date(2028, 12, 31)
FOLDER = Path(__file__).parent.parent / "calendars"


class Jurisdiction(NamedTuple):
    """A part of the United Kingdom with bank holidays of its own, and its code in `holidays`."""

    name: str
    title: str
    code: str


JURISDICTIONS = (
    Jurisdiction("england-and-wales", "Bank holidays in England and Wales", "ENG"),
    Jurisdiction("scotland", "Bank holidays in Scotland", "SCT"),
    Jurisdiction("northern-ireland", "Bank holidays in Northern Ireland", "NIR"),
)

# The names that people in Britain know, where the package has another.
PLAIN_NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "New Year Holiday": "2 January",
    "Saint Andrew's Day": "St Andrew's Day",
    "Saint Patrick's Day": "St Patrick's Day",
    "Wedding of William and Catherine": "Royal wedding of Prince William and Catherine Middleton",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee of Queen Elizabeth II",
    "Diamond Jubilee of Elizabeth II": "Diamond Jubilee of Queen Elizabeth II",
    "State Funeral of Queen Elizabeth II": "State funeral of Queen Elizabeth II",
    "Coronation of Charles III": "Coronation of King Charles III",
    "Scotland's participation in the FIFA World Cup final": "World Cup bank holiday",
}
OBSERVED = " (observed)"

# The package has it and the law did not: St Andrew's Day became a bank holiday by an Act of January 2007.
NEVER_WERE = {("SCT", date(2006, 11, 30))}


def plain_name(given: str) -> str:
    """The name to print. "Boxing Day (observed)" becomes "Boxing Day (substitute day)"."""
    parts = []
    for part in given.split("; "):
        substitute = part.endswith(OBSERVED)
        name = part.removesuffix(OBSERVED)
        parts.append(PLAIN_NAMES.get(name, name) + (" (substitute day)" if substitute else ""))
    return " and ".join(parts)


def weekday_holidays(code: str) -> list[tuple[date, str]]:
    """The bank holidays from Monday to Friday, in order; never one at a weekend (its substitute counts)."""
    years = range(FIRST.year, LAST.year + 1)
    known = holidays.country_holidays("GB", subdiv=code, years=years, language="en_GB")
    kept = [day for day in sorted(known) if day.weekday() < 5 and (code, day) not in NEVER_WERE]
    return [(day, plain_name(known[day])) for day in kept]


def written(place: Jurisdiction, edition: date) -> str:
    """The whole text of one calendar file."""
    opening = [
        "# Made by tools/make_calendars.py. Days at a weekend are not listed: weekends never count anyway.",
        f"calendar: {place.name}",
        f"edition: {edition.isoformat()}",
        f"title: {place.title}",
        f"from: {FIRST.isoformat()}",
        f"to: {LAST.isoformat()}",
        f"proclaimed_to: {PROCLAIMED_TO.isoformat()}",
        f"source: holidays {version('holidays')}, compared with GOV.UK (2012 to 2028)",
        "days:",
    ]
    days = [f"  - {{date: {day.isoformat()}, name: {name}}}" for day, name in weekday_holidays(place.code)]
    return "\n".join([*opening, *days]) + "\n"


def main() -> None:
    """Write the three files."""
    asked = argparse.ArgumentParser(description="Write the stored bank holidays to calendars/.")
    asked.add_argument(
        "--edition", type=date.fromisoformat, required=True, help="the day of making, as 2026-11-22"
    )
    edition: date = asked.parse_args().edition
    FOLDER.mkdir(exist_ok=True)
    for place in JURISDICTIONS:
        target = FOLDER / f"{place.name}.yaml"
        target.write_text(written(place, edition), encoding="utf-8")
        print(f"{target.name}: {len(weekday_holidays(place.code))} days")


if __name__ == "__main__":
    main()
