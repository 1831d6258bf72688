"""What is checked and filled in before a complaint becomes a case: whose it all is, the words, the procedure.

    case = draft(new, ann); check_words(new, case); adopt_procedure(case, new)

The case itself is saved by `record.open_case`. The same complaint logged before is found by `duplicates.py`.
"""

from __future__ import annotations

from copy import copy
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from heard.authority.adopted import NothingAdopted, in_force, pack
from heard.authority.days import Days
from heard.cases.entries import NewCase
from heard.cases.models import Case
from heard.cases.outcome import Invalid, NotAllowed
from heard.people.models import Child, Complainant, Person

Whom = TypeVar("Whom", Complainant, Child)


def draft(new: NewCase, by: Person) -> Case:
    """The case before it is saved. Raises NotAllowed where somebody or something is of another authority."""
    parts = (new.complainant, new.child, new.team, new.officer)
    if any(part is not None and part.authority_id != by.authority_id for part in parts):
        raise NotAllowed(
            _("The complainant, the child, the team and the officer must all be of your own authority.")
        )
    return Case(
        authority=by.authority,
        team=new.team,
        officer=new.officer,
        summary=new.summary.strip(),
        happened=new.happened,
        happened_on_words=new.happened_on_words,
        wants=new.wants,
        channel=new.channel,
        opened_on=new.received_on,
    )


def check_words(new: NewCase, case: Case) -> None:
    """Raises Invalid where words are missing without which there is no case, or do not fit where they go."""
    problems = _misfits(case, "") | _misfits(new.complainant, "complainant_") | _misfits(new.child, "child_")
    if not new.summary.strip():
        problems["summary"] = _("Say in one line what the complaint is about.")
    if not new.complainant.name.strip():
        problems["complainant_name"] = _("Give the name of the person who complains, or say who they are.")
    if new.child is not None and not new.child.name.strip():
        problems["child_name"] = _("Give the child's name, or leave the child out.")
    if problems:
        raise Invalid(problems)


def _misfits(part: Case | Complainant | Child | None, prefix: str) -> dict[str, str]:
    """What the fields themselves do not take: too long, not an e-mail address."""
    if part is None:
        return {}
    filled_later = ["complainant", "procedure", "edition", "reference"] if isinstance(part, Case) else []
    try:
        part.clean_fields(exclude=filled_later)
    except ValidationError as problem:
        return {f"{prefix}{name}": " ".join(messages) for name, messages in problem.message_dict.items()}
    return {}


def save_people(case: Case, new: NewCase) -> None:
    """Save whom the complaint brings with it. What was handed in stays unsaved, should the case not be opened."""
    case.complainant = _saved(new.complainant)
    case.child = _saved(new.child) if new.child is not None else None


def _saved(who: Whom) -> Whom:
    if who._state.adding:
        who = copy(who)
        who.save()
    return who


def adopt_procedure(case: Case, new: NewCase) -> None:
    """Put the case under the procedure and calendar in force when the complaint was received. Raises Invalid."""
    try:
        adopted = in_force(case.authority, new.received_on, new.procedure)
    except NothingAdopted as problem:
        raise Invalid({"procedure": problem.sentence}) from problem
    case.procedure, case.edition = adopted.procedure, adopted.edition
    case.calendar_edition, case.closures = Days(case.authority).newest


def kind_of(new: NewCase, case: Case) -> str:
    """The kind of fact that the case begins with. Raises Invalid where its procedure begins no case with that."""
    procedure = pack(case.procedure, case.edition)
    kind = new.kind or procedure.begins_with
    if kind not in procedure.beginnings:
        raise Invalid(
            {"kind": _("No case of “%(title)s” begins with this. Choose what was received.")
             % {"title": procedure.title}}
        )  # fmt: skip
    return kind
