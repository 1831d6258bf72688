"""What recording a fact does to the child's file, said on the next page: one call after `cases.record`, in its
transaction.

    followed = follow(done, ann, on);  sentences(followed)     -> ["It is kept in the folder Complaints.", ...]

What is done is `heard.files.filing`; here the e-mails it owes are put on their way, and it is put into words.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from heard.cases.entries import Entry
from heard.cases.models import Case
from heard.cases.outcome import Recorded
from heard.chasers import tasks, telling
from heard.files.filing import Followed, decided_that_day
from heard.files.filing import follow as follow_in_the_file
from heard.people.models import Person


def follow(done: Recorded, by: Person, on: date) -> Followed:
    """Do what follows from the fact; after a repeated post nothing does."""
    if done.repeated:
        return Followed()
    followed = follow_in_the_file(done.case, by, on)
    if followed.to_tell is not None:
        tasks.tell(done.case.pk, telling.name(followed.to_tell))
    return followed


def refusal(case: Case, entry: Entry) -> str:
    """Why this cannot be recorded besides what the procedure says; "" where nothing is against it."""
    if not decided_that_day(case, entry.kind, entry.date):
        return ""
    return _(
        "This was decided already on that day. If it was wrong, choose “Correct” beside it in the timeline of the "
        "complaint."
    )


def sentences(followed: Followed) -> list[str]:
    """What was done, for the person who recorded."""
    found = [_("It is kept in the folder %(folder)s.") % {"folder": title} for title in followed.kept]
    if followed.alerted:
        names = ", ".join(person.name for person in followed.alerted)
        found.append(_("A case note alerts %(names)s.") % {"names": names})
    if followed.to_tell is not None:
        found.append(_("The managers concerned are told by e-mail within a few minutes."))
    if followed.left:
        found.append(
            _(
                "Letters of this complaint are still in a folder that more people read. Look at each, and move it."
            )
        )
    return found
