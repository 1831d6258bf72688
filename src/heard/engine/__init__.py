"""The engine: procedures, timelines and what follows from them, in pure Python.

Example: assess(read_pack("leicestershire"), Timeline(facts), calendar, on=date(2025, 11, 12)).
It knows no web framework, no database, no network and no clock: the day is always an argument.
"""

from heard.engine.calendar import Calendar, CalendarEnds, Duration, Unit
from heard.engine.carrying import Carried, carried
from heard.engine.chasers import ChaserStanding, ChaserState
from heard.engine.correspondences import Arrival, Departure, Moves, arrival_from, lineage
from heard.engine.duties import DutyStanding, DutyState
from heard.engine.edition_notes import Note, horizon, notes
from heard.engine.explaining import Working, day_by_day, working_of
from heard.engine.facts import CHASER_SENT, STRUCK_OUT, Answer, Fact, Timeline
from heard.engine.letter_days import letter_days, passages_due
from heard.engine.moving import At, Shift, misfits, shifts
from heard.engine.permitted import Allowed, Refusal, first_fact, may_record
from heard.engine.problems import PackError, Problem
from heard.engine.procedure import AnswerKind, FactKind, LetterTemplate, Passage, Procedure, Question
from heard.engine.reading import (
    calendar_editions,
    calendar_names,
    calendars_as_of,
    calendars_of,
    counted_on,
    editions,
    newest_edition,
    read_calendar,
    read_moves,
    read_pack,
    read_timeline,
    read_worked_cases,
    with_named,
)
from heard.engine.reading.answers import BadAnswer, answer_of
from heard.engine.rights import RightStanding, RightState
from heard.engine.standing import Standing, assess, first_owed
from heard.engine.warnings import WarningStanding

__all__ = [
    "CHASER_SENT",
    "STRUCK_OUT",
    "Allowed",
    "Answer",
    "AnswerKind",
    "Arrival",
    "At",
    "BadAnswer",
    "Calendar",
    "CalendarEnds",
    "Carried",
    "ChaserStanding",
    "ChaserState",
    "Departure",
    "Duration",
    "DutyStanding",
    "DutyState",
    "Fact",
    "FactKind",
    "LetterTemplate",
    "Moves",
    "Note",
    "PackError",
    "Passage",
    "Problem",
    "Procedure",
    "Question",
    "Refusal",
    "RightStanding",
    "RightState",
    "Shift",
    "Standing",
    "Timeline",
    "Unit",
    "WarningStanding",
    "Working",
    "answer_of",
    "arrival_from",
    "assess",
    "carried",
    "day_by_day",
    "editions",
    "first_fact",
    "first_owed",
    "horizon",
    "letter_days",
    "lineage",
    "may_record",
    "passages_due",
    "misfits",
    "read_calendar",
    "read_moves",
    "calendar_editions",
    "calendar_names",
    "calendars_as_of",
    "calendars_of",
    "counted_on",
    "newest_edition",
    "notes",
    "shifts",
    "with_named",
    "read_pack",
    "read_timeline",
    "read_worked_cases",
    "working_of",
]
