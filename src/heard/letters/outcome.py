"""What comes of asking for a letter to be changed or issued: it was, or it was not and why.

    try: issue(letter.pk, Issuing(answers), ann, on)
    except (NotIssued, NotRecorded) as problem: show(problem.sentence)

Nothing is changed, sent or recorded when one of these is raised. What the procedure refuses is
`heard.cases.outcome`, which passes through.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from heard.cases.outcome import Recorded
from heard.letters.models import Letter
from heard.letters.written import Readiness


@dataclass(frozen=True, slots=True)
class Issued:
    """A letter that is issued, and what was recorded by it. `recorded` is None where an earlier post had issued it."""

    letter: Letter
    recorded: Recorded | None

    @property
    def repeated(self) -> bool:
        return self.recorded is None


class NotIssued(Exception):
    """Nothing was done. `sentence` says why and what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotReady(NotIssued):
    """The letter lacks something: `readiness` says what."""

    def __init__(self, readiness: Readiness) -> None:
        super().__init__(" ".join([_("This letter cannot be issued yet."), *readiness.sentences()]))
        self.readiness = readiness


class Changed(NotIssued):
    """Somebody changed the draft since the page was made; `letter` is as it stands now."""

    def __init__(self, letter: Letter) -> None:
        super().__init__(
            _("%(who)s changed this letter while you had it open. Look at it as it stands now.")
            % {"who": letter.changed_by.name}
        )
        self.letter = letter


class NotAsShown(NotIssued):
    """The letter would not be sent in the words that were looked at, since something about the case has changed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "A day or a name in this letter has changed since you looked at it. Read it again, then issue it."
            )
        )


class OfAnotherProcedure(NotIssued):
    """The draft was begun before the case was moved to another procedure, and says what that one says."""

    def __init__(self) -> None:
        super().__init__(
            _("This draft was begun under another procedure, before the case was moved. Begin the letter anew, copy "
              "what is still right, and throw this draft away.")
        )  # fmt: skip


class AlreadyIssued(NotIssued):
    """An issued letter stays as it was sent."""

    def __init__(self) -> None:
        super().__init__(
            _("This letter was issued and stays as it was sent. Write another one to put something right.")
        )
