"""Reading: packs, calendars and timelines, from strict YAML into the engine's own pieces.

Example: read_pack("leicestershire") finds the newest edition in the pack folders and reads it with what it builds on.
This is the only part of the engine that knows YAML or opens a file; nothing here counts a day.
"""

from heard.engine.problems import PackError, Problem
from heard.engine.reading.calendars import (
    calendar_editions,
    calendar_names,
    calendars_as_of,
    calendars_of,
    counted_on,
    newest_edition,
    read_calendar,
    with_named,
)
from heard.engine.reading.folders import editions, find_pack, pack_folders
from heard.engine.reading.moves import read_moves
from heard.engine.reading.packs import read_pack
from heard.engine.reading.timelines import TimelineFile, read_timeline
from heard.engine.reading.worked_cases import Look, WorkedCase, read_worked_cases

__all__ = [
    "Look",
    "PackError",
    "Problem",
    "TimelineFile",
    "calendar_editions",
    "calendar_names",
    "calendars_as_of",
    "calendars_of",
    "counted_on",
    "newest_edition",
    "with_named",
    "WorkedCase",
    "editions",
    "find_pack",
    "pack_folders",
    "read_calendar",
    "read_moves",
    "read_pack",
    "read_timeline",
    "read_worked_cases",
]
