"""What comes of asking for something to be recorded: it was, or it was not and why.

    try: record(...)
    except NotRecorded as problem: show(problem.sentence)

Each kind of refusal has a sentence for the person who asked. Nothing was recorded when one of these is
raised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heard.cases.models import Case, Row
from heard.engine import Refusal, Standing


@dataclass(frozen=True, slots=True)
class Recorded:
    """A row that is recorded, and where the case stands with it. `repeated` where an earlier post had recorded it."""

    case: Case
    row: Row
    standing: Standing
    repeated: bool = False


class NotRecorded(Exception):
    """Nothing was recorded. `sentence` says why and what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(NotRecorded):
    """This person may not do this, or may not see the case at all."""


class Refused(NotRecorded):
    """The procedure does not permit it on this case on this day."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal
        self.cites = refusal.cites


class Invalid(NotRecorded):
    """Answers that do not answer their questions: a sentence for each, by the question's id ("date" for the
    day).
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


class Unmoved(NotRecorded):
    """The case stays on the editions that it keeps: it is on the others already, or its facts do not fit them."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class Stale(NotRecorded):
    """Somebody recorded something since the page was made. `changes` says what, a sentence for each row."""

    def __init__(self, changes: tuple[str, ...], rows: tuple[Row, ...]) -> None:
        opening = _("While you had this page open, this happened on the case:")
        closing = _(
            "Nothing of yours was recorded. Look at the case as it stands now, then record it if still right."
        )
        super().__init__(" ".join([opening, *changes, closing]))
        self.changes = changes
        self.rows = rows
