"""A standing as plain data, for JSON and for other programs.

Example: as_data(standing)["duties"][0]["due"] == "2025-11-17"; the schema is docs/reference/standing.schema.json.
Days are ISO text and missing ones are null; nothing here decides anything.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from heard.engine.chasers import ChaserStanding
from heard.engine.clocks import Day
from heard.engine.duties import DutyStanding
from heard.engine.explaining import working_of
from heard.engine.procedure import Procedure
from heard.engine.rights import RightStanding
from heard.engine.standing import Standing

Data = dict[str, Any]


def as_data(standing: Standing) -> Data:
    """The whole standing as dictionaries, lists and text."""
    procedure = standing.procedure
    return {
        "procedure": procedure.name,
        "edition": procedure.edition,
        "on": standing.on.isoformat(),
        "stage": standing.stage.id if standing.stage else None,
        "stage_title": standing.stage.title if standing.stage else None,
        "closed": standing.closed,
        "duties": [_duty(duty, procedure) for duty in standing.duties],
        "rights": [_right(right, procedure) for right in standing.rights],
        "chasers": [_chaser(chaser, procedure) for chaser in standing.chasers],
        "permitted": list(standing.permitted),
        "refused": [{"fact": r.fact, "reason": r.reason, "cites": list(r.cites)} for r in standing.refusals],
        **_signs(standing),
        "later_facts": standing.later_facts,
        "citations": _citations(standing),
    }


def _signs(standing: Standing) -> Data:
    """What is not a duty, right or chaser: warnings, holds, checks of people, and who may complain of what."""
    return {
        "warnings": [
            {
                "id": w.id,
                "says": w.says,
                "since": _iso(w.since),
                "to": list(w.rule.to),
                "cites": list(w.cites),
            }
            for w in standing.warnings
        ],
        "holds": [
            {
                "id": h.rule.id,
                "title": h.rule.title,
                "since": _iso(h.since),
                "review_on": _iso(h.review_on),
                "cites": list(h.rule.cites),
            }
            for h in standing.holds
        ],
        "checks": [
            {
                "id": c.id,
                "title": c.rule.title,
                "state": str(c.state),
                "level": c.rule.level,
                "says": c.rule.otherwise,
                "cites": list(c.cites),
            }
            for c in standing.checks
        ],
        "eligibility": [
            {
                "id": e.id,
                "about": e.about,
                "gives": e.gives,
                "goes_to": e.goes_to,
                "says": e.says,
                "cites": list(e.cites),
            }
            for e in standing.eligibility
        ],
    }


def _duty(duty: DutyStanding, procedure: Procedure) -> Data:
    return {
        "id": duty.id,
        "title": duty.rule.title,
        "stage": duty.rule.stage,
        "owed_by": duty.owed_by,
        "owed_to": duty.rule.owed_to,
        "due": _iso(duty.due),
        "state": str(duty.state),
        "met_on": _iso(duty.met_on),
        "provisional": duty.provisional,
        "beside": duty.rule.beside,
        "beside_as": duty.rule.beside_as,
        "working": _working(duty.day, procedure),
        "cites": list(duty.cites),
        "departs": duty.departs,
        "statutory": _duty(duty.statutory, procedure) if duty.statutory else None,
    }


def _right(right: RightStanding, procedure: Procedure) -> Data:
    return {
        "id": right.id,
        "title": right.rule.title,
        "held_by": right.rule.held_by,
        "opens": _iso(right.opens.date if right.opens else None),
        "closes": _iso(right.closes.date if right.closes else None),
        "state": str(right.state),
        "exercised_on": _iso(right.exercised_on),
        "late": right.late,
        "window": right.rule.window,
        "if_late": right.rule.if_late,
        "exercised_by": list(right.rule.exercised_by),
        "working": {"opens": _working(right.opens, procedure), "closes": _working(right.closes, procedure)},
        "cites": list(right.cites),
        "departs": right.departs,
        "statutory": _right(right.statutory, procedure) if right.statutory else None,
    }


def _chaser(chaser: ChaserStanding, procedure: Procedure) -> Data:
    return {
        "id": chaser.id,
        "title": chaser.rule.title,
        "on": _iso(chaser.on),
        "to": list(chaser.rule.to),
        "copied": list(chaser.rule.copied),
        "about": procedure.by_key[chaser.rule.about].id,
        "state": str(chaser.state),
        "sent_on": _iso(chaser.sent_on),
        "working": _working(chaser.day, procedure),
        "cites": list(chaser.cites),
    }


def _citations(standing: Standing) -> Data:
    """Every paragraph and reading that is cited above, with how far its words were checked."""
    procedure = standing.procedure
    cited: set[str] = set()
    for duty in standing.duties:
        cited.update(duty.cites, duty.statutory.cites if duty.statutory else ())
    for right in standing.rights:
        cited.update(right.cites, right.statutory.cites if right.statutory else ())
    cited.update(
        *(chaser.cites for chaser in standing.chasers), *(refusal.cites for refusal in standing.refusals)
    )
    cited.update(
        *(warning.cites for warning in standing.warnings), *(hold.rule.cites for hold in standing.holds)
    )
    cited.update(*(check.cites for check in standing.checks), *(rule.cites for rule in standing.eligibility))
    found: Data = {}
    for id in sorted(cited):
        paragraph = procedure.paragraphs.get(id)
        if paragraph is not None:
            found[id] = {"label": paragraph.label, "says": paragraph.says, "checked": str(paragraph.checked)}
        else:
            found[id] = {"label": id, "says": procedure.readings[id].reading, "checked": "reading"}
    return found


def _working(day: Day | None, procedure: Procedure) -> str | None:
    return working_of(day, procedure).sentence() if day else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
