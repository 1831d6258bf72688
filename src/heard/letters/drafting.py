"""Drafts: begun from a template of the case's procedure, changed by anybody who handles the case, discarded.

    letter = draft(case, "stage-1-response", ann, on)
    save(letter.pk, Change(letter.body, {"answer": "..."}, letter.version), ann, on)

Each raises `NotAllowed` for somebody who may not. Nothing is recorded on the case's timeline before a letter is issued.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from heard.authority.adopted import pack
from heard.authority.today import moment
from heard.cases import seen
from heard.cases.models import Case
from heard.cases.outcome import NotAllowed
from heard.letters.characters import clean
from heard.letters.lengths import check_lengths
from heard.letters.models import Letter
from heard.letters.outcome import AlreadyIssued, Changed
from heard.letters.passages import due_on
from heard.letters.wording import put_back, starting
from heard.letters.written import template_of
from heard.people.access import WRITE_LETTER, Act, Denied, may
from heard.people.models import Person


@dataclass(frozen=True, slots=True)
class Change:
    """A draft's new text and words. `version` is that of the letter which the writer had in front of them."""

    body: str
    filled: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None


class UnknownLetter(KeyError):
    """The case's procedure has no letter of that name."""


def draft(case: Case, template: str, by: Person, on: date, *, key: str = "") -> Letter:
    """Begin a letter. The same `key` begins it once."""
    check(by, WRITE_LETTER, case, on)
    found = pack(case.procedure, case.edition).letters.get(template)
    if found is None:
        raise UnknownLetter(template)
    now, key = moment(), key or uuid4().hex
    letter, begun = Letter.objects.get_or_create(
        authority_id=case.authority_id,
        key=key,
        defaults={
            "case": case,
            "template": found.id,
            "title": found.title,
            "procedure": case.procedure,
            "edition": case.edition,
            "body": starting(found, due_on(case, found, on)),
            "drafted_by": by,
            "drafted_at": now,
            "changed_by": by,
            "changed_at": now,
        },
    )
    if not begun and (letter.case_id, letter.template) != (case.pk, found.id):
        raise NotAllowed(_("This form has been used already, for another letter. Open the case again."))
    return letter


def of(case: Case, id: int) -> Letter:
    """A letter of the case, without its files. Raises Letter.DoesNotExist."""
    return _whole().get(case=case, pk=id)


@transaction.atomic
def save(id: int, change: Change, by: Person, on: date) -> Letter:
    """Change a draft. Raises Changed where somebody else did first, AlreadyIssued, Invalid for too much text."""
    letter = open_draft(id, change.version, by, on)
    asks = template_of(letter).fill_in
    body = clean(change.body).strip()
    filled = {name: clean(words).strip() for name, words in change.filled.items() if name in asks}
    check_lengths(body, filled)
    if (body, filled) == (letter.body, letter.filled):
        return letter
    letter.body, letter.filled = body, filled
    letter.version += 1
    letter.changed_by, letter.changed_at = by, moment()
    letter.save(update_fields=["body", "filled", "version", "changed_by", "changed_at"])
    return letter


@transaction.atomic
def restore(id: int, passage: str, version: int | None, by: Person, on: date) -> Letter:
    """Put a passage back into a draft. Raises KeyError where the letter's template has no such passage."""
    letter = open_draft(id, version, by, on)
    text = put_back(letter.body, template_of(letter), passage)
    return save(id, Change(text, letter.filled, letter.version), by, on)


@transaction.atomic
def discard(id: int, version: int | None, by: Person, on: date) -> None:
    """Throw a draft away."""
    open_draft(id, version, by, on).delete()


def open_draft(id: int, version: int | None, by: Person, on: date) -> Letter:
    """A draft, locked until the transaction ends, of the version that the writer had in front of them."""
    letter = locked(id, by, on)
    check(by, WRITE_LETTER, letter.case, on)
    if letter.is_issued:
        raise AlreadyIssued
    if version is not None and version != letter.version:
        raise Changed(letter)
    return letter


def locked(id: int, by: Person, on: date) -> Letter:
    """A letter, locked until the transaction ends, if this person may see its case. Raises NotAllowed."""
    # First the lock and then the reading: a row that was waited for is not read again together with its people.
    list(Letter.objects.select_for_update().filter(pk=id).values_list("pk"))
    found = seen.through(_whole(), by, on).filter(pk=id).first()
    if found is None:
        raise NotAllowed(
            _("There is no such letter, or you may not see it. A draft may have been thrown away.")
        )
    return found


def check(by: Person, act: Act, case: Case, on: date) -> None:
    """Raises NotAllowed where the person may not do this to the case."""
    answer = may(by, act, case, on)
    if isinstance(answer, Denied):
        raise NotAllowed(answer.reason)


def _whole() -> QuerySet[Letter]:
    people = ("drafted_by", "changed_by", "issued_by")
    of_case = ("case__authority", "case__complainant", "case__child", "case__team", "case__officer")
    return Letter.objects.select_related(*people, *of_case)
