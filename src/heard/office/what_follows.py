"""What changes when a fact is recorded or struck out, in sentences: what is now owed, due on another day, or open.

    sentences(before, after)     -> ["Answer the complaint is now due on Monday 1 December 2025. It was ..."]

It compares two standings of one case and works nothing out itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from heard.design.dates import day
from heard.engine import DutyStanding, DutyState, RightState, Standing
from heard.office.duties_shown import OPEN, role_title

MOST = 6


def sentences(before: Standing, after: Standing) -> list[str]:
    """What is different, the weightiest first."""
    return [*_case(before, after), *_duties(before, after), *_rights(before, after)][:MOST]


def _case(before: Standing, after: Standing) -> Iterator[str]:
    if after.closed and not before.closed:
        yield _("The complaint is now closed.")
    if before.closed and not after.closed:
        yield _("The complaint is open again.")
    if after.stage and after.stage != before.stage:
        yield _("The complaint is now at “%(stage)s”.") % {"stage": after.stage.title}


def _duties(before: Standing, after: Standing) -> Iterator[str]:
    pairs = [(before.duty(duty.id), duty) for duty in after.duties if duty.rule.beside is None]
    for was, now in sorted(pairs, key=lambda pair: (pair[1].due is None, pair[1].due or after.on)):
        said = _duty(was, now, after)
        if said:
            yield said


def _duty(was: DutyStanding, now: DutyStanding, after: Standing) -> str:
    words = {
        "what": now.rule.title,
        "who": role_title(now.owed_by, after).lower(),
        "day": day(now.due),
        "was": day(was.due),
    }
    if now.state in OPEN and was.state not in OPEN:
        if now.due is None:
            return _("Now owed: %(what)s, by the %(who)s, as soon as possible.") % words
        return _("Now owed: %(what)s, by the %(who)s, due on %(day)s.") % words
    if now.state == DutyState.HELD and was.state != DutyState.HELD:
        return _("The clock is stopped for: %(what)s.") % words
    if now.state in OPEN and now.due != was.due and now.due is not None:
        if was.due is None:
            return _("%(what)s is now due on %(day)s.") % words
        return _("%(what)s is now due on %(day)s. It was due on %(was)s.") % words
    if now.state in OPEN and now.owed_by != was.owed_by:
        return _("%(what)s is now owed by the %(who)s.") % words
    if now.state == DutyState.MET and was.state in OPEN:
        return _("Done: %(what)s.") % words
    if now.state == DutyState.MET_LATE and was.state in OPEN:
        return _("Done late: %(what)s. It was due on %(day)s.") % words
    if now.state == DutyState.EXCUSED and was.state in OPEN:
        return _("No longer owed: %(what)s.") % words
    return ""


def _rights(before: Standing, after: Standing) -> Iterator[str]:
    for right in after.rights:
        if right.state == RightState.OPEN and before.right(right.id).state == RightState.NOT_YET:
            words = {"what": right.rule.title, "who": role_title(right.rule.held_by, after).lower()}
            yield _("Now open to the %(who)s: %(what)s.") % words
        if right.state == RightState.NOT_YET and before.right(right.id).state == RightState.OPEN:
            words = {"what": right.rule.title, "who": role_title(right.rule.held_by, after).lower()}
            yield _("No longer open to the %(who)s: %(what)s.") % words
