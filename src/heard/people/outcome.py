"""What comes of asking for a change of staff, teams or families: it is done, or it is not and why.

    raise NotDone({"team": _("Choose a team: a team manager manages one.")})

The sentences are for the person who asked, by the field that each is about ("" for none). Nothing was changed then.
"""

from __future__ import annotations

from collections.abc import Mapping


class NotDone(Exception):
    """Nothing was changed. `problems` has a sentence for each field, saying what to do instead."""

    def __init__(self, problems: Mapping[str, str] | str) -> None:
        self.problems = {"": problems} if isinstance(problems, str) else dict(problems)
        super().__init__(" ".join(self.problems.values()))


class NotYours(NotDone):
    """This person may not do this, and the sentence says who may."""
