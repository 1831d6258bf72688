"""The lives of complaints that the demonstration tells: what happens, on which working day after the complaint came.

    STORIES["answered"].steps[1]     -> Step("acknowledgement.sent", 1)

A case is a story cut off today: `cuts()` says where. `+25` as an answer is a day 25 working days after the step's.
Whether anything may be recorded is decided by the procedure, as for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One fact: its kind, the working day after the complaint (0) on which it happens, and its answers.

    `strikes` names a kind instead: the newest fact of it is struck out, with the reason in `answers`.
    """

    kind: str
    day: int
    answers: dict[str, Any] = field(default_factory=dict)
    strikes: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A life. It is cut off after each step from the day `since` on, and up to `after` days beyond the last."""

    name: str
    steps: tuple[Step, ...]
    since: int = 0
    after: int = 12


def _story(name: str, *steps: Step | tuple[Step, ...], since: int = 0, after: int = 12) -> Story:
    flat: list[Step] = []
    for step in steps:
        flat += step if isinstance(step, tuple) else (step,)
    return Story(name, tuple(flat), since, after)


def _begun(triage: int = 4) -> tuple[Step, ...]:
    return (
        Step("acknowledgement.sent", 1),
        Step("procedure.explained", 2),
        Step("triage.decided", triage, {"person": True, "subject": "all", "about": "quality"}),
    )


def _answered(day: int, outcome: str = "partly_upheld") -> Step:
    return Step("stage1.responded", day, {"outcome": outcome})


def _extended(day: int, ground: str = "complexity") -> tuple[Step, ...]:
    reason = "Two services have to answer, and one of them keeps the older records on paper."
    return (
        Step("stage1.extended", day, {"ground": ground, "agreed": True, "reason": reason}),
        Step("delay_letter.sent", day, {"new_date": f"+{20 - day}"}),
    )


_STAGE_2 = (
    Step("stage2.requested", 26, {"unhappy_about": "The answer does not say why it happened."}),
    Step("stage2.recorded", 28),
    Step("exploration.declined", 29),
    Step(
        "investigators.appointed",
        31,
        {"investigating_officer": "Ivy Notional", "independent_person": "Idris Madeup"},
    ),
    Step("investigators.introduced", 32),
    Step("statement.agreed", 40, {"amended": False}),
    Step("interview.arranged", 43, {"interview_date": "+3", "with": "The team manager"}),
    Step("terms.shown", 44),
    Step("stage2.extended", 48, {"reason": "Four people have to be interviewed.", "new_date": "+30"}),
)
_ADJUDICATED = (
    Step("investigation.reported", 76),
    Step("adjudication.booked", 78, {"meeting_date": "+6"}),
    Step("adjudication.sent", 86, {"outcome": "partly_upheld"}),
    Step("adjudication.received", 88),
)
_STAGE_3 = (
    Step("stage3.requested", 98, {"unhappy_about": "Two of the points were not looked into."}),
    Step("stage3.acknowledged", 100),
    Step("panel.arranged", 103, {"hearing_date": "+22", "place": "County Hall, Madeupton"}),
    Step("panel.notice_sent", 105),
    Step("panel.papers_sent", 112),
    Step("panel.held", 125),
    Step("panel.report_received", 129),
    Step("final.response_sent", 141, {"independent_person": True}),
)
_CLOSED = {"reason": "finished"}

STORIES = {
    story.name: story
    for story in (
        _story("quiet", *_begun(), Step("stage2.offered", 20), Step("stage2.requested", 34), after=25),
        _story("answered", *_begun(), _answered(9), Step("case.closed", 34, _CLOSED)),
        _story("answered late", *_begun(5), Step("contact.made", 11, {"what": "Said sorry."}), _answered(15)),
        _story("extended", *_begun(), _extended(8), _answered(18, "upheld")),
        _story(
            "further ten", *_begun(), _extended(9), Step("stage2.offered", 20),
            Step("stage1.further_time_agreed", 21), _answered(29, "not_upheld"), since=20,
        ),
        _story(
            "held for an advocate", Step("acknowledgement.sent", 1), Step("advocate.requested", 2),
            Step("stage1.suspended", 3, {"reason": "The young person asked for an advocate to help."}),
            Step("triage.decided", 4, {"person": True, "subject": "all"}),
            Step("advocate.appointed", 12, {"name": "Una Specimen"}), _answered(20, "upheld"),
        ),
        _story(
            "meeting", *_begun(3), Step("meeting.proposed", 5), Step("meeting.arranged", 6, {"meeting_date": "+2"}),
            Step("meeting.held", 8),
            Step("meeting.summarised", 9, {"resolved": True, "outcome": "upheld", "actions": "Weekly visits."}),
            Step("stage1.resolved", 9, {"terms": "Weekly visits from now on."}), Step("resolution.sent", 10),
            Step("case.closed", 14, {"reason": "settled"}),
        ),
        _story(
            "away", *_begun(3), Step("meeting.proposed", 5),
            Step("complainant.unavailable", 6, {"willing": True, "new_date": "+8"}), Step("complainant.available", 14),
            _answered(18),
        ),
        _story(
            "withdrawn", Step("acknowledgement.sent", 1), Step("complaint.withdrawn", 6, {"how": "By telephone"}),
            Step("withdrawal.confirmed", 8),
        ),
        _story(
            "not this procedure", Step("acknowledgement.sent", 1),
            Step("triage.decided", 4, {"person": True, "subject": "none", "reason": "It is about school admission."}),
            Step("case.closed", 5, {"reason": "other_procedure"}),
        ),
        _story("opened again", *_begun(), _answered(9), Step("case.closed", 20, _CLOSED),
               Step("case.reopened", 30, {"reason": "What was promised has not been done."}), since=20),
        _story(
            "put right", Step("acknowledgement.sent", 1), Step("procedure.explained", 2),
            Step("triage.decided", 3, {"person": True, "subject": "part"}),
            Step("triage.decided", 5, {"reason": "Recorded on the wrong case."}, strikes=True),
            Step("triage.decided", 5, {"person": True, "subject": "all"}), _answered(10),
        ),
        _story("straight to stage 2", *_begun(2), Step("stage1.skipped", 4), Step("stage2.requested", 4),
               Step("investigators.appointed", 8,
                    {"investigating_officer": "Ivy Notional", "independent_person": "Idris Madeup"}),
               Step("statement.agreed", 15, {"amended": False}), Step("stage2.resolved", 24),
               Step("resolution.sent", 25),
               Step("case.closed", 30, _CLOSED)),
        _story("stage 2", *_begun(), _answered(9), _STAGE_2, _ADJUDICATED, Step("case.closed", 115, _CLOSED), since=26),
        _story("stage 3", *_begun(), _answered(10), _STAGE_2, _ADJUDICATED, _STAGE_3,
               Step("ombudsman.approached", 150), Step("case.closed", 155, _CLOSED), since=98),
        _story("stage 3 too late", *_begun(), _answered(10), _STAGE_2, _ADJUDICATED,
               Step("stage3.requested", 125, {"unhappy_about": "The answer came too slowly."}),
               Step("stage3.late_declined", 129, {"reason": "No reason was given, and the report was followed."}),
               Step("case.closed", 135, _CLOSED), since=125),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cut:
    """A story as it stands `age` working days after the complaint came."""

    story: Story
    age: int


def cuts() -> Iterator[Cut]:
    """About 200 cases: every story after each of its steps, and the everyday ones at more ages, most of all young."""
    for age in (*range(22), 24, 26, 29, 30, 33, 40):
        yield Cut(STORIES["quiet"], age)
    for age in (*range(2, 32, 3), 33, 45, 60, 90, 120):
        yield Cut(STORIES["answered"], age)
        yield Cut(STORIES["extended"], age + 1)
    for story in STORIES.values():
        yield from _cuts_of(story)


def _cuts_of(story: Story) -> Iterator[Cut]:
    days = sorted({0, *(step.day for step in story.steps)})
    for day, following in zip(days, [*days[1:], days[-1] + story.after], strict=True):
        if day >= story.since:
            yield Cut(story, day)
            if following - day > 10:
                yield Cut(story, (day + following) // 2)
