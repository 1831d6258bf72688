"""Making editions of the stored calendars: from the installed `holidays` package, or by adding one day by hand.

    made = from_package(JURISDICTIONS["scotland"], earlier, date(2027, 1, 5));  written(made)

It reads and writes no file and fetches nothing. Heard itself reads only what is stored, so that a new version of a
package can never move a day that somebody has been told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from heard.engine import Calendar
from heard.engine.calendar import in_full

FIRST = date(2006, 1, 1)
YEARS_AHEAD = 9
"""How many whole years after that of its making a calendar holds; a clock never runs so long."""


class Jurisdiction(NamedTuple):
    """A part of the United Kingdom with bank holidays of its own, and its code in `holidays`."""

    name: str
    title: str
    code: str


JURISDICTIONS = {
    one.name: one
    for one in (
        Jurisdiction("england-and-wales", "Bank holidays in England and Wales", "ENG"),
        Jurisdiction("scotland", "Bank holidays in Scotland", "SCT"),
        Jurisdiction("northern-ireland", "Bank holidays in Northern Ireland", "NIR"),
    )
}

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


@dataclass(frozen=True, slots=True)
class Making:
    """A calendar to be written: its days by name, and which of them a person added."""

    name: str
    title: str
    edition: str
    span: tuple[date, date]
    proclaimed_to: date
    source: str
    days: Mapping[date, str]
    by_hand: frozenset[date] = frozenset()


def from_package(place: Jurisdiction, earlier: Calendar | None, made_on: date) -> Making:
    """What the installed package knows, with the days that were added by hand before. The edition is still unnamed."""
    from importlib.metadata import version

    last = max(date(made_on.year + YEARS_AHEAD, 12, 31), earlier.end if earlier else date.min)
    days = dict(_weekdays(place.code, last.year))
    kept = {day: earlier.holidays[day] for day in earlier.by_hand} if earlier else {}
    added = {day: name for day, name in kept.items() if day not in days}
    return Making(
        name=place.name,
        title=place.title,
        edition="",
        span=(FIRST, last),
        proclaimed_to=earlier.proclaimed_to if earlier else date(made_on.year, 12, 31),
        source=f"holidays {version('holidays')}",
        days=dict(sorted({**days, **added}.items())),
        by_hand=frozenset(added),
    )


def with_day(earlier: Calendar, day: date, why: str) -> Making:
    """An edition with one day more than an earlier one. Raises ValueError with a sentence where it cannot be one."""
    off = earlier.statutory.why_not(day)
    if day in earlier.holidays:
        raise ValueError(f"{in_full(day)} is a bank holiday there already: {off}.")
    if off is not None:
        raise ValueError(
            f"{in_full(day)} is a {off}, and never counts anyway. Name the day that is taken instead."
        )
    days = dict(sorted({**earlier.holidays, day: why}.items()))
    title = JURISDICTIONS[earlier.name].title if earlier.name in JURISDICTIONS else earlier.name
    source = f"edition {earlier.edition} and a day added by hand"
    span, by_hand = (earlier.start, earlier.end), earlier.by_hand | {day}
    return Making(earlier.name, title, "", span, earlier.proclaimed_to, source, days, by_hand)


def next_edition(made_on: date, stored: tuple[str, ...]) -> str:
    """The name of an edition made on a day: the day, with a number where one of that day is stored already."""
    day = made_on.isoformat()
    names = [day, *(f"{day}-{number}" for number in range(2, 1000))]
    return next(name for name in names if name not in stored)


def changes(earlier: Calendar | None, made: Making) -> list[str]:
    """What is different from an earlier edition, a line each; empty where nothing is."""
    if earlier is None:
        return [f"new, with {len(made.days)} days"]
    return list(_changes(earlier, made))


def named(made: Making, edition: str) -> Making:
    """The same, as this edition."""
    return replace(made, edition=edition)


def written(made: Making) -> str:
    """The whole text of one calendar file."""
    opening = [
        "# Made by `heard calendar`. Days at a weekend are not listed: weekends never count anyway.",
        f"calendar: {made.name}",
        f"edition: {made.edition}",
        f"title: {made.title}",
        f"from: {made.span[0].isoformat()}",
        f"to: {made.span[1].isoformat()}",
        f"proclaimed_to: {made.proclaimed_to.isoformat()}",
        f"source: {made.source}",
        "days:",
    ]
    return (
        "\n".join([*opening, *(_line(day, name, day in made.by_hand) for day, name in made.days.items())])
        + "\n"
    )


def plain_name(given: str) -> str:
    """The name to print. "Boxing Day (observed)" becomes "Boxing Day (substitute day)"."""
    parts = []
    for part in given.split("; "):
        substitute = part.endswith(OBSERVED)
        name = part.removesuffix(OBSERVED)
        parts.append(PLAIN_NAMES.get(name, name) + (" (substitute day)" if substitute else ""))
    return " and ".join(parts)


def _weekdays(code: str, last_year: int) -> list[tuple[date, str]]:
    """The bank holidays from Monday to Friday, in order; never one at a weekend (its substitute counts)."""
    import holidays

    years = range(FIRST.year, last_year + 1)
    known = holidays.country_holidays("GB", subdiv=code, years=years, language="en_GB")
    kept = [day for day in sorted(known) if day.weekday() < 5 and (code, day) not in NEVER_WERE]
    return [(day, plain_name(known[day])) for day in kept]


def _changes(earlier: Calendar, made: Making) -> Iterator[str]:
    for day in sorted({*earlier.holidays, *made.days}):
        was, now = earlier.holidays.get(day), made.days.get(day)
        if was is None and day <= earlier.end:
            yield f"added: {in_full(day)}, {now}"
        elif now is None:
            yield f"taken away: {in_full(day)}, {was}"
        elif was is not None and was != now:
            yield f"named anew: {in_full(day)}, {now} (before: {was})"
    if made.span[1] > earlier.end:
        yield f"holds the days to {in_full(made.span[1])} (before: to {in_full(earlier.end)})"
    if made.proclaimed_to != earlier.proclaimed_to:
        yield f"proclaimed to {in_full(made.proclaimed_to)} (before: to {in_full(earlier.proclaimed_to)})"


def _line(day: date, name: str, by_hand: bool) -> str:
    words = name.replace("\\", "\\\\").replace('"', '\\"')
    text = f'"{words}"' if set(name) & set(',:{}[]#"&*!|>%@`\\') or name != name.strip() else name
    return f"  - {{date: {day.isoformat()}, name: {text}{', added_by_hand: yes' if by_hand else ''}}}"
