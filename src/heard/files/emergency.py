"""Access in an emergency: asked for with a reason, given at once for the day, told and reviewed.

    ask(Asking(reason="...", reference="HF-2025-0042"), ann, on)     -> EmergencyAccess, or None
    end(row, bea, on);  review(row, Verdict(right=True, words="..."), bea)

None is the answer for what is not there and for what is not given: the two cannot be told apart. It is never given to
somebody complained about, nor across councils, nor without a post; a function of the database sees to that
(migrations), since nobody may look for a case that they do not see.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from heard.authority.today import moment
from heard.cases.models import CaseRole
from heard.files.models import EmergencyAccess
from heard.people.access import current, reach
from heard.people.models import Person
from heard.people.roles import COMPLAINED_ABOUT, EMERGENCY

MANAGER = "complaints_manager"
LONGEST = 500


class NotDone(Exception):
    """Nothing was changed. `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked for: a case by its reference, or a folder of the child with this name and day of birth."""

    reason: str
    reference: str = ""
    name: str = ""
    born: date | None = None
    folder_key: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the complaints manager thinks of it: whether it was right to ask, and in words."""

    right: bool
    words: str


def ask(asking: Asking, person: Person, on: date) -> EmergencyAccess | None:
    """Give it for the day, if it can be given. Asked twice for the same, the first is answered."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT heard_in_an_emergency(%s, %s, %s, %s, %s, %s, %s)",
            [
                person.pk,
                on,
                asking.reference.strip(),
                " ".join(asking.name.split()),
                asking.born,
                asking.folder_key,
                asking.reason.strip()[:LONGEST],
            ],
        )
        found = cursor.fetchone()
    if found is None or found[0] is None:
        return None
    return EmergencyAccess.objects.select_related("case", "child").get(pk=found[0])


def own(person: Person, on: date) -> QuerySet[EmergencyAccess]:
    """What the person has by emergency access on the day."""
    return EmergencyAccess.objects.filter(current(on), person=person).select_related("case", "child")


def to_review(person: Person, on: date) -> QuerySet[EmergencyAccess]:
    """Every access that the complaints manager may review, the newest first; none of cases about themselves."""
    if MANAGER not in reach(person, on).everywhere:
        return EmergencyAccess.objects.none()
    about = CaseRole.objects.filter(person=person, role=COMPLAINED_ABOUT).values("case_id")
    of_children = CaseRole.objects.filter(
        person=person, role=COMPLAINED_ABOUT, case__child__isnull=False
    ).values("case__child_id")
    found = EmergencyAccess.objects.filter(authority_id=person.authority_id).exclude(person=person)
    hidden = Q(case_id__isnull=False, case_id__in=about) | Q(child_id__isnull=False, child_id__in=of_children)
    return found.exclude(hidden).select_related("person", "case", "child", "reviewed_by")


@transaction.atomic
def end(access: EmergencyAccess, by: Person, on: date) -> None:
    """End it before the day is over: by whoever asked for it, or by the complaints manager. Raises NotDone."""
    if by.pk != access.person_id and not to_review(by, on).filter(pk=access.pk).exists():
        raise NotDone(_("Only the person who asked for it, or a complaints manager, ends it."))
    now = EmergencyAccess.objects.select_for_update(of=("self",)).get(pk=access.pk)
    if now.to_date <= on:
        return
    now.to_date = on
    now.save(update_fields=["to_date"])
    if now.case_id is not None:
        parts = CaseRole.objects.filter(current(on), case=now.case_id, person=now.person_id, role=EMERGENCY)
        parts.update(to_date=on)


@transaction.atomic
def review(access: EmergencyAccess, verdict: Verdict, by: Person, on: date) -> None:
    """Keep what the complaints manager thinks of it; once. Raises NotDone."""
    if not to_review(by, on).filter(pk=access.pk).exists():
        raise NotDone(_("Only a complaints manager who did not ask for it reviews it."))
    words = verdict.words.replace("\x00", "").strip()
    if not words:
        raise NotDone(_("Say what you found."))
    now = EmergencyAccess.objects.select_for_update(of=("self",)).get(pk=access.pk)
    if now.reviewed_at is not None:
        raise NotDone(_("It has been reviewed already."))
    now.verdict = EmergencyAccess.RIGHT if verdict.right else EmergencyAccess.WRONG
    now.words, now.reviewed_by, now.reviewed_at = words, by, moment()
    now.save(update_fields=["verdict", "words", "reviewed_by", "reviewed_at"])
